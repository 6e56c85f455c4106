import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { readConfig, TEAM_SETTINGS, withGiven } from '../../server/src/core/configFile.js';
import { CURRENT } from '../../server/src/core/domain/versions.js';
import { applied } from '../../server/src/core/features/codeActions.js';
import { completeConfig } from '../../server/src/core/features/completeConfig.js';
import { configActions, diagnoseConfig, hoverConfig } from '../../server/src/core/features/configFile.js';
import { draw } from '../../server/src/core/features/draw.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';
import { plain } from '../support/check.js';

const check = (drawn: string) => assert.equal(draw(plain(drawn), diagnoseConfig(plain(drawn))), drawn);

const WHOLE = `# Ours.
rules:
  unquoted-value: off
  fatal-value: warning
ignore: [testdata, "**/*.tmpl.yaml"]
instanceType: m99.large
instanceTypes:
  m99.large: { enis: 4, ipv4PerEni: 10, vcpus: 4 }
maxPodsCeiling: false
cniVersion: v1.20.4
clusters:
  - clusters/*
daemonSetPods: 3
podsPerNode: 30
unmanagedEnis: 1
`;

test('all settings of a team', () => {
  const { given, problems } = readConfig(WHOLE);
  assert.deepEqual(problems, []);
  assert.deepEqual(given, {
    rules: { 'unquoted-value': 'off', 'fatal-value': 'warning' },
    ignore: ['testdata', '**/*.tmpl.yaml'],
    instanceType: 'm99.large',
    instanceTypes: { 'm99.large': { name: 'm99.large', enis: 4, ipv4PerEni: 10, vcpus: 4 } },
    maxPodsCeiling: false,
    cniVersion: '1.20.4',
    clusters: ['clusters/*'],
    daemonSetPods: 3,
    podsPerNode: 30,
    unmanagedEnis: 1,
  });
  assert.deepEqual(Object.keys(given).sort(), [...TEAM_SETTINGS].sort());
});

test('nothing is given by a text without settings', () => {
  for (const text of ['', '\n', '# none\n', '---\n', 'null\n', '{}\n', '---\n# none\n...\n', '\uFEFF'])
    assert.deepEqual([readConfig(text).given, readConfig(text).problems], [{}, []], JSON.stringify(text));
});

test('what is wrong, where it stands', () => {
  check(`rulez:
#^^^^ error config-file: There is no setting "rulez"; did you mean rules?
  unquoted-value: off
inlayHints:
#^^^^^^^^^ error config-file: The setting "inlayHints" is for an editor, in whose own settings it belongs.
  pool: false
podsPerNode: "3"
#            ^^^ error config-file: podsPerNode should be a whole number from 1 to 10000.
unmanagedEnis: 1.5
#              ^^^ error config-file: unmanagedEnis should be a whole number from 0 to 100.
maxPodsCeiling: yes
#               ^^^ error config-file: maxPodsCeiling should be a boolean.
instanceType: m5.larg
#             ^^^^^^^ error config-file: instanceType: "m5.larg" is no type of the table; did you mean m5.large?
cniVersion: latest
#           ^^^^^^ error config-file: cniVersion should be a release such as 1.23.1.
clusters: clusters/*
#         ^^^^^^^^^^ error config-file: clusters should be a list of folders.
ignore:
  - /etc
#   ^^^^ error config-file: ignore: "/etc" is no file or folder inside this one.
  - ../x
#   ^^^^ error config-file: ignore: "../x" is no file or folder inside this one.
  - 7
#   ^ error config-file: ignore: "number" is no file or folder inside this one.
instanceTypes:
  m99.large: { enis: 4 }
# ^^^^^^^^^ error config-file: instanceTypes: "m99.large" is not in the table, so it needs both enis and ipv4PerEni.
  M5.large: {}
# ^^^^^^^^ error config-file: instanceTypes: "M5.large" is no name of an instance type, such as m5.large.
  m5.large:
    enis: 0
#         ^ error config-file: instanceTypes: "m5.large" takes a whole number from 1 to 256 for enis.
rules:
  unquoted-valu: off
# ^^^^^^^^^^^^^ error config-file: rules: there is no rule "unquoted-valu"; did you mean unquoted-value?
  fatal-value: false
#              ^^^^^ error config-file: rules: "fatal-value" takes off, error, warning, information or hint; did you mean off?
  harmful-value:
# ^^^^^^^^^^^^^ error config-file: rules: "harmful-value" takes off, error, warning, information or hint.
`);
});

test('names that are right elsewhere', () => {
  check(`vpcCni.podsPerNode: 3
#^^^^^^^^^^^^^^^^^ error config-file: The name "vpcCni.podsPerNode" stands here without "vpcCni."; did you mean podsPerNode?
codeLens: true
#^^^^^^^ error config-file: The setting "codeLens" is for an editor, in whose own settings it belongs.
vpcCni.inlayHints.pool: false
#^^^^^^^^^^^^^^^^^^^^^ error config-file: The setting "inlayHints.pool" is for an editor, in whose own settings it belongs.
vpcCni:
#^^^^^ error config-file: The settings stand here without "vpcCni" around them.
  podsPerNode: 3
vpcCni.other: 1
#^^^^^^^^^^^ error config-file: There is no setting "vpcCni.other".
`);
});

test('a release that is a number, with quotes and without', () => {
  for (const written of ['1.20', '"1.20"'])
    assert.deepEqual(
      readConfig(`cniVersion: ${written}\n`).problems.map(({ message }) => message),
      [`cniVersion should be a release such as ${CURRENT}.`],
    );
});

test('severities by the names that they have elsewhere', () => {
  const meant = (written: string) => readConfig(`rules: { fatal-value: ${written} }\n`).problems[0]?.nearest;
  assert.deepEqual(['warn', 'Warning', 'info', 'false', 'none', 'disabled', 'eror'].map(meant), [
    'warning',
    'warning',
    'information',
    'off',
    'off',
    'off',
    'error',
  ]);
  assert.deepEqual(['true', '2', 'notice'].map(meant), [undefined, undefined, undefined]);
});

test('an instance type is read in any case', () => {
  assert.deepEqual(readConfig('instanceType: M5.Large\n'), {
    ...readConfig('instanceType: m5.large\n'),
    root: readConfig('instanceType: M5.Large\n').root,
  });
});

test('what is right beside it counts', () => {
  const { given } = readConfig(
    'rules:\n  unquoted-valu: off\n  fatal-value: off\npodsPerNode: x\nunmanagedEnis: 2\n',
  );
  assert.deepEqual(given, { rules: { 'fatal-value': 'off' }, unmanagedEnis: 2 });
});

test('texts that hold no settings', () => {
  check(`- rules
#^^^^^^ error config-file: The file takes settings by name: ${TEAM_SETTINGS.join(', ')}.`);
  check(`rules: {}
---
#^^ error config-file: Only the first document of the file counts.
ignore: []
`);
  assert.match(diagnoseConfig('rules: [\n')[0]?.message ?? '', /^Not valid YAML: /);
});

test('a file beyond our limits says which', () => {
  const told = (text: string) => readConfig(text).problems.map(({ message }) => message);
  assert.deepEqual(told('['.repeat(2000)), [
    'The file is not read, since it is nested more than 64 levels deep.',
  ]);
  assert.deepEqual(told(`ignore: [${'"a",'.repeat(50_000)}]`), [
    'The file is not read, since it has more than 200,000 characters.',
  ]);
});

test('of a text that is full of mistakes a hundred are told', () => {
  const mistakes = '"a" "b", '.repeat(200);
  assert.equal(readConfig(`rules: [${mistakes}]\n`).problems.length, 100);
  assert.ok(readConfig(`[${mistakes}]\n`).problems.length <= 101);
});

test('a key that is written twice', () => {
  check(`podsPerNode: 3
#^^^^^^^^^^ warning config-file: "podsPerNode" is written again further down, which is what counts.
podsPerNode: 4
`);
});

test('anchors, and keys that objects have by themselves', () => {
  const text =
    'rules: &a { fatal-value: off }\ninstanceTypes: *a\n__proto__: { podsPerNode: 3 }\nconstructor: 1\n';
  const { given, problems } = readConfig(text);
  assert.deepEqual(given, { rules: { 'fatal-value': 'off' }, instanceTypes: {} });
  assert.equal(problems.length, 3);
  assert.equal(({} as Record<string, unknown>).podsPerNode, undefined);
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghi']
    .map((name, i) => `${name}: &${name} [${`*${'abcdefgh'[i]},`.repeat(9)}]\n`)
    .join('')}`;
  assert.deepEqual(
    [readConfig(bomb).given, readConfig(bomb).problems.map(({ message }) => message)],
    [{}, ['The file is not read, since it has more than 200,000 values, with aliases written out.']],
  );
  const twice = 'rules: &a { fatal-value: off, fatal-value: hint }\ninstanceTypes: { m5.large: *a }\n';
  assert.equal(readConfig(twice).problems.filter(({ severity }) => severity === 'warning').length, 1);
});

test('braces are no templates here', () => {
  assert.deepEqual(readConfig('clusters: ["clusters/{a,{{b,c}}}"]\n').given, {
    clusters: ['clusters/{a,{{b,c}}}'],
  });
});

test('the file lies on top of other settings, rule by rule', () => {
  const mine = {
    ...DEFAULT_SETTINGS,
    rules: { a: 'off', b: 'off' },
    podsPerNode: 3,
    readWorkspace: false,
  } as const;
  const { given } = readConfig('rules: { fatal-value: hint }\nunmanagedEnis: 1\n');
  assert.deepEqual(withGiven({ ...mine, rules: { ...mine.rules, 'fatal-value': 'error' } }, given), {
    ...mine,
    rules: { a: 'off', b: 'off', 'fatal-value': 'hint' },
    unmanagedEnis: 1,
  });
});

test('a name that is meant is written in its place', () => {
  const fixed = (text: string) => {
    const [action] = configActions(text, { start: 0, end: text.length });
    return action && [action.title, applied(text, action.edits)];
  };
  assert.deepEqual(fixed('rulez: {}\n'), ['Write rules', 'rules: {}\n']);
  assert.deepEqual(fixed('{ "rulez":{} }\n'), ['Write rules', '{ "rules":{} }\n']);
  assert.deepEqual(fixed('instanceType: m5.larg # ours\n'), [
    'Write m5.large',
    'instanceType: m5.large # ours\n',
  ]);
  assert.deepEqual(fixed('vpcCni.podsPerNode: 3\n'), ['Write podsPerNode', 'podsPerNode: 3\n']);
  assert.deepEqual(fixed('rules: { fatal-value: warn }\n'), [
    'Write warning',
    'rules: { fatal-value: warning }\n',
  ]);
  assert.equal(fixed('podsPerNode: x\n'), undefined);
});

function hovered(marked: string) {
  const text = marked.replace('$0', '');
  const hover = hoverConfig(text, marked.indexOf('$0'));
  return hover && [text.slice(hover.span.start, hover.span.end), hover.markdown];
}

test('hover tells what a setting, a rule and a figure mean', () => {
  assert.match(hovered('po$0dsPerNode: 3\n')?.[1] ?? '', /^Pods to expect on a node/);
  assert.equal(hovered('podsPerNode: 3$0\n')?.[0], '3');
  const rule = hovered('rules:\n  fatal-v$0alue: off\n');
  assert.equal(rule?.[0], 'fatal-value');
  assert.match(rule?.[1] ?? '', /^\*\*fatal-value\*\* · error\n\n.+\n\n\[More\]\(.+fatal-value\.md\)$/s);
  assert.equal(hovered('rules:\n  fatal-value: o$0ff\n')?.[1], rule?.[1]);
  assert.match(hovered('instanceTypes:\n  m5.large: { en$0is: 3 }\n')?.[1] ?? '', /^Network interfaces/);
  assert.match(hovered('clusters: [a$0]\n')?.[1] ?? '', /^Folders that hold one cluster each/);
  for (const nothing of ['$0', 'other: $03\n', '# rul$0es\n', 'podsPerNode: 3\n\n$0\n'])
    assert.equal(hovered(nothing), undefined, nothing);
});

function offered(marked: string) {
  const offset = marked.indexOf('$0');
  const text = marked.replace('$0', '');
  return completeConfig(text, offset).map(({ label, detail, span, text: written }) => ({
    label,
    detail,
    result: text.slice(0, span.start) + written + text.slice(span.end),
  }));
}
const labels = (marked: string) => offered(marked).map(({ label }) => label);

test('keys that are not written yet', () => {
  assert.deepEqual(labels('$0'), TEAM_SETTINGS);
  assert.deepEqual(
    labels('rules: {}\nma$0\npodsPerNode: 3\n'),
    TEAM_SETTINGS.filter((key) => key !== 'rules' && key !== 'podsPerNode'),
  );
  const results = new Map(offered('x$0').map(({ label, result }) => [label, result]));
  assert.equal(results.get('podsPerNode'), 'podsPerNode: ');
  assert.equal(results.get('rules'), 'rules:\n  ');
  assert.equal(results.get('clusters'), 'clusters:\n  - ');
  assert.equal(offered('{ ru$0 }').find(({ label }) => label === 'rules')?.result, '{ rules:  }');
  assert.equal(offered('ru$0: {}').find(({ label }) => label === 'rules')?.result, 'rules: {}');
});

test('rules with their severity, and severities', () => {
  const rules = offered('rules:\n  fatal-value: off\n  unq$0\n');
  assert.ok(!rules.some(({ label }) => label === 'fatal-value'));
  assert.deepEqual(
    rules.find(({ label }) => label === 'unquoted-value'),
    {
      label: 'unquoted-value',
      detail: 'error',
      result: 'rules:\n  fatal-value: off\n  unquoted-value: \n',
    },
  );
  const severities = offered('rules:\n  fatal-value: $0\n');
  assert.deepEqual(
    severities.map(({ label, detail }) => [label, detail]),
    [
      ['off', undefined],
      ['error', 'as it is without this line'],
      ['warning', undefined],
      ['information', undefined],
      ['hint', undefined],
    ],
  );
  assert.equal(severities[0]?.result, 'rules:\n  fatal-value: off\n');
  assert.ok(labels('rules: { fatal-value: w$0 }').includes('warning'));
});

test('instance types, figures and switches', () => {
  assert.ok(labels('instanceType: m5.$0\n').includes('m5.large'));
  assert.ok(
    labels('instanceTypes:\n  m99.large: { enis: 4, ipv4PerEni: 4 }\ninstanceType: $0').includes('m99.large'),
  );
  assert.equal(
    offered('instanceTypes:\n  m5.l$0\n').find(({ label }) => label === 'm5.large')?.result,
    'instanceTypes:\n  m5.large:\n    \n',
  );
  assert.deepEqual(labels('instanceTypes:\n  m5.large:\n    enis: 3\n    $0\n'), [
    'ipv4PerEni',
    'vcpus',
    'memoryMib',
    'arch',
    'hypervisor',
    'bareMetal',
    'totalEnis',
    'trunking',
    'branchEnis',
    'usdPerHour',
  ]);
  assert.deepEqual(labels('instanceTypes:\n  m5.large:\n    arch: $0\n'), ['amd64', 'arm64']);
  assert.deepEqual(labels('maxPodsCeiling: $0\n'), ['true', 'false']);
  assert.ok(labels('cniVersion: $0').length > 3);
});

test('nothing is offered where anything may be written', () => {
  for (const text of [
    'podsPerNode: $0',
    'clusters:\n  - $0',
    'rules: $0',
    '# $0',
    'a:\n  b:\n    $0',
    'rules: {}\n--- $0',
  ])
    assert.deepEqual(labels(text), [], text);
});

test('whatever is in the text, there is an answer', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ...TEAM_SETTINGS,
      ':',
      ' ',
      '\n',
      '\n  ',
      '- ',
      '{',
      '}',
      '[',
      ']',
      '"',
      '&a',
      '*a',
      '<<',
      '---',
      '#',
      '\t',
      '__proto__',
      '? ',
      '!!x',
      '|',
      '{{',
      '\r\n',
    ),
    fc.string({ unit: 'grapheme' }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), fc.nat(), (pieces, at) => {
      const text = pieces.join('');
      const offset = text.length > 0 ? at % (text.length + 1) : 0;
      for (const { span } of diagnoseConfig(text))
        assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length + 3, text);
      hoverConfig(text, offset);
      completeConfig(text, offset);
      configActions(text, { start: 0, end: text.length });
    }),
    { numRuns: 1000 },
  );
});

test('the schema takes what our reader takes, and refuses what it refuses', () => {
  const schema = JSON.parse(readFileSync('schemas/config.schema.json', 'utf8'));
  const accepts = new Ajv({ strict: false }).compile(schema);
  const value = fc.oneof(
    fc.constantFrom<unknown>(
      0,
      1,
      2,
      101,
      1.5,
      'off',
      'error',
      'm5.large',
      '1.20.4',
      'a/*',
      true,
      ['a'],
      [1],
      {},
    ),
    fc.jsonValue(),
  );
  const key = fc.constantFrom(...TEAM_SETTINGS, 'other');
  const some = fc.oneof(
    fc.dictionary(key, value),
    fc.record({ rules: fc.dictionary(fc.constantFrom('fatal-value', 'other'), value) }),
    fc.record({
      instanceTypes: fc.dictionary(
        fc.constantFrom('m5.large', 'M5'),
        fc.dictionary(fc.constantFrom('enis', 'arch', 'x'), value),
      ),
    }),
  );
  fc.assert(
    fc.property(some, (settings) => {
      // Paths that leave the folder, unknown types and a setting without a value are told by our reader alone.
      const { problems } = readConfig(JSON.stringify(settings));
      const only = /is no (file|folder|type)|type should|takes settings/;
      if (!accepts(settings) && !JSON.stringify(settings).includes('null'))
        assert.notDeepEqual(problems, [], JSON.stringify(settings));
      if (problems.some(({ message }) => !only.test(message)))
        assert.ok(!accepts(settings), JSON.stringify(problems));
    }),
    { numRuns: 500 },
  );
});
