import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { TABLE } from '../../server/src/core/domain/instances.data.js';
import {
  closestInstanceTypes,
  DATA_DATE,
  type InstanceType,
  instanceType,
  instanceTypes,
  PRICE_DATE,
} from '../../server/src/core/domain/instances.js';
import { print, update } from '../../server/tools/instances.js';

const ALL = instanceTypes();

test('a type and its figures', () => {
  assert.deepEqual(instanceType('m5.large'), {
    name: 'm5.large',
    vcpus: 2,
    memoryMib: 8192,
    arch: 'amd64',
    hypervisor: 'nitro',
    bareMetal: false,
    enis: 3,
    ipv4PerEni: 10,
    totalEnis: 3,
    trunking: true,
    branchEnis: 9,
    usdPerHour: 0.096,
  });
});

test('several network cards, bare metal, Xen, and figures nobody knows', () => {
  assert.deepEqual(pick('p5.48xlarge', 'enis', 'totalEnis'), [2, 64]);
  assert.deepEqual(pick('p4d.24xlarge', 'enis', 'totalEnis'), [15, 60]);
  assert.deepEqual(pick('m5.metal', 'hypervisor', 'bareMetal'), ['none', true]);
  assert.deepEqual(pick('m4.large', 'hypervisor', 'trunking', 'branchEnis'), ['xen', false, 0]);
  assert.deepEqual(pick('t3.medium', 'trunking', 'branchEnis'), [false, 0]);
  assert.deepEqual(pick('cr1.8xlarge', 'hypervisor', 'bareMetal', 'vcpus'), [undefined, false, undefined]);
  assert.deepEqual(instanceType('g2.2xlarge'), { name: 'g2.2xlarge', usdPerHour: 0.65 });
});

const pick = (name: string, ...keys: (keyof InstanceType)[]) => keys.map((key) => instanceType(name)?.[key]);

test('every type is found by its name, and no other is', () => {
  assert.equal(ALL.length, 1433);
  assert.equal(new Set(ALL.map((t) => t.name)).size, ALL.length);
  for (const type of ALL) assert.deepEqual(instanceType(type.name), type);
  for (const name of [
    '',
    'm5',
    'm5.',
    '.large',
    'm5.huge',
    'M5.large',
    'm5.large.x',
    '\nm5.large',
    'm5 large.xlarge',
    '].large',
  ]) {
    assert.equal(instanceType(name), undefined, name);
  }
  fc.assert(fc.property(fc.string(), (name) => instanceType(name) === undefined));
});

test('figures are whole and never zero, but for branch ENIs', () => {
  for (const { name, branchEnis, usdPerHour = 1, trunking, enis = 1, totalEnis = enis, ...type } of ALL) {
    for (const figure of [enis, totalEnis, type.vcpus ?? 1, type.memoryMib ?? 1, type.ipv4PerEni ?? 1]) {
      assert.ok(Number.isSafeInteger(figure) && figure > 0, name);
    }
    assert.ok(usdPerHour > 0 && totalEnis >= enis, name);
    assert.equal(trunking, branchEnis === undefined ? undefined : branchEnis > 0, name);
  }
});

test('misspelt types', () => {
  assert.ok(closestInstanceTypes('m5.lrage').includes('m5.large'));
  assert.equal(closestInstanceTypes('m5.largee')[0], 'm5.large');
  assert.equal(closestInstanceTypes('M5.Large ')[0], 'm5.large');
  assert.deepEqual(closestInstanceTypes('something else entirely'), []);
  assert.deepEqual(closestInstanceTypes('m'.repeat(1_000_000)), []);
  assert.deepEqual(closestInstanceTypes('zz9.lrge', ['zz9.large']), ['zz9.large']);
  assert.deepEqual(closestInstanceTypes('m5.large', ['m5.large'])[0], 'm5.large');
  assert.equal(new Set(closestInstanceTypes('m5.large', ['m5.large'])).size, 5);
});

test('the table is small and written in one way', () => {
  assert.ok(TABLE.length < 40_000);
  assert.ok(print(ALL, DATA_DATE).includes(TABLE));
  assert.equal(print([...ALL].reverse(), DATA_DATE), print(ALL, DATA_DATE));
});

const SAMPLE = {
  InstanceTypes: [
    {
      InstanceType: 'm5.large',
      BareMetal: false,
      Hypervisor: 'nitro',
      ProcessorInfo: { SupportedArchitectures: ['x86_64'] },
      VCpuInfo: { DefaultVCpus: 2 },
      MemoryInfo: { SizeInMiB: 9000 },
      NetworkInfo: {
        MaximumNetworkInterfaces: 3,
        DefaultNetworkCardIndex: 0,
        NetworkCards: [{ NetworkCardIndex: 0, MaximumNetworkInterfaces: 3 }],
        Ipv4AddressesPerInterface: 10,
      },
    },
    {
      InstanceType: 'z9.metal-2xl',
      BareMetal: true,
      ProcessorInfo: { SupportedArchitectures: ['arm64'] },
      VCpuInfo: { DefaultVCpus: 500 },
      NetworkInfo: {
        DefaultNetworkCardIndex: 1,
        NetworkCards: [
          { NetworkCardIndex: 0, MaximumNetworkInterfaces: 2 },
          { NetworkCardIndex: 1, MaximumNetworkInterfaces: 7 },
        ],
        Ipv4AddressesPerInterface: 50,
      },
    },
    { InstanceType: 'not a type' },
    {},
    null,
  ],
};

test('the JSON of describe-instance-types brings the table up to date', () => {
  const updated = update(ALL, SAMPLE);
  const find = (name: string) => updated.find((type) => type.name === name);
  assert.equal(updated.length, ALL.length + 1);
  // Branch ENIs and the price come from elsewhere and stay.
  assert.deepEqual(find('m5.large'), { ...instanceType('m5.large'), memoryMib: 9000 });
  assert.deepEqual(find('z9.metal-2xl'), {
    name: 'z9.metal-2xl',
    vcpus: 500,
    arch: 'arm64',
    hypervisor: 'none',
    bareMetal: true,
    enis: 7,
    totalEnis: 9,
    ipv4PerEni: 50,
  });
  assert.match(print(updated, '2030-01-01'), /\nz9,ab metal-2xl,500,7,50,9\n/);
  assert.match(print(updated, '2030-01-01'), /DATA_DATE = '2030-01-01'/);
  assert.ok(print(updated, '2030-01-01').includes(`PRICE_DATE = '${PRICE_DATE}'`));
  for (const nothing of [null, {}, [], 'x', { InstanceTypes: 1 }])
    assert.deepEqual(update(ALL, nothing), ALL);
});

const TOOL = path.resolve('out/server/tools/instances.js');
const DATA = 'server/src/core/domain/instances.data.ts';

test('the program compares the table with what it would write, and says what it takes', () => {
  const run = (...args: string[]) => spawnSync(process.execPath, [TOOL, ...args], { encoding: 'utf8' });
  assert.equal(run('--check').status, 0);
  assert.equal(run('--check', '--date=2030-01-01').status, 1);
  assert.match(run().stderr, /Usage/);
  assert.equal(run('--check', '--date=tomorrow').status, 2);
});

test('the program writes the table, with the day the file was written', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'instances '));
  try {
    const sample = path.join(folder, 'types.json');
    const data = path.join(folder, DATA);
    mkdirSync(path.dirname(data), { recursive: true });
    writeFileSync(sample, JSON.stringify(SAMPLE));
    const day = new Date('2030-02-03T12:00:00Z');
    utimesSync(sample, day, day);
    const { status } = spawnSync(process.execPath, [TOOL, sample], { cwd: folder });
    assert.equal(status, 0);
    assert.equal(readFileSync(data, 'utf8'), print(update(ALL, SAMPLE), '2030-02-03'));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
