import { at, text } from '../model/tree.js';
import type { Carrier } from './carrier.js';
import { located } from './fields.js';

/** A namespace that is part of the ambient mesh of Istio: probes of its pods come from a link-local address. */
export const namespace: Carrier = {
  id: 'namespace',
  title: 'Namespace',
  mark: /istio\.io\/dataplane-mode/,
  outline: /kind["']?:[ \t]*["']?Namespace\b/,
  matches: (object) => text(at(object, 'kind')) === 'Namespace',
  read(object) {
    const name = located(at(object, 'metadata', 'name'));
    const mode = located(at(object, 'metadata', 'labels', 'istio.io/dataplane-mode'));
    return name && mode?.value === 'ambient'
      ? { clusterSettings: [{ kind: 'ambient', span: name.span, namespace: name.value }] }
      : {};
  },
};
