import assert from 'node:assert/strict';
import { test } from 'node:test';
import { read } from '../support/karpenter.js';

/** `label team=a`, `annotation …`, with a question mark where a value is not known, `asked` where nodes do not get it. */
function marks(text: string): string[] {
  return read(text).nodeMarks.map(({ form, key, value, given, group }) => {
    const { value: name, span, inner } = value;
    if (name !== undefined) assert.equal(text.slice(span.start, span.end), name, `${key} stands elsewhere`);
    if (inner !== undefined) assert.equal(inner, span.start);
    assert.ok(name === undefined || inner !== undefined || text.includes('\\'), `${key} cannot be renamed`);
    return `${group?.name?.value ?? '-'} ${given ? '' : 'asked '}${form} ${key}=${name ?? '?'}`;
  });
}

test('groups of eksctl: labels, settings of Bottlerocket, and what scripts tell kubelet', () => {
  assert.deepEqual(
    marks(`apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: { name: dev }
nodeGroups:
  - name: a
    labels: { k8s.amazonaws.com/eniConfig: "pods-a", team: \${TEAM} }
    preBootstrapCommands:
      - "echo 'KUBELET_EXTRA_ARGS=--node-labels=x=1,y=2' > /etc/x"
    overrideBootstrapCommand: |
      #!/bin/bash
      # --node-labels=no=1
      /etc/eks/bootstrap.sh dev --kubelet-extra-args '--node-labels=pods=b,zone=$ZONE \\
        --max-pods=20'
managedNodeGroups:
  - name: b
    bottlerocket:
      settings:
        kubernetes:
          node-labels: { pods: c }
`),
    [
      'a label k8s.amazonaws.com/eniConfig=pods-a',
      'a label team=?',
      'a label pods=b',
      'a label zone=?',
      'a label x=1',
      'a label y=2',
      'b label pods=c',
    ],
  );
});

test('a pool of Karpenter: its template, and requirements that no zone and no system has', () => {
  assert.deepEqual(
    marks(`apiVersion: karpenter.sh/v1
kind: NodePool
metadata: { name: a }
spec:
  template:
    metadata:
      labels: { pods: a, kubernetes.io/arch: amd64 }
      annotations: { k8s.amazonaws.com/eniConfig: b }
    spec:
      nodeClassRef: { group: karpenter.k8s.aws, kind: EC2NodeClass, name: a }
      requirements:
        - { key: karpenter.k8s.aws/instance-family, operator: In, values: [m5] }
        - { key: topology.kubernetes.io/zone, operator: In, values: [us-west-2a] }
        - { key: k8s.amazonaws.com/eniConfig, operator: In, values: [c, 'd'] }
        - { key: team, operator: NotIn, values: [e] }
`),
    [
      'a label pods=a',
      'a annotation k8s.amazonaws.com/eniConfig=b',
      'a label k8s.amazonaws.com/eniConfig=c',
      'a label k8s.amazonaws.com/eniConfig=d',
    ],
  );
});

test('a Provisioner', () => {
  assert.deepEqual(
    marks(`apiVersion: karpenter.sh/v1alpha5
kind: Provisioner
metadata: { name: a }
spec:
  labels: { pods: a }
  annotations: { pods: b }
  requirements: [{ key: team, operator: In, values: [c] }]
`),
    ['a label pods=a', 'a annotation pods=b', 'a label team=c'],
  );
});

test('user data: a NodeConfig among other parts, and TOML of Bottlerocket', () => {
  const nodeClass = (data: string): string => `apiVersion: karpenter.k8s.aws/v1
kind: EC2NodeClass
metadata: { name: a }
spec:
  userData: |
${data.replace(/^(?=.)/gm, '    ')}`;
  assert.deepEqual(
    marks(
      nodeClass(`MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="//"

--//
Content-Type: application/node.eks.aws

apiVersion: node.eks.aws/v1alpha1
kind: NodeConfig
spec:
  kubelet:
    flags:
      - --node-labels=pods=a,team=b

--//--
`),
    ),
    ['a label pods=a', 'a label team=b'],
  );
  assert.deepEqual(
    marks(
      nodeClass(`[settings.kubernetes]
max-pods = 20
[settings.kubernetes.node-labels]
"k8s.amazonaws.com/eniConfig" = "a"
pods = 'b' # of the team
[settings.kubernetes.node-taints]
"pods" = "c:NoSchedule"
`),
    ),
    ['a label k8s.amazonaws.com/eniConfig=a', 'a label pods=b'],
  );
});

test('NodeConfig, kOps and Cluster API', () => {
  assert.deepEqual(
    marks(`apiVersion: node.eks.aws/v1alpha1
kind: NodeConfig
spec:
  kubelet:
    flags: ["--node-labels=pods=a", --v=2]
`),
    ['- label pods=a'],
  );
  assert.deepEqual(
    marks(`apiVersion: kops.k8s.io/v1alpha2
kind: InstanceGroup
metadata: { name: a }
spec:
  role: Node
  nodeLabels: { kops.k8s.io/instancegroup: a, pods: a }
`),
    ['a label pods=a'],
  );
  assert.deepEqual(
    marks(`apiVersion: bootstrap.cluster.x-k8s.io/v1beta2
kind: EKSConfigTemplate
metadata: { name: a }
spec:
  template:
    spec:
      kubeletExtraArgs: { node-labels: "pods=a, team=b" }
`),
    ['a label pods=a', 'a label team=b'],
  );
  assert.deepEqual(
    marks(`apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
kind: AWSManagedMachinePool
metadata: { name: a }
spec: { labels: { pods: a } }
`),
    ['a label pods=a'],
  );
  // Cluster API leaves other labels of machines on the machines.
  assert.deepEqual(
    marks(`apiVersion: cluster.x-k8s.io/v1beta1
kind: MachineDeployment
metadata: { name: a }
spec:
  template:
    metadata: { labels: { pods: a, node.cluster.x-k8s.io/pods: b } }
    spec: { infrastructureRef: { kind: AWSMachineTemplate, name: a } }
`),
    ['a label node.cluster.x-k8s.io/pods=b'],
  );
});

test('node groups and launch templates of CloudFormation', () => {
  assert.deepEqual(
    marks(`Resources:
  Managed:
    Type: AWS::EKS::Nodegroup
    Properties:
      Labels: { pods: a, team: !Ref Team }
      LaunchTemplate: { Id: !Ref Own }
  Own:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        UserData:
          Fn::Base64: !Sub |
            #!/bin/bash
            /etc/eks/bootstrap.sh \${Cluster} --kubelet-extra-args --node-labels=x=\${X},y=1
  Alone:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        UserData:
          Fn::Base64: |
            #!/bin/bash
            /etc/eks/bootstrap.sh dev --kubelet-extra-args "--node-labels=pods=b"
`),
    [
      'Managed label pods=a',
      'Managed label team=?',
      'Managed label x=?',
      'Managed label y=1',
      'Alone label pods=b',
    ],
  );
});

test('a Node', () => {
  const [text, found] = [
    `apiVersion: v1
kind: Node
metadata:
  name: ip-10-0-0-1.ec2.internal
  labels: { topology.kubernetes.io/zone: us-west-2a, kubernetes.io/os: linux, pods: a }
  annotations: { k8s.amazonaws.com/eniConfig: a }
`,
    [
      '- label topology.kubernetes.io/zone=us-west-2a',
      '- label pods=a',
      '- annotation k8s.amazonaws.com/eniConfig=a',
    ],
  ];
  assert.deepEqual(marks(text), found);
  assert.deepEqual(marks(text.replace('v1', 'example.com/v1')), []);
});

test('pods that ask for nodes by their ENIConfig, and by nothing else', () => {
  assert.deepEqual(
    marks(`apiVersion: apps/v1
kind: Deployment
metadata: { name: a }
spec:
  template:
    spec:
      nodeSelector: { k8s.amazonaws.com/eniConfig: a, team: b }
      affinity:
        nodeAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            nodeSelectorTerms:
              - matchExpressions:
                  - { key: vpc.amazonaws.com/externalEniConfig, operator: In, values: [c, d] }
                  - { key: k8s.amazonaws.com/eniConfig, operator: NotIn, values: [e] }
      containers: [{ name: a, image: a }]
`),
    [
      '- asked label k8s.amazonaws.com/eniConfig=a',
      '- asked label vpc.amazonaws.com/externalEniConfig=c',
      '- asked label vpc.amazonaws.com/externalEniConfig=d',
    ],
  );
});

test('no more than an object written by hand would have', () => {
  const many = Array.from({ length: 1000 }, (_, i) => `x${i}: a`).join(', ');
  const node = (labels: string) => `apiVersion: v1\nkind: Node\nmetadata: { labels: { ${labels} } }\n`;
  assert.equal(marks(node(many)).length, 50);
  assert.deepEqual(marks(node(`long: ${'a'.repeat(254)}`)), []);
});

test('an escape in the text: the place is known, and no other text goes there letter by letter', () => {
  assert.deepEqual(
    marks(`apiVersion: node.eks.aws/v1alpha1
kind: NodeConfig
spec:
  kubelet:
    flags: ["--node-labels\\x3dpods=a"]
`),
    ['- label pods=a'],
  );
});
