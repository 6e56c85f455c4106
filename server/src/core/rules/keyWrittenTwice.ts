import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';

export const keyWrittenTwice: Rule = {
  id: 'key-written-twice',
  severity: 'warning',
  summary: 'A key is written twice in one map.',
  why: `
\`kubectl\` takes the last one and says nothing; kustomize and others refuse the file. Most often the dash of a new item is
missing, and a variable disappears in the one above it.`,
  bad: awsNode({ WARM_ENI_TARGET: '"2"' }).replace(
    '            - name: MY_NODE_NAME',
    '              name: MY_NODE_NAME',
  ),
  good: awsNode({ WARM_ENI_TARGET: '"2"' }),
  sources: ['sigs.k8s.io/yaml, YAMLToJSON', 'kubernetes-sigs/kustomize, kyaml'],

  *check({ lostKeys }) {
    for (const { span, key, again, inItem } of lostKeys) {
      const advice = inItem && key === 'name' ? 'Begin a new item with a dash.' : 'Keep one of the two.';
      yield {
        ...at(
          { span },
          `"${key}" is written again further down in the same map: that one counts, and this one is lost. ${advice}`,
        ),
        related: [{ span: again, message: 'This one counts.' }],
      };
    }
  },
};
