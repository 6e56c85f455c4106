import { DEFAULT_SETTINGS, type Settings } from '../../server/src/core/settings.js';
import { analyzed } from './check.js';

/** A text with `$0` at the cursor, analysed without it. */
export function atCursor(marked: string, settings: Partial<Settings> = {}) {
  const offset = marked.indexOf('$0');
  if (offset < 0) throw new Error('no $0 in the text');
  const text = marked.replace('$0', '');
  return { text, offset, analysis: analyzed(text, settings), settings: { ...DEFAULT_SETTINGS, ...settings } };
}
