import type { ClusterSetting, NodeGroup, NodeMark } from '../model/facts.js';
import type { Located } from '../model/span.js';
import { at, entry, items, type Node } from '../model/tree.js';
import type { Carrier, Surroundings } from './carrier.js';
import { located } from './fields.js';
import { choices, referred } from './intrinsics.js';
import { joined } from './joined.js';
import { commaTypeNames, strings } from './nodeFields.js';
import { marksIn, ofGroup } from './nodeMarks.js';
import { type NodeTemplate, nodeTemplate } from './nodeTemplate.js';
import { ofType, type Resource, resourcesOf } from './stack.js';
import { stackAddons } from './stackAddon.js';
import { stackCidrs } from './stackNetwork.js';

/** Templates of CloudFormation with something of EKS in them. Those of anything else are foreign. */
export const cloudFormation: Carrier = {
  id: 'cloudformation',
  title: 'CloudFormation template',
  mark: /AWS::EKS::|AWS::EC2::LaunchTemplate|AWS::AutoScaling::LaunchConfiguration/,
  outline: /AWS::EKS::|\/etc\/eks\/|node\.eks\.aws\/|settings\.kubernetes|EKSBootstrap/i,
  matches: (object) => {
    const resources = resourcesOf(object);
    return (
      resources.some(({ type }) => type.startsWith('AWS::EKS::')) ||
      resources.some((resource) => templateIn(resource, '')?.isForEks)
    );
  },
  read(object, surroundings) {
    const template = readTemplate(object, surroundings);
    const { resources } = template;
    const managed = template.managed.map((group) => managedGroup(group, template));
    const selfManaged = selfManagedGroups(template);
    const own = {
      instanceTypes: [...instanceTypes(template)],
      nodeGroups: [...managed, ...selfManaged.map(([group]) => group)],
      nodeMarks: [
        ...template.managed.flatMap((resource, i) => marksOf(resource, managed[i], template)),
        ...selfManaged.flatMap(([group, { marks }]) => ofGroup(marks, group)),
      ],
      cidrs: stackCidrs(resources),
      clusterSettings: resources.flatMap(clusterSettings),
    };
    return joined(own, stackAddons(resources, surroundings));
  },
};

/** A launch template, or its elder sister. */
function templateIn({ type, properties }: Resource, source: string): NodeTemplate | undefined {
  if (type === 'AWS::EC2::LaunchTemplate') return nodeTemplate(at(properties, 'LaunchTemplateData'), source);
  return type === 'AWS::AutoScaling::LaunchConfiguration' ? nodeTemplate(properties, source) : undefined;
}

interface Template {
  readonly object: Node;
  readonly resources: readonly Resource[];
  /** Launch templates by the names of their resources. */
  readonly launchTemplates: ReadonlyMap<string, NodeTemplate>;
  readonly templated: boolean;
  /** Resources that run nodes, and the names of what they are launched by. */
  readonly managed: readonly Resource[];
  readonly managedBy: ReadonlySet<string | undefined>;
  /** Types that groups of several types have in place of the one in the launch template, by its name. */
  readonly overrides: ReadonlyMap<string | undefined, readonly (Node | undefined)[]>;
}

function readTemplate(object: Node, { templated, source }: Surroundings): Template {
  const resources = resourcesOf(object);
  const managed = ofType(resources, 'AWS::EKS::Nodegroup');
  return {
    object,
    resources,
    launchTemplates: new Map(
      resources.flatMap((found) => {
        const read = templateIn(found, source);
        return read ? [[found.id.value, read] as const] : [];
      }),
    ),
    templated,
    managed,
    managedBy: new Set(managed.map((group) => referred(launchedBy(group)))),
    overrides: overridesOf(ofType(resources, 'AWS::AutoScaling::AutoScalingGroup')),
  };
}

// Types

/** What is built as types are; `InstanceTypes: !Split [",", …]` has other texts in it too. */
const namesIn = (node: Node | undefined): Located<string>[] =>
  choices(node)
    .flatMap(strings)
    .filter(({ value }) => /^[\w-]+\.[\w-]+$/.test(value));

/** All that stands there are types: nothing is left to parameters, conditions and functions. */
const isPlain = (node: Node | undefined): boolean =>
  node !== undefined &&
  namesIn(node).length > 0 &&
  (node.kind === 'list' ? node.items : [node]).every(
    (item) => item.kind === 'scalar' && namesIn(item).length === 1,
  );

/** Where nodes have their types from, in groups and in what they are launched by. */
function typeFields(template: Template): (Node | undefined)[] {
  const used = [...template.launchTemplates].filter(
    ([id, { isForEks }]) => isForEks || template.managedBy.has(id),
  );
  return [
    ...template.managed.map(({ properties }) => at(properties, 'InstanceTypes')),
    ...used.map(([, { instanceType }]) => instanceType),
    ...used.flatMap(([id]) => template.overrides.get(id) ?? []),
  ];
}

/** Types in fields, and those that the parameters behind them allow. */
function instanceTypes(template: Template): Set<Located<string>> {
  const fields = typeFields(template);
  const parameters = new Set(fields.flatMap(choices).flatMap((field) => referred(field) ?? []));
  return new Set([
    ...fields.flatMap(namesIn),
    ...[...parameters].flatMap((name) => {
      const parameter = at(template.object, 'Parameters', name);
      return [at(parameter, 'Default'), ...items(at(parameter, 'AllowedValues'))].flatMap((value) =>
        commaTypeNames(value).filter(({ value: type }) => type.includes('.')),
      );
    }),
  ]);
}

// Groups

const launchedBy = ({ properties }: Resource): Node | undefined => {
  const launch = at(properties, 'LaunchTemplate');
  return at(launch, 'Id') ?? at(launch, 'Name');
};

/** The labels of a managed group, and those that its launch template tells kubelet. */
function marksOf(resource: Resource, group: NodeGroup | undefined, template: Template): readonly NodeMark[] {
  const launch = template.launchTemplates.get(referred(launchedBy(resource)) ?? '');
  const marks = [...marksIn(at(resource.properties, 'Labels')), ...(launch?.marks ?? [])];
  return group ? ofGroup(marks, group) : [];
}

function managedGroup(group: Resource, template: Template): NodeGroup {
  const { properties, id, span } = group;
  const own = at(properties, 'InstanceTypes');
  const launch = template.launchTemplates.get(referred(launchedBy(group)) ?? '');
  const types = own ?? launch?.instanceType;
  const amiType = at(properties, 'AmiType');
  const ami = located(amiType)?.value ?? '';
  const isCustom = ami === 'CUSTOM' || launch?.hasImage === true;
  const { image, os } = isCustom ? { image: launch?.image, os: launch?.os } : imageOf(amiType && ami);
  return {
    span,
    maker: 'cfn-managed',
    name: located(at(properties, 'NodegroupName')) ?? id,
    types: namesIn(types),
    typesComplete: isPlain(types) && !template.templated,
    ...(os && { os }),
    ...(image && { image }),
    customImage: isCustom,
    podLimits: launch?.podLimits ?? [],
    ...(launch?.ownCount && { ownCount: launch.ownCount }),
    uses: [],
    complete:
      !template.templated &&
      (amiType === undefined || ami !== '') &&
      (launch?.complete ?? entry(properties, 'LaunchTemplate') === undefined),
  };
}

/** `AL2023_x86_64_STANDARD`. Absent: EKS takes an image of Amazon Linux. */
function imageOf(ami: string | undefined): Pick<NodeGroup, 'image' | 'os'> {
  if (ami === undefined) return { os: 'linux' };
  if (ami.startsWith('WINDOWS_')) return { image: 'Windows', os: 'windows' };
  if (ami.startsWith('AL2023_')) return { image: 'AL2023', os: 'linux' };
  if (ami.startsWith('AL2_')) return { image: 'AL2', os: 'linux' };
  return ami.startsWith('BOTTLEROCKET_') ? { image: 'Bottlerocket', os: 'linux' } : {};
}

/** Launch templates whose user data starts nodes, and that no managed group has taken. */
const selfManagedGroups = (template: Template): [NodeGroup, NodeTemplate][] =>
  template.resources.flatMap((resource): [NodeGroup, NodeTemplate][] => {
    const launch = template.launchTemplates.get(resource.id.value);
    if (!launch?.isForEks || template.managedBy.has(resource.id.value)) return [];
    const instead = template.overrides.get(resource.id.value) ?? [];
    const types = instead.length > 0 ? instead : [launch.instanceType];
    const group: NodeGroup = {
      span: resource.span,
      maker: 'launch-template',
      name: resource.id,
      types: types.flatMap(namesIn),
      typesComplete: types.every(isPlain) && !template.templated,
      ...(launch.os && { os: launch.os }),
      ...(launch.image && { image: launch.image }),
      customImage: false,
      podLimits: launch.podLimits,
      ...(launch.ownCount && { ownCount: launch.ownCount }),
      uses: [],
      complete: launch.complete && !template.templated,
    };
    return [[group, launch]];
  });

function overridesOf(scaling: readonly Resource[]): Map<string | undefined, (Node | undefined)[]> {
  const found = new Map<string | undefined, (Node | undefined)[]>();
  for (const { properties } of scaling) {
    const launch = at(properties, 'MixedInstancesPolicy', 'LaunchTemplate');
    const specification = at(launch, 'LaunchTemplateSpecification');
    const by = at(specification, 'LaunchTemplateId') ?? at(specification, 'LaunchTemplateName');
    const types = items(at(launch, 'Overrides')).map((override) => at(override, 'InstanceType'));
    const before = found.get(referred(by));
    if (before) before.push(...types);
    else found.set(referred(by), types);
  }
  return found;
}

// The cluster

function clusterSettings({ id, type, properties }: Resource): ClusterSetting[] {
  if (type !== 'AWS::EKS::Cluster') return [];
  const name = located(at(properties, 'Name'));
  const family = located(at(properties, 'KubernetesNetworkConfig', 'IpFamily'));
  const value = family && FAMILIES.get(family.value);
  return [
    { kind: 'cluster', span: (name ?? id).span, ...(name && { name: name.value }) },
    ...(family && value ? [{ kind: 'ip-family' as const, span: family.span, value }] : []),
  ];
}

const FAMILIES: ReadonlyMap<string, 4 | 6> = new Map([
  ['ipv4', 4],
  ['ipv6', 6],
]);
