import type { Analysis } from '../analysis.js';
import { DATA_DATE, type InstanceType, PRICE_DATE } from '../domain/instances.js';
import { maxPods } from '../domain/maxPods.js';
import { capacityOf } from '../domain/proposedTargets.js';
import type { Held } from '../domain/warmPool.js';
import { daemonSetPods, inSight } from '../model/cluster.js';
import { effective, isOn, UNKNOWN } from '../model/effective.js';
import { HOST_PODS, type NodePool } from '../model/nodePool.js';
import { managesPool } from '../model/pool.js';
import { typeNamed } from '../settings.js';
import type { WhereIs } from './eniConfigHover.js';
import { MOST_POINTS } from './explorationPool.js';
import { ofType, podsOn, type Scene, toldText } from './explorationTypes.js';
import { installsOf, whySeveral } from './installNames.js';
import { nothingInSight } from './nothingInSight.js';
import { stopIn, stopsOf } from './stops.js';
import { counted } from './words.js';

/** Where the configuration comes from. */
export function sourceOf(analysis: Analysis | undefined, whereIs: WhereIs = () => undefined): string {
  if (!analysis) return "No manifest is asked about: the defaults of the plugin's own manifest are pictured.";
  const { cluster } = analysis;
  const [install, ...others] = cluster.installs;
  const { mode, certain } = inSight(cluster);
  if (others.length > 0) return whySeveral(cluster.installs);
  if (!install || cluster.otherCnis.length > 0) {
    if (!mode || cluster.otherCnis.length > 0) return flat(nothingInSight(cluster));
    return `No aws-node is in sight of this file: the defaults of the plugin's own manifest are pictured${certain ? ', as they are in an IPv6 cluster' : ''}.`;
  }
  const places = (install.layers ?? [install]).map((layer) => whereIs(layer, layer.span));
  const [first = 'a file in sight', ...onTop] = places;
  const layers = onTop.map((place) => place ?? 'another file');
  return `The configuration is that of aws-node in ${first}${layers.length > 0 ? `, with ${listed(layers)} on top` : ''}.`;
}

const flat = (text: string): string => text.trim().replace(/\s+/g, ' ');

const listed = (texts: readonly string[]): string =>
  texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`;

/** Why nothing can be written back; undefined: there is one aws-node that it can be tried with. */
export function whyNotApply(analysis: Analysis | undefined): string | undefined {
  if (!analysis) return 'No manifest is asked about that could be written to.';
  const { cluster } = analysis;
  const [install, ...others] = cluster.installs;
  if (cluster.otherCnis.length > 0) return flat(nothingInSight(cluster));
  if (others.length > 0) return whySeveral(cluster.installs);
  if (!install)
    return installsOf(analysis).length > 0 || !inSight(cluster).mode
      ? flat(nothingInSight(cluster))
      : 'No aws-node is in sight that could be written to.';
  return install.containers.some(({ role }) => role === 'aws-node')
    ? undefined
    : 'The container aws-node is not in sight, and nothing can be written into it.';
}

export interface Pictured extends Scene {
  readonly analysis: Analysis | undefined;
  /** Absent: not known. */
  readonly focus: InstanceType | undefined;
  readonly pool: NodePool | undefined;
  /** Pods to expect on a node, and what it holds with them. */
  readonly pods: number;
  readonly held: Held | undefined;
  /** Types that are left out, since there are too many. */
  readonly left: number;
}

/** What keeps figures unknown, and what they leave out. */
export const notesOf = (pictured: Pictured): readonly string[] => [
  ...new Set([
    ...stopNotes(pictured),
    ...modeNotes(pictured),
    ...typeNotes(pictured),
    ...poolNotes(pictured),
    ...daemonNotes(pictured),
    ...(pictured.left > 0 ? [`${pictured.left} more types are not shown.`] : []),
    ...(pictured.seen.otherCnis.length > 0 ? [] : [MEMORY]),
    `Limits of EC2 are those of ${DATA_DATE}, prices those of ${PRICE_DATE}, on demand in us-east-1.`,
  ]),
];

const MEMORY =
  'The costs leave out types without memory for so many pods: kubelet and the runtime are reckoned to need 11 MiB for each pod and 255 MiB, and at 100 MiB kubelet evicts.';

/** What else stops aws-node: the figures are those of one that runs. */
const stopNotes = ({ picture: { installs } }: Pictured): string[] => {
  const first = stopIn(installs)?.why;
  return installs.flatMap((install) => stopsOf(install).flatMap(({ why }) => (why === first ? [] : why)));
};

function modeNotes({ seen, picture: { installs, mode } }: Pictured): string[] {
  if (mode || seen.otherCnis.length > 0 || installs.length === 0) return [];
  const unknown = OF_MODE.filter((name) => installs.some((install) => effective(install, name) === UNKNOWN));
  return [
    unknown.length > 0
      ? `No mode is marked, since it is not all in sight how aws-node is configured: ${listed(unknown)}.`
      : 'No mode is marked, since the aws-nodes in sight differ.',
  ];
}

const OF_MODE = [
  'ENABLE_PREFIX_DELEGATION',
  'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG',
  'ENABLE_POD_ENI',
  'MAX_ENI',
  'ENABLE_IPv6',
] as const;

/** Of the type in focus. */
function typeNotes(pictured: Pictured): string[] {
  const { focus, seen, settings } = pictured;
  if (!focus || seen.otherCnis.length > 0) return [];
  const here = ofType(focus, pictured);
  const { runs, mode, told, isOpen } = here;
  if (runs === 'auto-mode') return [];
  const density = mode && maxPods(focus, mode, { ceiling: settings.maxPodsCeiling });
  const pods = podsOn(focus, here, settings);
  const isTold = told && density && (told.pods !== density.maxPods || told.limit);
  const lack = told && pods !== undefined && pods < told.pods ? `, and the ENIs carry ${pods}` : '';
  return [
    ...(runs === 'windows'
      ? [`The nodes of ${focus.name} in sight run Windows, where aws-node does not run.`]
      : []),
    ...(isTold
      ? [
          `On ${focus.name} kubelet is told ${toldText(told).replace(/^\d+/, '$& pods')}${lack}.${told.reason ? ` ${told.reason}` : ''}`,
        ]
      : []),
    ...(isOpen && mode
      ? [
          `What kubelet is told on the nodes of ${focus.name} in sight is not known, or differs: what is recommended is pictured.`,
        ]
      : []),
    ...(density?.notes ?? []),
  ];
}

function poolNotes({
  focus,
  seen,
  picture: { installs, mode },
  settings,
  pool,
  pods,
  held,
}: Pictured): string[] {
  const [install] = installs;
  if (!focus || !install || seen.otherCnis.length > 0) return [];
  if (!pool) {
    if (mode?.ipv6)
      return [
        'IPv6 mode has no pool: one /80 prefix on the primary ENI serves all pods, and never runs out.',
      ];
    if (!installs.every(managesPool))
      return [
        'With these settings aws-node attaches nothing: a node has what was attached to it from outside.',
      ];
    if (isOn(install, 'ENABLE_MULTI_NIC'))
      return ['With ENABLE_MULTI_NIC several network cards have pools: they are not pictured.'];
    const { runs } = ofType(focus, { seen, picture: { installs, mode }, settings });
    return mode && runs === 'linux' && typeNamed(focus.name, settings)
      ? ['What a node holds is not known: not all that decides about the warm pool is in sight.']
      : [];
  }
  const { node } = pool;
  if (pool.pods === 0)
    return [
      capacityOf(node) > 0
        ? `Nodes of ${pool.type} take aws-node and kube-proxy, and no pod beside them.`
        : `No ENI of ${pool.type} is left for pods: there is no pool to picture.`,
    ];
  return [
    ...(held
      ? [
          `${held.waiting > 0 ? `Of ${counted(pods, 'pod')} on a node ${held.waiting} never get an address. ` : ''}With ${counted(pods, 'pod')} on a node: ${held.why}`,
        ]
      : []),
    ...(pods + HOST_PODS > node.maxPods ? ['That is more pods than kubelet takes.'] : []),
    ...(pool.pods > MOST_POINTS ? [`The pool is pictured up to ${MOST_POINTS} pods.`] : []),
    ...(mode?.podEni
      ? ['Branch ENIs come on top of what the pool holds, with one address for each pod on one.']
      : []),
    ...(mode?.customNetworking
      ? ['The primary ENI of each node takes an address of another subnet, that of the node.']
      : []),
    'Pods of the pool are those with an address of their own: aws-node and kube-proxy use that of the node.',
  ];
}

function daemonNotes({ seen, settings }: Pictured): string[] {
  const { names } = daemonSetPods(seen, settings);
  return names.length > 0 ? [`DaemonSets on every node: ${listed(names.slice(0, 8))}.`] : [];
}
