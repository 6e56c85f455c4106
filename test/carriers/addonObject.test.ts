import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDocument } from '../../server/src/core/readDocument.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';
import { has } from '../support/has.js';

const read = (text: string) => readDocument(text, DEFAULT_SETTINGS).facts;

const ack = (fields: string) => `apiVersion: eks.services.k8s.aws/v1alpha1
kind: Addon
metadata:
  name: cni
spec:
  clusterName: shop
${fields.replace(/^(?=.)/gm, '  ')}`;

const crossplane = (fields: string, apiVersion = 'eks.aws.upbound.io/v1beta1') => `apiVersion: ${apiVersion}
kind: Addon
metadata:
  name: cni
spec:
  forProvider:
    clusterName: shop
    region: eu-central-1
${fields.replace(/^(?=.)/gm, '    ')}`;

const VALUES = `configurationValues: '{"env": {"WARM_ENI_TARGET": "2"}}'\naddonVersion: v1.18.5-eksbuild.1\n`;

test('an Addon of the AWS controllers for Kubernetes', () => {
  for (const name of ['name', 'addonName']) {
    const { addons, installs } = read(ack(`${name}: vpc-cni\n${VALUES}`));
    has(addons, [{ place: 'ack', release: '1.18.5', complete: true }]);
    has(installs, [
      { form: 'addon', containers: [{ settings: [{ name: { value: 'WARM_ENI_TARGET' } }] }, {}, {}] },
    ]);
  }
});

test('an Addon of Crossplane, of both providers', () => {
  for (const apiVersion of [
    'eks.aws.upbound.io/v1beta1',
    'eks.aws.m.upbound.io/v1beta1',
    'eks.aws.crossplane.io/v1alpha1',
  ]) {
    const { addons } = read(crossplane(`addonName: vpc-cni\n${VALUES}`, apiVersion));
    has(addons, [{ place: 'crossplane', release: '1.18.5', complete: true }]);
  }
});

test('what becomes of edits by hand when the add-on is updated', () => {
  const isComplete = (fields: string) =>
    read(crossplane(`addonName: vpc-cni\n${fields}\n${VALUES}`)).addons[0]?.complete;
  assert.equal(isComplete('resolveConflictsOnCreate: OVERWRITE'), true);
  assert.equal(isComplete('resolveConflictsOnCreate: OVERWRITE\nresolveConflictsOnUpdate: PRESERVE'), false);
  assert.equal(isComplete('resolveConflicts: PRESERVE'), false);
});

test('other add-ons, and other kinds', () => {
  assert.deepEqual(read(ack(`name: coredns\n${VALUES}`)).addons, []);
  assert.deepEqual(read(ack(`name: vpc-cni\n${VALUES}`).replace('kind: Addon', 'kind: Cluster')).addons, []);
  assert.deepEqual(read(crossplane(`addonName: vpc-cni\n${VALUES}`, 'eks.example.org/v1')).addons, []);
});
