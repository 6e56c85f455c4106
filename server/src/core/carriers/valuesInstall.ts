import { parseBool } from '../domain/goParse.js';
import type { Container } from '../domain/variable.js';
import { before, parseVersion } from '../domain/versions.js';
import type { ClusterSetting, ContainerFacts, Facts, Install, Setting } from '../model/facts.js';
import type { Located, Span } from '../model/span.js';
import { type Entry, items, type Node } from '../model/tree.js';
import { tagOf } from './daemonSet.js';
import { isOpenItem, setting } from './env.js';
import { entryList, entrySettings } from './envMap.js';
import { portProbesIn } from './probes.js';
import { isOpen, type Layers, printed, truth, valueAt } from './valueLayers.js';
import { agentArguments } from './valuesAgent.js';
import { valuesEniConfigs } from './valuesEniConfigs.js';

/** What is known of values beside what stands in them. */
export interface ValuesContext {
  readonly form: 'chart' | 'addon';
  /** Shown as the place of containers that have no key of their own here: the name of the chart, of the add-on. */
  readonly anchor: Located<string>;
  readonly span: Span;
  /** Release of the plugin, without a leading v; an image tag in the values overrules it. */
  readonly release?: string;
  /** Nothing else adds to the values but the defaults of the chart or the add-on. */
  readonly complete: boolean;
  readonly templated: boolean;
  /** Add-on: the cluster is one of IPv6, for which EKS sets what goes with it; undefined: not known. */
  readonly ipv6?: boolean;
  /** `helm.parameters` of Argo CD as a layer that counts before all others; nothing is added to it. */
  readonly parameters?: Node;
}

/**
 * What values of the chart aws-vpc-cni, or configuration of the EKS add-on vpc-cni, come to. Layers: the lowest first; new
 * variables go into the last one.
 */
export function readValues(layers: readonly Node[], context: ValuesContext): Partial<Facts> {
  const { form, anchor, span, parameters } = context;
  const values: Values = {
    context,
    layers: [...(parameters ? [parameters] : []), ...layers.toReversed()],
    top: layers.at(-1),
    isKnown: context.complete && !context.templated,
  };
  const image = imageAt(values, 'image');
  const release = image?.version ?? context.release;
  const agent = agentIn(values, release);
  const install: Install = {
    form,
    span,
    name: anchor,
    ...(release && { release }),
    containers: [
      { ...mainIn(values, agent === 'off'), ...image },
      {
        ...containerIn(values, 'aws-vpc-cni-init', 'init', ['init', 'env']),
        ...imageAt(values, 'init', 'image'),
      },
      ...(typeof agent === 'object' ? [agent] : []),
    ],
    complete: values.isKnown && agent !== 'unknown',
  };
  return {
    installs: [install],
    eniConfigs: valuesEniConfigs(values.layers, values.isKnown),
    clusterSettings: clusterSettings(values),
  };
}

interface Values {
  readonly context: ValuesContext;
  readonly layers: Layers;
  /** The one that takes what is new. */
  readonly top: Node | undefined;
  /** What is not written is the default. */
  readonly isKnown: boolean;
}

/** aws-node: `env`, and behind it `extraEnv`. */
function mainIn(values: Values, isWithoutAgent: boolean): ContainerFacts {
  const main = containerIn(values, 'aws-node', 'env', ['env']);
  const extra = items(valueAt(values.layers, 'extraEnv')?.value);
  const settings = [...main.settings, ...extra.flatMap((item) => setting(item) ?? [])];
  const portProbes = portProbesIn(
    ['livenessProbe', 'readinessProbe'].map((key) => valueAt(values.layers, key)?.value),
  );
  return {
    ...main,
    settings: isWithoutAgent && values.context.form === 'chart' ? settings.map(withoutMode) : settings,
    ...(portProbes.length > 0 && { portProbes }),
    complete: main.complete && !extra.some(isOpenItem) && !isOpenValue(valueAt(values.layers, 'extraEnv')),
  };
}

/** The chart does not set the mode where there is no node agent. */
function withoutMode(found: Setting): Setting {
  const { value } = found.value;
  const isMode = found.form !== 'item' && found.name.value === 'NETWORK_POLICY_ENFORCING_MODE';
  if (!isMode || !('text' in value)) return found;
  return { ...found, value: { ...found.value, value: { kind: 'unset', leftOut: value.text } } };
}

function containerIn(values: Values, role: Container, key: string, path: readonly string[]): ContainerFacts {
  const { context, layers, top, isKnown } = values;
  const own = valueAt(layers, key);
  const env = layers.map((layer) => ({ layer, found: valueAt([layer], ...path) }));
  const { settings, shadowed } = merged(
    env.map(({ layer, found }) =>
      entrySettings(found?.value, context.form).map(
        (one): Setting => (layer === context.parameters ? parameter(one) : one),
      ),
    ),
  );
  // Nothing in place of the map takes all defaults away; a list, or a template, is not for us to say.
  const complete = isKnown && env.every(({ found }) => !found || isPlainMap(found.value));
  return {
    role,
    name: { value: role, span: own?.key.span ?? context.anchor.span },
    span: own?.span ?? context.anchor.span,
    settings,
    ...(shadowed.length > 0 && { shadowed }),
    env: top ? entryList(top, path, context.templated) : { form: 'other' },
    flow: top?.kind === 'map' && top.flow,
    args: [],
    complete,
    ...(complete && { base: baseOf(context) }),
  };
}

/** One without a value has nothing that could be changed. */
const parameter = (one: Setting): Setting => ({ ...one, form: 'parameter', shared: one.shared || one.bare });

const isPlainMap = (node: Node): boolean =>
  node.kind === 'map' && node.entries.every(({ key }) => !isOpen(key));

const baseOf = ({ form, ipv6 }: ValuesContext): NonNullable<ContainerFacts['base']> => {
  if (form === 'chart' || ipv6 === false) return 'manifest';
  return ipv6 ? 'manifest-ipv6' : 'manifest-either-family';
};

/** Layers that count first come first: what they set is not set by the others. */
function merged(layers: readonly (readonly Setting[])[]): { settings: Setting[]; shadowed: Setting[] } {
  const [settings, shadowed]: [Setting[], Setting[]] = [[], []];
  const taken = new Set<string>();
  for (const layer of layers) {
    for (const one of layer) (taken.has(one.name.value) ? shadowed : settings).push(one);
    for (const { name } of layer) taken.add(name.value);
  }
  return { settings, shadowed: shadowed.reverse() };
}

/** The node agent; it came with release 1.14. */
function agentIn(values: Values, release: string | undefined): ContainerFacts | 'off' | 'unknown' {
  const { context, layers, isKnown } = values;
  const enabled = valueAt(layers, 'nodeAgent', 'enabled');
  const isOn = enabled ? truth(enabled.value) : true;
  if (isOn === false || (release && before(release, '1.14.0'))) return 'off';
  if (isOn === undefined) return 'unknown';
  const own = valueAt(layers, 'nodeAgent');
  return {
    role: 'aws-eks-nodeagent',
    name: { value: 'aws-eks-nodeagent', span: own?.key.span ?? context.anchor.span },
    span: own?.span ?? context.anchor.span,
    ...imageAt(values, 'nodeAgent', 'image'),
    settings: [],
    env: { form: 'other' },
    flow: false,
    args: [...familyOfAddon(context), ...agentArguments(layers)],
    complete: isKnown,
    ...(isKnown && { base: baseOf(context) }),
  };
}

/** EKS tells the agent of its add-on the family of the cluster. */
function familyOfAddon({ form, ipv6, anchor }: ValuesContext): ContainerFacts['args'] {
  if (form === 'chart' || ipv6 === false) return [];
  return [{ name: 'enable-ipv6', span: anchor.span, ...(ipv6 && { value: 'true' }), open: !ipv6 }];
}

/** The image, as far as its tag is written, and the version that it names. */
function imageAt({ layers }: Values, ...path: string[]): { image?: Located<string>; version?: string } {
  const override = valueAt(layers, ...path, 'override');
  const isOverridden = override ? truth(override.value) : false;
  const found = isOverridden === false ? valueAt(layers, ...path, 'tag') : override;
  if (found?.value.kind !== 'scalar' || isOpen(found.value) || found.value.text === '') return {};
  const { text, span, inner } = found.value;
  const version = tagOf(found === override ? text : `:${text}`);
  return {
    image: { value: text, span, ...(inner !== undefined && { inner }) },
    ...(version && { version }),
  };
}

/** What values write into the ConfigMap amazon-vpc-cni. The chart writes its defaults, too. */
function clusterSettings({ layers, context, isKnown }: Values): ClusterSetting[] {
  const { form, anchor } = context;
  const read = (
    key: string,
    isOn = (text: string) => parseBool(text) === true,
  ): { span: Span; value: boolean | undefined } | undefined => {
    const found = valueAt(layers, key);
    if (!found)
      return form === 'chart' ? { span: anchor.span, value: isKnown ? false : undefined } : undefined;
    const text = printed(found.value);
    // The controllers take for false what they cannot read.
    return { span: found.span, value: text === undefined ? undefined : isOn(text) };
  };
  const addresses = read('enableWindowsIpam');
  const prefixes = read('enableWindowsPrefixDelegation');
  // The chart hands the very text on; what EKS makes of it is not known.
  const policies = read('enableNetworkPolicy', form === 'chart' ? (text) => text === 'true' : undefined);
  return [
    ...(addresses ? [{ kind: 'windows-ipam' as const, ...addresses }] : []),
    ...(prefixes
      ? [
          {
            kind: 'windows-prefixes' as const,
            span: prefixes.span,
            value: both(addresses?.value, prefixes.value),
          },
        ]
      : []),
    ...(policies ? [{ kind: 'network-policy-controller' as const, ...policies }] : []),
  ];
}

const both = (a: boolean | undefined, b: boolean | undefined): boolean | undefined =>
  a === false || b === false ? false : a && b;

const isOpenValue = (found: Entry | undefined): boolean =>
  found?.value.kind === 'scalar' && isOpen(found.value);

/** A version of the chart as the release of the plugin: since 1.13.0 they are the same. */
export function releaseOfChart(version: string): string | undefined {
  if (!/^v?\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version) || before(version, '1.13.0')) return undefined;
  const parsed = parseVersion(version);
  return parsed && `${parsed.major}.${parsed.minor}.${parsed.patch}`;
}
