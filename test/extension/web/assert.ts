// Stands for Node's assert in a browser, as far as the suites use it.
function assert(value: unknown, message = 'not true'): asserts value {
  if (!value) throw new Error(message);
}

const shown = (value: unknown): string => JSON.stringify(value, undefined, 1) ?? String(value);

export default Object.assign(assert, {
  ok: assert,
  equal: (actual: unknown, expected: unknown) =>
    assert(Object.is(actual, expected), `${shown(actual)} is not ${shown(expected)}`),
  /** Of plain data. */
  deepEqual: (actual: unknown, expected: unknown) =>
    assert(shown(actual) === shown(expected), `${shown(actual)} is not ${shown(expected)}`),
  match: (text: string, pattern: RegExp) =>
    assert(pattern.test(text), `${shown(text)} does not match ${pattern}`),
});
