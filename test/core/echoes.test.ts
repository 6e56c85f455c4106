import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Facts } from '../../server/src/core/model/facts.js';
import { installsIn, placed } from '../../server/src/core/model/parts.js';
import { RULES } from '../../server/src/core/rules/index.js';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { karpenterNodes } from '../../server/src/core/rules/support/nodeExamples.js';
import { policy, workload } from '../../server/src/core/rules/support/policyExamples.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';
import { analyzed } from '../support/check.js';

/** The kinds of facts that something is, or is part of. */
function kindsOf(fact: object, documents: readonly Facts[]): string[] {
  return documents.flatMap((facts) => {
    const lists = Object.entries(facts) as [string, readonly object[]][];
    const kinds = lists.flatMap(([kind, list]) => (list.includes(fact) ? [kind] : []));
    const isPart = [...installsIn(facts)].some(({ containers }) =>
      containers.some(({ settings, args }) => [...settings, ...args].some((part) => part === fact)),
    );
    return isPart ? [...kinds, 'installs'] : kinds;
  });
}

const onXen = karpenterNodes('m4.large');

/** Where the example of a rule is a single document, or nothing is told of it. */
const EXAMPLES: Readonly<Record<string, string>> = {
  'ipv6-on-xen-type': onXen + awsNode({ ENABLE_IPv6: '"true"', ENABLE_PREFIX_DELEGATION: '"true"' }),
  'pod-eni-without-trunk': onXen + awsNode({ ENABLE_POD_ENI: '"true"' }),
  'prefix-delegation-on-xen-type': onXen + awsNode({ ENABLE_PREFIX_DELEGATION: '"true"' }),
  'strict-mode-with-early-demux':
    policy() +
    workload().replace(/( +)image: .*\n/, '$&$1livenessProbe: { tcpSocket: { port: 80 } }\n') +
    awsNode({ ENABLE_POD_ENI: '"true"' }, { init: { DISABLE_TCP_EARLY_DEMUX: '"false"' } }),
};

/** What a rule tells at other ends, of its example: the kinds of facts that it tells it at. */
function toldAt({ id, bad, checkInCluster }: (typeof RULES)[number]): readonly (readonly string[])[] {
  const { documents, cluster } = analyzed(EXAMPLES[id] ?? bad);
  const all = documents.map(({ facts }) => facts);
  return all.flatMap((facts) =>
    [...(checkInCluster?.(facts, cluster, DEFAULT_SETTINGS) ?? [])].flatMap(({ related = [] }) =>
      related.flatMap(({ echo, of, span }) =>
        echo === undefined || !of ? [] : [kindsOf(placed(of, span), all)],
      ),
    ),
  );
}

for (const rule of RULES.filter(({ echoes }) => echoes)) {
  test(`${rule.id} is told at the kinds of facts that it names, and at no others`, () => {
    const told = toldAt(rule);
    assert.ok(told.length > 0);
    for (const kinds of told)
      assert.ok(
        rule.echoesAt?.some((kind) => kinds.includes(kind)),
        `told at ${kinds}`,
      );
  });
}

test('rules that name kinds of facts echo', () => {
  for (const { id, echoes, echoesAt } of RULES)
    assert.equal(echoesAt !== undefined, echoes !== undefined, id);
});
