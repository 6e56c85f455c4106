import assert from 'node:assert/strict';
import { test } from 'node:test';
import { windowsMode } from '../../server/src/core/model/cluster.js';
import { analyzed } from '../support/check.js';

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
