import type { InstanceType } from '../../domain/instances.js';
import type { Facts, Install } from '../../model/facts.js';
import type { Located, Span } from '../../model/span.js';
import { type Settings, typeNamed } from '../../settings.js';

/** The instance types that this DaemonSet asks for, where they are written. One document may hold a list of DaemonSets. */
export const typeNamesOf = (
  { span }: Install,
  { instanceTypes }: Pick<Facts, 'instanceTypes'>,
): readonly Located<string>[] => instanceTypes.filter((type) => !type.avoided && isWithin(type.span, span));

/** Those of them whose figures are known. */
export const typesOf = (
  install: Install,
  facts: Pick<Facts, 'instanceTypes'>,
  settings: Settings,
): readonly Located<InstanceType>[] =>
  typeNamesOf(install, facts).flatMap(({ value, span }) => {
    const type = typeNamed(value, settings);
    return type ? [{ value: type, span }] : [];
  });

const isWithin = (inner: Span, outer: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

/** For the examples of rules: the manifest with its pods on nodes of this type only. */
export const onType = (type: string, manifest: string): string =>
  manifest.replace(
    '      initContainers:',
    `      nodeSelector:\n        node.kubernetes.io/instance-type: ${type}\n      initContainers:`,
  );
