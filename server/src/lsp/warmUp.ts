import { analyze } from '../core/analysis.js';
import { diagnose } from '../core/features/diagnose.js';
import { inTurn } from './turns.js';
import type { Workspace } from './workspace.js';

const TURNS = 6;
/** A longer text would keep a keystroke waiting. */
const LONGEST = 50_000;

/**
 * The first analyses of a process run uncompiled, and take three times as long as later ones. Once the first document of
 * ours has its answer, its text is read a few times more, a turn of the event loop each, so that the first keystrokes do
 * not pay for it.
 */
export function createWarmUp(workspace: Workspace): (uri: string) => void {
  let isCold = true;
  return (uri) => {
    const analysis = isCold ? workspace.open(uri)?.analysis : undefined;
    if (!analysis || analysis.text.length > LONGEST) return;
    if (!analysis.documents.some(({ facts }) => facts.objects.length > 0)) return;
    isCold = false;
    const again = (left: number): void => {
      diagnose(analyze(analysis.text, workspace.settings));
      if (left > 1) inTurn(() => again(left - 1));
    };
    inTurn(() => again(TURNS));
  };
}
