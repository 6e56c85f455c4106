import type { Container } from '../domain/variable.js';
import { parseVersion } from '../domain/versions.js';
import type { Argument, ContainerFacts, EnvList, EnvValue, Install, Setting } from '../model/facts.js';
import type { Located } from '../model/span.js';
import { at, type Entry, entry, items, type Node, text } from '../model/tree.js';
import type { Carrier, Surroundings } from './carrier.js';
import { fields } from './fields.js';

const ROLES: readonly Container[] = ['aws-node', 'aws-vpc-cni-init', 'aws-eks-nodeagent'];

/** Last segment of the image path without tag, for containers that were renamed. */
const IMAGES: ReadonlyMap<string, Container> = new Map([
  ['amazon-k8s-cni', 'aws-node'],
  ['amazon-k8s-cni-init', 'aws-vpc-cni-init'],
  ['aws-network-policy-agent', 'aws-eks-nodeagent'],
]);

/** The DaemonSet of the plugin under any name, whole or as a patch. */
export const daemonSet: Carrier = {
  id: 'daemonset',
  title: 'DaemonSet aws-node',
  mark: /aws-node|aws-vpc-cni-init|aws-eks-nodeagent|amazon-k8s-cni/,
  matches: (object) => {
    const kind = text(at(object, 'kind'));
    // A file for `kubectl patch` has no kind.
    if (kind !== undefined && kind !== 'DaemonSet') return false;
    return isNamedAwsNode(object) || containerNodes(object).some((node) => roleOf(node) !== undefined);
  },
  read(object, surroundings) {
    const name = located(at(object, 'metadata', 'name'));
    const containers = containerNodes(object).flatMap((node) => container(node, surroundings) ?? []);
    const main = containers.find((c) => c.role === 'aws-node');
    // A patch has neither: the object it is applied to has the rest.
    const whole = entry(at(object, 'spec'), 'selector') !== undefined && main?.image !== undefined;
    const release = releaseOf(object, main) ?? (surroundings.cniVersion || undefined);
    const install: Install = {
      span: object.span,
      ...(name && { name }),
      ...(release && { release }),
      containers,
      complete:
        whole && !surroundings.templated && containers.every((c) => c.role !== 'aws-node' || c.complete),
    };
    return {
      objects: [{ kind: 'DaemonSet', span: object.span, ...(name && { name }), fields: fields(object) }],
      installs: containers.length > 0 ? [install] : [],
      instanceTypes: instanceTypes(at(object, 'spec', 'template', 'spec')),
    };
  },
};

const isNamedAwsNode = (object: Node): boolean =>
  text(at(object, 'kind')) === 'DaemonSet' && text(at(object, 'metadata', 'name')) === 'aws-node';

const containerNodes = (object: Node): readonly Node[] => {
  const pod = at(object, 'spec', 'template', 'spec');
  return [...items(at(pod, 'initContainers')), ...items(at(pod, 'containers'))];
};

function roleOf(node: Node): Container | undefined {
  const name = text(at(node, 'name'));
  const byName = ROLES.find((role) => role === name);
  if (byName) return byName;
  const image = text(at(node, 'image'))?.split(/[:@]/)[0]?.split('/').at(-1);
  // Self-built images carry the architecture in their name.
  return image ? IMAGES.get(image.replace(/-(arm64|amd64)$/, '')) : undefined;
}

function container(node: Node, { templated }: Surroundings): ContainerFacts | undefined {
  const role = roleOf(node);
  if (!role || node.kind !== 'map') return undefined;
  const name = located(at(node, 'name')) ?? {
    value: role,
    span: { start: node.span.start, end: node.span.start },
  };
  const image = located(at(node, 'image'));
  const env = at(node, 'env');
  const version = image && tagOf(image.value);
  const complete =
    image !== undefined && !templated && !entry(node, 'envFrom') && !items(env).some(isOpenItem);
  return {
    role,
    name,
    span: node.span,
    ...(image && { image }),
    ...(version && { version }),
    settings: items(env).flatMap((item) => setting(item) ?? []),
    env: envList(entry(node, 'env'), templated || node.shared),
    flow: node.flow,
    args: items(at(node, 'args')).flatMap((item) => argument(item) ?? []),
    ...(complete && {
      mounts: items(at(node, 'volumeMounts')).flatMap((mount) => text(at(mount, 'mountPath')) ?? []),
    }),
    complete,
  };
}

/** An item whose very name is still to be filled in: it could be any variable. */
const isOpenItem = (item: Node): boolean => {
  const name = at(item, 'name');
  return item.kind === 'scalar' ? item.open : name?.kind === 'scalar' && name.open;
};

function envList(env: Entry | undefined, isFixed: boolean): EnvList {
  if (isFixed || env?.merged) return { form: 'other' };
  if (!env) return { form: 'absent' };
  const { key, value } = env;
  if (value.kind === 'scalar') {
    const isEmpty = value.type === 'null' && value.span.end === value.span.start;
    return isEmpty ? { form: 'empty', key: key.span } : { form: 'other' };
  }
  if (value.kind !== 'list' || value.shared) return { form: 'other' };
  return {
    form: value.flow ? 'flow' : 'block',
    key: key.span,
    span: value.span,
    items: value.items.length,
    last: value.items.at(-1)?.span ?? value.span,
  };
}

function setting(item: Node): Setting | undefined {
  const name = at(item, 'name');
  if (item.kind !== 'map' || name?.kind !== 'scalar' || name.open || name.text === '') return undefined;
  // `$patch: delete` takes the variable away.
  if (item.entries.some(({ key }) => key.text.startsWith('$'))) return undefined;
  const value = entry(item, 'value');
  const valueFrom = entry(item, 'valueFrom');
  const from = valueFrom && !isNull(valueFrom.value) ? valueFrom : undefined;
  const common = {
    name: { value: name.text, span: name.span },
    span: item.span,
    quote: 'none',
    bare: false,
    isPlain: item.entries.every(({ key }) => key.text === 'name' || key.text === 'value'),
    shared: item.shared || item.entries.some(({ merged }) => merged),
  } as const;
  if (!value) {
    if (!from)
      return { ...common, value: { value: { kind: 'text', text: '' }, span: name.span }, bare: true };
    const fieldPath = text(at(from.value, 'fieldRef', 'fieldPath'));
    const unknown: EnvValue = { kind: 'unknown', why: 'valueFrom', ...(fieldPath && { fieldPath }) };
    return { ...common, value: { value: unknown, span: from.span } };
  }
  const written = value.value;
  const isWritten = written.span.end > written.span.start;
  return {
    ...common,
    value: { value: envValue(written), span: isWritten ? written.span : name.span },
    bare: !isWritten,
    ...(!isWritten && { valueKey: value.key.span }),
    ...(written.kind === 'scalar' && {
      quote: QUOTES[written.style],
      shared: common.shared || written.shared,
    }),
    ...(written.kind === 'scalar' && written.inner !== undefined && { inner: written.inner }),
    ...(from && { both: from.key.span }),
  };
}

const isNull = (node: Node): boolean => node.kind === 'scalar' && node.type === 'null' && !node.open;

const QUOTES = { double: 'double', single: 'single', plain: 'none', block: 'block' } as const;

function envValue(value: Node): EnvValue {
  if (value.kind !== 'scalar') return { kind: 'unquoted', text: '', yaml: value.kind };
  if (value.open || value.conditional) return { kind: 'unknown', why: 'template' };
  // null decodes to an empty string in Go.
  if (value.type === 'string' || value.type === 'null') return { kind: 'text', text: value.text };
  return { kind: 'unquoted', text: value.text, yaml: value.type };
}

function argument(item: Node): Argument | undefined {
  if (item.kind !== 'scalar') return undefined;
  const match = /^--?([^=]+)(?:=([\s\S]*))?$/.exec(item.text);
  if (!match?.[1]) return undefined;
  const [, name, value] = match;
  const start = (item.inner ?? 0) + item.text.length - (value?.length ?? 0);
  return {
    name,
    span: item.span,
    ...(value !== undefined && { value }),
    ...(value !== undefined &&
      item.inner !== undefined && { valueSpan: { start, end: start + value.length } }),
    open: item.open || item.conditional,
  };
}

function located(node: Node | undefined): Located<string> | undefined {
  return node?.kind === 'scalar' && node.type === 'string' && !node.open && !node.conditional
    ? { value: node.text, span: node.span }
    : undefined;
}

/** Release in an image tag, without its `v`; undefined for a digest or a tag of somebody's own. */
function tagOf(image: string): string | undefined {
  const tag = /:([^:/@]+)(?:@|$)/.exec(image)?.[1];
  const version = tag === undefined ? undefined : parseVersion(tag);
  return version && `${version.major}.${version.minor}.${version.patch}`;
}

/** Image tag first; the label and the variable are there for people and may be stale. */
function releaseOf(object: Node, main: ContainerFacts | undefined): string | undefined {
  if (main?.version) return main.version;
  // A mirror may use tags of its own; a digest names no release at all.
  const label = text(at(object, 'metadata', 'labels', 'app.kubernetes.io/version'));
  const variable = main?.settings.find((s) => s.name.value === 'VPC_CNI_VERSION')?.value.value;
  const named = label ?? (variable?.kind === 'text' ? variable.text : undefined);
  const version = named === undefined ? undefined : parseVersion(named);
  return version && `${version.major}.${version.minor}.${version.patch}`;
}

const INSTANCE_TYPE_LABELS = ['node.kubernetes.io/instance-type', 'beta.kubernetes.io/instance-type'];

/** Instance types that the pod template asks for by node label. */
function instanceTypes(pod: Node | undefined): Located<string>[] {
  const selected = INSTANCE_TYPE_LABELS.map((label) => at(pod, 'nodeSelector', label));
  const terms = items(
    at(
      pod,
      'affinity',
      'nodeAffinity',
      'requiredDuringSchedulingIgnoredDuringExecution',
      'nodeSelectorTerms',
    ),
  );
  const listed = terms
    .flatMap((term) => items(at(term, 'matchExpressions')))
    .filter(
      (e) => text(at(e, 'operator')) === 'In' && INSTANCE_TYPE_LABELS.includes(text(at(e, 'key')) ?? ''),
    )
    .flatMap((e) => items(at(e, 'values')));
  return [...selected, ...listed].flatMap((node) => located(node) ?? []);
}
