import type { Effect, Fault } from '../../domain/variable.js';
import { isOn } from '../../model/effective.js';
import type { Facts, Install } from '../../model/facts.js';
import { overrideOf } from '../../model/overrides.js';
import { remembered } from '../../model/remembered.js';
import { at, type Finding, type Fix } from '../rule.js';
import { removal } from './fixes.js';
import { isNoChange, rewrite, shown, spanOf, type TextRead, textsRead } from './places.js';

/** A text as the row of its variable judges it. */
export interface FaultyText extends TextRead {
  readonly fault: Fault;
}

/** Every text that its container cannot use, as far as the effect is this one. */
export const faultyTexts = ({ installs }: Pick<Facts, 'installs'>, effect: Effect): readonly FaultyText[] =>
  installs.flatMap((install) => faultsOf(install).filter(({ fault }) => fault.effect === effect));

/** A rule for each effect asks. */
const faultsOf = remembered((install: Install): readonly FaultyText[] =>
  textsRead({ installs: [install] }).flatMap((read) =>
    isElsewhere(read)
      ? []
      : read.variable.read(read.text, install.release).faults.map((fault) => ({ ...read, fault })),
  ),
);

/** Another rule says it with more knowledge. */
const isElsewhere = ({ install, setting: { name } }: TextRead): boolean =>
  name.value === 'MY_NODE_NAME' ||
  name.value === 'AWS_EC2_ENDPOINT' ||
  (name.value === 'POD_SECURITY_GROUP_ENFORCING_MODE' && isOn(install, 'ENABLE_POD_ENI')) ||
  // Tags that are never set harm nobody; all else is checked at start-up whether it is used or not.
  (name.value === 'ADDITIONAL_ENI_TAGS' && overrideOf(install, name.value) !== undefined);

/** The part of the text at fault. */
export const faultyPart = ({ text, fault }: FaultyText): { readonly start: number; readonly end: number } =>
  fault.part ?? { start: 0, end: text.length };

/** The finding in the words of the row, with its suggestions and perhaps further fixes. */
export function faultFinding(faulty: FaultyText, ...more: Fix[]): Finding {
  const { install, setting, text, fault } = faulty;
  const part = faultyPart(faulty);
  const written = text.slice(part.start, part.end);
  const suggested = fault.suggestions.map((put, i): Fix => {
    const title = put === '' ? 'Remove the empty item' : `Write ${shown(put)}`;
    const safe = fault.safe && i === 0 && (fault.effect === 'exits' || isNoChange(faulty, part, put));
    return fault.part
      ? rewrite(title, safe, faulty, fault.part, put)
      : { title, safe, kind: 'value', setting, text: put };
  });
  return at(
    { span: spanOf(setting, fault.part) },
    `${written === '' ? 'The value' : shown(written)} ${fault.message}${advice(fault)}`,
    ...suggested,
    // Absent is never the same as empty where empty is wrong.
    ...(text === '' ? [removal(install, setting)] : []),
    ...more,
  );
}

/** The likeliest texts, unless the words of the row say what to do. */
function advice({ message, suggestions }: Fault): string {
  const [first, second] = suggestions.filter((text) => text !== '').map(shown);
  if (!first || ADVISES.test(message)) return '';
  return second ? ` Write ${first} or ${second}.` : ` Write ${first}.`;
}

const ADVISES = /\b(Write|Set|Use|Remove|Put|Take|Give|Keep|Choose|Leave)\b/;
