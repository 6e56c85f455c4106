import assert from 'node:assert/strict';
import type { Facts, NodeGroup, PodLimit } from '../../server/src/core/model/facts.js';
import { readDocument } from '../../server/src/core/readDocument.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';

export const read = (text: string): Facts => readDocument(text, DEFAULT_SETTINGS).facts;

export function only(text: string): NodeGroup {
  const [group, ...others] = read(text).nodeGroups;
  assert.ok(group && others.length === 0, text);
  return group;
}

export const indented = (fields: string, blanks: number): string =>
  fields.replace(/^(?=[^\r\n])/gm, ' '.repeat(blanks));

export const pool = (fields: string, version = 'v1'): string => `apiVersion: karpenter.sh/${version}
kind: NodePool
metadata:
  name: batch
spec:
  template:
    spec:
      nodeClassRef:
        group: karpenter.k8s.aws
        kind: EC2NodeClass
        name: large
${indented(fields, 6)}
`;

export const ofTypes = (requirements: string): string => pool(`requirements:\n${indented(requirements, 2)}`);

export const oneOf = (values: string, operator = 'In', key = 'node.kubernetes.io/instance-type'): string =>
  `- key: ${key}\n  operator: ${operator}\n  values: ${values}`;

export const limits = (found: readonly PodLimit[] | undefined, text: string): string[] =>
  (found ?? []).map(({ field, form, text: written, value }) => {
    if (written.inner !== undefined && written.value !== undefined) {
      assert.equal(text.slice(written.inner, written.inner + written.value.length), written.value);
    }
    const shown = form === 'number' ? '' : `${form} `;
    return `${field} ${shown}${form === 'expression' ? written.value : value}`;
  });

export const nodeClass = (fields: string, version = 'v1'): string => `apiVersion: karpenter.k8s.aws/${version}
kind: EC2NodeClass
metadata:
  name: large
spec:
  role: node
${indented(fields, 2)}
`;

export const AL2023 = 'amiSelectorTerms:\n  - alias: al2023@latest\n';

/** What counts, and what Karpenter writes over. */
export function counts(fields: string, version = 'v1'): readonly [counting: string[], overruled: string[]] {
  const text = nodeClass(fields, version);
  const group = only(text);
  return [limits(group.podLimits, text), limits(group.overruled, text)];
}
