import { nearestTo } from './domain/nearest.js';
import { DEFAULT_SETTINGS } from './settings.js';

/** Something in settings that does not count, and where: keys and positions from the top. */
export interface Complaint {
  readonly path: readonly (string | number)[];
  /** The setting that it is about, such as `inlayHints.pool`; '': none. */
  readonly subject: string;
  /** What follows the name of the setting: ` should be a boolean`. */
  readonly what: string;
  /** The whole setting does not count; else a part of it, or a name that means nothing. */
  readonly isWhole: boolean;
  /** It is the key at the end of the path that is wrong. */
  readonly isKey?: boolean;
  /** It counts all the same. */
  readonly isTaken?: boolean;
  /** What was meant, as far as that can be guessed. */
  readonly nearest?: string;
}

export type Report = (complaint: Complaint) => void;

/** As a client is told: by the name of the setting, and with what counts in its place. */
export function complaintText(complaint: Complaint): string {
  const { path, subject, what, isWhole, isKey, isTaken } = complaint;
  const instead = isTaken || isKey ? '' : isWhole ? `; using ${defaultOf(path)}` : '; left out';
  return `vpcCni${subject && '.'}${subject}${what}${instead}${guess(complaint)}`;
}

/** The end of a sentence: what was meant. */
export const guess = ({ nearest }: Complaint): string =>
  nearest === undefined ? '' : `; did you mean ${nearest}?`;

function defaultOf(path: Complaint['path']): string {
  const value = path.reduce<unknown>(
    (here, key) => (isFields(here) ? here[key] : undefined),
    DEFAULT_SETTINGS,
  );
  return path[0] === 'inlayHints' && path.length === 1 ? 'its defaults' : JSON.stringify(value ?? null);
}

/** Reads one setting; undefined: it does not count. */
export type Reader<Value> = (value: unknown, at: Spot) => Value | undefined;

/** Of more names nobody guesses what was meant. */
const MOST_GUESSED = 20;

/** A place in settings, where something may be wrong. */
export class Spot {
  readonly #report: Report;
  readonly #path: Complaint['path'];
  readonly #subject: string;

  constructor(report: Report, path: Complaint['path'] = [], subject = '') {
    this.#report = report;
    this.#path = path;
    this.#subject = subject;
  }

  below(key: string | number, subject = this.#subject): Spot {
    return new Spot(this.#report, [...this.#path, key], subject);
  }

  /** The setting does not count: ` should be a boolean`. */
  refuse(what: string): undefined {
    this.#tell(what, true);
    return undefined;
  }

  /** This part of the setting does not count. */
  leaveOut(what: string, nearest?: string): undefined {
    this.#tell(what, false, nearest);
    return undefined;
  }

  /** The key that ends the path means nothing. */
  isStranger(what: string, nearest?: string): void {
    this.#report({
      path: this.#path,
      subject: this.#subject,
      what,
      isWhole: false,
      isKey: true,
      ...(nearest !== undefined && { nearest }),
    });
  }

  /** `explained`: names that are told of otherwise. */
  complainOfStrangers(
    fields: object,
    known: readonly string[],
    kind: string,
    explained: (key: string, at: Spot) => boolean = () => false,
  ): void {
    const strangers = Object.keys(fields).filter(
      (key) => !known.includes(key) && !explained(key, this.below(key)),
    );
    for (const [i, key] of strangers.entries()) {
      const nearest = key !== '' && i < MOST_GUESSED ? nearestTo(key, known) : undefined;
      // A list or a map in place of a name, which is what `{{ x }}` is to YAML.
      const what =
        key === ''
          ? `: the name of a ${kind} is missing (templates are not filled in here)`
          : `: there is no ${kind} ${quoted(key)}`;
      this.below(key).isStranger(what, nearest);
    }
  }

  #tell(what: string, isWhole: boolean, nearest?: string): void {
    const where = { path: this.#path, subject: this.#subject };
    this.#report({ ...where, what, isWhole, ...(nearest !== undefined && { nearest }) });
  }
}

export const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A text of the user's, short enough for a line of a log. */
export const quoted = (text: string): string =>
  JSON.stringify(text.length > 40 ? `${text.slice(0, 39)}…` : text);
