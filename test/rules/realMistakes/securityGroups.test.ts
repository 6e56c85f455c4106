import { groupIds, policy, workload } from '../../../server/src/core/rules/support/policyExamples.js';
import { whole } from '../../support/manifest.js';
import { mistake, noted } from '../../support/mistake.js';

// Security groups for pods.

const POD_ENI = '- name: ENABLE_POD_ENI\n  value: "true"\n';
const STANDARD = `${POD_ENI}- name: POD_SECURITY_GROUP_ENFORCING_MODE
  value: standard
- name: AWS_VPC_K8S_CNI_EXTERNALSNAT
  value: "true"
`;
const EARLY_DEMUX_OFF = '- name: DISABLE_TCP_EARLY_DEMUX\n  value: "true"\n';

const probed = (note = ''): string => `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
  namespace: shop
spec:
  selector:
    matchLabels:
      app: shop
  template:
    metadata:
      labels:
        app: shop
    spec:
      containers:
        - name: shop
          image: example.com/shop:1.0.0
          livenessProbe:${note}
            tcpSocket:
              port: 8080
`;

mistake(40, 'probes of pods with security groups fail', {
  wrong: {
    'cni/aws-node.yaml': whole(`${POD_ENI}#        ^^^^^^ warning strict-mode-with-early-demux
`),
    'shop/policy.yaml': policy(),
    'shop/deployment.yaml': probed(`
#         ^^^^^^^^^^^^^ information strict-mode-with-early-demux`),
    'kustomization.yaml': 'resources: [cni, shop]\n',
  },
  right: {
    'cni/aws-node.yaml': whole(POD_ENI, { init: EARLY_DEMUX_OFF }),
    'shop/policy.yaml': policy(),
    'shop/deployment.yaml': probed(),
    'kustomization.yaml': 'resources: [cni, shop]\n',
  },
});

mistake(41, 'DISABLE_TCP_EARLY_DEMUX in the container that does not read it', {
  wrong: whole(`${POD_ENI}- name: DISABLE_TCP_EARLY_DEMUX
#       ^^^^^^^^^^^^^^^^^^^^^^^ warning wrong-container
  value: "true"
`),
  right: whole(POD_ENI, { init: EARLY_DEMUX_OFF }),
});

const IDS = Array.from({ length: 17 }, (_, i) => `sg-0a1b2c3d4e5f607${i + 10}`);
const grouped = (count: number): string => policy(undefined, { groups: IDS.slice(0, count) });

// A warning up to any number: it is EC2 that refuses the interface, and old CRDs alone that refuse the sixth group.
mistake(42, 'too many security groups in a policy', {
  wrong: [
    noted(grouped(6), `- ${IDS[5]}`, 'warning too-many-groups'),
    noted(grouped(17), `- ${IDS[16]}`, 'warning too-many-groups'),
  ],
  right: grouped(5),
});

const shop = policy(undefined, { name: 'shop', groups: groupIds(3) });
const all = (count: number, selector = 'podSelector: {}'): string =>
  policy(selector, { name: 'all', groups: groupIds(count, 4) });

mistake(43, 'policies that are thought to replace each other, and one without a selector for all pods', {
  wrong: [
    noted(shop, 'groupIds:', 'warning too-many-groups-together') +
      noted(all(3), 'groupIds:', 'warning too-many-groups-together') +
      noted(workload(), 'name: shop', 'information too-many-groups-together'),
    shop + noted(all(2, 'podSelector:'), 'podSelector:', 'warning missing-selector') + workload(),
  ],
  right: shop + all(2) + workload(),
});

const bare = (spec: string): string => `
apiVersion: vpcresources.k8s.aws/v1beta1
kind: SecurityGroupPolicy
metadata:
  name: shop
  namespace: shop
spec:
${spec}`;
const GROUPS = `  securityGroups:
    groupIds:
      - sg-0a1b2c3d4e5f60711
`;

// By itself a policy without selectors may be a patch, which is information: beside another one it is none.
mistake(44, 'a policy without a selector, and one without groups', {
  wrong: [
    noted(bare(GROUPS), 'spec:', 'information missing-selector'),
    `${policy(undefined, { name: 'cart' })}${noted(bare(GROUPS), 'spec:', 'warning missing-selector')}`,
    bare(`  podSelector: {}
  securityGroups: {}
# ^^^^^^^^^^^^^^ warning missing-groups
`),
  ],
  right: [
    bare(`  podSelector: {}
${GROUPS}`),
    bare(`  serviceAccountSelector:
    matchLabels:
      app: shop
${GROUPS}`),
  ],
});

const daemonSet = (name: string): string => `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: ${name}
  namespace: kube-system
spec:
  selector:
    matchLabels:
      k8s-app: ${name}
  template:
    metadata:
      labels:
        k8s-app: ${name}
    spec:
      hostNetwork: true
      containers:
        - name: agent
          image: example.com/${name}:1.0.0
`;

const strict = (severity = ''): string =>
  whole(
    `- name: ENABLE_POD_ENI
  value: "true"
${severity && `#        ^^^^^^ ${severity} strict-mode-with-link-local\n`}`,
    { init: EARLY_DEMUX_OFF },
  );
const LINK_LOCAL = 'information strict-mode-with-link-local';

mistake(45, 'strict mode with NodeLocal DNSCache', {
  wrong: {
    'aws-node.yaml': strict('warning'),
    'dns.yaml': noted(daemonSet('node-local-dns'), 'name: node-local-dns', LINK_LOCAL),
  },
  right: { 'aws-node.yaml': whole(STANDARD), 'dns.yaml': daemonSet('node-local-dns') },
});

const AMBIENT = `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    istio.io/dataplane-mode: ambient
`;

mistake(46, 'strict mode with EKS Pod Identity, or with the ambient mesh of Istio', {
  wrong: [
    {
      'aws-node.yaml': strict('information'),
      'agent.yaml': noted(daemonSet('eks-pod-identity-agent'), 'name: eks-pod-identity-agent', LINK_LOCAL),
    },
    {
      'aws-node.yaml': strict('information'),
      'namespace.yaml': noted(AMBIENT, 'name: shop', LINK_LOCAL),
      'policy.yaml': policy(),
    },
  ],
  right: [
    { 'aws-node.yaml': whole(STANDARD), 'agent.yaml': daemonSet('eks-pod-identity-agent') },
    { 'aws-node.yaml': whole(STANDARD), 'namespace.yaml': AMBIENT, 'policy.yaml': policy() },
  ],
});

mistake(47, 'a misspelt mode', {
  wrong: whole(`${POD_ENI}- name: POD_SECURITY_GROUP_ENFORCING_MODE
  value: "Standard"
#        ^^^^^^^^^^ error unknown-security-group-mode
- name: AWS_VPC_K8S_CNI_EXTERNALSNAT
  value: "true"
`),
  right: whole(STANDARD),
});
