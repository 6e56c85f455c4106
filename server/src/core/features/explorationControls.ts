import type { InstanceType } from '../domain/instances.js';
import { canDelegatePrefixes, densityTable } from '../domain/maxPods.js';
import { effective, settingOf, UNKNOWN } from '../model/effective.js';
import type { Install } from '../model/facts.js';
import { OVERRIDES } from '../model/overrides.js';
import type { Control } from './exploration.js';
import { type Picture, textInEffect, whyFixed } from './explorationPicture.js';
import { TRIABLE, TRIABLES, type Triable, type Tried } from './explorationQuery.js';
import { sentence } from './words.js';

/** How far targets go: as far as a node of the type in focus can follow. */
export interface Reach {
  readonly enis: number;
  readonly pods: number;
}

const MOST_ENIS = 15;
const MOST_PODS = 250;

/** `types`: those pictured, the first in focus. */
export function reachOf(types: readonly InstanceType[]): Reach {
  const [focus] = types;
  const modes = focus ? densityTable(focus, { ceiling: true }) : [];
  return {
    enis: Math.max(1, ...types.map(({ enis }) => enis ?? 1), types.length === 0 ? MOST_ENIS : 1),
    pods: Math.min(
      MOST_PODS,
      Math.max(1, ...(modes.length > 0 ? modes.map(({ maxPods }) => maxPods) : [MOST_PODS])),
    ),
  };
}

/** Where nothing limits the ENIs but the types, the highest limit is none. */
export function withoutIdle(tried: Tried, { installs }: Picture, { enis }: Reach): Tried {
  const { MAX_ENI: limit, ...others } = tried;
  const isNone = limit !== undefined && Number(limit) >= enis;
  return isNone && installs.every((install) => effective(install, 'MAX_ENI') === undefined) ? others : tried;
}

/** All variables that change the picture. `type`: the one in focus. */
export const controlsOf = (
  present: Picture,
  picture: Picture,
  reach: Reach,
  type: InstanceType | undefined,
): readonly Control[] => {
  const [was, is] = [present.installs, picture.installs];
  if (was.length === 0) return [];
  return TRIABLES.map((name): Control => {
    const kind = TRIABLE[name];
    const text = valueInEffect(name, is, reach);
    const fixed = was.map((install) => whyFixed(install, name)).find((why) => why !== undefined);
    const remark = fixed ?? remarkOn(name, is, type);
    const written = writtenText(name, was);
    return {
      name,
      kind,
      ...(written !== undefined && { written }),
      value: text ?? '',
      isSet: name !== 'MAX_ENI' || is.some((install) => effective(install, name) !== undefined),
      isTried: is.some((install, i) => was[i] !== install && isTried(name, was[i] ?? install, install)),
      ...(kind === 'target' && rangeOf(name, Number(text ?? 0), reach)),
      ...(remark !== undefined && { remark }),
      isFixed: fixed !== undefined,
    };
  });
};

const isTried = (name: Triable, was: Install, is: Install): boolean =>
  effective(was, name) !== effective(is, name);

/** That of all aws-nodes; undefined: not known, or they differ. */
function valueInEffect(name: Triable, installs: readonly Install[], { enis }: Reach): string | undefined {
  const texts = installs.map((install) =>
    name === 'MAX_ENI' && effective(install, name) === undefined ? `${enis}` : textInEffect(install, name),
  );
  return texts.every((text) => text === texts[0]) ? texts[0] : undefined;
}

function writtenText(name: Triable, installs: readonly Install[]): string | undefined {
  const texts = installs.map((install) => {
    const value = settingOf(install, name)?.value.value;
    return value && 'text' in value ? value.text : undefined;
  });
  return texts.every((text) => text === texts[0]) ? texts[0] : undefined;
}

function rangeOf(name: Triable, value: number, { enis, pods }: Reach): { min: number; max: number } {
  const most = { MAX_ENI: enis, WARM_ENI_TARGET: enis, WARM_PREFIX_TARGET: Math.ceil(pods / 16) };
  const max = Object.hasOwn(most, name) ? most[name as keyof typeof most] : pods;
  return { min: name === 'MAX_ENI' ? 1 : 0, max: Math.max(max, value) };
}

/** What is to be said of a variable that can be tried out. */
function remarkOn(
  name: Triable,
  installs: readonly Install[],
  type: InstanceType | undefined,
): string | undefined {
  const [install] = installs;
  if (!install) return undefined;
  const values = installs.map((one) => effective(one, name));
  if (values.includes(UNKNOWN)) return 'What it is set to is not in sight.';
  if (values.some((value) => value !== values[0])) return 'The aws-nodes in sight differ.';
  const isXen = type !== undefined && canDelegatePrefixes(type) === false;
  if (isXen && PREFIXES.includes(name) && effective(install, 'ENABLE_PREFIX_DELEGATION') === true)
    return `No effect on ${type.name}: Xen cannot delegate prefixes, and the pool holds single addresses.`;
  if (name === 'ENABLE_POD_ENI' && type?.trunking === false && values[0] === true)
    return `No effect on ${type.name}: this type has no trunk ENI, and its pods get no branch ENIs.`;
  // On Xen the pool goes back to whole ENIs.
  const override = OVERRIDES.find(
    (one) => one.name === name && !(isXen && one.by === 'ENABLE_PREFIX_DELEGATION') && one.when(install),
  );
  if (override) return sentence(`No effect: ${override.because}`);
  return name === 'MAX_ENI' && values[0] === undefined
    ? 'Not set: the instance type alone limits the ENIs.'
    : undefined;
}

const PREFIXES: readonly Triable[] = ['ENABLE_PREFIX_DELEGATION', 'WARM_PREFIX_TARGET'];
