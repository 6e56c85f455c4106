import type { Severity } from '../../core/settings.js';
import type { Entry } from '../baseline.js';
import type { Complaint } from '../complaint.js';
import type { Found, LintPlace } from '../findings.js';
import type { Look } from '../output.js';

/** What `lint` has to say, in whatever format. */
export interface Report {
  /** How many files were read. */
  readonly count: number;
  /** Those of them that have to do with the plugin. */
  readonly files: readonly string[];
  /** What is shown: without what is less severe than asked for, or in the baseline. */
  readonly found: readonly Found[];
  /** How many findings are less severe than asked for. */
  readonly hidden: number;
  /** With `--fix`: what was mended. */
  readonly fixed?: readonly Fixed[];
  /** With `--baseline`. */
  readonly baseline?: Known;
  /** What could not be read or written. */
  readonly complaints: readonly Complaint[];
  /** Nothing but what is wrong. */
  readonly quiet: boolean;
}

export interface Fixed extends LintPlace {
  readonly rule: string;
  readonly title: string;
}

export interface Known {
  /** How many findings are in it. */
  readonly known: number;
  /** What is in it and was not found. */
  readonly gone: readonly Entry[];
}

/** One format. Parts of its text as they come: together they may be large. */
export type Reporter = (report: Report, look: Look) => Iterable<string>;

/** Without what comments allow. */
export const countOf = (found: readonly Found[], severity: Severity): number =>
  found.filter(({ finding }) => finding.severity === severity && finding.allowed === undefined).length;
