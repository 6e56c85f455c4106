import { at, items, text } from '../model/tree.js';
import type { Carrier } from './carrier.js';

/** The ClusterRole of aws-node, for what it may do to pods. */
export const clusterRole: Carrier = {
  id: 'clusterrole',
  title: 'ClusterRole aws-node',
  mark: /aws-node/,
  outline: /ClusterRole/,
  matches: (object) =>
    text(at(object, 'kind')) === 'ClusterRole' && text(at(object, 'metadata', 'name')) === 'aws-node',
  read(object, { templated }) {
    const rules = at(object, 'rules');
    if (templated || rules?.kind !== 'list') return {};
    const verbs = rules.items
      .filter((rule) =>
        items(at(rule, 'resources')).some((resource) => ['pods', '*'].includes(text(resource) ?? '')),
      )
      .flatMap((rule) => items(at(rule, 'verbs')).map((verb) => text(verb) ?? ''));
    return { podPermissions: [{ span: rules.span, verbs }] };
  },
};
