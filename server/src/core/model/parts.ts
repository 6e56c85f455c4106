import type { Facts, Install } from './facts.js';
import { remembered } from './remembered.js';
import type { Span } from './span.js';

/** Every aws-node that is written there, patches among them, which are none by themselves. */
export function* installsIn({
  installs,
  patches,
  kustomizations,
}: Pick<Facts, 'installs' | 'patches' | 'kustomizations'>): Iterable<Install> {
  yield* installs;
  yield* patches;
  for (const { made, patches: written } of kustomizations) {
    yield* made;
    for (const patch of written) yield* patch.installs;
  }
}

/** The setting or argument of which a span is the very place, by identity: places in different files may have the same numbers. */
export const partAt = (install: Install, span: Span): object | undefined => partsOf(install).get(span);

/** Rules ask about each of their findings. Of parts that share a place, the first. */
const partsOf = remembered((install: Install): ReadonlyMap<Span, object> => {
  const parts = new Map<Span, object>();
  const put = (part: object, ...spans: readonly (Span | undefined)[]): void => {
    for (const span of spans) if (span && !parts.has(span)) parts.set(span, part);
  };
  for (const { settings, args } of install.containers) {
    for (const each of settings) put(each, each.span, each.name.span, each.value.span);
    for (const each of args) put(each, each.span, each.valueSpan);
  }
  for (const layer of install.layers ?? []) {
    put(layer, layer.span);
    for (const { name, span, image, env } of layer.containers)
      put(layer, name.span, span, image?.span, 'key' in env ? env.key : undefined);
  }
  return parts;
});

/** The fact by which the file of a place is found: of an aws-node that is put together, the part that the place belongs to. */
export const placed = (of: object, span: Span): object =>
  'layers' in of && 'containers' in of
    ? (partAt(of as Install, span) ?? (of as Install).layers?.[0] ?? of)
    : of;
