import type { Explored, Reply } from '../src/explorer/messages.js';
import { createAsking } from './asking.js';
import type { Choices } from './choices.js';
import { connect } from './host.js';
import { pageMarkdown } from './markdown.js';
import { standalone } from './saving.js';
import { createView } from './view.js';

/** Prices of all types are asked for once a slider rests. */
const PRICES_MS = 250;
const FILE = 'pod-density.svg';
/** Of saved pictures, in pixels. */
const WIDTH = 800;

/** Puts the explorer into `body`: what the user chooses is asked about, and answers are shown. */
export function createPage(body: HTMLElement): void {
  const host = connect();
  let choices: Choices = host.kept;
  let explored: Explored | undefined;
  let title = '';

  const exploring = createAsking((turn) => host.send({ kind: 'explore', turn, query: choices.query }), 0);
  const pricing = createAsking((turn) => host.send({ kind: 'price', turn, query: choices.query }), PRICES_MS);
  const ask = () => {
    exploring.now();
    pricing.soon();
  };
  const keep = (part: Partial<Choices>) => {
    choices = { ...choices, ...part };
    host.keep(choices);
  };
  const choose = (part: Partial<Choices['query']>) => {
    view.quiet();
    keep({ query: { ...choices.query, ...part } });
    ask();
  };

  const view = createView(
    {
      chooseTypes: (types) => choose({ types }),
      chooseSubnets: (subnets) => choose({ subnets }),
      choosePods(name, pods) {
        const { [name]: _, ...others } = choices.query;
        keep({ query: { ...others, ...(pods !== undefined && { [name]: pods }) } });
        ask();
      },
      tryOut(name, value) {
        const { [name]: _, ...others } = choices.query.tried;
        choose({ tried: value === undefined ? others : { ...others, [name]: value } });
      },
      reset: () => choose({ tried: {} }),
      apply: () => host.send({ kind: 'apply', query: choices.query }),
      showApplied: () => host.send({ kind: 'show' }),
      keep,
      copy() {
        if (explored) host.send({ kind: 'copy', text: pageMarkdown(explored, title, view.tables()) });
      },
      save,
      start: () => host.send({ kind: 'start' }),
      tryAgain: ask,
    },
    choices,
  );

  function save(): void {
    const pictures = view.pictures(WIDTH);
    if (!explored || pictures.length === 0) {
      view.tell('There is no picture to save.', true);
      return;
    }
    const { mode, types, stops } = explored.exploration;
    const heading = `Pod density of ${types[0]?.name ?? 'nodes'}, ${mode}${stops === undefined ? '' : `. ${stops}`}`;
    host.send({ kind: 'save', svg: standalone(body, heading, pictures), name: FILE });
  }

  /** What is not tried out after all is not kept: the manifest may change below it. */
  function forgetUntried({ exploration }: Explored): void {
    const names = exploration.controls.filter(({ isTried }) => isTried).map(({ name }) => name);
    const tried = Object.entries(choices.query.tried).filter(([name]) => names.some((each) => each === name));
    if (tried.length < Object.keys(choices.query.tried).length)
      keep({ query: { ...choices.query, tried: Object.fromEntries(tried) } });
  }

  function hear(reply: Reply): void {
    switch (reply.kind) {
      case 'opened':
        title = reply.title;
        view.offer(reply.instanceTypes);
        keep({
          ...(reply.uri !== undefined && { uri: reply.uri }),
          ...(reply.types && { query: { ...choices.query, types: reply.types } }),
        });
        ask();
        break;
      case 'changed':
        ask();
        break;
      case 'explored':
        if (!exploring.answered(reply.turn)) break;
        explored = reply;
        if (!exploring.isWaiting()) forgetUntried(reply);
        view.update(reply, choices.query);
        break;
      case 'priced':
        if (pricing.answered(reply.turn)) view.price(reply.rows);
        break;
      case 'failed':
        (reply.of === 'explore' ? exploring : pricing).answered(reply.turn);
        view.fail(reply.message, reply.canStart);
        break;
      case 'applied':
        choose({ tried: {} });
        view.applied(reply);
        break;
      case 'refused':
        view.refused(reply.text);
        break;
      case 'told':
        view.tell(reply.text, reply.isRefusal);
    }
  }

  body.append(...view.elements);
  host.listen(hear);
  host.send({ kind: 'ready' });
}
