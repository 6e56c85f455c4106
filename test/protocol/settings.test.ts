import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { complaintText } from '../../server/src/core/complaints.js';
import { readSettings } from '../../server/src/core/readSettings.js';
import { DEFAULT_SETTINGS, type Settings, typeNamed, typesKnown } from '../../server/src/core/settings.js';

/** The settings, and the complaints about them. */
function read(section: unknown): [Settings, string[]] {
  const complaints: string[] = [];
  return [readSettings(section, (complaint) => complaints.push(complaintText(complaint))), complaints];
}

const complaintsOf = (section: unknown) => read(section)[1];

test('nothing, and what is no section at all, gives the defaults', () => {
  for (const section of [undefined, null, {}, [], 'x', 7])
    assert.deepEqual(read(section), [DEFAULT_SETTINGS, []]);
});

interface Property {
  readonly default?: unknown;
  readonly order?: number;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly markdownDescription?: string;
}

/** The groups of the settings page. */
const GROUPS: readonly {
  readonly title: string;
  readonly order: number;
  readonly properties: Readonly<Record<string, Property>>;
}[] = JSON.parse(readFileSync('package.json', 'utf8')).contributes.configuration;
const PROPERTIES: Readonly<Record<string, Property>> = Object.assign(
  {},
  ...GROUPS.map(({ properties }) => properties),
);

test('the defaults that package.json declares are those of the server', () => {
  const values = (prefix: string) =>
    Object.fromEntries(
      Object.entries(PROPERTIES).flatMap(([name, { default: value }]) =>
        name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
      ),
    );
  const section = {
    ...values('vpcCni.'),
    inlayHints: values('vpcCni.inlayHints.'),
    trace: values('vpcCni.trace.'),
  };
  const flat = Object.entries(section).filter(([name]) => !name.includes('.'));
  assert.deepEqual(read(Object.fromEntries(flat)), [DEFAULT_SETTINGS, []]);
});

test('package.json declares every setting', () => {
  const { inlayHints, ...rest } = DEFAULT_SETTINGS;
  const names = [...Object.keys(rest), ...Object.keys(inlayHints).map((key) => `inlayHints.${key}`)];
  for (const name of names) assert.ok(Object.hasOwn(PROPERTIES, `vpcCni.${name}`), name);
});

test('the settings page is grouped, in order and described', () => {
  const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
  assert.deepEqual(
    GROUPS.map(({ order }) => order),
    upTo(GROUPS.length),
  );
  for (const { title, properties } of GROUPS) {
    const settings = Object.entries(properties);
    assert.notEqual(title, '');
    assert.deepEqual(
      settings.map(([, { order }]) => order),
      upTo(settings.length),
      title,
    );
    for (const [name, { markdownDescription = '', enum: values, enumDescriptions }] of settings) {
      assert.match(markdownDescription, /^[A-Z].+[.)]$/s, name);
      assert.equal(enumDescriptions?.length, values?.length, name);
    }
  }
  assert.equal(
    Object.keys(PROPERTIES).length,
    GROUPS.reduce((sum, { properties }) => sum + Object.keys(properties).length, 0),
    'each stands in one group',
  );
});

test('numbers in their limits', () => {
  const [settings, complaints] = read({ daemonSetPods: 0, unmanagedEnis: 2, podsPerNode: 30 });
  assert.deepEqual(complaints, []);
  assert.deepEqual([settings.daemonSetPods, settings.unmanagedEnis, settings.podsPerNode], [0, 2, 30]);
});

test('numbers out of their limits, or no numbers', () => {
  for (const value of [-1, 1.5, '3', Number.NaN, 1e9, true, [], {}]) {
    const [settings, complaints] = read({ daemonSetPods: value, unmanagedEnis: value, podsPerNode: value });
    assert.deepEqual(settings, DEFAULT_SETTINGS, String(value));
    assert.equal(complaints.length, 3, String(value));
  }
  assert.deepEqual(complaintsOf({ podsPerNode: 0, unmanagedEnis: 101 }), [
    'vpcCni.unmanagedEnis should be a whole number from 0 to 100; using 0',
    'vpcCni.podsPerNode should be a whole number from 1 to 10000; using null',
  ]);
});

test('folders of clusters', () => {
  const [{ clusters }, complaints] = read({ clusters: ['clusters/*', './a/', '.', '..b/c'] });
  assert.deepEqual([clusters, complaints], [['clusters/*', './a/', '.', '..b/c'], []]);
  assert.deepEqual(read({ clusters: ['', '/a', 'C:\\a', '../a', 'a/..', 7, 'b'] }), [
    { ...DEFAULT_SETTINGS, clusters: ['b'] },
    ['""', '"/a"', '"C:\\\\a"', '"../a"', '"a/.."', '"number"'].map(
      (folder) => `vpcCni.clusters: ${folder} is no folder inside this one; left out`,
    ),
  ]);
  assert.deepEqual(complaintsOf({ clusters: 'a' }), [
    'vpcCni.clusters should be a list of folders; using []',
  ]);
});

test('globs that would take too long to compare', () => {
  const [{ ignore }, complaints] = read({ ignore: ['{1..50}*', 'a/*', '*a*b*c*d', '{a,b}', '{'.repeat(4)] });
  assert.deepEqual(ignore, ['a/*', '{a,b}']);
  assert.deepEqual(complaints, [
    'vpcCni.ignore: "{1..50}*" has a range ("..") in braces, which globs do not have here; left out',
    'vpcCni.ignore: "*a*b*c*d" has too many "*" in one part for a glob; left out',
    'vpcCni.ignore: "{{{{" has too many "{" for a glob; left out',
  ]);
  const many = Array.from({ length: 201 }, (_, i) => `*.${i}`);
  assert.deepEqual(complaintsOf({ ignore: [...many, 'a/b'] }), [
    'vpcCni.ignore: "*.200" is too much: all globs together may stand for 200 alternatives; left out',
  ]);
});

test('switches of hints, by their whole name', () => {
  const [settings, complaints] = read({ inlayHints: { pool: false, nodes: 'no', colour: true } });
  assert.deepEqual(settings.inlayHints, { maxPods: true, addresses: true, pool: false, nodes: true });
  assert.deepEqual(complaints, [
    'vpcCni.inlayHints: there is no setting "colour"',
    'vpcCni.inlayHints.nodes should be a boolean; using true',
  ]);
  assert.deepEqual(complaintsOf({ inlayHints: true }), [
    'vpcCni.inlayHints should be an object; using its defaults',
  ]);
});

test('settings that there are not', () => {
  assert.deepEqual(complaintsOf({ instanceTyp: 'm5.large', statusBar: false, trace: { server: 'off' } }), [
    'vpcCni: there is no setting "instanceTyp"; did you mean instanceType?',
  ]);
});

test('an instance type that nobody has figures of stays, and is told', () => {
  assert.deepEqual(read({ instanceType: 'm5.lrge' }), [
    { ...DEFAULT_SETTINGS, instanceType: 'm5.lrge' },
    ['vpcCni.instanceType: "m5.lrge" is no type of the table; did you mean m5.large?'],
  ]);
  const own = { 'm99.large': { enis: 4, ipv4PerEni: 10 } };
  assert.deepEqual(complaintsOf({ instanceType: 'm99.large', instanceTypes: own }), []);
  assert.deepEqual(read({ instanceType: ' M5.Large ' }), [
    { ...DEFAULT_SETTINGS, instanceType: 'm5.large' },
    [],
  ]);
});

test('a type that the table does not have', () => {
  const [settings, complaints] = read({
    instanceTypes: { 'm99.large': { enis: 5, ipv4PerEni: 20, branchEnis: 12, bareMetal: true } },
  });
  assert.deepEqual(complaints, []);
  assert.deepEqual(typeNamed('m99.large', settings), {
    name: 'm99.large',
    enis: 5,
    ipv4PerEni: 20,
    branchEnis: 12,
    // These follow.
    trunking: true,
    bareMetal: true,
    hypervisor: 'none',
  });
  assert.equal(typeNamed('m99.large', DEFAULT_SETTINGS), undefined);
  assert.equal(typesKnown(settings).length, typesKnown(DEFAULT_SETTINGS).length + 1);
  assert.equal(typesKnown(settings).at(-1)?.name, 'm99.large');
});

test('one figure of a type of the table', () => {
  const [settings, complaints] = read({ instanceTypes: { 'm5.large': { usdPerHour: 0.111 } } });
  assert.deepEqual(complaints, []);
  assert.deepEqual(typeNamed('m5.large', settings), {
    ...typeNamed('m5.large', DEFAULT_SETTINGS),
    usdPerHour: 0.111,
  });
  assert.equal(typesKnown(settings).find(({ name }) => name === 'm5.large')?.usdPerHour, 0.111);
  assert.equal(typesKnown(settings).length, typesKnown(DEFAULT_SETTINGS).length);
});

test('figures that no type has', () => {
  const [settings, complaints] = read({
    instanceTypes: {
      'm99.large': {
        enis: 5,
        ipv4PerEni: 20,
        vcpus: -2,
        memoryMib: '8',
        arch: 'x86',
        hypervisor: 'kvm',
        bareMetal: 1,
        trunking: null,
        usdPerHour: 0,
        ENIs: 4,
      },
    },
  });
  assert.deepEqual(settings.instanceTypes, { 'm99.large': { name: 'm99.large', enis: 5, ipv4PerEni: 20 } });
  assert.equal(complaints.length, 8);
  assert.equal(
    complaints[0],
    'vpcCni.instanceTypes: "m99.large" takes a whole number from 1 to 4096 for vcpus; left out',
  );
  assert.match(complaints.at(-1) ?? '', /has no figure "ENIs"; it takes enis, ipv4PerEni, /);
});

test('a new type without the figures that every count needs is left out', () => {
  assert.deepEqual(read({ instanceTypes: { 'm99.large': { enis: 0, ipv4PerEni: 20 } } }), [
    DEFAULT_SETTINGS,
    [
      'vpcCni.instanceTypes: "m99.large" takes a whole number from 1 to 256 for enis; left out',
      'vpcCni.instanceTypes: "m99.large" is not in the table, so it needs both enis and ipv4PerEni; left out',
    ],
  ]);
});

test('names that no type has, and what is no type', () => {
  const right = { enis: 3, ipv4PerEni: 10 };
  for (const name of [
    'm5',
    'M99.large',
    'm99.large.x',
    'm99.`x`',
    '',
    '__proto__',
    'constructor',
    `${'m'.repeat(99)}.x`,
  ]) {
    const [settings, complaints] = read({
      instanceTypes: JSON.parse(`{${JSON.stringify(name)}:${JSON.stringify(right)}}`),
    });
    assert.deepEqual(settings, DEFAULT_SETTINGS, name);
    assert.equal(complaints.length, 1, name);
    assert.ok((complaints[0] ?? '').length < 150);
  }
  assert.deepEqual(complaintsOf({ instanceTypes: { 'm99.large': 3 } }), [
    'vpcCni.instanceTypes: "m99.large" should be an object of figures; left out',
  ]);
  assert.deepEqual(complaintsOf({ instanceTypes: ['m99.large'] }), [
    'vpcCni.instanceTypes should be an object of instance types; using {}',
  ]);
});

test('the limits of package.json are those of the server', () => {
  const accepts = new Ajv({ strict: false }).compile(PROPERTIES['vpcCni.instanceTypes'] ?? {});
  const limits = [0, 1, 2, 256, 257, 1024, 1025, 4096, 4097, 268_435_456, 268_435_457];
  const figure = fc.oneof(
    fc.constantFrom<unknown>(...limits, 'nitro', 'kvm', 'arm64', true, null, 1.5, -1),
    fc.nat(),
  );
  const keys = [...Object.keys(typeNamed('m5.large', DEFAULT_SETTINGS) ?? {}), 'other'];
  fc.assert(
    fc.property(
      fc.constantFrom(...keys),
      figure,
      fc.constantFrom('m5.large', 'M5.large'),
      (key, value, name) => {
        const types = { [name]: { [key]: value } };
        assert.equal(
          complaintsOf({ instanceTypes: types }).length === 0,
          accepts(types),
          JSON.stringify(types),
        );
      },
    ),
    { numRuns: 500 },
  );
});

test('whatever a client sends, there are settings', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      const [settings] = read({ instanceTypes: { 'm99.large': a, 'm5.large': b }, inlayHints: b, rules: a });
      assert.equal(typeof settings.maxPodsCeiling, 'boolean');
    }),
  );
});
