import { analyzeDocuments } from '../core/analysis.js';
import type { AnalyzedDocument } from '../core/analyzedDocument.js';
import type { OnBug } from '../core/fenced.js';
import { PartedText } from '../core/model/partedText.js';
import { remembered } from '../core/model/remembered.js';
import { chunks } from '../core/model/splitting.js';
import type { Settings } from '../core/settings.js';
import { turn } from './turns.js';

/** A text of fewer characters is read in one go: it takes no longer than people wait for a key. */
const LONG = 50_000;
/** So many are read in one turn of the event loop, unless a document has more. */
const STRETCH = 16_384;

/** The beginning of a long text, each document seen alone. An analysis goes on from it as from an earlier text. */
export interface Begun {
  readonly source: PartedText;
  readonly documents: readonly AnalyzedDocument[];
}

export interface LongReadingOptions {
  /** The text of an open document of which nothing is known yet. */
  readonly textOf: (uri: string) => PartedText | undefined;
  readonly settingsOf: (uri: string) => Settings;
  readonly onBug: OnBug;
}

/** Reads long documents that were opened a stretch at a time, so that questions about others are answered meanwhile. */
export class LongReading {
  readonly #options: LongReadingOptions;
  readonly #begun = new Map<string, Begun>();
  readonly #underWay = new Map<string, Promise<void>>();
  /** A mistake of ours came up in them: who asks about them is to see it. */
  readonly #failed = new Set<string>();

  constructor(options: LongReadingOptions) {
    this.#options = options;
  }

  /** To be waited for before a document is asked about. Undefined: it is read, or short. */
  whenRead(uri: string): Promise<void> | undefined {
    if (!this.#unread(uri)) return undefined;
    const underWay = this.#underWay.get(uri) ?? this.#read(uri);
    this.#underWay.set(uri, underWay);
    return underWay;
  }

  isUnderWay(uri: string): boolean {
    return this.#underWay.has(uri);
  }

  get isAnyUnderWay(): boolean {
    return this.#underWay.size > 0;
  }

  begun(uri: string): Begun | undefined {
    return this.#begun.get(uri);
  }

  /** It is known as a whole, or closed. */
  forget(uri: string): void {
    this.#begun.delete(uri);
    this.#failed.delete(uri);
  }

  /** They were read with settings that no longer hold. */
  startAnew(): void {
    this.#begun.clear();
  }

  #unread(uri: string): PartedText | undefined {
    const text = this.#options.textOf(uri);
    const isRead = (this.#begun.get(uri)?.source.length ?? 0) >= (text?.length ?? 0);
    return text && text.length > LONG && !isRead && !this.#failed.has(uri) ? text : undefined;
  }

  async #read(uri: string): Promise<void> {
    const { settingsOf, onBug } = this.#options;
    try {
      for (let text = this.#unread(uri); text; text = this.#unread(uri)) {
        this.#begun.set(uri, readOn(text, this.#begun.get(uri), settingsOf(uri), onBug));
        await turn();
      }
    } catch (error) {
      this.#failed.add(uri);
      onBug('reading', error);
    } finally {
      this.#underWay.delete(uri);
    }
  }
}

/** Reads on for one stretch. The text may have changed since it was begun. */
export function readOn(text: PartedText, begun: Begun | undefined, settings: Settings, onBug: OnBug): Begun {
  const stretches = stretchesOf(text);
  let [count, length] = [0, 0];
  while (count < stretches.length && length <= (begun?.source.length ?? 0))
    length += (stretches[count++] as string).length;
  const source = new PartedText(stretches.slice(0, count));
  return {
    source,
    documents: analyzeDocuments(source, settings, { ...(begun && { previous: begun }), onBug }),
  };
}

/** A text in parts that each end where a document does. */
const stretchesOf = remembered((text: PartedText): readonly string[] => {
  const { whole } = text;
  const stretches: string[] = [];
  let start = 0;
  for (const { offset, text } of chunks(whole)) {
    const end = offset + text.length;
    if (end - start < STRETCH && end < whole.length) continue;
    stretches.push(whole.slice(start, end));
    start = end;
  }
  return stretches;
});
