import { type Analysis, analyze } from '../core/analysis.js';
import { diagnose } from '../core/features/diagnose.js';
import { attempt } from '../core/fenced.js';
import { sightOf } from '../core/model/sight.js';
import { startsOf } from '../core/model/starts.js';
import type { Settings } from '../core/settings.js';
import { inTurn } from './turns.js';
import type { Workspace } from './workspace.js';
import { fileOf, WorkspaceIndex } from './workspaceIndex.js';

/** All of the text is read so often. */
const READINGS = 3;
/** And so often it is typed in, unless these are too many characters to read. */
const KEYS = 24;
const MOST_READ = 100_000;
/** A longer text would keep a keystroke waiting, and has been read in many documents: one of them is typed in. */
const LONGEST = 50_000;

/**
 * The first analyses of a process run uncompiled, and take three times as long as later ones. Once the first document of
 * ours has its answer, its text is read a few times more, and typed in, a turn of the event loop each, so that the first
 * keystrokes do not pay for it. Where the user is quicker, there is nothing left to prepare. `onWarm`: called once, when that is over.
 */
export function createWarmUp(workspace: Workspace, onWarm: () => void): (uri: string) => void {
  let isCold = true;
  return (uri) => {
    const analysis = isCold ? workspace.open(uri)?.analysis : undefined;
    if (!analysis) return;
    const [longest] = analysis.documents
      .filter(({ facts }) => facts.objects.length > 0)
      .sort((a, b) => b.text.length - a.text.length);
    if (!longest || longest.text.length > LONGEST) return;
    isCold = false;
    const steps = warmingUp(uri, analysis, longest, workspace.settings);
    const next = (): void => {
      const isTyping = workspace.textNow(uri) !== analysis.text;
      // What throws is logged where somebody asks for it.
      const step = isTyping
        ? undefined
        : attempt(
            'warm-up',
            () => {},
            () => steps.next(),
          );
      if (step && !step.done) inTurn(next);
      else onWarm();
    };
    inTurn(next);
  };
}

function* warmingUp(
  uri: string,
  { text: whole, documents }: Analysis,
  longest: Analysis['documents'][number],
  settings: Settings,
): Generator<undefined, void> {
  const { text: document } = longest;
  const isLong = whole.length > LONGEST;
  for (let i = 0; i < READINGS && !isLong; i++) {
    diagnose(analyze(whole, settings));
    yield;
  }
  const text = isLong ? document : whole;
  const start = startsOf(documents)[documents.indexOf(longest)] as number;
  const place = (isLong ? 0 : start) + document.trimEnd().length;
  // What it then says to others is kept aside.
  const index = new WorkspaceIndex();
  let previous: Analysis | undefined;
  for (let i = 0; i < KEYS && i * document.length < MOST_READ; i++) {
    const typed = i % 2 === 0 ? text : `${text.slice(0, place)}1${text.slice(place)}`;
    previous = analyze(typed, settings, {
      ...(previous && { previous }),
      elsewhere: (own, documents) => {
        index.set(sightOf(fileOf(uri), typed, documents, own));
        return index.neighboursOf(uri, own);
      },
    });
    diagnose(previous);
    yield;
  }
}
