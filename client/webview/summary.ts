import type { Explored } from '../src/explorer/messages.js';
import { h, say, show } from './element.js';
import { seriesInFocus } from './poolPicture.js';
import { usd, whole } from './words.js';

/** The figures that one looks for first, of the type in focus. */
export interface Summary {
  readonly element: HTMLElement;
  update(explored: Explored): void;
}

interface Figure {
  readonly title: string;
  readonly value: string;
  readonly note: string;
}

export function createSummary(): Summary {
  const names = ['pods', 'addresses', 'cost', 'branches'];
  const tiles = names.map((name) => {
    const [title, value, note] = [h('dt'), h('dd', { class: 'figure' }), h('dd', { class: 'note' })];
    return {
      title,
      value,
      note,
      element: h('div', { class: 'tile', id: `figure-${name}` }, title, value, note),
    };
  });
  const element = h('dl', { class: 'summary' }, ...tiles.map(({ element }) => element));
  return {
    element,
    update(explored) {
      const figures = figuresOf(explored);
      for (const [index, tile] of tiles.entries()) {
        const figure = figures[index];
        show(tile.element, figure !== undefined);
        say(tile.title, figure?.title ?? '');
        say(tile.value, figure?.value ?? '');
        say(tile.note, figure?.note ?? '');
      }
    },
  };
}

const UNKNOWN = '–';

function figuresOf({ exploration, untried }: Explored): Figure[] {
  const { types, pool, controls } = exploration;
  const [focus] = types;
  if (!focus) return [];
  const { pods, workloads, usdPerPod, branchEnis } = focus;
  const was = (now: number | undefined, before: number | undefined, text: (value: number) => string) =>
    before !== undefined && before !== now ? `as written: ${text(before)}` : '';
  const points = pool && seriesInFocus(pool)?.points;
  const [idle, full] = [points?.[0], points?.at(-1)];
  const present = pool && pool.series.length > 1 ? pool.series[0]?.points : undefined;
  return [
    {
      title: 'Pods per node',
      value: pods === undefined ? UNKNOWN : whole(pods),
      note: joined(
        workloads === undefined ? '' : `${whole(workloads)} left for workloads`,
        was(pods, untried?.pods, whole),
      ),
    },
    {
      title: 'Addresses, idle to full',
      value: idle && full ? `${whole(idle.addresses)} → ${whole(full.addresses)}` : UNKNOWN,
      note: joined(
        full && full.waiting > 0 ? `${whole(full.waiting)} pods wait` : '',
        present?.[0]
          ? `as written: ${whole(present[0].addresses)} → ${whole(present.at(-1)?.addresses ?? 0)}`
          : '',
      ),
    },
    {
      title: 'USD per pod and month',
      value: usdPerPod === undefined ? UNKNOWN : usd(usdPerPod),
      note: joined(
        usdPerPod === undefined ? '' : 'pods of workloads',
        was(usdPerPod, untried?.usdPerPod, usd),
      ),
    },
    {
      title: 'Pods with own security groups',
      ...branches(branchEnis, controls.find(({ name }) => name === 'ENABLE_POD_ENI')?.value === 'false'),
    },
  ];
}

function branches(most: number | undefined, isOff: boolean): Pick<Figure, 'value' | 'note'> {
  if (most === undefined) return { value: UNKNOWN, note: '' };
  if (most === 0) return { value: whole(0), note: 'no trunk ENI' };
  return isOff
    ? { value: 'off', note: `${whole(most)} if switched on` }
    : { value: whole(most), note: 'branch ENIs at most' };
}

const joined = (...parts: readonly string[]): string => parts.filter(Boolean).join('\n');

/** The same as a sentence, for whoever hears the page. */
export function spoken(explored: Explored): string {
  const [focus] = explored.exploration.types;
  if (!focus) return '';
  const figures = figuresOf(explored).slice(0, 3);
  return `${focus.name}, ${explored.exploration.mode}. ${figures
    .map(({ title, value }) => `${title}: ${value === UNKNOWN ? 'not known' : value.replace('→', 'to')}`)
    .join('. ')}.`;
}
