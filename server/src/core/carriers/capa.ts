import type { Facts, NodeGroup, NodeMaker } from '../model/facts.js';
import type { Located } from '../model/span.js';
import { at, items, type Node, text } from '../model/tree.js';
import { clusterFacts, controlPlaneFacts, networkCidrs } from './capaCluster.js';
import type { Carrier, Surroundings } from './carrier.js';
import { hasDirective, located } from './fields.js';
import { nodeadmLimits } from './nodeadm.js';
import { allKnown, isWritten, podLimit, typeNames } from './nodeFields.js';
import { listedMarks, type Mark, marksIn, ofGroup, toldMarks } from './nodeMarks.js';
import { placesOfSubnets, zonesIn } from './nodeZones.js';
import { scriptLimits, turnsCountOff } from './scripts.js';

/** Objects of Cluster API and its provider for AWS. */
export const capa: Carrier = {
  id: 'capa',
  title: 'Cluster API for AWS',
  mark: /\bcluster\.x-k8s\.io\//,
  outline:
    /\bkind["']?\s*:\s*["']?(?:Cluster|MachineDeployment|MachinePool|AWS(?:Machine|Managed|Cluster)\w*|EKSConfig\w*|Nodeadm\w*)\b/,
  matches: (object) =>
    READERS.has(text(at(object, 'kind')) ?? '') &&
    /(?:^|\.)cluster\.x-k8s\.io\//.test(text(at(object, 'apiVersion')) ?? ''),
  read: (object, surroundings) => {
    const kind = text(at(object, 'kind')) ?? '';
    return READERS.get(kind)?.(object, kind, surroundings) ?? {};
  },
};

type Reader = (object: Node, kind: string, surroundings: Surroundings) => Partial<Facts>;

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['Cluster', clusterFacts],
  ['AWSCluster', networkFacts],
  ['AWSClusterTemplate', networkFacts],
  ['AWSManagedControlPlane', controlPlaneFacts],
  ['AWSManagedControlPlaneTemplate', networkFacts],
  ['MachineDeployment', deployment],
  ['MachinePool', deployment],
  ['AWSMachine', machine],
  ['AWSMachineTemplate', machine],
  ['AWSMachinePool', machinePool],
  ['AWSManagedMachinePool', managedMachinePool],
  ['EKSConfig', eksConfig],
  ['EKSConfigTemplate', eksConfig],
  ['NodeadmConfig', nodeadmConfig],
  ['NodeadmConfigTemplate', nodeadmConfig],
]);

const placesOf = (spec: Node | undefined) =>
  placesOfSubnets(at(spec, 'network', 'subnets'), 'availabilityZone');

/** Where an object, or the template of such objects, has its fields. */
const specOf = (object: Node, kind: string): Node | undefined =>
  kind.endsWith('Template') ? at(object, 'spec', 'template', 'spec') : at(object, 'spec');

function networkFacts(object: Node, kind: string): Partial<Facts> {
  const path = kind.endsWith('Template') ? 'spec.template.spec' : 'spec';
  const spec = specOf(object, kind);
  return { cidrs: networkCidrs(spec, path), clusterSettings: placesOf(spec) };
}

// Nodes

/** What groups have in common; `provides` only where the name is known. */
function group(
  object: Node,
  maker: NodeMaker,
  { templated }: Surroundings,
  rest: Partial<NodeGroup>,
): NodeGroup {
  const name = located(at(object, 'metadata', 'name'));
  return {
    span: object.span,
    maker,
    ...(name && { name }),
    types: [],
    typesComplete: false,
    customImage: false,
    podLimits: [],
    uses: [],
    ...rest,
    complete: !templated && !hasDirective(object, at(object, 'spec')) && (rest.complete ?? true),
  };
}

/** `AWSMachineTemplate/workers`, where the name is known. */
function provided(object: Node, kind: string): Pick<NodeGroup, 'provides'> {
  const name = located(at(object, 'metadata', 'name'));
  return name ? { provides: `${kind}/${name.value}` } : {};
}

/** MachineDeployment and MachinePool: they have nothing of their own, and name what has. */
function deployment(object: Node, _kind: string, surroundings: Surroundings): Partial<Facts> {
  const spec = at(object, 'spec', 'template', 'spec');
  const machines = at(spec, 'infrastructureRef');
  const config = at(spec, 'bootstrap', 'configRef');
  const kind = text(at(machines, 'kind'));
  // Cluster API has providers for other clouds, too.
  if (!kind?.startsWith('AWS')) return {};
  const isManaged = kind === 'AWSManagedMachinePool';
  // EKS starts the nodes of managed pools: what Cluster API would tell them counts with a launch template alone.
  const uses = (isManaged ? [machines] : [machines, config]).flatMap((ref) => reference(ref) ?? []);
  const complete = uses.length === (isManaged ? 1 : 2);
  const zones = zonesIn(
    at(spec, 'failureDomain') ?? at(object, 'spec', 'failureDomains'),
    surroundings.templated,
  );
  const maker = isManaged ? 'capa-managed' : 'capa';
  const made = group(object, maker, surroundings, { ...zones, uses, complete });
  // Cluster API hands on to nodes what has one of its own prefixes.
  const marks = marksIn(at(object, 'spec', 'template', 'metadata', 'labels')).filter(({ key }) =>
    /(?:^|\.)node(?:-restriction\.kubernetes\.io|\.cluster\.x-k8s\.io)\//.test(key),
  );
  return { nodeGroups: [made], nodeMarks: ofGroup(marks, made) };
}

function reference(ref: Node | undefined): string | undefined {
  const kind = located(at(ref, 'kind'));
  const name = located(at(ref, 'name'));
  return kind && name && `${kind.value}/${name.value}`;
}

interface Types {
  readonly types: readonly Located<string>[];
  readonly typesComplete: boolean;
}

const typesIn = (nodes: readonly (Node | undefined)[], { templated }: Surroundings): Types => {
  const types = nodes.flatMap(typeNames);
  return { types, typesComplete: types.length > 0 && nodes.every(allKnown) && !templated };
};

function machine(object: Node, kind: string, surroundings: Surroundings): Partial<Facts> {
  const spec = specOf(object, kind);
  const types = typesIn([at(spec, 'instanceType')], surroundings);
  return {
    instanceTypes: types.types,
    nodeGroups: [
      group(object, 'capa', surroundings, {
        ...types,
        ...image(spec),
        ...zonesIn(at(spec, 'failureDomain'), surroundings.templated),
        ...provided(object, kind),
      }),
    ],
  };
}

function machinePool(object: Node, kind: string, surroundings: Surroundings): Partial<Facts> {
  const spec = at(object, 'spec');
  const template = at(spec, 'awsLaunchTemplate');
  const single = at(template, 'instanceType');
  const overrides = items(at(spec, 'mixedInstancesPolicy', 'overrides')).map((item) =>
    at(item, 'instanceType'),
  );
  // EC2 Auto Scaling takes the types of overrides in place of that of the template.
  const types = typesIn(overrides.length > 0 ? overrides : [single], surroundings);
  return {
    instanceTypes: [...typeNames(single), ...overrides.flatMap(typeNames)],
    nodeGroups: [
      group(object, 'capa', surroundings, {
        ...types,
        ...image(template),
        ...zonesIn(at(spec, 'availabilityZones'), surroundings.templated),
        ...provided(object, kind),
      }),
    ],
  };
}

function managedMachinePool(object: Node, kind: string, surroundings: Surroundings): Partial<Facts> {
  const spec = at(object, 'spec');
  const template = at(spec, 'awsLaunchTemplate');
  const single = at(spec, 'instanceType') ?? at(template, 'instanceType');
  const types = typesIn([single], surroundings);
  const amiType = text(at(spec, 'amiType')) ?? '';
  const family = AMI_TYPES.find(([name]) => name.test(amiType))?.[1];
  const made = group(object, 'capa-managed', surroundings, {
    ...types,
    ...(family && { os: family === 'Windows' ? 'windows' : 'linux', image: family }),
    customImage: amiType === 'CUSTOM' || isWritten(at(template, 'ami', 'id')),
    // Subnets that are named count in their place.
    ...(!isWritten(at(spec, 'subnetIDs')) && zonesIn(at(spec, 'availabilityZones'), surroundings.templated)),
    ...provided(object, kind),
    // Its user data are those of the MachinePool's bootstrap configuration.
    complete: !isWritten(template),
  });
  return {
    instanceTypes: types.types,
    nodeGroups: [made],
    nodeMarks: ofGroup(marksIn(at(spec, 'labels')), made),
  };
}

const AMI_TYPES = [
  [/^AL2_/, 'AL2'],
  [/^AL2023_/, 'AL2023'],
  [/^BOTTLEROCKET_/, 'Bottlerocket'],
  [/^WINDOWS_/, 'Windows'],
] as const;

/** `ami` of a machine: an id, or how to look for that of EKS. Without either it is one of Cluster API's own. */
function image(spec: Node | undefined): Partial<NodeGroup> {
  const ami = at(spec, 'ami');
  const family = /^AmazonLinux(2023)?/.exec(text(at(ami, 'eksLookupType')) ?? '');
  return {
    ...(family && { os: 'linux', image: family[1] ? 'AL2023' : 'AL2' }),
    customImage: isWritten(at(ami, 'id')),
  };
}

// What kubelets are told

function eksConfig(object: Node, kind: string, surroundings: Surroundings): Partial<Facts> {
  const spec = specOf(object, kind);
  const own = at(spec, 'useMaxPods');
  // The API has the misspelt name.
  const scripts = [at(spec, 'boostrapCommandOverride'), ...items(at(spec, 'preBootstrapCommands'))];
  const isOff = own?.kind === 'scalar' && own.type === 'boolean' && /^(?:n|no|false|off)$/i.test(own.text);
  const podLimits = [
    ...scriptLimits(scripts, surroundings.source),
    podLimit(at(spec, 'kubeletExtraArgs', 'max-pods'), 'max-pods'),
  ].flatMap((limit) => limit ?? []);
  const marks = [
    ...listedMarks(at(spec, 'kubeletExtraArgs', 'node-labels'), surroundings.source),
    ...scripts.flatMap((script) => toldMarks(script, surroundings.source)),
  ];
  return config(object, kind, surroundings, marks, {
    podLimits,
    ...((isOff || scripts.some(turnsCountOff)) && { ownCount: 'off' }),
  });
}

function nodeadmConfig(object: Node, kind: string, surroundings: Surroundings): Partial<Facts> {
  const kubelet = at(specOf(object, kind), 'kubelet');
  const podLimits = nodeadmLimits(kubelet, surroundings.source);
  const marks = items(at(kubelet, 'flags')).flatMap((flag) => toldMarks(flag, surroundings.source));
  return config(object, kind, surroundings, marks, { podLimits });
}

function config(
  object: Node,
  kind: string,
  surroundings: Surroundings,
  marks: readonly Mark[],
  rest: Partial<NodeGroup>,
): Partial<Facts> {
  const made = group(object, 'capa-config', surroundings, { ...rest, ...provided(object, kind) });
  return { nodeGroups: [made], nodeMarks: ofGroup(marks, made) };
}
