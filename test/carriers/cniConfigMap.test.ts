import assert from 'node:assert/strict';
import { test } from 'node:test';
import { configMapFacts } from '../../server/src/core/carriers/cniConfigMap.js';
import { complete } from '../../server/src/core/features/complete.js';
import { hover } from '../../server/src/core/features/hover.js';
import { windowsMode } from '../../server/src/core/model/cluster.js';
import { read } from '../../server/src/core/model/source.js';
import { analyzed } from '../support/check.js';
import { atCursor } from '../support/cursor.js';

const configMap = (data: string, namespace = 'kube-system'): string => `apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: ${namespace}
data:
${data.replace(/^/gm, '  ')}
`;

const BOTH = 'enable-windows-ipam: "true"\nenable-windows-prefix-delegation: "true"';

/** Undefined: not known. */
const prefixes = (text: string): boolean | undefined => windowsMode(analyzed(text).cluster)?.prefixDelegation;

const settings = (text: string) =>
  analyzed(text).cluster.settings.flatMap((setting) =>
    setting.kind === 'windows-prefixes' ? [setting.value] : [],
  );

test('prefixes need both switches', () => {
  assert.equal(prefixes(configMap(BOTH)), true);
  assert.equal(prefixes(configMap(BOTH.replace('true', 'false'))), false);
  assert.equal(prefixes(configMap(BOTH.replace(/true(?=.$)/, 'false'))), false);
});

test('switches are read as Go reads them, and what it cannot read is off', () => {
  for (const on of ['1', 't', 'T', 'TRUE', 'True'])
    assert.equal(prefixes(configMap(BOTH.replaceAll('true', on))), true, on);
  for (const off of ['0', 'F', 'yes', 'tRUE', ' true', ''])
    assert.equal(prefixes(configMap(BOTH.replaceAll('true', off))), false, off);
});

test('a switch that is not there is off', () => {
  assert.deepEqual(settings(configMap('enable-windows-ipam: "true"')), [false]);
  assert.deepEqual(settings(configMap('branch-eni-cooldown: "60"')), [false]);
});

test('a patch, a template or a value of another type is not known', () => {
  for (const data of [
    'enable-windows-prefix-delegation: "true"',
    '$patch: merge\nenable-windows-ipam: "true"',
    BOTH.replaceAll('true', '${PREFIXES}'),
    BOTH.replaceAll('"', ''),
    'enable-windows-ipam: "true"\n{{- with .Values.prefixes }}\nenable-windows-prefix-delegation: "true"\n{{- end }}',
  ])
    assert.equal(prefixes(configMap(data)), undefined, data);
});

test('several that differ are not known', () => {
  const off = configMap('enable-windows-ipam: "true"');
  assert.equal(prefixes(`${configMap(BOTH)}---\n${configMap(BOTH)}`), true);
  assert.equal(prefixes(`${configMap(BOTH)}---\n${off}`), undefined);
});

test('of this name and namespace only; without one, prefixes are off', () => {
  assert.deepEqual(settings(configMap(BOTH, 'default')), []);
  assert.deepEqual(settings(configMap(BOTH).replace('amazon-vpc-cni', 'amazon-vpc-cni-mine')), []);
  assert.deepEqual(settings(configMap(BOTH, '"{{ .Release.Namespace }}"')), [true]);
  assert.equal(prefixes(configMap(BOTH, 'default')), false);
});

/** What the file says of a switch, ConfigMap by ConfigMap. */
const said = (text: string, wanted: string): (boolean | undefined)[] =>
  analyzed(text).cluster.settings.flatMap((setting) =>
    setting.kind === wanted && 'value' in setting ? [setting.value as boolean | undefined] : [],
  );

test('addresses on Windows nodes, where the key is written', () => {
  assert.deepEqual(said(configMap('enable-windows-ipam: "1"'), 'windows-ipam'), [true]);
  assert.deepEqual(said(configMap('enable-windows-ipam: "yes"'), 'windows-ipam'), [false]);
  assert.deepEqual(said(configMap('enable-windows-ipam: "${IPAM}"'), 'windows-ipam'), [undefined]);
  assert.deepEqual(said(configMap('branch-eni-cooldown: "60"'), 'windows-ipam'), []);
});

test('the network policy controller compares texts', () => {
  const controller = (value: string) =>
    said(configMap(`enable-network-policy-controller: ${value}`), 'network-policy-controller');
  assert.deepEqual(controller('"true"'), [true]);
  for (const off of ['"True"', '"1"', '"false"', '""']) assert.deepEqual(controller(off), [false], off);
  assert.deepEqual(controller('true'), [undefined]);
});

const maps = (text: string) => analyzed(text).documents.flatMap(({ facts }) => facts.configMaps);

test('its keys, and what they hold', () => {
  const text = configMap(
    'warm-ip-target: "5"\nwarm-prefix-target: 1\n"{{ .Values.key }}": "x"\n$patch: merge',
  );
  const [map] = maps(text);
  assert.deepEqual(
    map?.data.map(({ name, path, content }) => [name, path, content.value]),
    [
      ['warm-ip-target', 'data.warm-ip-target', '5'],
      ['warm-prefix-target', 'data.warm-prefix-target', undefined],
    ],
  );
  assert.equal(map?.complete, false);
});

test('one of another name that has keys of it', () => {
  const [map] = maps(configMap('enable-windows-ipam: "true"').replace('amazon-vpc-cni', 'cni'));
  assert.equal(map?.name?.value, 'cni');
  assert.deepEqual(maps(configMap('warm-ip-target: "5"').replace('amazon-vpc-cni', 'cni')), []);
});

test('keys from elsewhere than an object', () => {
  const { root } = read('enable-network-policy-controller: "true"\n');
  const found = configMapFacts(root, { span: { start: 0, end: 10 }, complete: true });
  assert.deepEqual(
    found.configMaps[0]?.data.map(({ name }) => name),
    ['enable-network-policy-controller'],
  );
  assert.deepEqual(
    found.clusterSettings.map((setting) => [setting.kind, 'value' in setting && setting.value]),
    [
      ['windows-prefixes', false],
      ['network-policy-controller', true],
    ],
  );
});

test('its keys are explained and offered', () => {
  const { analysis, offset, settings } = atCursor(configMap('enable-windows$0-ipam: "true"'));
  assert.match(hover(analysis, offset, settings, [])?.markdown ?? '', /Windows nodes/);
  const typing = atCursor(configMap('enable-windows-ipam: "true"\nwarm$0'));
  const offered = complete(typing.analysis, typing.offset, typing.settings).map(({ label }) => label);
  assert.ok(offered.includes('warm-ip-target') && !offered.includes('enable-windows-ipam'), offered.join());
});

test('switches are offered in quotes', () => {
  const offered = (value: string) => {
    const { analysis, offset, settings } = atCursor(configMap(`enable-windows-ipam: ${value}`));
    return complete(analysis, offset, settings).map(({ text }) => text);
  };
  assert.deepEqual(offered('$0'), ['"true"', '"false"']);
  assert.deepEqual(offered('"$0"'), ['true', 'false']);
  assert.deepEqual(offered("'t$0'"), ['true', 'false']);
});
