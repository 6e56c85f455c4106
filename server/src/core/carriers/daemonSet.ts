import type { Container } from '../domain/variable.js';
import { parseVersion } from '../domain/versions.js';
import type { Argument, ContainerFacts, Install, StrangeContainer } from '../model/facts.js';
import { at, entry, items, type Node, text } from '../model/tree.js';
import type { Carrier, Surroundings } from './carrier.js';
import { directiveOfObject, directivesOf, orderOf } from './directives.js';
import { envList, isOpenItem, setting } from './env.js';
import { fields, hasDirective, located } from './fields.js';
import { instanceTypes } from './nodeSelectors.js';
import { portProbesIn } from './probes.js';

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
  outline: /DaemonSet|ontainers\b/,
  matches: (object) => {
    const kind = text(at(object, 'kind'));
    // A file for `kubectl patch` has no kind.
    if (kind !== undefined && kind !== 'DaemonSet') return false;
    return isNamedAwsNode(object) || containerNodes(object).some((node) => roleOf(node) !== undefined);
  },
  read(object, surroundings) {
    const name = located(at(object, 'metadata', 'name'));
    // A patch has none: the object it is applied to has the rest.
    const hasSelector = entry(at(object, 'spec'), 'selector') !== undefined;
    const containers = containerNodes(object).flatMap(
      (node) => containerOf(node, { ...surroundings, isPart: !hasSelector }) ?? [],
    );
    const main = containers.find((c) => c.role === 'aws-node');
    const whole = hasSelector && main?.image !== undefined;
    const directive = directiveOfObject(object, !hasSelector);
    const pod = at(object, 'spec', 'template', 'spec');
    const order = surroundings.templated ? undefined : orderOf(pod, (node) => roleOf(node) !== undefined);
    const release = releaseOf(object, main) ?? (surroundings.cniVersion || undefined);
    const strangers = surroundings.templated || !isNamedAwsNode(object) ? [] : strangersIn(pod);
    const install: Install = {
      form: 'manifest',
      span: object.span,
      ...(name && { name }),
      ...(release && { release }),
      containers,
      complete:
        whole &&
        !directive &&
        !surroundings.templated &&
        containers.every((c) => c.role !== 'aws-node' || c.complete),
      ...(strangers.length > 0 && { strangers }),
      ...(order && { order }),
      ...(directive && { directive }),
    };
    return {
      objects: [{ kind: 'DaemonSet', span: object.span, ...(name && { name }), fields: fields(object) }],
      installs: containers.length > 0 || directive ? [install] : [],
      // Containers of others change which one is the first.
      patches: hasSelector || containers.length > 0 || containerNodes(object).length === 0 ? [] : [install],
      instanceTypes: instanceTypes(pod),
    };
  },
};

const isNamedAwsNode = (object: Node): boolean =>
  text(at(object, 'kind')) === 'DaemonSet' && text(at(object, 'metadata', 'name')) === 'aws-node';

const containerNodes = (object: Node): readonly Node[] => {
  const pod = at(object, 'spec', 'template', 'spec');
  return [...items(at(pod, 'initContainers')), ...items(at(pod, 'containers'))];
};

const LISTS = ['containers', 'initContainers'] as const;

/** Containers of others that bring no image, and are not taken away. */
const strangersIn = (pod: Node | undefined): readonly StrangeContainer[] =>
  LISTS.flatMap((list) => {
    const all = items(at(pod, list));
    // `$patch: replace`: there are no others.
    if (all.some((node) => !entry(node, 'name') && hasDirective(node))) return [];
    return all.flatMap((node) => {
      const name = located(at(node, 'name'));
      if (!name || roleOf(node) || entry(node, 'image') || hasDirective(node)) return [];
      const variables = items(at(node, 'env')).flatMap((item) => setting(item)?.name.value ?? []);
      const args = items(at(node, 'args')).flatMap((item) => argument(item)?.name ?? []);
      return [{ name, list, variables, args }];
    });
  });

function roleOf(node: Node): Container | undefined {
  const name = text(at(node, 'name'));
  const byName = ROLES.find((role) => role === name);
  if (byName) return byName;
  const image = text(at(node, 'image'))?.split(/[:@]/)[0]?.split('/').at(-1);
  // Self-built images carry the architecture in their name.
  return image ? IMAGES.get(image.replace(/-(arm64|amd64)$/, '')) : undefined;
}

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'];

/** What a container is read with. */
export interface ContainerSurroundings extends Pick<Surroundings, 'templated'> {
  /** It is merged into another: what is not here is as it is there. */
  readonly isPart: boolean;
}

export function containerOf(
  node: Node,
  { templated, isPart }: ContainerSurroundings,
): ContainerFacts | undefined {
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
    image !== undefined && !isPart && !templated && !entry(node, 'envFrom') && !items(env).some(isOpenItem);
  const directives = complete ? undefined : directivesOf(node, templated);
  const args = items(at(node, 'args')).flatMap((item) => argument(item) ?? []);
  const portProbes = role === 'aws-node' ? portProbesIn(PROBES.map((key) => at(node, key))) : [];
  return {
    role,
    name,
    span: node.span,
    ...(image && { image }),
    ...(version && { version }),
    settings: items(env).flatMap((item) => setting(item) ?? []),
    env: envList(entry(node, 'env'), templated || node.shared),
    flow: node.flow,
    args,
    ...((args.length < items(at(node, 'args')).length || templated) && { argsUncounted: true }),
    ...(complete && {
      mounts: items(at(node, 'volumeMounts')).flatMap((mount) => text(at(mount, 'mountPath')) ?? []),
    }),
    ...(portProbes.length > 0 && { portProbes }),
    complete,
    ...(directives && { directives }),
  };
}

export function argument(item: Node): Argument | undefined {
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

/** Release in an image tag, without its `v`; undefined for a digest or a tag of somebody's own. */
export function tagOf(image: string): string | undefined {
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
