import { UNKNOWN, type Unknown } from './effective.js';
import type { Labels, Selector, Text } from './facts.js';

/** Yes, no, or only the cluster knows. */
export type Answer = boolean | Unknown;

/** A selector with nothing behind its colon is no selector. One that the API machinery cannot use matches nothing. */
export function matches(selector: Selector | undefined, labels: Labels): Answer {
  if (!selector || selector.absent) return true;
  if (!isUsable(selector)) return false;
  const hidden = selector.conditions - selector.labels.length - selector.expressions.length;
  return all(
    ...selector.labels.map(({ key, value }) => equals(key.value, value.value, labels)),
    ...selector.expressions.map((expression) => fulfils(expression, labels)),
    // A template stands in place of some.
    hidden === 0 || UNKNOWN,
  );
}

/** The API machinery can make something of its expressions. */
export const isUsable = ({ expressions }: Selector): boolean =>
  expressions.every(({ operator, values }) => {
    switch (operator?.value) {
      case undefined:
        return true;
      case 'In':
      case 'NotIn':
        return values !== 0;
      case 'Exists':
      case 'DoesNotExist':
        return !values;
      default:
        return false;
    }
  });

/** The value of a label; undefined: there is no such label. */
export function labelValue(key: string, { labels, complete }: Labels): string | undefined | Unknown {
  const label = labels.findLast((each) => each.key.value === key);
  if (label) return label.value.value ?? UNKNOWN;
  return complete && !ADDED.test(key) ? undefined : UNKNOWN;
}

/** Where a template has branches, a label without a known value may not be there. */
const isThere = (key: string, labels: Labels): Answer => {
  const value = labelValue(key, labels);
  const isWritten = labels.complete && labels.labels.some((each) => each.key.value === key);
  return value === UNKNOWN && !isWritten ? UNKNOWN : value !== undefined;
};

/** Labels that controllers of Kubernetes, Argo, Fargate and Istio give to pods. */
const ADDED =
  /^(?:(?:controller-revision|pod-template|rollouts-pod-template)-hash|pod-template-generation|job-name|controller-uid)$|^(?:apps|batch|statefulset|topology)\.kubernetes\.io\/|\bistio\.io\/|\bamazonaws\.com\//;

function equals(key: string, expected: string | undefined, labels: Labels): Answer {
  const value = labelValue(key, labels);
  if (value === undefined) return false;
  return value === UNKNOWN || expected === undefined ? UNKNOWN : value === expected;
}

function fulfils({ key, operator, values, items }: Selector['expressions'][number], labels: Labels): Answer {
  if (key?.value === undefined || operator?.value === undefined) return UNKNOWN;
  const value = labelValue(key.value, labels);
  switch (operator.value) {
    case 'In':
      return isIn(value, values, items);
    case 'NotIn':
      return not(isIn(value, values, items));
    case 'Exists':
      return isThere(key.value, labels);
    case 'DoesNotExist':
      return not(isThere(key.value, labels));
    default:
      return false;
  }
}

/** Values that are not written may be a template's. */
function isIn(
  value: string | undefined | Unknown,
  count: number | undefined,
  items: readonly Text[],
): Answer {
  if (count === undefined || value === UNKNOWN) return UNKNOWN;
  if (value === undefined) return false;
  if (items.some((item) => item.value === value)) return true;
  return items.length < count || items.some((item) => item.value === undefined) ? UNKNOWN : false;
}

const not = (answer: Answer): Answer => (answer === UNKNOWN ? UNKNOWN : !answer);

/** Every one of them holds. */
export const all = (...answers: Answer[]): Answer =>
  answers.includes(false) ? false : answers.includes(UNKNOWN) ? UNKNOWN : true;
