import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Analysis, analyze } from '../../server/src/core/analysis.js';
import { applied } from '../../server/src/core/features/codeActions.js';
import { diagnose } from '../../server/src/core/features/diagnose.js';
import { type Cluster, clusterOf, NO_CLUSTER, NOTHING_ELSE } from '../../server/src/core/model/cluster.js';
import { startsOf } from '../../server/src/core/model/starts.js';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';

// Few names, zones, subnets and labels: documents are about each other, and some are equal.
const LETTERS = ['a', 'b', 'c'];
const letter = fc.constantFrom(...LETTERS);
const onOff = fc.constantFrom('"true"', '"false"', '"yes"');

const eniConfig = fc.tuple(letter, letter, fc.boolean()).map(
  ([zone, subnet, isBare]) => `apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2${zone}
spec:
${isBare ? '  securityGroups: [sg-0aa1bb2cc3dd4ee5f]' : `  subnet: subnet-0aa1bb2cc3dd4ee5${subnet}`}
`,
);
const policy = fc.tuple(letter, letter, fc.nat(3)).map(
  ([name, app, groups]) => `apiVersion: vpcresources.k8s.aws/v1beta1
kind: SecurityGroupPolicy
metadata: {name: ${name}, namespace: default}
spec:
  podSelector:
    matchLabels: {app: ${app}}
  securityGroups:
    groupIds: [${Array.from({ length: groups }, (_, i) => `sg-0aa1bb2cc3dd4ee5${i}`).join(', ')}]
`,
);
const deployment = fc.tuple(letter, letter, fc.boolean()).map(
  ([name, app, isOnHost]) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: default}
spec:
  selector: {matchLabels: {app: ${app}}}
  template:
    metadata: {labels: {app: ${app}}}
    spec: {${isOnHost ? 'hostNetwork: true, ' : ''}containers: [{name: main, image: example}]}
`,
);
const node = fc.tuple(onOff, onOff, onOff).map(([custom, prefixes, pods]) =>
  awsNode({
    AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: custom,
    ENABLE_PREFIX_DELEGATION: prefixes,
    ENABLE_POD_ENI: pods,
    ENI_CONFIG_LABEL_DEF: 'topology.kubernetes.io/zone',
  }),
);
const nodes = fc.tuple(letter, fc.constantFrom('t3.medium', 'm5.large'), fc.constantFrom(17, 110, 250)).map(
  ([zone, type, pods]) => `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: {name: prod, region: us-west-2}
managedNodeGroups:
  - name: one
    instanceType: ${type}
    availabilityZones: [us-west-2${zone}]
    maxPodsPerNode: ${pods}
    labels: {k8s.amazonaws.com/eniConfig: us-west-2${zone}}
`,
);
const other = fc.constantFrom(
  'kind: ConfigMap\ndata: {}\n',
  '# vpc-cni allow-file shared-subnet: both are ours\nkind: ENIConfig\n',
  '# vpc-cni allow missing-subnet: it is patched\n',
  'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a, namespace: default}\n',
  'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: aws-node}\nrules: [{resources: [pods], verbs: [list]}]\n',
  'kind: List\napiVersion: v1\nitems:\n  - kind: ENIConfig\n    apiVersion: crd.k8s.amazonaws.com/v1alpha1\n    metadata: {name: us-west-2a}\n  - kind: Pod\n    a: [\n',
  'kind: DaemonSet\nmetadata: {name: cilium, namespace: kube-system}\n',
  '',
);
const document = fc.oneof(
  { weight: 3, arbitrary: eniConfig },
  { weight: 2, arbitrary: policy },
  { weight: 2, arbitrary: deployment },
  node,
  nodes,
  other,
);
const separator = fc.constantFrom(
  '---\n',
  '---\n',
  '---\n',
  '---\r\n',
  '# in front\n---\n',
  '...\n',
  '--- # next\n',
);
const file = fc
  .array(fc.tuple(separator, document), { minLength: 1, maxLength: 12 })
  .map((parts) => parts.flat().join(''));

type Edit = (text: string) => string;
const pick = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
/** Documents put in, taken out, doubled and swapped; keys typed; markers that come and go; all of it in other line ends. */
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(pick, document, separator).map(
    ([at, put, mark]): Edit =>
      (text) => {
        const starts = [...text.matchAll(/^---/gm)].map(({ index }) => index);
        const place = starts[Math.floor(at * starts.length)] ?? text.length;
        return text.slice(0, place) + mark + put + text.slice(place);
      },
  ),
  pick.map(
    (at): Edit =>
      (text) => {
        const starts = [...text.matchAll(/^---/gm)].map(({ index }) => index);
        const i = Math.floor(at * starts.length);
        return text.slice(0, starts[i]) + text.slice(starts[i + 1] ?? text.length);
      },
  ),
  pick.map(
    (at): Edit =>
      (text) => {
        const parts = text.split(/^(?=---)/m);
        const i = Math.floor(at * parts.length);
        return [...parts.slice(0, i), parts[i], parts[i], ...parts.slice(i + 1)].join('');
      },
  ),
  pick.map(
    (at): Edit =>
      (text) => {
        const parts = text.split(/^(?=---)/m);
        const i = Math.floor(at * parts.length);
        return [...parts.slice(i), ...parts.slice(0, i)].join('');
      },
  ),
  fc
    .tuple(pick, fc.constantFrom('x', '\n', 'a', '-', '---\n', '...\n', '"', '\uFEFF', '# vpc-cni allow '))
    .map(
      ([at, key]): Edit =>
        (text) => {
          const place = Math.floor(at * text.length);
          return text.slice(0, place) + key + text.slice(place);
        },
    ),
  fc.tuple(pick, fc.nat(3)).map(
    ([at, length]): Edit =>
      (text) => {
        const place = Math.floor(at * text.length);
        return text.slice(0, place) + text.slice(place + length);
      },
  ),
  fc.tuple(fc.constantFrom(...LETTERS), fc.constantFrom(...LETTERS), pick).map(
    ([from, to, at]): Edit =>
      (text) => {
        const names = [...text.matchAll(new RegExp(`(?<=us-west-2|app: )${from}\\b`, 'g'))];
        const place = names[Math.floor(at * names.length)]?.index;
        return place === undefined ? text : text.slice(0, place) + to + text.slice(place + 1);
      },
  ),
  fc.constant<Edit>((text) => text.replace(/\r?\n/g, '\r\n')),
  fc.constant<Edit>((text) => text.replaceAll('"true"', '"false"')),
  fc.constant<Edit>((text) => text),
);

/** What another file says, and whether all files are known: it changes with the text, as it does in a workspace. */
const around = fc.array(fc.tuple(document, fc.boolean()), { minLength: 1, maxLength: 3 });

const look = (text: string, elsewhere: Cluster, previous?: Analysis): Analysis =>
  analyze(text, DEFAULT_SETTINGS, {
    ...(previous && { previous }),
    elsewhere: () => elsewhere,
    onBug: (who, cause) => {
      throw new Error(`${who} threw`, { cause });
    },
  });

const saying = (text: string, isAll: boolean): Cluster => ({
  ...clusterOf(look(text, NO_CLUSTER).documents.map(({ facts }) => facts)),
  anywhere: isAll ? NOTHING_ELSE.anywhere : NO_CLUSTER.anywhere,
});

test('after any edits of many documents all that is known is what a new reader would know', () => {
  fc.assert(
    fc.property(
      file,
      around,
      fc.array(fc.tuple(edit, fc.nat(5)), { maxLength: 10 }),
      (start, others, edits) => {
        const clusters = [NO_CLUSTER, ...others.map(([text, isAll]) => saying(text, isAll))];
        let analysis = look(start, clusters[0] ?? NO_CLUSTER);
        let elsewhere = clusters[0] ?? NO_CLUSTER;
        for (const [change, which] of edits) {
          // Mostly the others stay as they are.
          elsewhere = clusters[which] ?? elsewhere;
          analysis = look(change(analysis.text), elsewhere, analysis);
          const fresh = look(analysis.text, elsewhere);
          assert.deepStrictEqual(startsOf(analysis.documents), startsOf(fresh.documents));
          assert.deepStrictEqual(
            analysis.documents.map(({ facts, findings, text, allowances }) => [
              facts,
              findings,
              text,
              allowances,
            ]),
            fresh.documents.map(({ facts, findings, text, allowances }) => [
              facts,
              findings,
              text,
              allowances,
            ]),
          );
          assert.deepStrictEqual(analysis.own, fresh.own);
          assert.deepStrictEqual(analysis.cluster, fresh.cluster);
          assert.deepStrictEqual(analysis.together, fresh.together);
          assert.deepStrictEqual(
            diagnose(analysis, { withAllowed: true }),
            diagnose(fresh, { withAllowed: true }),
          );
        }
      },
    ),
    { numRuns: 150 },
  );
});

test('what was asked of a text that did not stay is not taken for an answer about the one that did', () => {
  const text = `${awsNode({ AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: '"false"' })}---
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata: {name: us-west-2a}
spec: {subnet: subnet-0aa1bb2cc3dd4ee5f}
`;
  const before = look(text, NOTHING_ELSE);
  const tried = look(text.replace('"false"', '"true"'), NOTHING_ELSE, before);
  assert.notDeepStrictEqual(diagnose(tried), diagnose(before));
  assert.deepStrictEqual(diagnose(look(text, NOTHING_ELSE, before)), diagnose(look(text, NOTHING_ELSE)));
  const mended = applied(text, [{ span: { start: 0, end: 0 }, text: '# one\n' }]);
  assert.deepStrictEqual(diagnose(look(mended, NOTHING_ELSE, before)), diagnose(look(mended, NOTHING_ELSE)));
});
