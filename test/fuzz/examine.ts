import assert from 'node:assert/strict';
import picocolors from 'picocolors';
import { foundIn } from '../../server/src/cli/findings.js';
import type { Manifest, Manifests } from '../../server/src/cli/manifests.js';
import { github } from '../../server/src/cli/report/github.js';
import { json } from '../../server/src/cli/report/json.js';
import { junit } from '../../server/src/cli/report/junit.js';
import type { Report, Reporter } from '../../server/src/cli/report/report.js';
import { sarif } from '../../server/src/cli/report/sarif.js';
import { text as textReport } from '../../server/src/cli/report/text.js';
import { allowActions } from '../../server/src/core/features/allowActions.js';
import { type Action, applied, codeActions, fixAll } from '../../server/src/core/features/codeActions.js';
import { codeLenses } from '../../server/src/core/features/codeLenses.js';
import { complete } from '../../server/src/core/features/complete.js';
import { completeConfig } from '../../server/src/core/features/completeConfig.js';
import { configActions, diagnoseConfig, hoverConfig } from '../../server/src/core/features/configFile.js';
import { selectedTypes } from '../../server/src/core/features/density.js';
import { diagnose } from '../../server/src/core/features/diagnose.js';
import { documentLinks } from '../../server/src/core/features/documentLinks.js';
import { configurationText } from '../../server/src/core/features/effectiveConfiguration.js';
import { application, homeOf, layersToWrite } from '../../server/src/core/features/explorationEdits.js';
import { queryOf } from '../../server/src/core/features/explorationQuery.js';
import { costs, explore } from '../../server/src/core/features/explore.js';
import { hover } from '../../server/src/core/features/hover.js';
import { inlayHints } from '../../server/src/core/features/inlayHints.js';
import { installsOf } from '../../server/src/core/features/installNames.js';
import { typesInSight } from '../../server/src/core/features/nodes.js';
import { choosingKeys, namedAt } from '../../server/src/core/features/occurrences.js';
import { renameEdits } from '../../server/src/core/features/rename.js';
import { status } from '../../server/src/core/features/status.js';
import { symbols } from '../../server/src/core/features/symbols.js';
import { upgradeText } from '../../server/src/core/features/upgradeText.js';
import { workspaceSymbols } from '../../server/src/core/features/workspaceSymbols.js';
import {
  actionOf,
  completionOf,
  diagnosticOf,
  documentLinkOf,
  hoverOf,
  inlayHintOf,
  symbolOf,
} from '../../server/src/lsp/convert.js';
import { pageOf } from '../../server/src/lsp/pages.js';
import { inTime } from './inTime.js';
import { checkEdits, checkSpan, Insane, splitsCharacter } from './sane.js';
import type { Subject } from './subject.js';

// What the build puts in.
Object.assign(globalThis, { VPC_CNI_VERSION: '0.0.0' });

/** More places of a text are not asked about. */
const MOST_PLACES = 2;

/**
 * Asks all that can be asked about a text, at these places of it and where something is wrong, and throws where an answer
 * cannot be, or is long in coming. `choice`: what costs much is asked in every second case, and then one of it.
 */
export function examine(subject: Subject, places: readonly number[], choice: number): void {
  const { text, analysis, settings } = subject;
  const starts = inTime('diagnose', () => findings(subject));
  const types = selectedTypes(settings, typesInSight(analysis));
  const whole = { start: 0, end: text.length };
  inTime('symbols', () => {
    for (const symbol of symbols(analysis)) checkSymbol(symbol, subject);
  });
  inTime('hints', () => hints(subject, types));
  inTime('fixes of all', () => {
    for (const action of codeActions(analysis, whole)) checkAction(action, subject);
  });
  inTime('comments for all', () => {
    for (const action of allowActions(analysis, whole)) checkAction(action, subject);
  });
  const asked = [...places, ...starts.filter((_, i) => i % 7 === choice % 7)].slice(0, MOST_PLACES);
  for (const place of asked) {
    const offset = clientOffset(subject, place);
    inTime('hover', () => at(offset, subject, types));
    const here = { start: offset, end: offset };
    inTime('actions', () => {
      for (const action of [...codeActions(analysis, here), ...allowActions(analysis, here)])
        checkAction(action, subject);
    });
  }
  if (choice % 2 > 0) return;
  const [offset = 0] = asked;
  const dear = Math.floor(choice / 2);
  const { name, ask } = DEAR[dear % DEAR.length] as Question;
  inTime(name, () => ask(subject, clientOffset(subject, offset), dear));
}

/** Where they begin. */
function findings({ analysis, document, index }: Subject): readonly number[] {
  const found = diagnose(analysis, { withAllowed: true });
  for (const finding of found) {
    checkSpan(`finding of ${finding.rule}`, finding.span, document);
    if (!finding.message.trim()) throw new Insane(`${finding.rule}: no message`);
    for (const { span, elsewhere } of finding.related ?? [])
      if (!elsewhere) checkSpan(`place related to ${finding.rule}`, span, document);
    sent(diagnosticOf(document, finding, index.homes));
  }
  return found.map(({ span }) => span.start);
}

function hints({ analysis, document, settings, text }: Subject, types: readonly string[]): void {
  for (const hint of inlayHints(analysis, { start: 0, end: text.length }, settings, types)) {
    checkSpan(`hint ${kindOf(hint.label)}`, { start: hint.offset, end: hint.offset }, document);
    sent(inlayHintOf(document, hint));
  }
  for (const link of documentLinks(analysis)) {
    checkSpan('link', link.span, document);
    sent(documentLinkOf(document, link));
  }
  for (const { offset } of codeLenses(analysis, settings, types))
    checkSpan('code lens', { start: offset, end: offset }, document);
  status(analysis, settings, types);
}

/** A place as clients name places: never inside a character or a line end. */
function clientOffset({ document, text }: Subject, place: number): number {
  const offset = document.offsetAt(document.positionAt(Math.min(place, text.length)));
  return splitsCharacter(text, offset) ? offset - 1 : offset;
}

function at(
  offset: number,
  { analysis, document, settings, index }: Subject,
  types: readonly string[],
): void {
  const whereIs = (fact: object, span: { start: number; end: number }) =>
    index.homes.placeOf(fact, span)?.name;
  const hovered = hover(analysis, offset, settings, types, whereIs);
  if (hovered) {
    checkSpan('hover', hovered.span, document);
    sent(hoverOf(document, hovered));
  }
  const named = namedAt(analysis, offset);
  if (!named) return;
  checkSpan(`name of ${named.kind}`, named.span, document);
  for (const { fact, span } of named.occurrences) {
    const found = index.homes.placeOf(fact, span);
    if (!found) throw new Insane(`${named.kind} that is nowhere`);
    if (found.name === document.uri)
      checkSpan(`place of ${named.kind}`, { start: 0, end: document.offsetAt(found.end) }, document);
  }
  const keys = choosingKeys(analysis.cluster);
  checkEdits('rename', renameEdits(analysis, named.name, 'another-name', keys), document);
}

interface Question {
  readonly name: string;
  readonly ask: (subject: Subject, offset: number, choice: number) => void;
}

function allSafe(subject: Subject): void {
  const all = fixAll(subject.analysis, subject.judge);
  if (all) checkAction(all, subject);
}

function judged(subject: Subject, offset: number): void {
  const { analysis, judge } = subject;
  for (const action of codeActions(analysis, { start: offset, end: offset }, judge))
    checkAction(action, subject);
}

function completions({ analysis, document, settings }: Subject, offset: number): void {
  for (const item of complete(analysis, offset, settings)) {
    checkSpan(`completion of ${item.kind}`, item.span, document);
    // An editor takes only what is around the cursor, on its line.
    if (item.span.start > offset || item.span.end < offset)
      throw new Insane(`completion of ${item.kind}: beside the cursor`);
    sent(completionOf(document, item));
  }
}

function exploration({ analysis, document, settings, judge }: Subject, _: number, choice: number): void {
  const tried = { ENABLE_PREFIX_DELEGATION: choice % 3 ? 'true' : 'false', WARM_IP_TARGET: `${choice % 40}` };
  const query = queryOf({
    types: choice % 4 ? [] : ['m5.large', 'nonsense', 'c6g.xlarge'],
    tried: choice % 5 ? tried : { MAX_ENI: '3' },
    subnets: choice % 7 ? [] : ['10.0.0.0/24', 'x', '::/64'],
    podsPerNode: choice % 300,
  });
  sent(explore(analysis, query, settings));
  if (choice % 16 === 3) sent(costs(analysis, query, settings));
  const homes = layersToWrite(analysis).flatMap((layer) => homeOf(analysis, layer) ?? []);
  const written = application(analysis, query, settings, homes, (_, text) => judge(text));
  if ('edits' in written) checkEdits('apply', written.edits, document);
}

function reports({ uri, text, analysis, index, settings }: Subject): void {
  const name = uri.replace('file:///', '');
  const ours: Manifest[] = [{ name, path: name, text, documents: analysis.documents }];
  const { homes } = index;
  const manifests: Manifests = {
    names: [name],
    ours,
    sights: [],
    neighbours: (_, own) => index.neighboursOf(uri, own),
    homes,
    complaints: [],
  };
  const found = foundIn(manifests, settings, { withAllowed: true });
  const report: Report = { count: 1, files: [name], found, hidden: 0, complaints: [], quiet: false };
  const written = (reporter: Reporter): string => [...reporter(report, LOOK)].join('');
  for (const reporter of [textReport, github, junit]) written(reporter);
  assert.equal(JSON.parse(written(json)).findings.length, found.length);
  JSON.parse(written(sarif));
  for (const { finding } of found)
    if (finding.line < 1 || finding.column < 1) throw new Insane(`report of ${finding.rule}: no such place`);
}

const LOOK = { colours: picocolors.createColors(true), isTerminal: true, columns: 80 };

function pages({ analysis, index, settings }: Subject, _: number, choice: number): void {
  const installs = installsOf(analysis);
  const { homes } = index;
  const page = { homes, nameOf: ({ name }: { readonly name: string }) => name };
  const { cluster } = analysis;
  for (const shown of [
    configurationText(installs, { ...page, sight: cluster }),
    upgradeText(installs, { to: choice % 2 ? 'v1.23.1' : 'v1.10.0' }, { ...page, settings, cluster }),
  ])
    for (const { line, start, end } of pageOf(shown).links)
      if (line < 0 || start < 0 || end < start) throw new Insane('page: a link that is nowhere');
  workspaceSymbols(index.sights(), 'eni');
}

function config({ text, document }: Subject, offset: number): void {
  for (const { span } of diagnoseConfig(text)) checkSpan('finding in a configuration file', span, document);
  const hovered = hoverConfig(text, offset);
  if (hovered) checkSpan('hover in a configuration file', hovered.span, document);
  for (const { span } of completeConfig(text, offset))
    checkSpan('completion in a configuration file', span, document);
  for (const { edits } of configActions(text, { start: 0, end: text.length }))
    checkEdits('fix in a configuration file', edits, document);
}

function checkAction(action: Action, { text, document, index }: Subject): void {
  const what = `fix ${action.finding?.rule ?? action.kind}`;
  checkEdits(what, action.edits, document);
  if (applied(text, action.edits) === text) throw new Insane(`${what}: changes nothing`, action.title);
  sent(actionOf(document, action, index.homes, action.placeholder !== undefined));
}

type SymbolFact = ReturnType<typeof symbols>[number];

function checkSymbol(symbol: SymbolFact, subject: Subject): void {
  checkSpan(`symbol of ${symbol.kind}`, symbol.span, subject.document);
  checkSpan(`name of a symbol of ${symbol.kind}`, symbol.nameSpan, subject.document);
  sent(symbolOf(subject.document, symbol));
  for (const child of symbol.children) checkSymbol(child, subject);
}

/** As it goes over the wire. */
const sent = (answer: unknown): void => void JSON.stringify(answer);

const kindOf = (label: string): string => label.replace(/[\d.,–]+/g, 'n').slice(0, 20);

const COMPLETIONS: Question = { name: 'completion', ask: completions };

/** What costs more than all else together. */
const DEAR: readonly Question[] = [
  COMPLETIONS,
  { name: 'fix all', ask: allSafe },
  COMPLETIONS,
  { name: 'fixes at a place', ask: judged },
  COMPLETIONS,
  { name: 'explore', ask: exploration },
  COMPLETIONS,
  { name: 'reports', ask: reports },
  COMPLETIONS,
  { name: 'pages', ask: pages },
  COMPLETIONS,
  { name: 'configuration file', ask: config },
];
