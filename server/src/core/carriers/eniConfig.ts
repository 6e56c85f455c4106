import type { EniConfig } from '../model/facts.js';
import { at, entry, items } from '../model/tree.js';
import type { Carrier } from './carrier.js';
import { fieldOf, fields, strangers, textOf } from './fields.js';

const TOP = ['apiVersion', 'kind', 'metadata', 'spec', 'status'];
const SPEC = ['subnet', 'securityGroups'];

export const eniConfig: Carrier = {
  id: 'eniconfig',
  title: 'ENIConfig',
  mark: /\bENIConfig\b/,
  matches: (object) => {
    const kind = at(object, 'kind');
    const version = textOf(at(object, 'apiVersion'))?.value;
    return (
      textOf(kind)?.value === 'ENIConfig' &&
      (version === undefined || version.startsWith('crd.k8s.amazonaws.com/'))
    );
  },
  read(object, { templated }) {
    const name = textOf(at(object, 'metadata', 'name'));
    const namespace = entry(at(object, 'metadata'), 'namespace');
    const spec = at(object, 'spec');
    const subnet = textOf(at(spec, 'subnet'));
    const groups = at(spec, 'securityGroups');
    const config: EniConfig = {
      span: object.span,
      ...(name && { name }),
      ...(namespace && { namespace: fieldOf(namespace, 'metadata.namespace') }),
      ...(spec?.kind === 'map' && { spec: spec.span }),
      ...(subnet && { subnet }),
      ...(groups?.kind === 'list' && {
        securityGroups: { span: groups.span, items: items(groups).flatMap((item) => textOf(item) ?? []) },
      }),
      strangers: [...strangers(object, '', TOP), ...strangers(spec, 'spec', SPEC)],
      complete: !templated,
    };
    return {
      eniConfigs: [config],
      objects: [{ kind: 'ENIConfig', span: object.span, ...located(name), fields: fields(object) }],
    };
  },
};

const located = (name: EniConfig['name']) =>
  name?.value === undefined ? {} : { name: { value: name.value, span: name.span } };
