import { github } from './github.js';
import { json } from './json.js';
import { junit } from './junit.js';
import type { Reporter } from './report.js';
import { sarif } from './sarif.js';
import { text } from './text.js';

/** A format is a row. */
export const REPORTERS = { text, json, sarif, github, junit } satisfies Record<string, Reporter>;

export type FormatName = keyof typeof REPORTERS;
