import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { comesOutOf, writtenAt } from '../../server/src/core/carriers/comesOut.js';
import { applied } from '../../server/src/core/carriers/lines.js';
import { read } from '../../server/src/core/model/source.js';
import { nodeAt, OUTER } from '../support/embedded.js';

interface Holder {
  readonly before: string;
  readonly pad: string;
  readonly after: string;
  readonly path: readonly (string | number)[];
}

const HOLDERS: readonly Holder[] = [
  { before: 'text: ', pad: '  ', after: '', path: ['text'] },
  {
    before: '# first\nadd-:\n# of them\n- other: "${x}"\n  text-: # why\n    x: !Sub ',
    pad: '      ',
    after: '\n\n    # behind it\n    more: [x, {y: z}]\n- coredns\n',
    path: ['add-', 0, 'text-', 'x'],
  },
  { before: 'a: {b: [{text: ', pad: '  ', after: ', c: d}]}\nmore: x\n', path: ['a', 'b', 0, 'text'] },
];

const written = (holder: Holder, scalar: string, eol: string) => {
  const source = (holder.before + scalar + holder.after).replaceAll('\n', eol);
  // Between braces no block can be written.
  if (holder.before.includes('{b:') && /^[|>]/.test(scalar)) return undefined;
  const whole = read(source);
  if (whole.problems.length > 0) return undefined;
  const found = writtenAt(nodeAt(whole.root, holder.path).span, source, whole);
  assert.ok(found, source);
  return found;
};

const TEXTS = [
  '{"env": {"A": "1", "B": "it\'s"}}',
  '{\n  "env": {\n    "A": "1"\n  }\n}',
  'env:\n  A: "1"\n  B: "2"\n',
];
const PUT = [
  '',
  'x',
  '"',
  "'",
  "''",
  '\\"',
  '\n',
  '\n      ',
  '\r\n',
  ' # x',
  ': ',
  '}}',
  '{{',
  '${x}',
  '|',
  '\t',
  '- ',
];

test('what is looked at in a small part comes to the same as all of the document read again', () => {
  const answers = { yes: 0, no: 0 };
  fc.assert(
    fc.property(
      fc.constantFrom(...HOLDERS),
      fc.constantFrom(...Object.values(OUTER)),
      fc.constantFrom(...TEXTS),
      fc.constantFrom('\n', '\r\n'),
      fc.array(fc.tuple(fc.nat(200), fc.nat(12), fc.constantFrom(...PUT)), { minLength: 1, maxLength: 1 }),
      fc.boolean(),
      (holder, outer, inner, eol, [change], asRead) => {
        const scalar = outer(inner, holder.pad);
        const found = scalar === undefined ? undefined : written(holder, scalar, eol);
        if (!found || !change) return;
        const { start, end } = found.scalar.span;
        const from = start + (change[0] % (end - start + 1));
        const edits = [{ span: { start: from, end: Math.min(end, from + change[1]) }, text: change[2] }];
        // Mostly what comes of it is what was meant, so that the rest of the document decides.
        const now = writtenNow(read(applied(found.source, edits)).root, holder);
        const meant = asRead && now !== undefined ? now : found.scalar.text;
        const { whole } = found;
        const full = comesOutOf({ ...found, whole: { ...whole, templated: true } })(edits, meant);
        assert.equal(comesOutOf(found)(edits, meant), full, applied(found.source, edits));
        answers[full ? 'yes' : 'no']++;
      },
    ),
    { numRuns: 2000 },
  );
  assert.ok(answers.yes > 100 && answers.no > 100, JSON.stringify(answers));
});

const writtenNow = (root: ReturnType<typeof read>['root'], { path }: Holder): string | undefined => {
  try {
    return nodeAt(root, path).text;
  } catch {
    return undefined;
  }
};

test('the document is compared with nothing, however many edits are tried in one of its texts', () => {
  const text = '{"env": {"A": "1"}}';
  const [, block, flow] = HOLDERS;
  assert.ok(block && flow);
  for (const [holder, scalar] of [
    [block, `'${text}'`],
    [block, `|-\n      ${text}`],
    [flow, JSON.stringify(text)],
  ] as const) {
    const found = written(holder, scalar, '\n');
    assert.ok(found);
    const { root, ...rest } = found.whole;
    let looks = 0;
    const whole = {
      ...rest,
      get root() {
        looks++;
        return root;
      },
    };
    const comesOut = comesOutOf({ ...found, whole });
    const at = found.source.indexOf('1');
    for (let i = 0; i < 20; i++)
      assert.ok(
        comesOut([{ span: { start: at, end: at + 1 }, text: `${i}` }], text.replace('1', `${i}`)),
        found.source,
      );
    assert.ok(looks <= 1, `${looks}`);
  }
});
