import { test } from 'node:test';
import { eksctlAddon } from '../../server/src/core/rules/support/addonExample.js';
import { checkFix } from '../support/check.js';

const config = (spec: string): string =>
  `apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
${spec}`;

test('a map without its only key is an empty one, and not nothing', () => {
  checkFix(config('spec:\n  zone: a\n'), 'Remove zone', config('spec: {}\n'));
});

test('also with comments around the key', () => {
  checkFix(
    config('spec: # of the zone\n  # which one\n  zone: a\n  # that was all\n'),
    'Remove zone',
    config('spec: {} # of the zone\n  # which one\n  # that was all\n'),
  );
});

test('with others beside it nothing more is written', () => {
  const [above, below] = [
    '  subnet: subnet-0a1b2c3d4e5f60718\n',
    '  securityGroups:\n    - sg-0a1b2c3d4e5f60718\n',
  ];
  checkFix(config(`spec:\n${above}  zone: a\n`), 'Remove zone', config(`spec:\n${above}`));
  checkFix(config(`spec:\n  zone: a\n${below}`), 'Remove zone', config(`spec:\n${below}`));
});

test('at the end of a text, and in Windows lines', () => {
  checkFix(config('spec:\n  zone: a'), 'Remove zone', config('spec: {}\n'));
  const windows = (text: string): string => text.replaceAll('\n', '\r\n');
  checkFix(windows(config('spec:\n  zone: a\n')), 'Remove zone', windows(config('spec: {}\n')));
});

test('inside the text of a field', () => {
  checkFix(
    eksctlAddon('env:\n  MAX_ENI: "4"', { version: 'v1.12.0-eksbuild.1' }),
    'Remove MAX_ENI',
    eksctlAddon('env: {}', { version: 'v1.12.0-eksbuild.1' }),
  );
});
