import type { CostRow, Exploration, ExplorationQuery, TypeFigures } from '../../../server/src/protocol.js';

/** What the page of the density explorer and the extension tell each other. Types only: both sides import them. */

/** From the page. Of each kind one at a time is under way; `turn` comes back with the answer. */
export type Question =
  | { readonly kind: 'ready' }
  | { readonly kind: 'explore'; readonly turn: number; readonly query: ExplorationQuery }
  | { readonly kind: 'price'; readonly turn: number; readonly query: ExplorationQuery }
  | { readonly kind: 'apply'; readonly query: ExplorationQuery }
  /** Opens the manifest that was applied to last. */
  | { readonly kind: 'show' }
  | { readonly kind: 'copy'; readonly text: string }
  | { readonly kind: 'save'; readonly svg: string; readonly name: string }
  | { readonly kind: 'start' };

/** To the page. */
export type Reply =
  | ({ readonly kind: 'opened' } & Opened)
  | ({ readonly kind: 'explored'; readonly turn: number } & Explored)
  | { readonly kind: 'priced'; readonly turn: number; readonly rows: readonly CostRow[] }
  | ({ readonly kind: 'failed'; readonly of: 'explore' | 'price'; readonly turn: number } & Failed)
  /** What was answered may be old: a document, a setting or the server changed. */
  | { readonly kind: 'changed' }
  /** `file` was edited, named as people know it; `isSaved`: VS Code saves it by itself. */
  | { readonly kind: 'applied'; readonly file: string; readonly isSaved: boolean }
  /** Why nothing was applied, as a sentence. */
  | { readonly kind: 'refused'; readonly text: string }
  /** A sentence for the user: what was copied or saved, or why it was not. */
  | { readonly kind: 'told'; readonly text: string; readonly isRefusal: boolean };

export interface Opened {
  /** The document whose cluster is explored; absent: none. */
  readonly uri?: string;
  /** Of that document, for people. */
  readonly title: string;
  /** Types that whoever opened the page wants to see; absent: those chosen before, or in sight. */
  readonly types?: readonly string[];
  /** Names of all instance types, to choose from. */
  readonly instanceTypes: readonly string[];
}

export interface Explored {
  readonly exploration: Exploration;
  /** The type in focus where nothing is tried out; absent: nothing is, or its figures are not known. */
  readonly untried?: TypeFigures;
}

export interface Failed {
  readonly message: string;
  /** The server is not running, and may be started. */
  readonly canStart: boolean;
}

/** What VS Code keeps of a page, as far as the extension reads it. */
export interface Kept {
  readonly uri?: string;
}
