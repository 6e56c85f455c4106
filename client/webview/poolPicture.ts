import { axisX, axisY, dot, gridY, line } from '@observablehq/plot';
import type { Exploration, PoolPoint } from '../../server/src/protocol.js';
import { draw, type LegendEntry, type Picture, ticksIn } from './picture.js';
import type { Table } from './table.js';
import { count, range, whole } from './words.js';

export type PoolFigures = NonNullable<Exploration['pool']>;
type Series = PoolFigures['series'][number];

const HEIGHT_PX = 260;

/** Addresses that a node holds from no pods to as many as it takes, as steps. */
export function poolPicture(pool: PoolFigures, width: number): Picture {
  const { series } = pool;
  const end = lastPods(pool);
  const highest = Math.max(end, ...series.flatMap(({ points }) => points.map(({ addresses }) => addresses)));
  const left = 24 + whole(highest).length * 7;
  const svg = draw(nameOf(pool), {
    width,
    height: HEIGHT_PX,
    marginLeft: left,
    marginRight: 16,
    marginTop: 26,
    marginBottom: 40,
    x: { domain: [0, Math.max(1, end)], label: null },
    y: { domain: [0, Math.max(1, highest)], nice: true, label: null },
    marks: [
      gridY({ className: 'grid', ticks: ticksIn(HEIGHT_PX, highest) }),
      axisX({
        className: 'axis',
        ticks: ticksIn(width, end),
        tickSize: 3,
        tickFormat: whole,
        label: 'pods with an address of the pool',
        labelAnchor: 'center',
        labelArrow: 'none',
        labelOffset: 34,
      }),
      axisY({
        className: 'axis',
        ticks: ticksIn(HEIGHT_PX, highest),
        tickSize: 0,
        tickFormat: whole,
        label: 'addresses held',
        labelArrow: 'none',
      }),
      line(
        [
          { pods: 0, addresses: 0 },
          { pods: end, addresses: end },
        ],
        { className: 'used', x: 'pods', y: 'addresses' },
      ),
      ...series.map(({ id, points }) =>
        line(points, { className: markOf(id, series), x: 'pods', y: 'addresses', curve: 'step-after' }),
      ),
      dot(series.flatMap(firstWaiting), {
        className: 'waiting',
        symbol: 'times',
        r: 5,
        x: 'pods',
        y: 'addresses',
      }),
    ],
  });
  return { svg, legend: legend(series), table: table(pool) };
}

/** The series that the configuration in the picture has. */
export const seriesInFocus = ({ series }: PoolFigures): Series | undefined => series.at(-1);

export const lastPods = ({ series }: PoolFigures): number =>
  Math.max(0, ...series.map(({ points }) => points.at(-1)?.pods ?? 0));

/** What a node with so many pods holds, in words. */
export function reading(pool: PoolFigures, pods: number): string {
  const held = pool.series.flatMap(({ id, points }) => {
    const point = points.findLast((each) => each.pods <= pods);
    return point ? [{ id, text: heldBy(point, pods - point.pods) }] : [];
  });
  const [first] = held;
  if (!first) return '';
  return held.length === 1
    ? first.text
    : held.map(({ id, text }) => `${id === 'tried' ? 'Tried' : 'As written'}: ${text}`).join('\n');
}

/** `others`: pods beyond those that the node takes like this, which the series does not go on to. */
function heldBy(point: PoolPoint, others: number): string {
  const { addresses, enis, prefixes, free, waiting, steady } = point;
  const blocks = prefixes === undefined ? '' : ` in ${count(prefixes, 'prefix', 'prefixes')}`;
  const parts = [
    `${count(addresses, 'address', 'addresses')}${blocks} on ${count(enis, 'ENI')}`,
    `${whole(free)} free`,
    ...(others > 0 ? [withoutPlace(others, point)] : []),
    ...(waiting > 0 ? [`${count(waiting, 'pod waits', 'pods wait')} for an address`] : []),
    ...(steady ? [] : ['not steady: attached and freed in turn']),
  ];
  return parts.join(', ');
}

const withoutPlace = (others: number, { pods, free }: PoolPoint): string =>
  free > 0
    ? `kubelet takes only ${whole(pods)} of these pods`
    : `${count(others, 'pod gets', 'pods get')} none`;

const markOf = (id: Series['id'], series: readonly Series[]): string =>
  id === 'tried' || series.length === 1 ? 'held' : 'held before';

const firstWaiting = ({ points }: Series): PoolPoint[] => {
  const first = points.find(({ waiting }) => waiting > 0);
  return first ? [first] : [];
};

function legend(series: readonly Series[]): LegendEntry[] {
  return [
    ...series.map(({ id, title }) => ({ mark: markOf(id, series), shape: 'line' as const, text: title })),
    { mark: 'used', shape: 'line', text: 'in use by pods' },
    ...(series.some((each) => firstWaiting(each).length > 0)
      ? [{ mark: 'waiting', shape: 'tick' as const, text: 'from here on pods wait' }]
      : []),
  ];
}

function nameOf({ type, series }: PoolFigures): string {
  const each = series.flatMap(({ title, points }) => {
    const [idle, full] = [points[0], points.at(-1)];
    return idle && full
      ? [`${title}: ${whole(idle.addresses)} without pods, ${whole(full.addresses)} with ${whole(full.pods)}`]
      : [];
  });
  return `Steps: addresses that a node of type ${type} holds by its pods. ${each.join('. ')}.`;
}

function table({ type, series }: PoolFigures): Table {
  const hasPrefixes = series.some(({ points }) => points.some(({ prefixes }) => prefixes !== undefined));
  return {
    caption: `Addresses held by a node of type ${type}`,
    columns: [
      { title: 'Configuration' },
      { title: 'Pods', isNumber: true },
      { title: 'Addresses', isNumber: true },
      { title: 'ENIs', isNumber: true },
      ...(hasPrefixes ? [{ title: 'Prefixes', isNumber: true }] : []),
      { title: 'Free', isNumber: true },
      { title: 'Waiting', isNumber: true },
      { title: 'Steady' },
    ],
    rows: series.flatMap(({ title, points }) =>
      steps(points).map(([first, last]) => [
        title,
        range(first.pods, last.pods),
        whole(first.addresses),
        whole(first.enis),
        ...(hasPrefixes ? [whole(first.prefixes ?? 0)] : []),
        range(first.free, last.free),
        range(first.waiting, last.waiting),
        first.steady ? 'yes' : 'no',
      ]),
    ),
  };
}

/** First and last of the points between which nothing is attached or freed. */
function steps(points: readonly PoolPoint[]): [PoolPoint, PoolPoint][] {
  const found: [PoolPoint, PoolPoint][] = [];
  for (const point of points) {
    const last = found.at(-1);
    if (last && isSame(last[0], point)) last[1] = point;
    else found.push([point, point]);
  }
  return found;
}

const isSame = (a: PoolPoint, b: PoolPoint): boolean =>
  a.addresses === b.addresses && a.enis === b.enis && a.prefixes === b.prefixes && a.steady === b.steady;
