import type { CidrField, NetworkPolicy } from '../model/facts.js';
import { at, items, type Node, text } from '../model/tree.js';
import type { Carrier } from './carrier.js';
import { located, textOf } from './fields.js';
import { cidrField, cidrFields } from './nodeFields.js';

/** Policies on the traffic of pods, whoever enforces them, with their CIDRs. */
export const networkPolicy: Carrier = {
  id: 'network-policy',
  title: 'Network policy',
  mark: /kind["']?:[ \t]*["']?(?:\w*NetworkPolicy|(?:Global)?NetworkSet|PolicyEndpoint)\b/,
  outline: /networking\.k8s\.|projectcalico\.org\/|extensions\/v1beta1/,
  matches: (object) => readerOf(object) !== undefined,
  read(object) {
    const reader = readerOf(object);
    if (!reader) return {};
    const { kind, engine, cidrs } = reader;
    const name = located(at(object, 'metadata', 'name'));
    return {
      cidrs: cidrs(at(object, 'spec')),
      networkPolicies: engine ? [{ span: object.span, kind, ...(name && { name }), engine }] : [],
    };
  },
};

interface Reader {
  readonly kind: string;
  /** With the slash. */
  readonly groups: readonly string[];
  /** Absent: no policy that somebody writes, or it is not known who acts on it. */
  readonly engine?: NetworkPolicy['engine'];
  readonly cidrs: (spec: Node | undefined) => CidrField[];
}

function readerOf(object: Node): Reader | undefined {
  const kind = text(at(object, 'kind'));
  const version = text(at(object, 'apiVersion')) ?? '';
  return READERS.find(
    (reader) => reader.kind === kind && reader.groups.some((group) => version.startsWith(group)),
  );
}

type Common = Pick<CidrField, 'reader' | 'admission' | 'forNodes'>;
const API_SERVER: Common = { reader: 'the API server', admission: true, forNodes: false };
/** Its CRD takes any text. */
const ENGINE: Common = { reader: 'the policy engine', admission: false, forNodes: false };
const CALICO: Common = { reader: 'Calico', admission: false, forNodes: false };

/** `from` and `to` of a NetworkPolicy, and of what is made after its example. */
const ipBlocks =
  (common: Common) =>
  (spec: Node | undefined): CidrField[] =>
    RULES.flatMap(([rules, peers]) =>
      items(at(spec, rules))
        .flatMap((rule) => items(at(rule, peers)))
        .flatMap((peer) => block(at(peer, 'ipBlock'), `spec.${rules}.${peers}.ipBlock`, common)),
    );

const RULES = [
  ['ingress', 'from'],
  ['egress', 'to'],
] as const;

/** A `cidr` and what `except` leaves out of it. */
function block(node: Node | undefined, path: string, common: Common): CidrField[] {
  const outer = textOf(at(node, 'cidr'));
  return [
    cidrField(at(node, 'cidr'), { ...common, role: 'policy', field: `${path}.cidr` }),
    ...items(at(node, 'except')).map((item) =>
      cidrField(item, {
        ...common,
        role: 'policy-except',
        field: `${path}.except`,
        ...(outer && { outer }),
      }),
    ),
  ].flatMap((found) => found ?? []);
}

/** `networks` of a policy for the whole cluster. */
const networks = (spec: Node | undefined): CidrField[] =>
  items(at(spec, 'egress'))
    .flatMap((rule) => items(at(rule, 'to')))
    .flatMap((peer) =>
      cidrFields(at(peer, 'networks'), { ...ENGINE, role: 'policy', field: 'spec.egress.to.networks' }),
    );

/** Made by the network policy controller, which writes addresses alone as well. */
const endpoints = (spec: Node | undefined): CidrField[] =>
  RULES.flatMap(([rules]) =>
    items(at(spec, rules))
      .flatMap((rule) => block(rule, `spec.${rules}`, ENGINE))
      .filter(isBlock),
  );

const nets = (list: Node | undefined, field: string): CidrField[] =>
  cidrFields(list, { ...CALICO, role: 'policy', field }).filter(isBlock);

const calicoRules = (spec: Node | undefined): CidrField[] =>
  RULES.flatMap(([rules]) =>
    items(at(spec, rules)).flatMap((rule) =>
      ['source', 'destination'].flatMap((end) =>
        ['nets', 'notNets'].flatMap((key) => nets(at(rule, end, key), `spec.${rules}.${end}.${key}`)),
      ),
    ),
  );

/** Their readers take an address alone for a block of one. */
const isBlock = ({ text: { value } }: CidrField): boolean => value?.includes('/') !== false;

const KUBERNETES = ['networking.k8s.io/', 'extensions/'];
const PLUGIN = ['networking.k8s.aws/'];
const CALICO_GROUPS = ['projectcalico.org/', 'crd.projectcalico.org/'];
const ADMIN = ['policy.networking.k8s.io/'];

const READERS: readonly Reader[] = [
  { kind: 'NetworkPolicy', groups: KUBERNETES, engine: 'any', cidrs: ipBlocks(API_SERVER) },
  { kind: 'ApplicationNetworkPolicy', groups: PLUGIN, engine: 'agent', cidrs: ipBlocks(ENGINE) },
  { kind: 'ClusterNetworkPolicy', groups: PLUGIN, engine: 'agent', cidrs: networks },
  { kind: 'PolicyEndpoint', groups: PLUGIN, cidrs: endpoints },
  { kind: 'AdminNetworkPolicy', groups: ADMIN, cidrs: networks },
  { kind: 'BaselineAdminNetworkPolicy', groups: ADMIN, cidrs: networks },
  { kind: 'ClusterNetworkPolicy', groups: ADMIN, cidrs: networks },
  { kind: 'NetworkPolicy', groups: CALICO_GROUPS, engine: 'calico', cidrs: calicoRules },
  { kind: 'GlobalNetworkPolicy', groups: CALICO_GROUPS, engine: 'calico', cidrs: calicoRules },
  { kind: 'NetworkSet', groups: CALICO_GROUPS, cidrs: (spec) => nets(at(spec, 'nets'), 'spec.nets') },
  { kind: 'GlobalNetworkSet', groups: CALICO_GROUPS, cidrs: (spec) => nets(at(spec, 'nets'), 'spec.nets') },
];
