import { at, text } from '../model/tree.js';
import type { Carrier } from './carrier.js';
import { hasDirective, located, textOf } from './fields.js';
import { labelsIn } from './labels.js';

/** Policies can select pods by the labels of their service account. */
export const serviceAccount: Carrier = {
  id: 'service-account',
  title: 'ServiceAccount',
  // Bindings name it as the kind of a subject, beside the name.
  mark: /kind["']?:[ \t]*["']?ServiceAccount\b(?!["']?,?\s+["']?(?:name|namespace|apiGroup)["']?:)/,
  alsoWithoutPolicies: /(?!)/,
  outline: /\bmetadata\b/,
  matches: (object) => text(at(object, 'kind')) === 'ServiceAccount',
  read(object, { templated }) {
    const name = located(at(object, 'metadata', 'name'));
    const namespace = textOf(at(object, 'metadata', 'namespace'));
    const { labels, complete } = labelsIn(object);
    return {
      serviceAccounts: [
        {
          span: object.span,
          ...(name && { name }),
          ...(namespace && { namespace }),
          labels,
          complete: complete && !templated && !hasDirective(object),
        },
      ],
    };
  },
};
