import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { applied } from '../../server/src/core/features/codeActions.js';
import { choosingKeys } from '../../server/src/core/features/occurrences.js';
import { renameEdits } from '../../server/src/core/features/rename.js';
import { read } from '../../server/src/core/model/source.js';
import { at, items, text, toJson } from '../../server/src/core/model/tree.js';
import { analyzed } from '../support/check.js';
import { INNER, OUTER } from '../support/embedded.js';

const NAMES = ['us-west-2a', 'pods', 'a.b-c', '1e3', '007', 'null', 'true', '0', 'yes'];

const cluster = (value: string, label: string): string => `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: { name: shop, region: us-west-2 } # ours
addons:
  - name: vpc-cni
    configurationValues: ${value}
    resolveConflicts: overwrite
managedNodeGroups:
  - name: general
    instanceType: m5.large
    labels:
      k8s.amazonaws.com/eniConfig: ${label} # which subnet
      other: pods
`;

const configuration = (names: readonly string[]) => ({
  env: { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'true' },
  eniConfig: {
    create: true,
    region: 'us-west-2',
    subnets: Object.fromEntries(names.map((name, i) => [name, { id: `subnet-0123456789abcdef${i}` }])),
  },
});

/** What is in the text of the add-on, and the label of the nodes. */
function meaningOf(source: string) {
  const { root, problems } = read(source);
  assert.deepEqual(problems, []);
  const [addon] = items(at(root, 'addons'));
  const inside = read(text(at(addon, 'configurationValues')) ?? '');
  assert.ok(inside.root, source);
  const [group] = items(at(root, 'managedNodeGroups'));
  return { values: toJson(inside.root), label: text(at(group, 'labels', 'k8s.amazonaws.com/eniConfig')) };
}

test('an ENIConfig is renamed in texts of every style, and nothing else changes', () => {
  const styles = fc.record({
    inner: fc.constantFrom(...Object.keys(INNER)),
    outer: fc.constantFrom(...Object.keys(OUTER)),
    quotes: fc.constantFrom('', '"', "'"),
    eol: fc.constantFrom('\n', '\r\n'),
    next: fc.constantFrom(...NAMES.filter((name) => name !== 'pods')),
  });
  let renamed = 0;
  fc.assert(
    fc.property(styles, ({ inner, outer, quotes, eol, next }) => {
      const value = OUTER[outer]?.(INNER[inner]?.(configuration(['pods', 'other'])) ?? '', '      ');
      if (value === undefined) return;
      const before = cluster(value, `${quotes}pods${quotes}`).replaceAll('\n', eol);
      const analysis = analyzed(before);
      const edits = renameEdits(analysis, 'pods', next, choosingKeys(analysis.own));
      const after = applied(before, edits);
      // The name of the ENIConfig, and the label of its nodes.
      assert.equal(edits.length, 2, before);
      assert.deepEqual(meaningOf(after), { values: configuration([next, 'other']), label: next });
      // Between the edits every character is as it was.
      const untouched = (source: string, spans: readonly { start: number; end: number }[]) =>
        spans.reduceRight((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), source);
      const spans = edits.map(({ span }) => span).sort((a, b) => a.start - b.start);
      let shift = 0;
      const moved = spans.map((span) => {
        const edit = edits.find((each) => each.span === span);
        const start = span.start + shift;
        shift += (edit?.text.length ?? 0) - (span.end - span.start);
        return { start, end: start + (edit?.text.length ?? 0) };
      });
      assert.equal(untouched(after, moved), untouched(before, spans));
      renamed++;
    }),
    { numRuns: 300, seed: 7 },
  );
  assert.ok(renamed > 150, `${renamed} of 300`);
});
