import { test } from 'node:test';
import { awsNode, patch } from '../../server/src/core/rules/support/example.js';
import { check, checkFix } from '../support/check.js';
import { checkFiles } from '../support/checkFiles.js';

const told = (name: string, meant: string): string =>
  `aws-node has no container "${name}": what is set here reaches none of those that it has, and the API server refuses one without an image. Did you mean ${meant}?`;

/** A patch with one container, written at the given list. */
const patchOf = (list: string, container: string): string => `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
  namespace: kube-system
spec:
  template:
    spec:
      ${list}:
${container}`;

test('aws-node misspelt', () => {
  for (const name of ['aws-nod', 'awsnode', 'aws-nodes', 'aws_node'])
    check(
      patchOf(
        'containers',
        `        - name: ${name}
#               ${'^'.repeat(name.length)} warning unknown-container: ${told(name, 'aws-node')}
          env:
            - name: AWS_VPC_K8S_CNI_LOGLEVEL
              value: INFO
`,
      ),
    );
});

test('the init container', () => {
  check(
    patchOf(
      'initContainers',
      `        - name: aws-vpc-cni-int
#               ^^^^^^^^^^^^^^^ warning unknown-container: ${told('aws-vpc-cni-int', 'aws-vpc-cni-init')}
          env:
            - name: DISABLE_TCP_EARLY_DEMUX
              value: "true"
`,
    ),
  );
});

test('the node agent, by its arguments', () => {
  check(
    patchOf(
      'containers',
      `        - name: aws-eks-node-agent
#               ^^^^^^^^^^^^^^^^^^ warning unknown-container: ${told('aws-eks-node-agent', 'aws-eks-nodeagent')}
          args:
            - --enable-network-policy=true
`,
    ),
  );
});

test('a patch in a kustomization', () => {
  check(`
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - https://example.com/aws-k8s-cni.yaml
patches:
  - patch: |-
      apiVersion: apps/v1
      kind: DaemonSet
      metadata:
        name: aws-node
        namespace: kube-system
      spec:
        template:
          spec:
            containers:
              - name: aws-nod
#                     ^^^^^^^ warning unknown-container: ${told('aws-nod', 'aws-node')}
                env:
                  - name: AWS_VPC_K8S_CNI_LOGLEVEL
                    value: INFO
`);
});

test('containers of others', () => {
  const container = (name: string, more: string): string =>
    patchOf('containers', `        - name: ${name}\n${more}`);
  const level = '          env:\n            - name: AWS_VPC_K8S_CNI_LOGLEVEL\n              value: INFO\n';
  // Of another name.
  check(container('log-shipper', level));
  // With an image of its own.
  check(container('awsnode', `          image: example.com/awsnode:1\n${level}`));
  // With what others read as well, or with nothing that is read.
  check(
    container('aws-core', '          env:\n            - name: AWS_REGION\n              value: eu-west-1\n'),
  );
  check(container('aws-nod', '          resources: {}\n'));
  // It is taken away.
  check(container('aws-nod', `          $patch: delete\n${level}`));
  // Another DaemonSet.
  check(container('aws-nod', level).replace('name: aws-node\n', 'name: aws-nodes\n'));
  // Something is filled in later.
  check(container('aws-nod', `{{ include "image" . }}\n${level}`));
});

test('a base that calls its container so', () => {
  checkFiles({
    'base/kustomization.yaml': 'resources:\n  - aws-node.yaml\n',
    'base/aws-node.yaml': `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
  namespace: kube-system
spec:
  selector:
    matchLabels:
      k8s-app: aws-node
  template:
    spec:
      containers:
        - name: awsnode
          image: amazon-k8s-cni:v1.23.1
          env:
            - name: ENABLE_IPv4
              value: "true"
            - name: MY_NODE_NAME
              valueFrom:
                fieldRef:
                  fieldPath: spec.nodeName
`,
    'dev/kustomization.yaml': 'resources:\n  - ../base\npatches:\n  - path: level.yaml\n',
    'dev/level.yaml': patch({ AWS_VPC_K8S_CNI_LOGLEVEL: 'INFO' }).replace(
      '- name: aws-node',
      '- name: awsnode',
    ),
  });
});

test('put on its base by a kustomization', () => {
  checkFiles({
    'kustomization.yaml': 'resources:\n  - base.yaml\npatches:\n  - path: level.yaml\n',
    'base.yaml': awsNode({}),
    'level.yaml': patchOf(
      'containers',
      `        - name: aws_node
#               ^^^^^^^^ warning unknown-container: ${told('aws_node', 'aws-node')}
          env:
            - name: AWS_VPC_K8S_CNI_LOGLEVEL
              value: INFO
`,
    ),
  });
});

test('a list that replaces the other', () => {
  check(
    patchOf(
      'containers',
      '        - $patch: replace\n        - name: awsnode\n          env:\n            - name: WARM_IP_TARGET\n              value: "5"\n',
    ),
  );
});

test('the fix', () => {
  const right = patch({ AWS_VPC_K8S_CNI_LOGLEVEL: 'INFO' });
  checkFix(
    right.replace('- name: aws-node', '- name: "aws-nod"'),
    'Rename to aws-node',
    right.replace('- name: aws-node', '- name: "aws-node"'),
  );
});
