import { containerOf } from '../model/effective.js';
import type { ClusterSetting, ContainerFacts, Install, Setting } from '../model/facts.js';
import { at, type Entry, entry, items, type Node, text } from '../model/tree.js';
import { ADDON, readAddon, versionOf } from './addonConfiguration.js';
import type { Reading, Surroundings } from './carrier.js';
import { envList, isOpenItem, setting } from './env.js';
import { hasDirective, located } from './fields.js';
import { joined } from './joined.js';
import { isTrue, isWritten } from './nodeFields.js';

/** The aws-node of an AWSManagedControlPlane: the add-on of EKS, and `vpcCni.env` on top of it. */
export function pluginFacts(object: Node, surroundings: Surroundings): Reading {
  const spec = at(object, 'spec');
  const plugin = entry(spec, 'vpcCni');
  const { installs: ofAddon = [], ...addon } = addonFacts(object, surroundings);
  const rest = joined({ clusterSettings: settings(spec) }, addon);
  if (plugin && isTrue(at(plugin.value, 'disable'))) {
    return { ...rest, otherCnis: [{ span: plugin.span, name: 'another plugin', usesEnis: false }] };
  }
  const env = entry(plugin?.value, 'env');
  if (!plugin || env?.value.kind !== 'list') return { ...rest, installs: ofAddon };
  const isUnread = rest.clusterSettings?.some(({ kind }) => kind === 'unread-install') === true;
  const own = installOf(object, plugin, env, isUnread, surroundings);
  return { ...rest, installs: [onTopOf(ofAddon[0], own)] };
}

function settings(spec: Node | undefined): ClusterSetting[] {
  const ipv6 = entry(at(spec, 'network', 'vpc'), 'ipv6');
  // Older releases turn custom networking on where there is a secondary block, newer ones do not.
  const secondary = setsCustomNetworking(spec) ? undefined : entry(spec, 'secondaryCidrBlock');
  return [
    ...(ipv6?.value.kind === 'map' ? [{ kind: 'ip-family', span: ipv6.key.span, value: 6 } as const] : []),
    ...(secondary && isWritten(secondary.value)
      ? [{ kind: 'unread-install', span: secondary.key.span } as const]
      : []),
  ];
}

/** Both variables that older releases would set: the result is the same. */
const setsCustomNetworking = (spec: Node | undefined): boolean => {
  const env = new Map(
    items(at(spec, 'vpcCni', 'env')).map((item) => [
      text(at(item, 'name')),
      located(at(item, 'value'))?.value,
    ]),
  );
  return (
    env.get('AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG') === 'true' && env.get('ENI_CONFIG_LABEL_DEF') !== undefined
  );
};

const addonOf = (spec: Node | undefined): Node | undefined =>
  items(at(spec, 'addons')).find((addon) => text(at(addon, 'name')) === ADDON);

function addonFacts(object: Node, surroundings: Surroundings): Reading {
  const spec = at(object, 'spec');
  const addon = addonOf(spec);
  const name = located(at(addon, 'name'));
  if (!addon || !name) return {};
  const configuration = entry(addon, 'configuration');
  const version = at(addon, 'version');
  const conflicts = at(addon, 'conflictResolution');
  const cluster = clusterNamed(object);
  const isWhole = isWholeSpec(spec) && !hasDirective(object, spec, addon);
  const isUnread = settings(spec).some(({ kind }) => kind === 'unread-install');
  return readAddon(
    {
      span: addon.span,
      place: 'capa',
      name,
      ...(cluster && { cluster: cluster.value }),
      ...(configuration && { configuration }),
      ...(version && { version }),
      ...(conflicts && { conflicts }),
      ...(isIpv6(spec) ? { family: 6 } : isWhole && { family: 4 }),
      partial: !isWhole || isUnread,
    },
    surroundings,
  );
}

/** Cluster API writes `env` into the aws-node that EKS has installed (pkg/cloud/services/awsnode, ReconcileCNI). */
function installOf(
  object: Node,
  { key, value }: Entry,
  env: Entry,
  isUnread: boolean,
  { templated, cniVersion }: Surroundings,
): Install {
  const spec = at(object, 'spec');
  const cluster = clusterNamed(object);
  const release = versionOf(at(addonOf(spec), 'version')).release ?? (cniVersion || undefined);
  const isKnown =
    isWholeSpec(spec) &&
    !isUnread &&
    !templated &&
    !hasDirective(object, spec, value) &&
    !items(env.value).some(isOpenItem);
  const container: ContainerFacts = {
    role: 'aws-node',
    name: { value: 'aws-node', span: key.span },
    span: value.span,
    settings: items(env.value).flatMap((item) => setting(item) ?? []),
    env: envList(env, templated || value.kind !== 'map' || value.shared),
    flow: value.kind === 'map' && value.flow,
    args: [],
    complete: isKnown,
    ...(isKnown && { base: isIpv6(spec) ? 'manifest-ipv6' : 'manifest' }),
  };
  return {
    form: 'capa',
    span: { start: key.span.start, end: value.span.end },
    ...(release && { release }),
    ...(cluster && { cluster: cluster.value }),
    containers: [container],
    complete: false,
  };
}

const clusterNamed = (object: Node) =>
  located(at(object, 'spec', 'eksClusterName')) ?? located(at(object, 'metadata', 'name'));

/** What the configuration of the add-on sets, where `env` does not set it as well. */
function onTopOf(addon: Install | undefined, own: Install): Install {
  const below = addon && containerOf(addon, 'aws-node');
  const [above] = own.containers;
  if (!below || !above) return own;
  const names = new Set(above.settings.map(({ name }) => name.value));
  const isReplaced = ({ name }: Setting) => names.has(name.value);
  const { base, ...rest } = above;
  const complete = above.complete && below.complete;
  const container: ContainerFacts = {
    ...rest,
    settings: [...below.settings.filter((one) => !isReplaced(one)), ...above.settings],
    shadowed: [...(below.shadowed ?? []), ...below.settings.filter(isReplaced)],
    complete,
    ...(complete && base && { base }),
  };
  return {
    ...own,
    containers: [container, ...addon.containers.filter(({ role }) => role !== 'aws-node')],
  };
}

/** A patch for kustomize has neither: the rest of the object may make it a cluster of IPv6. */
const isWholeSpec = (spec: Node | undefined): boolean =>
  entry(spec, 'region') !== undefined || entry(spec, 'eksClusterName') !== undefined;

const isIpv6 = (spec: Node | undefined): boolean => at(spec, 'network', 'vpc', 'ipv6')?.kind === 'map';
