import assert from 'node:assert/strict';

/** The value has these properties; it may have others. Lists are as long, and have them item by item. */
export const has = (actual: unknown, expected: object): void =>
  assert.deepStrictEqual(likeness(actual, expected), expected);

/** What of `actual` is asked for. */
function likeness(actual: unknown, expected: unknown): unknown {
  if (!isObject(actual) || !isObject(expected)) return actual;
  if (Array.isArray(expected)) {
    return Array.isArray(actual) ? actual.map((item, i) => likeness(item, expected[i])) : actual;
  }
  const properties = actual as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(expected).map(([key, value]) => [key, likeness(properties[key], value)]),
  );
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
