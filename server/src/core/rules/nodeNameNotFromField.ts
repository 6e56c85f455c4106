import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { textsRead } from './support/places.js';

const FIELD = 'spec.nodeName';

export const nodeNameNotFromField: Rule = {
  id: 'node-name-not-from-field',
  severity: 'warning',
  summary: '`MY_NODE_NAME` is not the name of the node the pod runs on.',
  why: `
ipamd looks up its own node by \`MY_NODE_NAME\`. A DaemonSet has one text for all nodes, so a name written down is right on
one of them at most, and fields such as \`status.hostIP\` or \`metadata.name\` are names of something else. Take it from the
field \`spec.nodeName\`.`,
  bad: awsNode({}).replace('spec.nodeName', 'status.hostIP'),
  good: awsNode({}),
  sources: [
    'aws/amazon-vpc-cni-k8s pkg/k8sapi/k8sutils.go:40,231',
    'aws/amazon-vpc-cni-k8s pkg/ipamd/ipamd.go:449',
  ],

  *check(facts) {
    // The chart sets it itself, behind all that values set.
    const installs = facts.installs.filter(({ form }) => form !== 'chart');
    for (const { setting, text, container } of textsRead({ installs })) {
      if (setting.name.value !== 'MY_NODE_NAME') continue;
      if (text !== '') {
        yield at(
          setting.value,
          `MY_NODE_NAME is the same on every node, so all but one look up the wrong node. Take it from the field ${FIELD}.`,
        );
      } else if (container.role === 'aws-node') {
        yield {
          ...at(
            setting.value,
            `MY_NODE_NAME is empty, so ipamd cannot look up its node and exits. Take it from the field ${FIELD}.`,
          ),
          severity: 'error',
        };
      }
    }
    for (const { name, value } of installs.flatMap((i) => i.containers).flatMap((c) => c.settings)) {
      const path = value.value.kind === 'unknown' ? value.value.fieldPath : undefined;
      if (name.value !== 'MY_NODE_NAME' || path === undefined || path === FIELD) continue;
      const from = path.trim() === '' ? 'a field without a path' : path;
      yield at(
        name,
        `MY_NODE_NAME comes from ${from}, which is not the name of the node, so the node cannot be looked up. Take it from ${FIELD}.`,
      );
    }
  },
};
