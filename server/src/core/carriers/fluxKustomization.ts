import { emptyFacts } from '../model/facts.js';
import { at, items, text } from '../model/tree.js';
import type { Carrier } from './carrier.js';
import { gather, said } from './gathered.js';
import { inlinePatch, targetOf } from './kustomizePatch.js';

/** A Kustomization of Flux: the patches that it puts on what it applies. */
export const fluxKustomization: Carrier = {
  id: 'flux-kustomization',
  title: 'Kustomization of Flux',
  mark: /kustomize\.toolkit\.fluxcd\.io/,
  outline: /\bpatch(?:es)?["']?:/,
  matches: (object) =>
    text(at(object, 'kind')) === 'Kustomization' &&
    text(at(object, 'apiVersion'))?.startsWith('kustomize.toolkit.fluxcd.io/') === true,
  read(object, surroundings) {
    const into = emptyFacts();
    for (const node of items(at(object, 'spec', 'patches'))) {
      const patch = at(node, 'patch');
      if (patch?.kind !== 'scalar') continue;
      gather(into, inlinePatch(patch, targetOf(at(node, 'target')), surroundings).facts);
    }
    return said(into);
  },
};
