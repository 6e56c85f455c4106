import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NetworkingMode } from '../../server/src/core/domain/maxPods.js';
import {
  densitiesMarkdown,
  densityMarkdown,
  densityOf,
  modeName,
  podsText,
} from '../../server/src/core/features/density.js';
import { instanceTypeRows } from '../../server/src/core/features/status.js';
import { DEFAULT_SETTINGS, type Settings, typesKnown } from '../../server/src/core/settings.js';

const PLAIN: NetworkingMode = { prefixDelegation: false, customNetworking: false, podEni: false };
const PREFIX: NetworkingMode = { ...PLAIN, prefixDelegation: true };

const markdown = (name: string, mode: NetworkingMode | undefined, settings: Partial<Settings> = {}) =>
  densityMarkdown(name, mode, { ...DEFAULT_SETTINGS, ...settings });

test('all modes, the present one marked, and what it comes to', () => {
  assert.equal(
    markdown('m5.large', { ...PLAIN, customNetworking: true }, { daemonSetPods: 2 }),
    `Max pods on \`m5.large\` (2 vCPU, 8 GiB), here with secondary IPs + custom networking

| | mode | pods | formula |
| :-: | :-- | :-: | :-- |
| | secondary IPs | 29 | 3 × (10 − 1) + 2 = 29 |
| → | **custom networking** | **20** | (3 − 1) × (10 − 1) + 2 = 20 |
| | prefix delegation | 110 | 3 × (10 − 1) × 16 + 2 = 434 |
| | both | 110 | (3 − 1) × (10 − 1) × 16 + 2 = 290 |
| | branch ENIs | 9 | pods with security groups of their own |

- 20 pods: 3 ENIs − 1 for custom networking, 9 addresses per ENI
- 16 pods left for workloads: 20 − 2 (aws-node, kube-proxy) − 2 DaemonSet pods
- $4.38 per pod and month: $0.096/h × 730 h ÷ 16 pods (on demand, us-east-1, prices of 2026-07-20)
- 475 MiB of memory reserved by kubelet for 20 pods: 11 × 20 + 255
- The primary ENI serves no pods.

Limits of 2026-08-06; at most 110, or 250 above 30 vCPUs, as Amazon recommends.`,
  );
});

test('pods left, with DaemonSets and without', () => {
  assert.match(
    markdown('m5.large', PLAIN),
    /- 27 pods left for workloads: 29 − 2 \(aws-node, kube-proxy\)\n/,
  );
  assert.match(markdown('m5.large', PLAIN, { daemonSetPods: 2 }), /- 25 pods left .* − 2 DaemonSet pods\n/);
  assert.match(
    markdown('m5.large', PLAIN, { daemonSetPods: 2 }),
    /- \$2\.80 per pod and month: \$0\.096\/h × 730 h ÷ 25 pods \(on demand, us-east-1, prices of /,
  );
  assert.match(markdown('m5.xlarge', PLAIN, { daemonSetPods: 2 }), /- \$2\.60 per pod and month: /);
});

test('no place left: no cost either', () => {
  const text = markdown('t3.nano', PLAIN, { daemonSetPods: 2 });
  assert.match(text, /- 0 pods left for workloads: 4 − 2 /);
  assert.doesNotMatch(text, /per pod and month/);
});

test('a ceiling that bites is in the line below, and absent where it is switched off', () => {
  assert.match(markdown('m5.large', PREFIX), /- 110 pods: .*, at most 110 up to 30 vCPUs\n/);
  assert.match(
    markdown('m5.large', PREFIX, { maxPodsCeiling: false }),
    /\*\*434\*\*.*- 434 pods: .*Limits of [-\d]+\.$/s,
  );
});

test('ENIs that the plugin leaves alone, in the table and in the words', () => {
  const settings = { ...DEFAULT_SETTINGS, unmanagedEnis: 1 };
  const text = markdown('m5.large', PLAIN, settings);
  assert.match(text, /here with secondary IPs \+ 1 unmanaged ENI\n/);
  assert.match(text, /\| → \| \*\*secondary IPs\*\* \| \*\*20\*\* \| \(3 − 1\) × \(10 − 1\) \+ 2 = 20 \|/);
  assert.match(text, /\| \| custom networking \| 11 \|/);
  assert.equal(densityOf('m5.large', PLAIN, settings)?.maxPods, 20);
  assert.equal(podsText(['m5.large', 'm5.xlarge'], PLAIN, settings), '20–44 pods');
});

test('prefix delegation on Xen: the heading tells why the arrow is elsewhere', () => {
  const text = markdown('m4.large', { ...PREFIX, customNetworking: true });
  assert.match(
    text,
    /, here with secondary IPs \+ custom networking: prefix delegation is on, which Xen cannot do\n/,
  );
  assert.match(text, /\| → \| \*\*custom networking\*\* \|/);
  assert.match(markdown('m5.large', PREFIX), /, here with prefix delegation\n/);
});

const several = (types: readonly string[], mode: NetworkingMode | undefined): string =>
  densitiesMarkdown(types, mode, DEFAULT_SETTINGS).slice(
    densityMarkdown(types[0] ?? '', mode, DEFAULT_SETTINGS).length,
  );

test('several types: the first in full, the others with a row each', () => {
  assert.equal(several(['m5.large'], PLAIN), '');
  assert.equal(
    several(['m5.large', 't3.small', 'm4.large', 'm99.huge'], PREFIX),
    `

| type | pods | formula |
| :-- | :-: | :-- |
| \`t3.small\` | 110 | 3 × (4 − 1) × 16 + 2 = 146 |
| \`m4.large\` | 20 | 2 × (10 − 1) + 2 = 20 |
| \`m99.huge\` | ? | not known |`,
  );
});

test('several types, and no mode in sight: with secondary IPs and with prefixes', () => {
  assert.equal(
    several(['m5.large', 't3.small', 'm99.huge'], undefined),
    `

| type | secondary IPs | with prefixes |
| :-- | :-: | :-: |
| \`t3.small\` | 11 | 110 |
| \`m99.huge\` | ? | ? |`,
  );
});

test('more types than have room', () => {
  const names = typesKnown(DEFAULT_SETTINGS).map(({ name }) => name);
  const text = several(names.slice(0, 20), PLAIN);
  assert.equal(text.match(/^\| `/gm)?.length, 12);
  assert.ok(text.endsWith(' |\n\n… and 7 more'));
});

test('the rows of further types are at most 80 columns wide, whatever they are called', () => {
  const mode = { ...PREFIX, customNetworking: true, podEni: true };
  const names = ['`'.repeat(30), '|'.repeat(99), ...typesKnown(DEFAULT_SETTINGS).map(({ name }) => name)];
  for (const name of names)
    for (const present of [mode, undefined])
      for (const line of several(['m5.large', name], present).split('\n')) {
        assert.ok(line.length <= 80, line);
        assert.ok(!line.startsWith('|') || line.match(/\|/g)?.length === 4, line);
      }
});

test('IPv6 and Windows have a row of their own', () => {
  assert.match(markdown('m5.large', { ...PREFIX, ipv6: true }), /\n\| → \| \*\*IPv6\*\* \| \*\*110\*\* \| /);
  const windows = markdown('m5.large', { ...PLAIN, windows: true });
  assert.match(
    windows,
    /\n\| → \| \*\*Windows\*\* \| \*\*9\*\* \| 1 × \(10 − 1\) = 9 \|\n\n- 9 pods: 1 ENI, 9 addresses per ENI\n/,
  );
  // Prices and reserved memory are those of Linux.
  assert.doesNotMatch(windows, /\$|MiB of memory|branch ENIs/);
  assert.equal(modeName({ ...PREFIX, windows: true }), 'prefix delegation on Windows');
});

test('a mode that the type cannot have', () => {
  assert.match(
    markdown('m4.large', { ...PREFIX, ipv6: true }),
    /^The pods of `m4\.large` are not known: Xen cannot delegate prefixes/,
  );
  assert.match(markdown('g2.2xlarge', undefined), /not known: its number of ENIs/);
});

test('no mode in sight: the table alone', () => {
  const text = markdown('m5.large', undefined);
  assert.match(text, /\| \| secondary IPs \| 29 \|/);
  assert.doesNotMatch(text, /→|\n- |here with/);
});

test('a type that nobody knows: how to supply it', () => {
  const text = markdown('m5.larg', PLAIN, { instanceTypes: { 'm5.largo': { name: 'm5.largo' } } });
  assert.match(text, /^`m5\.larg` is not in the table of instance types \(2026-08-06\)/);
  assert.match(text, /Did you mean .*`m5\.large`.*`m5\.largo`/);
  assert.match(text, /the setting `vpcCni\.instanceTypes`, .* or install a newer release/);
});

test('a type of the settings', () => {
  const instanceTypes = { 'm99.large': { name: 'm99.large', enis: 4, ipv4PerEni: 11, usdPerHour: 1 } };
  const text = markdown('m99.large', PLAIN, { instanceTypes });
  assert.match(text, /\*\*secondary IPs\*\* \| \*\*42\*\* \| 4 × \(11 − 1\) \+ 2 = 42 \|/);
  assert.match(text, /\(the price in the settings\)/);
  assert.match(text, /\nLimits of the settings;/);
  // Without its hypervisor prefixes are not known.
  assert.match(
    markdown('m99.large', PREFIX, { instanceTypes }),
    /- Here not known: its hypervisor is not known, and so is whether it delegates prefixes\n/,
  );
});

test('a type of the settings can be selected like any other', () => {
  const instanceTypes = { 'm99.large': { name: 'm99.large', enis: 4, ipv4PerEni: 11, vcpus: 8 } };
  const rows = instanceTypeRows(undefined, { ...DEFAULT_SETTINGS, instanceTypes });
  assert.deepEqual(rows.at(-1), { instanceType: 'm99.large', maxPods: 42, vcpus: 8 });
});

test('the table is at most 80 columns wide, for every type and mode', () => {
  const bits = [false, true];
  for (const { name } of typesKnown(DEFAULT_SETTINGS)) {
    for (const maxPodsCeiling of bits)
      for (const prefixDelegation of bits)
        for (const customNetworking of bits) {
          const mode = { prefixDelegation, customNetworking, podEni: true };
          // The cursor's reader sees no asterisks.
          const rows = markdown(name, mode, { maxPodsCeiling, unmanagedEnis: 1 })
            .replaceAll('**', '')
            .split('\n');
          for (const row of rows) if (row.startsWith('|')) assert.ok(row.length <= 80, row);
        }
  }
});
