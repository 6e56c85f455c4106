import { configMapKey, configMapValue } from '../domain/configMapKeys.js';
import type { ClusterSetting, CniConfigMap, ConfigEntry, Facts, Text } from '../model/facts.js';
import type { Span } from '../model/span.js';
import { at, type Entry, entry, type MapNode, type Node, text } from '../model/tree.js';
import type { Carrier } from './carrier.js';
import { fieldOf, fields, hasDirective, located, textOf } from './fields.js';

/**
 * The ConfigMap that the network policy controller reads, and the VPC resource controller for Windows nodes. One with their
 * keys under another name is read too: somebody takes it for theirs.
 *
 * Source: aws/amazon-vpc-resource-controller-k8s pkg/config/type.go, aws/amazon-network-policy-controller-k8s
 * pkg/utils/configmap/configmap.go.
 */
export const cniConfigMap: Carrier = {
  id: 'cniconfigmap',
  title: 'ConfigMap amazon-vpc-cni',
  mark: /amazon-vpc-cni|enable-windows-(?:ipam|prefix-delegation)|enable-network-policy-controller|branch-eni-cooldown/,
  outline: /ConfigMap/,
  matches: (object) =>
    text(at(object, 'kind')) === 'ConfigMap' &&
    (text(at(object, 'metadata', 'name')) === NAME ||
      UNMISTAKABLE.some((key) => entry(at(object, 'data'), key))),
  read(object, { templated }) {
    const metadata = at(object, 'metadata');
    const data = at(object, 'data');
    const [name, namespace] = [textOf(at(metadata, 'name')), textOf(at(metadata, 'namespace'))];
    const known = located(at(metadata, 'name'));
    return {
      ...configMapFacts(data, {
        span: object.span,
        ...(name && { name }),
        ...(namespace && { namespace }),
        complete: !templated && !hasDirective(object, data),
      }),
      objects: [
        { kind: 'CniConfigMap', span: object.span, ...(known && { name: known }), fields: fields(object) },
      ],
    };
  },
};

const NAME = 'amazon-vpc-cni';
const NAMESPACE = 'kube-system';
/** The others are names that a ConfigMap of anybody may use. */
const UNMISTAKABLE = [
  'enable-windows-ipam',
  'enable-windows-prefix-delegation',
  'enable-network-policy-controller',
  'branch-eni-cooldown',
];

/** What keys of the ConfigMap say, be they those of an object or of a generator of kustomize. */
export function configMapFacts(
  data: Node | undefined,
  place: Pick<CniConfigMap, 'name' | 'namespace' | 'complete'> & { readonly span: Span },
): Pick<Facts, 'configMaps' | 'clusterSettings'> {
  const entries =
    data?.kind === 'map' ? data.entries.filter(isKey).map((found) => configEntry(found, data)) : [];
  const isTheirs = isOrMayBe(place.name, NAME) && isOrMayBe(place.namespace, NAMESPACE);
  return {
    configMaps: [{ ...place, data: entries }],
    clusterSettings: isTheirs ? settingsOf(entries, place) : [],
  };
}

/** Neither a template nor a directive of a patch. */
const isKey = ({ key }: Entry): boolean => !key.open && !key.text.startsWith('$');

/** Another tool may fill it in. */
const isOrMayBe = (written: Text | undefined, wanted: string): boolean =>
  written?.value === undefined || written.value === wanted;

const configEntry = (found: Entry, { flow }: MapNode): ConfigEntry => ({
  ...fieldOf(found, 'data', flow),
  content: textOf(found.value) ?? { value: undefined, span: found.value.span, quoted: false },
});

function settingsOf(
  entries: readonly ConfigEntry[],
  { span: whole, complete }: Pick<CniConfigMap, 'span' | 'complete'>,
): ClusterSetting[] {
  const found = (key: string) => entries.find(({ name }) => name === key);
  const switches = {
    ipam: found('enable-windows-ipam'),
    prefixes: found('enable-windows-prefix-delegation'),
  };
  const controller = found('enable-network-policy-controller');
  // Prefixes alone are what a patch adds to a ConfigMap that has the other switch.
  const isWhole = complete && (switches.ipam !== undefined || switches.prefixes === undefined);
  const ipam = switches.ipam ? isOn(switches.ipam) : isWhole ? false : undefined;
  const prefixes = switches.prefixes ? isOn(switches.prefixes) : isWhole ? false : undefined;
  return [
    {
      kind: 'windows-prefixes',
      span: switches.prefixes?.value ?? whole,
      value: ipam === false || prefixes === false ? false : ipam && prefixes,
    },
    ...(switches.ipam
      ? [{ kind: 'windows-ipam' as const, span: switches.ipam.value, value: isOn(switches.ipam) }]
      : []),
    ...(controller
      ? [{ kind: 'network-policy-controller' as const, span: controller.value, value: isOn(controller) }]
      : []),
  ];
}

/** Undefined: known only in the cluster. What its reader cannot read is off. */
function isOn({ name, content }: ConfigEntry): boolean | undefined {
  const key = configMapKey(name);
  return content.value === undefined || !key ? undefined : configMapValue(key, content.value) === true;
}
