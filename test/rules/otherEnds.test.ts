import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RULES } from '../../server/src/core/rules/index.js';
import { linksIn } from '../support/checkFiles.js';

/** The example of a rule with each object in a file of its own: by what words its findings lead to the other files. */
function linksOf(id: string): string[] {
  const { bad = '' } = RULES.find((rule) => rule.id === id) ?? {};
  const files = bad.split(/^---$/m).map((text, i) => [`${i}.yaml`, text] as const);
  return linksIn(Object.fromEntries(files))
    .filter((link) => link.includes(` ${id} → `))
    .map((link) => link.replace(/^\S+ \S+ → \S+ /, ''));
}

test('the other end of a finding leads back by the name of what it is about', () => {
  const words: Readonly<Record<string, string>> = {
    'account-selected-by-name': 'SecurityGroupPolicy "shop".',
    'eni-config-label-unread': 'The label k8s.amazonaws.com/eniConfig of nodes of general.',
    'eni-config-without-custom-networking': 'ENIConfig us-west-2a.',
    'max-pods-above-capacity': 'Nodes of general.',
    'network-policy-half-enabled': 'The network policy controller.',
    'network-policy-not-enforced': 'NetworkPolicy "deny-all".',
    'nic-config-without-multi-nic': 'Pod "trainer".',
    'strict-mode-with-link-local': 'ENABLE_POD_ENI of aws-node.',
    'windows-nodes-without-ipam': 'enable-windows-ipam.',
  };
  for (const [id, expected] of Object.entries(words)) assert.ok(linksOf(id).includes(expected), id);
});
