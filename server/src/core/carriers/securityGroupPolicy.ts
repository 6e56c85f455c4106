import type { SecurityGroupPolicy, Selector } from '../model/facts.js';
import { at, type Entry, entry, items, type Node } from '../model/tree.js';
import type { Carrier } from './carrier.js';
import { fields, strangers, textOf } from './fields.js';

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
    const name = textOf(at(object, 'metadata', 'name'));
    const spec = at(object, 'spec');
    const podSelector = entry(spec, 'podSelector');
    const serviceAccountSelector = entry(spec, 'serviceAccountSelector');
    const groups = entry(spec, 'securityGroups');
    const ids = entry(groups?.value, 'groupIds');
    const policy: SecurityGroupPolicy = {
      span: object.span,
      ...(name && { name }),
      ...(spec?.kind === 'map' && { spec: spec.span }),
      ...(podSelector && { podSelector: selector(podSelector) }),
      ...(serviceAccountSelector && { serviceAccountSelector: selector(serviceAccountSelector) }),
      ...(groups && {
        securityGroups: {
          key: groups.key.span,
          ...(ids && {
            groupIds: {
              key: ids.key.span,
              span: ids.value.span,
              items: items(ids.value).flatMap((item) => textOf(item) ?? []),
            },
          }),
        },
      }),
      strangers: [
        ...strangers(object, '', TOP),
        ...strangers(spec, 'spec', SPEC),
        ...strangers(groups?.value, 'spec.securityGroups', ['groupIds']),
        ...strangers(podSelector?.value, 'spec.podSelector', SELECTOR),
        ...strangers(serviceAccountSelector?.value, 'spec.serviceAccountSelector', SELECTOR),
      ],
      complete: !templated,
    };
    const located = name?.value === undefined ? {} : { name: { value: name.value, span: name.span } };
    return {
      policies: [policy],
      objects: [{ kind: 'SecurityGroupPolicy', span: object.span, ...located, fields: fields(object) }],
    };
  },
};

function selector({ key, value }: Entry): Selector {
  return {
    key: key.span,
    span: value.span,
    absent: value.kind === 'scalar' && value.type === 'null',
    expressions: items(at(value, 'matchExpressions')).map(expression),
  };
}

function expression(node: Node): Selector['expressions'][number] {
  const key = textOf(at(node, 'key'));
  const operator = textOf(at(node, 'operator'));
  const values = at(node, 'values');
  return {
    span: node.span,
    ...(key && { key }),
    ...(operator && { operator }),
    ...(values?.kind === 'list' && { values: values.items.length }),
  };
}
