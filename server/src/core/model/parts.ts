import type { Facts, Install } from './facts.js';
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
export function partAt({ containers, layers }: Install, span: Span): object | undefined {
  for (const { settings, args } of containers) {
    const setting = settings.find((each) => [each.span, each.name.span, each.value.span].includes(span));
    const argument = args.find((each) => each.span === span || each.valueSpan === span);
    if (setting || argument) return setting ?? argument;
  }
  return layers?.find(
    (layer) =>
      layer.span === span ||
      layer.containers.some(({ name, span: whole, image, env }) =>
        [name.span, whole, image?.span, 'key' in env ? env.key : undefined].includes(span),
      ),
  );
}

/** The fact by which the file of a place is found: of an aws-node that is put together, the part that the place belongs to. */
export const placed = (of: object, span: Span): object =>
  'layers' in of && 'containers' in of
    ? (partAt(of as Install, span) ?? (of as Install).layers?.[0] ?? of)
    : of;
