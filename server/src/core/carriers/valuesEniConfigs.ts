import type { EniConfig } from '../model/facts.js';
import { at, type Entry, items } from '../model/tree.js';
import { field, strangers, textOf } from './fields.js';
import { type Layers, truth, valueAt } from './valueLayers.js';

/** The ENIConfigs that `eniConfig` of values makes: one for each key of `subnets`, and none unless `create` is true. */
export function valuesEniConfigs(layers: Layers, isComplete: boolean): EniConfig[] {
  const create = valueAt(layers, 'eniConfig', 'create');
  const isMade = create ? truth(create.value) : isComplete ? false : undefined;
  if (isMade === false) return [];
  const subnets = valueAt(layers, 'eniConfig', 'subnets');
  if (subnets?.value.kind !== 'map') return [];
  const map = subnets.value;
  return map.entries
    .filter(({ key }) => key.text !== '')
    .map((entry) => eniConfig(entry, field(map, entry.key.text, PATH), isComplete && isMade === true));
}

const PATH = 'eniConfig.subnets';

function eniConfig(
  { key, value, span }: Entry,
  specField: EniConfig['specField'],
  complete: boolean,
): EniConfig {
  const path = `${PATH}.${key.text}`;
  const name = {
    value: key.open || key.conditional ? undefined : key.text,
    span: key.span,
    quoted: key.style !== 'plain',
    ...(key.inner !== undefined && { inner: key.inner }),
  };
  const subnetField = field(value, 'id', path);
  const subnet = textOf(at(value, 'id'));
  const groups = at(value, 'securityGroups');
  return {
    form: 'values',
    span,
    name,
    ...(value.kind === 'map' && { spec: value.span }),
    ...(specField && { specField }),
    ...(subnetField && { subnetField }),
    ...(subnet && { subnet }),
    ...(groups?.kind === 'list' && {
      securityGroups: { span: groups.span, items: items(groups).flatMap((item) => textOf(item) ?? []) },
    }),
    strangers: strangers(value, path, ['id', 'securityGroups']),
    complete: complete && !key.conditional,
  };
}
