import type { Analysis } from '../analysis.js';
import type {
  AddonConfiguration,
  ContainerFacts,
  EniConfig,
  Facts,
  Install,
  NodeGroup,
  NodeMaker,
  ObjectFacts,
  Setting,
} from '../model/facts.js';
import { installsIn } from '../model/parts.js';
import { remembered } from '../model/remembered.js';
import type { Span } from '../model/span.js';
import { startsOf } from '../model/starts.js';
import { shifted } from './diagnose.js';
import { kindName } from './words.js';

export interface DocumentSymbolFact {
  readonly name: string;
  readonly detail: string;
  readonly kind: 'object' | 'container' | 'variable';
  readonly span: Span;
  /** What is selected when one goes there: the name. */
  readonly nameSpan: Span;
  readonly children: readonly DocumentSymbolFact[];
}

/**
 * Our objects of a file, aws-nodes in whatever form with their containers and variables below them, and node groups; all below
 * their cluster where the document defines one.
 */
export function symbols({ documents }: Analysis): DocumentSymbolFact[] {
  const starts = startsOf(documents);
  return documents.flatMap(({ facts }, i) =>
    inDocument(facts).map((symbol) => moved(symbol, starts[i] as number)),
  );
}

function moved(symbol: DocumentSymbolFact, by: number): DocumentSymbolFact {
  return {
    ...symbol,
    span: shifted(symbol.span, by),
    nameSpan: shifted(symbol.nameSpan, by),
    children: symbol.children.map((child) => moved(child, by)),
  };
}

function inDocument(facts: Facts): readonly DocumentSymbolFact[] {
  const installs = [...new Set(installsIn(facts))];
  const bySpan = firstBySpan(installs);
  const addonBySpan = firstBySpan(installs.filter(({ form }) => form === 'addon'));
  const addons = facts.addons.map((addon) => ({ addon, install: addonBySpan.get(addon.span) }));
  const objects = facts.objects
    // The add-on has a symbol of its own, which its configuration belongs to.
    .filter(({ span }) => !facts.addons.some((addon) => isInside(span, addon.span)))
    .map((object) => ({ object, install: bySpan.get(object.span) }));
  const told = new Set([...addons, ...objects].map(({ install }) => install));
  const found = [
    ...objects.map(({ object, install }) => ofObject(object, install, facts)),
    ...addons.map(({ addon, install }) => ofAddon(addon, install, facts)),
    ...installs.filter((install) => !told.has(install)).map((install) => ofInstall(install, facts)),
    ...facts.nodeGroups.filter(({ maker }) => maker !== 'workload').map(ofGroup),
  ].sort((a, b) => a.span.start - b.span.start);
  const clusters = facts.clusterSettings.flatMap((one) => (one.kind === 'cluster' ? [one] : []));
  const [cluster] = clusters;
  return cluster?.name !== undefined && clusters.length === 1 && found.length > 0
    ? [symbol(cluster.name, 'cluster', 'object', cluster.span, cluster.span, found)]
    : found;
}

const firstBySpan = (installs: readonly Install[]): ReadonlyMap<Span, Install> =>
  new Map(installs.toReversed().map((install) => [install.span, install]));

const isInside = (inner: Span, outer: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

/** Editors want what is below a symbol inside of it; parts of an aws-node may stand apart. */
function symbol(
  name: string,
  detail: string,
  kind: DocumentSymbolFact['kind'],
  span: Span,
  nameSpan: Span | undefined,
  children: readonly DocumentSymbolFact[] = [],
): DocumentSymbolFact {
  const all = [span, ...children.map((child) => child.span)];
  const whole = {
    start: Math.min(...all.map(({ start }) => start)),
    end: Math.max(...all.map(({ end }) => end)),
  };
  return {
    name,
    detail,
    kind,
    span: whole,
    nameSpan: nameSpan ?? { start: span.start, end: span.start },
    children,
  };
}

function ofObject(object: ObjectFacts, install: Install | undefined, facts: Facts): DocumentSymbolFact {
  // What is installed goes by the name of the release.
  const release = install?.object;
  const name = release?.name ?? object.name?.value ?? (install ? 'aws-node' : '(no name)');
  const detail = release ? release.kind : kindName(object.kind);
  const below = install ? partsOf(install, facts) : [];
  return symbol(name, detail, 'object', object.span, object.name?.span, below);
}

function ofAddon(
  { span, version, configuration }: AddonConfiguration,
  install: Install | undefined,
  facts: Facts,
): DocumentSymbolFact {
  const detail = ['EKS add-on', version?.value].filter(Boolean).join(' ');
  const nameSpan = install?.name?.span ?? configuration?.field?.key;
  return symbol('vpc-cni', detail, 'object', span, nameSpan, install ? partsOf(install, facts) : []);
}

/** An aws-node without an object of ours: a patch, a chart of a kustomization, a field of a cluster. */
function ofInstall(install: Install, facts: Facts): DocumentSymbolFact {
  const { form, span, name, object, complete } = install;
  const inline = inlinePatches(facts).get(install);
  const isPatch = inline !== undefined || install.operations !== undefined || facts.patches.includes(install);
  const kind = object?.kind ?? inline?.target?.kind;
  const detail = isPatch ? `patch${kind ? ` of ${kind}` : ''}` : complete ? '' : FORMS[form];
  return symbol(
    object?.name ?? name?.value ?? inline?.target?.name ?? 'aws-node',
    detail || FORMS[form],
    'object',
    span,
    name?.span,
    partsOf(install, facts),
  );
}

/** By what they change. */
const inlinePatches = remembered(
  ({ kustomizations }: Facts) =>
    new Map(
      kustomizations.flatMap(({ patches }) =>
        patches.flatMap((patch) => patch.installs.map((install) => [install, patch] as const)),
      ),
    ),
);

const FORMS: Readonly<Record<Install['form'], string>> = {
  manifest: 'DaemonSet',
  chart: 'values of the chart',
  addon: 'EKS add-on',
  kops: 'networking of kOps',
  capa: 'vpcCni of Cluster API',
};

/** Containers, and the ENIConfigs that values make. */
const partsOf = (install: Install, { eniConfigs }: Facts): DocumentSymbolFact[] => [
  ...install.containers.map(ofContainer),
  ...eniConfigs
    .filter(({ form, span }) => form === 'values' && isInside(span, install.span))
    .map(({ name, span }: EniConfig) =>
      symbol(name?.value ?? '(no name)', kindName('ENIConfig'), 'object', span, name?.span),
    ),
];

const ofContainer = ({ name, version, span, settings }: ContainerFacts): DocumentSymbolFact =>
  symbol(name.value, version ? `v${version}` : '', 'container', span, name.span, settings.map(ofSetting));

const ofSetting = ({ name, value: { value }, span }: Setting): DocumentSymbolFact =>
  symbol(
    name.value,
    'text' in value ? value.text : 'why' in value ? value.why : 'not set',
    'variable',
    span,
    name.span,
  );

function ofGroup({ maker, name, provides, span }: NodeGroup): DocumentSymbolFact {
  // `EC2NodeClass/default`: what it is, and its name.
  const [kind, ...rest] = maker === 'karpenter-class' ? (provides ?? '').split('/') : [];
  const detail = kind || MAKERS[maker];
  return symbol(name?.value ?? (rest.join('/') || MAKERS[maker]), detail, 'object', span, name?.span);
}

const MAKERS: Readonly<Record<NodeMaker, string>> = {
  eksctl: 'node group',
  'eksctl-managed': 'managed node group',
  karpenter: 'nodes of Karpenter',
  'karpenter-class': 'class of nodes',
  'auto-mode': 'nodes of Auto Mode',
  nodeadm: 'NodeConfig',
  capa: 'machines',
  'capa-managed': 'managed machine pool',
  'capa-config': 'configuration of machines',
  kops: 'instance group',
  'kops-cluster': 'all instance groups',
  'cfn-managed': 'managed node group',
  'launch-template': 'launch template',
  workload: 'pods',
};
