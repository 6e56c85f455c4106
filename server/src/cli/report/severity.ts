import type { Severity } from '../../core/settings.js';
import type { Colours } from '../output.js';
import type { Report } from './report.js';

type Paint = (colours: Colours) => (text: string) => string;

export const PAINT: Readonly<Record<Severity, Paint>> = {
  error: ({ red }) => red,
  warning: ({ yellow }) => yellow,
  information: ({ blue }) => blue,
  hint: ({ dim }) => dim,
};

/** Where nothing was read, that is said elsewhere. */
export const isWorthSaying = ({ count, found, fixed, quiet }: Report): boolean =>
  quiet ? found.length > 0 || (fixed ?? []).length > 0 : count > 0;

/** Behind a message: that a comment lets it stand, and why. */
export const allowedText = (reason: string | undefined): string =>
  reason === undefined ? '' : ` (allowed: ${reason})`;
