import { test } from 'node:test';
import { check, checkFix, checkFixAll } from '../support/check.js';
import { checkFiles } from '../support/checkFiles.js';
import { only } from '../support/manifest.js';

const ONLY = only('object-name-invalid');

const config = (name: string, note = '') => `apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: ${name}
${note}spec:
  subnet: subnet-0a1b2c3d4e5f60718
`;
const NOTE = `#       ^^^^^^^^^^ error object-name-invalid: "US_WEST_2b" is no name of an object: the API server refuses the ENIConfig. Write "us-west-2b".\n`;
const NAMES = `Names have up to 253 lower-case letters, digits, "-" and ".", with a letter or digit at both ends.`;

const policy = (name: string, note = '') => `apiVersion: vpcresources.k8s.aws/v1beta1
kind: SecurityGroupPolicy
metadata:
  name: ${name}
${note}  namespace: shop
spec:
  podSelector: {}
  securityGroups:
    groupIds: [sg-0a1b2c3d4e5f60718]
`;

test('capitals and underscores', () => {
  check(config('US_WEST_2b', NOTE), ONLY);
  check(
    policy(
      'webShop',
      '#       ^^^^^^^ error object-name-invalid: "webShop" is no name of an object: the API server refuses the SecurityGroupPolicy. Write "webshop".\n',
    ),
    ONLY,
  );
});

test('a name of which nobody knows what was meant', () => {
  const refused = `is no name of an object: the API server refuses the ENIConfig. ${NAMES}`;
  check(config('zone-', `#       ^^^^^ error object-name-invalid: "zone-" ${refused}\n`), ONLY);
  check(config('a..b', `#       ^^^^ error object-name-invalid: "a..b" ${refused}\n`), ONLY);
  const long = 'z'.repeat(254);
  check(
    config(long, `#       ${'^'.repeat(254)} error object-name-invalid: "${'z'.repeat(57)}…" ${refused}\n`),
    ONLY,
  );
});

test('another name is only written when asked', () => {
  checkFixAll(config('US_WEST_2b'), config('US_WEST_2b'), ONLY);
  checkFix(config('US_WEST_2b'), 'Write "us-west-2b"', config('us-west-2b'), ONLY);
  checkFix(config('"US_WEST_2b" # b'), 'Write "us-west-2b"', config('"us-west-2b" # b'), ONLY);
});

test('nothing: names of objects, and what is filled in', () => {
  for (const name of [
    'us-west-2a',
    'a',
    '"1"',
    'a.b-c',
    'z'.repeat(253),
    '""',
    '<zone-A>',
    '${Zone}',
    '{{ .Values.zoneName }}',
    'eni_{{ .Values.zone }}',
    'zone_$(ZONE)',
    'MY_ZONE',
    '__zone__',
    'zone/B',
    'REPLACE_me',
  ]) {
    check(config(name), ONLY);
  }
  check(config('x').replace('name: x', 'generateName: ENI_'), ONLY);
  check(`$patch: delete\n${config('US_WEST_2b')}`, ONLY);
});

test('nothing: a kustomization gives others', () => {
  for (const line of ['nameSuffix: -dev', 'replacements: [{path: names.yaml}]'])
    checkFiles(
      {
        'kustomization.yaml': `kind: Kustomization\nresources: [enis.yaml]\n${line}\n`,
        'enis.yaml': config('US_WEST_2b'),
      },
      ONLY,
    );
  checkFiles(
    {
      'kustomization.yaml': 'kind: Kustomization\nresources: [enis.yaml]\n',
      'enis.yaml': config('US_WEST_2b', NOTE),
    },
    ONLY,
  );
});
