import type { SecurityGroupPolicy, Selector } from '../model/facts.js';
import { at, type Entry, entry, items, type Node } from '../model/tree.js';
import type { Carrier } from './carrier.js';
import {
  field,
  fields,
  hasDirective,
  labelsOf,
  metadataStrangers,
  shapeOf,
  strangers,
  textOf,
} from './fields.js';

const TOP = ['apiVersion', 'kind', 'metadata', 'spec', 'status'];
const SPEC = ['podSelector', 'serviceAccountSelector', 'securityGroups'];
const SELECTOR = ['matchLabels', 'matchExpressions'];

export const securityGroupPolicy: Carrier = {
  id: 'securitygrouppolicy',
  title: 'SecurityGroupPolicy',
  mark: /\bSecurityGroupPolicy\b/,
  matches: (object) => {
    const version = textOf(at(object, 'apiVersion'))?.value;
    return (
      textOf(at(object, 'kind'))?.value === 'SecurityGroupPolicy' &&
      (version === undefined || version.startsWith('vpcresources.k8s.aws/'))
    );
  },
  read(object, { templated }) {
    const apiVersion = textOf(at(object, 'apiVersion'));
    const metadata = at(object, 'metadata');
    const name = textOf(at(metadata, 'name'));
    const namespace = textOf(at(metadata, 'namespace'));
    const spec = at(object, 'spec');
    const specField = field(object, 'spec');
    const podSelector = entry(spec, 'podSelector');
    const serviceAccountSelector = entry(spec, 'serviceAccountSelector');
    const groups = entry(spec, 'securityGroups');
    const ids = entry(groups?.value, 'groupIds');
    const policy: SecurityGroupPolicy = {
      span: object.span,
      ...(apiVersion && { apiVersion }),
      ...(name && { name }),
      ...(namespace && { namespace }),
      ...(spec?.kind === 'map' && { spec: spec.span }),
      ...(specField && { specField }),
      ...(podSelector && { podSelector: selector(podSelector) }),
      ...(serviceAccountSelector && { serviceAccountSelector: selector(serviceAccountSelector) }),
      ...(groups && {
        securityGroups: {
          key: groups.key.span,
          shape: shapeOf(groups.value),
          ...(ids && {
            groupIds: {
              key: ids.key.span,
              span: ids.value.span,
              absent: isNothing(ids.value),
              items: items(ids.value).flatMap((item) => textOf(item) ?? []),
            },
          }),
        },
      }),
      strangers: [
        ...strangers(object, '', TOP),
        ...metadataStrangers(metadata),
        ...strangers(spec, 'spec', SPEC),
        ...strangers(groups?.value, 'spec.securityGroups', ['groupIds']),
        ...strangers(podSelector?.value, 'spec.podSelector', SELECTOR),
        ...strangers(serviceAccountSelector?.value, 'spec.serviceAccountSelector', SELECTOR),
      ],
      complete: !templated && !hasDirective(object, spec, groups?.value),
    };
    const located = name?.value === undefined ? {} : { name: { ...name, value: name.value } };
    return {
      policies: [policy],
      objects: [{ kind: 'SecurityGroupPolicy', span: object.span, ...located, fields: fields(object) }],
    };
  },
};

const isNothing = (node: Node): boolean => node.kind === 'scalar' && node.type === 'null';
const isOpen = (node: Node): boolean => node.kind === 'scalar' && node.open;

function selector({ key, value }: Entry): Selector {
  const labels = at(value, 'matchLabels');
  const expressions = items(at(value, 'matchExpressions'));
  return {
    key: key.span,
    span: value.span,
    absent: isNothing(value) && !isOpen(value),
    conditions: conditions(labels) + expressions.length,
    labels: labelsOf(labels),
    expressions: expressions.map(expression),
  };
}

const conditions = (labels: Node | undefined): number =>
  labels?.kind === 'map' ? labels.entries.length : labels && isOpen(labels) ? 1 : 0;

function expression(node: Node): Selector['expressions'][number] {
  const key = textOf(at(node, 'key'));
  const operator = textOf(at(node, 'operator'));
  const values = at(node, 'values');
  return {
    span: node.span,
    ...(key && { key }),
    ...(operator && { operator }),
    ...(values?.kind === 'list' && { values: values.items.length }),
    items: items(values).flatMap((item) => textOf(item) ?? []),
  };
}
