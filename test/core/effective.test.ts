import assert from 'node:assert/strict';
import { test } from 'node:test';
import { effective, textOf, UNKNOWN } from '../../server/src/core/model/effective.js';
import type { ContainerFacts, Install, Setting } from '../../server/src/core/model/facts.js';
import { networkingMode } from '../../server/src/core/model/networkingMode.js';

const span = { start: 0, end: 0 };

const written = (name: string, text: string): Setting => ({
  form: 'item',
  name: { value: name, span },
  value: { value: { kind: 'text', text }, span },
  span,
  quote: 'double',
  bare: false,
  isPlain: true,
  shared: false,
});

/** An aws-node of which only its main container is in sight. */
const install = (container: Partial<ContainerFacts>): Install => ({
  form: 'manifest',
  span,
  complete: false,
  containers: [
    {
      role: 'aws-node',
      name: { value: 'aws-node', span },
      span,
      settings: [],
      env: { form: 'other' },
      flow: false,
      args: [],
      complete: true,
      ...container,
    },
  ],
});

test('without a base a variable that is not written is not set', () => {
  assert.equal(textOf(install({}), 'ENABLE_IPv4'), undefined);
  assert.equal(effective(install({}), 'ENABLE_IPv4'), false);
});

test('on top of the manifest it is as the manifest sets it', () => {
  const managed = install({ base: 'manifest' });
  assert.equal(effective(managed, 'ENABLE_IPv4'), true);
  assert.equal(effective(managed, 'WARM_PREFIX_TARGET'), 1);
  // The manifest does not name it.
  assert.equal(textOf(managed, 'MAX_ENI'), undefined);
});

test('what is written counts', () => {
  const managed = install({ base: 'manifest', settings: [written('ENABLE_PREFIX_DELEGATION', 'true')] });
  assert.deepEqual(networkingMode(managed), {
    prefixDelegation: true,
    customNetworking: false,
    podEni: false,
    ipv6: false,
  });
});

test('in an IPv6 cluster the manifest delegates prefixes', () => {
  assert.deepEqual(networkingMode(install({ base: 'manifest-ipv6' })), {
    prefixDelegation: true,
    customNetworking: false,
    podEni: false,
    ipv6: true,
  });
});

test('of what may be set elsewhere nothing is known, nor of other containers', () => {
  assert.equal(effective(install({ base: 'manifest', complete: false }), 'ENABLE_IPv4'), UNKNOWN);
  assert.equal(effective(install({ base: 'manifest' }), 'DISABLE_TCP_EARLY_DEMUX'), UNKNOWN);
});

test('a release that does not read a variable runs without the text of the manifest', () => {
  const managed = install({ base: 'manifest' });
  assert.equal(effective(managed, 'ENABLE_SUBNET_DISCOVERY'), true);
  assert.equal(effective({ ...managed, release: '1.7.0' }, 'ENABLE_SUBNET_DISCOVERY'), false);
});
