import type { EniConfig } from '../model/facts.js';
import { at, items } from '../model/tree.js';
import type { Carrier } from './carrier.js';
import { field, fields, hasDirective, metadataStrangers, strangers, textOf } from './fields.js';

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
    const apiVersion = textOf(at(object, 'apiVersion'));
    const metadata = at(object, 'metadata');
    const name = textOf(at(metadata, 'name'));
    const namespace = field(metadata, 'namespace', 'metadata');
    const spec = at(object, 'spec');
    const specField = field(object, 'spec');
    const subnet = textOf(at(spec, 'subnet'));
    const subnetField = field(spec, 'subnet', 'spec');
    const groups = at(spec, 'securityGroups');
    const config: EniConfig = {
      form: 'object',
      span: object.span,
      ...(apiVersion && { apiVersion }),
      ...(name && { name }),
      ...(namespace && { namespace }),
      ...(spec?.kind === 'map' && { spec: spec.span }),
      ...(specField && { specField }),
      ...(subnetField && { subnetField }),
      ...(subnet && { subnet }),
      ...(groups?.kind === 'list' && {
        securityGroups: { span: groups.span, items: items(groups).flatMap((item) => textOf(item) ?? []) },
      }),
      strangers: [
        ...strangers(object, '', TOP),
        ...metadataStrangers(metadata),
        ...strangers(spec, 'spec', SPEC),
      ],
      complete: !templated && !hasDirective(object, spec),
    };
    return {
      eniConfigs: [config],
      objects: [{ kind: 'ENIConfig', span: object.span, ...located(name), fields: fields(object) }],
    };
  },
};

const located = (name: EniConfig['name']) =>
  name?.value === undefined ? {} : { name: { ...name, value: name.value } };
