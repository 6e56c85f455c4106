import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fields } from '../../server/src/core/carriers/fields.js';
import { applied } from '../../server/src/core/carriers/lines.js';
import { editsIn } from '../../server/src/core/features/fixEdits.js';
import { type Install, NO_FACTS } from '../../server/src/core/model/facts.js';
import { embeddedDocument } from '../../server/src/core/model/nested.js';
import { read } from '../../server/src/core/model/source.js';
import { at, type Node, type ScalarNode, toJson } from '../../server/src/core/model/tree.js';
import type { Fix } from '../../server/src/core/rules/rule.js';
import { INNER, installOf, nodeAt, OUTER } from '../support/embedded.js';

interface Values {
  readonly env: Record<string, string>;
  readonly init?: { readonly env: Record<string, string> };
  readonly eniConfig?: { readonly subnets: Record<string, { id: string; securityGroups: string[] }> };
}

interface Holder {
  readonly before: string;
  readonly pad: string;
  readonly after: string;
  readonly path: readonly (string | number)[];
  /** Between braces no block can be written. */
  readonly flow?: true;
}

const HOLDERS: Readonly<Record<string, Holder>> = {
  'the end of a file': { before: 'text: ', pad: '  ', after: '', path: ['text'] },
  eksctl: {
    before: 'kind: ClusterConfig\naddons:\n  - name: vpc-cni\n    configurationValues: ',
    pad: '      ',
    after: '\n    # behind it\n    resolveConflicts: overwrite\n  - name: coredns\n',
    path: ['addons', 0, 'configurationValues'],
  },
  CloudFormation: {
    before: 'Resources:\n  Addon:\n    Type: AWS::EKS::Addon\n    Properties:\n      ConfigurationValues: ',
    pad: '        ',
    after: '\n\nOutputs: {}\n',
    path: ['Resources', 'Addon', 'Properties', 'ConfigurationValues'],
  },
  braces: {
    before: '{"addons": [{"name": "vpc-cni", "configurationValues": ',
    pad: ' ',
    after: ', "more": "x"}]}\n',
    path: ['addons', 0, 'configurationValues'],
    flow: true,
  },
};

interface Written {
  readonly source: string;
  readonly scalar: ScalarNode;
  readonly holder: Holder;
  readonly root: Node;
  readonly install: Install;
}

function write(
  values: Values,
  inner: string,
  outer: string,
  holderName: string,
  eol: string,
): Written | undefined {
  const holder = HOLDERS[holderName];
  const text = holder && OUTER[outer]?.(INNER[inner]?.(values) ?? '', holder.pad);
  if (!holder || text === undefined || (holder.flow && /^[|>]/.test(text))) return undefined;
  const source = (holder.before + text + holder.after).replaceAll('\n', eol);
  const { root, problems } = read(source);
  assert.deepEqual(problems, [], source);
  const scalar = nodeAt(root, holder.path);
  const embedded = embeddedDocument(scalar, source);
  assert.deepEqual(embedded.problems, [], source);
  assert.ok(embedded.root);
  assert.deepEqual(toJson(embedded.root), values, source);
  return { source, scalar, holder, root: embedded.root, install: installOf(embedded.root) };
}

/** The text with the fix in it, what was put in and what was taken out; fails unless only the one scalar has changed. */
function mended({ source, scalar, holder, install }: Written, fix: Fix) {
  const facts = { ...NO_FACTS, installs: [install], embedded: [scalar.span] };
  const edits = editsIn({ text: source, facts, findings: [] }, fix);
  assert.ok(edits, `no edit: ${fix.kind}\n${source}`);
  const after = applied(source, edits);
  const { root, problems } = read(after);
  assert.deepEqual(problems, [], after);
  const now = nodeAt(root, holder.path);
  assert.ok(after.startsWith(source.slice(0, scalar.span.start)), after);
  assert.ok(after.endsWith(source.slice(scalar.span.end).trimStart()), after);
  if (source.includes('\r\n')) assert.doesNotMatch(after, /[^\r]\n/);
  const values = read(now.text).root;
  return {
    after,
    text: now.text,
    values: values && (toJson(values) as Values),
    put: edits.map(({ text }) => text).join(''),
    taken: edits.map(({ span }) => source.slice(span.start, span.end)).join(''),
  };
}

const names = [
  'WARM_IP_TARGET',
  'MINIMUM_IP_TARGET',
  'ENABLE_PREFIX_DELEGATION',
  'AWS_VPC_K8S_CNI_LOGLEVEL',
  'ADDITIONAL_ENI_TAGS',
] as const;
const texts = fc.constantFrom(
  '1',
  'true',
  '',
  'a b',
  "it's",
  '{"a": "b"}',
  '10.0.0.0/8,10.1.0.0/16',
  'ü😀',
  'a\\b',
);

const env = fc.dictionary(fc.constantFrom(...names), texts, { minKeys: 1, noNullPrototype: true });
const subnet = fc.record(
  {
    id: fc.constantFrom('subnet-0aa1bb2cc3dd4ee5f', 'x'),
    securityGroups: fc.array(fc.constantFrom('sg-a', 'sg-b'), { minLength: 1, maxLength: 3 }),
  },
  { noNullPrototype: true },
);
const subnets = fc.dictionary(fc.constantFrom('a', 'eu-west-1b'), subnet, {
  minKeys: 1,
  noNullPrototype: true,
});
const anyValues: fc.Arbitrary<Values> = fc
  .tuple(env, fc.option(env), fc.option(subnets))
  .map(([of, init, named]) => ({
    env: of,
    ...(init && { init: { env: init } }),
    ...(named && { eniConfig: { subnets: named } }),
  }));
const anywhere = fc.tuple(
  anyValues,
  fc.constantFrom(...Object.keys(INNER)),
  fc.constantFrom(...Object.keys(OUTER)),
  fc.constantFrom(...Object.keys(HOLDERS)),
  fc.constantFrom('\n', '\r\n'),
);

/** `run` for values in every style; those that cannot be written are passed over. */
type Name = (typeof names)[number];
const everywhere = (run: (written: Written, values: Values, name: Name, text: string) => void) =>
  fc.assert(
    fc.property(anywhere, fc.constantFrom(...names), texts, ([values, ...how], name, text) => {
      const written = write(values, ...how);
      if (written) run(written, values, name, text);
    }),
    { numRuns: 150, includeErrorInReport: true },
  );

const common = { title: 'Mend it', safe: true };

test('a variable is set, wherever the values are written', () => {
  everywhere((written, values, name, text) => {
    const { install } = written;
    const fix: Fix = { ...common, kind: 'set', install, role: 'aws-node', name, text };
    const { values: after, taken } = mended(written, fix);
    assert.deepEqual(after, { ...values, env: { ...values.env, [name]: text } });
    if (values.env[name] === undefined) assert.equal(taken.trim(), '');
  });
});

test('several are set at once', () => {
  everywhere((written, values, _, text) => {
    const { install } = written;
    const fix: Fix = {
      ...common,
      kind: 'set-all',
      install,
      role: 'aws-vpc-cni-init',
      values: [
        { name: 'ENABLE_IPv6', text },
        { name: 'DISABLE_TCP_EARLY_DEMUX', text: 'true' },
      ],
    };
    const { values: after, taken } = mended(written, fix);
    const init = { env: { ...values.init?.env, ENABLE_IPv6: text, DISABLE_TCP_EARLY_DEMUX: 'true' } };
    assert.deepEqual(after, { ...values, init });
    assert.equal(taken.trim(), '');
  });
});

/** A key with nothing behind it is an empty map. */
const filled = (values: unknown): unknown => {
  if (values === null || values === undefined) return {};
  if (Array.isArray(values) || typeof values !== 'object') return values;
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, filled(value)]));
};

test('this very item gets a value, and a stretch another text', () => {
  everywhere((written, values, _, text) => {
    const { install } = written;
    for (const setting of install.containers[0]?.settings ?? []) {
      const expected = { ...values, env: { ...values.env, [setting.name.value]: text } };
      const value: Fix = { ...common, kind: 'value', setting, text };
      assert.deepEqual(mended(written, value).values, expected);
      const { span } = setting.value;
      const replace: Fix = { ...common, kind: 'replace', span, text: JSON.stringify(text) };
      assert.deepEqual(mended(written, replace).values, expected);
    }
  });
});

test('a variable goes', () => {
  everywhere((written, values) => {
    const { install } = written;
    for (const setting of install.containers[0]?.settings ?? []) {
      const { [setting.name.value]: _, ...env } = values.env;
      const { values: after, put } = mended(written, { ...common, kind: 'remove', install, setting });
      assert.deepEqual(filled({ env: {}, ...after }), { ...values, env });
      // Of the last one the empty map stays.
      assert.match(put, Object.keys(env).length > 0 ? /^$/ : /^(: \{\}\S*\s*)?$/);
    }
  });
});

test('a variable moves to the other container', () => {
  everywhere((written, values) => {
    const { install } = written;
    for (const setting of install.containers[0]?.settings ?? []) {
      const name = setting.name.value;
      const { [name]: text, ...env } = values.env;
      const fix: Fix = { ...common, kind: 'move', install, setting, to: 'aws-vpc-cni-init' };
      const { values: after } = mended(written, fix);
      const init = { env: { [name]: text, ...values.init?.env } };
      assert.deepEqual(filled({ env: {}, ...after }), { ...values, env, init });
    }
  });
});

/** The values without what is at the end of a path. */
function without(values: unknown, [key = '', ...path]: readonly string[]): unknown {
  const { [key]: inside, ...rest } = values as Record<string, unknown>;
  return path.length === 0 ? rest : { ...(values as object), [key]: without(inside, path) };
}

test('a key goes with all that is below it', () => {
  everywhere((written, values) => {
    for (const field of fields(written.root)) {
      const { values: after, put } = mended(written, { ...common, kind: 'remove-field', field });
      assert.deepEqual(filled(after), without(values, field.path.split('.')));
      // A map without its only key is an empty one.
      assert.match(put, /^(?: \{\})?$/);
    }
  });
});

test('an item of a list goes', () => {
  everywhere((written, values) => {
    for (const [name, { securityGroups }] of Object.entries(values.eniConfig?.subnets ?? {})) {
      const list = at(written.root, 'eniConfig', 'subnets', name, 'securityGroups');
      assert.ok(list?.kind === 'list');
      for (const [i, item] of list.items.entries()) {
        const { values: after } = mended(written, { ...common, kind: 'remove-item', item: item.span });
        const rest = securityGroups.filter((_, j) => j !== i);
        const found = after?.eniConfig?.subnets[name]?.securityGroups ?? [];
        assert.deepEqual(found, rest);
      }
    }
  });
});

test('keys move under another one, with their comments', () => {
  everywhere((written, values) => {
    const moved = fields(written.root).filter(({ path }) => path === 'env' || path === 'eniConfig');
    // Between braces that is not done.
    if (written.root.kind !== 'map' || written.root.flow || values.init) return;
    const fix: Fix = { ...common, kind: 'move-fields', fields: moved, under: 'more' };
    const { values: after, text } = mended(written, fix);
    assert.deepEqual(after, { more: values });
    assert.equal(text.includes('# the end'), JSON.stringify(written.scalar.text).includes('# the end'));
  });
});
