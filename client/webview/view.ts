import type { CostRow, ExplorationQuery, TypeFigures } from '../../server/src/protocol.js';
import type { Explored } from '../src/explorer/messages.js';
import { createBanner } from './banner.js';
import type { Choices } from './choices.js';
import { createChooser } from './choosers.js';
import { type ControlActs, createControls } from './controls.js';
import { createCostTable } from './costTable.js';
import { button, h, say, show } from './element.js';
import { createFigure } from './figure.js';
import { modesPicture, notPictured } from './modesPicture.js';
import { createNumberField } from './numberField.js';
import type { Picture } from './picture.js';
import { poolPicture } from './poolPicture.js';
import { createReader } from './reader.js';
import { createSubnets } from './subnets.js';
import { createSummary, spoken } from './summary.js';
import type { Table } from './table.js';
import { typedType } from './typedType.js';
import { whole } from './words.js';

/** All that is to be seen. */
export interface View {
  readonly elements: readonly HTMLElement[];
  update(explored: Explored, query: ExplorationQuery): void;
  price(rows: readonly CostRow[]): void;
  /** Names of instance types to choose from. */
  offer(types: readonly string[]): void;
  fail(message: string, canStart: boolean): void;
  tell(text: string, isRefusal: boolean): void;
  applied(to: { readonly file: string; readonly isSaved: boolean }): void;
  refused(why: string): void;
  /** What was told is old. */
  quiet(): void;
  /** Drawn anew, so wide in pixels. */
  pictures(width: number): readonly (Picture & { readonly title: string })[];
  tables(): readonly Table[];
}

/** What the user can do in it. */
export interface Acts extends ControlActs {
  /** None: those in sight. The first is in focus. */
  chooseTypes(names: readonly string[]): void;
  chooseSubnets(cidrs: readonly string[]): void;
  choosePods(name: 'podsPerNode' | 'daemonSetPods', pods: number | undefined): void;
  keep(part: Pick<Choices, 'costs'> | Pick<Choices, 'readAt'>): void;
  copy(): void;
  save(): void;
  start(): void;
  tryAgain(): void;
}

/** What changed is spoken once it stands. */
const SPOKEN_MS = 700;

export function createView(acts: Acts, start: Choices): View {
  let present: readonly string[] = [];
  const source = h('p', { class: 'source' });
  const stops = h('p', { class: 'stops', role: 'alert', hidden: true });
  const notes = h('ul', { class: 'notes', 'aria-label': 'Notes', hidden: true });
  const waiting = h('p', { class: 'nothing' }, 'Asking the language server…');
  const told = h('p', { class: 'told', role: 'status' });
  const live = h('p', { class: 'spoken', 'aria-live': 'polite' });
  const banner = createBanner(acts.start, acts.tryAgain);
  const types = createChooser(
    {
      id: 'types-input',
      label: 'Instance types',
      placeholder: 'such as m7g.large',
      first: (name) => `Show ${name} first`,
      back: 'Use those in the manifests',
      read: typedType,
    },
    acts.chooseTypes,
  );
  const podsPerNode = createNumberField(
    'pods-per-node',
    'Pods expected on a node',
    'as many as fit',
    (pods) => acts.choosePods('podsPerNode', pods),
  );
  const daemonSetPods = createNumberField(
    'daemonset-pods',
    'DaemonSet pods on a node',
    'as in the manifests',
    (pods) => acts.choosePods('daemonSetPods', pods),
  );
  const controls = createControls(acts);
  const summary = createSummary();
  const modes = createFigure('modes', 'Pods per node');
  const reader = createReader(start.readAt, (readAt) => acts.keep({ readAt }));
  const pool = createFigure('pool', 'Addresses held by a node', reader.mark);
  pool.below.append(reader.element);
  const subnets = createSubnets(acts.chooseSubnets);
  const costs = createCostTable(
    start.costs,
    (order) => acts.keep({ costs: order }),
    (type) => acts.chooseTypes([type, ...present.filter((name) => name !== type)]),
  );

  const toolbar = h(
    'div',
    { class: 'toolbar', hidden: true },
    button('Copy as Markdown', acts.copy, { class: 'secondary' }),
    button('Save as SVG', acts.save, { class: 'secondary' }),
  );
  const nodes = h(
    'section',
    { class: 'panel', 'aria-label': 'Nodes' },
    types.element,
    podsPerNode.element,
    daemonSetPods.element,
  );
  const content = h(
    'div',
    { class: 'content', hidden: true },
    h('div', { class: 'beside' }, h('div', { class: 'side' }, nodes, controls.element)),
    h('div', { class: 'pictures' }, modes.element, pool.element, subnets.element),
    h('div', { class: 'wide' }, costs.element),
  );
  const titles = h('div', { class: 'titles' }, h('h1', {}, 'Pod Density'), source);
  const main = h(
    'main',
    {},
    h('header', {}, titles, toolbar),
    told,
    banner.element,
    stops,
    waiting,
    notes,
    summary.element,
    content,
  );

  /** Where something is not known they say why, and come first; else they are for whoever reads to the end. */
  function putNotes(texts: readonly string[], isFirst: boolean): void {
    const isThere = isFirst ? content.previousElementSibling === notes : content.nextElementSibling === notes;
    if (!isThere) content[isFirst ? 'before' : 'after'](notes);
    if (texts.join('\n') === [...notes.children].map(({ textContent }) => textContent).join('\n')) return;
    notes.replaceChildren(...texts.map((text) => h('li', {}, text)));
    show(notes, texts.length > 0);
  }

  let speaking: ReturnType<typeof setTimeout> | undefined;
  function speak(text: string): void {
    clearTimeout(speaking);
    speaking = setTimeout(() => say(live, text), SPOKEN_MS);
  }

  return {
    elements: [main, live],
    update(explored, query) {
      const { exploration } = explored;
      present = exploration.types.map(({ name }) => name);
      banner.clear();
      show(waiting, false);
      show(content, true);
      show(toolbar, true);
      say(source, exploration.source);
      say(stops, exploration.stops ?? '');
      show(stops, exploration.stops !== undefined);
      putNotes(exploration.notes, !exploration.pool || exploration.types[0]?.pods === undefined);
      types.update(present, query.types.length > 0);
      podsPerNode.update(query.podsPerNode, tooMany(query.podsPerNode, exploration.types[0]));
      daemonSetPods.update(query.daemonSetPods, '');
      controls.update(exploration, query.tried);
      summary.update(explored);
      modes.update((width) => modesPicture(exploration.types, width), notPictured(exploration.types));
      pool.update(
        (width) => exploration.pool && poolPicture(exploration.pool, width),
        exploration.pool
          ? []
          : ['What a node holds is not pictured for this configuration: the notes say why.'],
      );
      reader.update(exploration.pool);
      subnets.update(exploration.subnets, present[0], query.subnets.length > 0);
      costs.mark(present);
      speak(spoken(explored));
    },
    price: costs.update,
    offer: types.offer,
    fail(message, canStart) {
      show(waiting, false);
      banner.fail(message, canStart);
    },
    tell(text, isRefusal) {
      told.classList.toggle('refusal', isRefusal);
      say(told, text);
    },
    applied: controls.outcome.applied,
    refused: controls.outcome.refused,
    quiet() {
      say(told, '');
      controls.outcome.clear();
    },
    pictures: (width) =>
      [modes.drawn(width), pool.drawn(width), subnets.drawn(width)].filter((each) => each !== undefined),
    tables: () =>
      [modes.table(), pool.table(), subnets.table(), costs.table()].filter((table) => table !== undefined),
  };
}

/** More pods are expected than a node takes: what is to be said of that. aws-node and kube-proxy come on top of those expected. */
function tooMany(expected: number | undefined, focus: TypeFigures | undefined): string {
  const most = focus?.pods;
  return expected === undefined || most === undefined || expected + 2 <= most
    ? ''
    : `A node of ${focus?.name} takes ${whole(most)} pods, aws-node and kube-proxy included.`;
}
