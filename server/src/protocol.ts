import type { ExplorationQuery } from './core/features/exploration.js';

/** Requests of ours beside LSP. Types and names only: all that a client may import from the server. */

export const INSTANCE_TYPES = 'vpcCni/instanceTypes';
export const STATUS = 'vpcCni/status';
/** Sent to clients with the experimental capability of this name: what was answered about status may be old. */
export const STATUS_CHANGED = 'vpcCni/statusChanged';

export interface DocumentParams {
  readonly uri: string;
}

export type { InstanceTypeRow, Status } from './core/features/status.js';

/** The command that code lenses run: sent to clients with the experimental capability of this name, which have it. */
export const EXPLORE_POD_DENSITY = 'vpcCni.explorePodDensity';

/** What that command takes. */
export interface ExploreTarget {
  readonly uri?: string;
  /** Instance types; absent: those in sight. */
  readonly types?: readonly string[];
}

/** A text for people, of which parts lead to other places. */
export interface Page {
  readonly text: string;
  readonly links: readonly PageLink[];
}

/** Lines and characters from 0, characters in UTF-16 code units. */
export interface PageLink {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly target: { readonly uri: string; readonly line: number; readonly character: number };
}

/** What aws-node runs with, as far as it is in sight of a document: answered with a `Page`. */
export const CONFIGURATION = 'vpcCni/effectiveConfiguration';
/** What changes from one release of the plugin to another: takes `UpgradeParams`, answered with a `Page`. */
export const UPGRADE = 'vpcCni/previewUpgrade';

/** The releases that one can choose from: takes `DocumentParams`, answered with `Releases`. */
export const RELEASES = 'vpcCni/releases';

export interface Releases {
  /** Of the aws-nodes in sight; empty: not known. */
  readonly inSight: readonly string[];
  /** Those at which something changes for a variable, the newest first. */
  readonly known: readonly string[];
}

export interface UpgradeParams extends DocumentParams {
  /** Absent: the release in sight. */
  readonly from?: string;
  readonly to: string;
}

export type {
  Control,
  CostRow,
  Exploration,
  ExplorationQuery,
  ModeFigures,
  PoolPoint,
  SubnetRow,
  TypeFigures,
} from './core/features/exploration.js';

/** What the density explorer shows: takes `ExploreParams`, answered with an `Exploration`. */
export const EXPLORE = 'vpcCni/explore';
/** What a pod costs on all types that have a price: takes `ExploreParams`, answered with a list of `CostRow`. */
export const COSTS = 'vpcCni/costs';
/** The edit that writes what was tried into the manifest: takes `ExploreParams`, answered with `Application`. */
export const APPLY = 'vpcCni/apply';

export interface ExploreParams extends ExplorationQuery {
  /** A document of the cluster; absent: none, and the plugin's defaults are pictured. */
  readonly uri?: string;
}

/** Edits of one document, or why there are none. Lines and characters from 0. */
export type Application =
  | {
      readonly uri: string;
      /** Of the open document that the edits were made for; absent: it is not open. */
      readonly version?: number;
      readonly edits: readonly {
        readonly range: { readonly start: Position; readonly end: Position };
        readonly newText: string;
      }[];
    }
  | { readonly refused: string };

interface Position {
  readonly line: number;
  readonly character: number;
}

/** What a client is asked about folders that are not on the disk of the server: with `DocumentParams`, for `FileInFolder[]`. */
export const READ_FOLDER = 'vpcCni/readFolder';
/** With `ReadFileParams`, for the text, or null: not there, no file, not readable, or too large. */
export const READ_FILE = 'vpcCni/readFile';

export interface FileInFolder {
  readonly name: string;
  /** False for links. */
  readonly isFolder: boolean;
}

export interface ReadFileParams extends DocumentParams {
  readonly maxBytes: number;
}
