/** Manifests of a made-up company, for measurements: the same ones for the same number of files. */

/** Small seeded generator (mulberry32). */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const CLUSTERS = Array.from({ length: 10 }, (_, i) => `clusters/${i < 5 ? 'prod' : 'staging'}-${i}`);
export const fileNames = { typedIn: `${CLUSTERS[0]}/network/eniconfig-a.yaml` };

/** Names and texts of `count` files. */
export function* manifests(count) {
  const rnd = random(count);
  let left = count;
  for (const cluster of CLUSTERS) {
    for (const [name, text] of network(rnd)) {
      if (left-- <= 0) return;
      yield [`${cluster}/${name}`, text];
    }
  }
  for (let i = 0; left > 0; i++, left--) {
    const cluster = CLUSTERS[i % CLUSTERS.length];
    const [kind, text] = app(rnd, i);
    yield [`${cluster}/apps/team-${i % 70}/${kind}-${i}.yaml`, text];
  }
}

const hex = (rnd, length = 17) => Array.from({ length }, () => Math.floor(rnd() * 16).toString(16)).join('');
const times = (count, make) => Array.from({ length: count }, (_, i) => make(i)).join('');
const between = (rnd, least, most) => least + Math.floor(rnd() * (most - least + 1));

/** What one cluster has of ours. */
function network(rnd) {
  return [
    ['kustomization.yaml', `resources:\n  - network\n  - apps\n`],
    ...['a', 'b', 'c'].map((zone) => [`network/eniconfig-${zone}.yaml`, eniConfig(rnd, zone)]),
    ['network/values.yaml', VALUES],
    ['network/aws-node.yaml', AWS_NODE],
    ...Array.from({ length: 12 }, (_, i) => [`nodes/pool-${i}.yaml`, nodePool(rnd, i)]),
    ['nodes/cluster.yaml', eksctl(rnd)],
  ];
}

const eniConfig = (rnd, zone) => `apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-east-1${zone}
spec:
  subnet: subnet-${hex(rnd)}
  securityGroups:
    - sg-${hex(rnd)}
`;

const VALUES = `env:
  AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true"
  ENABLE_PREFIX_DELEGATION: "true"
  ENI_CONFIG_LABEL_DEF: topology.kubernetes.io/zone
  WARM_PREFIX_TARGET: "1"
`;

const AWS_NODE = `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
  namespace: kube-system
spec:
  selector:
    matchLabels:
      k8s-app: aws-node
  template:
    metadata:
      labels:
        k8s-app: aws-node
    spec:
      containers:
        - name: aws-node
          image: 602401143452.dkr.ecr.us-east-1.amazonaws.com/amazon-k8s-cni:v1.23.1
          env:
            - name: AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG
              value: "true"
            - name: ENABLE_IPv4
              value: "true"
            - name: ENABLE_PREFIX_DELEGATION
              value: "true"
            - name: ENI_CONFIG_LABEL_DEF
              value: topology.kubernetes.io/zone
            - name: WARM_PREFIX_TARGET
              value: "1"
            - name: MY_NODE_NAME
              valueFrom:
                fieldRef:
                  fieldPath: spec.nodeName
`;

const nodePool = (rnd, i) => `apiVersion: karpenter.sh/v1
kind: NodePool
metadata:
  name: pool-${i}
spec:
  template:
    metadata:
      labels:
        team: team-${i}
    spec:
      requirements:
        - key: node.kubernetes.io/instance-type
          operator: In
          values: [m5.large, m5.xlarge, "m6i.${i % 2 ? '2' : '4'}xlarge"]
        - key: topology.kubernetes.io/zone
          operator: In
          values: [us-east-1a, us-east-1b, us-east-1c]
      nodeClassRef:
        group: karpenter.k8s.aws
        kind: EC2NodeClass
        name: class-${i}
---
apiVersion: karpenter.k8s.aws/v1
kind: EC2NodeClass
metadata:
  name: class-${i}
spec:
  amiSelectorTerms:
    - alias: al2023@latest
  role: nodes
  securityGroupSelectorTerms:
    - id: sg-${hex(rnd)}
  subnetSelectorTerms:
    - id: subnet-${hex(rnd)}
  userData: |
    #!/bin/bash
    # ${hex(rnd, 40)}
    systemctl restart chronyd
`;

const eksctl = (rnd) => `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: cluster-${hex(rnd, 6)}
  region: us-east-1
  version: "1.33"
managedNodeGroups:
${times(
  6,
  (i) => `  - name: group-${i}
    instanceType: m5.${i % 2 ? '' : 'x'}large
    desiredCapacity: ${1 + i}
    subnets: [subnet-${hex(rnd)}]
    preBootstrapCommands:
      - echo ${hex(rnd, 60)}
`,
)}`;

/** What the others of a company have: one of these kinds, by how often they are met. */
function app(rnd, i) {
  const share = rnd();
  if (share < 0.36) return ['service', workload(rnd, i)];
  if (share < 0.55) return ['config', configMap(rnd, i)];
  if (share < 0.67) return ['release', helmRelease(rnd, i)];
  if (share < 0.72) return ['policy', networkPolicy(i)];
  if (share < 0.74) return ['groups', securityGroupPolicy(rnd, i)];
  if (share < 0.8) return ['crd', customResource(rnd, i)];
  if (share < 0.88) return ['pipeline', pipeline(rnd, i)];
  if (share < 0.92) return ['job', cronJob(rnd, i)];
  return ['ingress', ingress(i)];
}

const workload = (rnd, i) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: service-${i}
  namespace: team-${i % 70}
  labels:
    app.kubernetes.io/name: service-${i}
    app.kubernetes.io/part-of: platform-${i % 9}
spec:
  replicas: ${between(rnd, 1, 6)}
  selector:
    matchLabels:
      app.kubernetes.io/name: service-${i}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: service-${i}
        app.kubernetes.io/part-of: platform-${i % 9}
    spec:
      serviceAccountName: service-${i}
      containers:
        - name: main # the service itself
          image: 123456789012.dkr.ecr.us-east-1.amazonaws.com/service-${i}:1.${i % 30}
          env:
${times(between(rnd, 3, 25), (k) => `            - name: SETTING_${k}\n              value: "${hex(rnd, 24)}"\n`)}          ports:
            - containerPort: 8080
          readinessProbe:
            httpGet:
              path: /ready
              port: 8080
          resources:
            limits:
              cpu: ${100 + (i % 9) * 50}m
              memory: 256Mi
---
apiVersion: v1
kind: Service
metadata:
  name: service-${i}
  namespace: team-${i % 70}
spec:
  selector:
    app.kubernetes.io/name: service-${i}
  ports:
    - port: 80
      targetPort: 8080
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: service-${i}
  namespace: team-${i % 70}
  annotations:
    eks.amazonaws.com/role-arn: arn:aws:iam::123456789012:role/service-${i}
`;

const configMap = (rnd, i) => `apiVersion: v1
kind: ConfigMap
metadata:
  name: config-${i}
  namespace: team-${i % 70}
data:
  application.properties: |
${times(between(rnd, 5, 300), (k) => `    service.setting.${k}=${hex(rnd, 30)}\n`)}`;

const helmRelease = (rnd, i) => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: release-${i}
  namespace: team-${i % 70}
spec:
  interval: 10m
  chart:
    spec:
      chart: service
      version: 3.${i % 20}.0
      sourceRef:
        kind: HelmRepository
        name: company
  values:
    image:
      repository: 123456789012.dkr.ecr.us-east-1.amazonaws.com/service-${i}
      tag: 1.${i % 30}.0
    env:
${times(between(rnd, 3, 40), (k) => `      SETTING_${k}: "${hex(rnd, 20)}"\n`)}`;

const networkPolicy = (i) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: policy-${i}
  namespace: team-${i % 70}
spec:
  podSelector:
    matchLabels:
      app.kubernetes.io/name: service-${i}
  policyTypes: [Ingress, Egress]
  ingress:
    - from:
        - ipBlock:
            cidr: 10.${i % 256}.0.0/16
            except: [10.${i % 256}.1.0/24]
  egress:
    - to:
        - namespaceSelector: {}
`;

const securityGroupPolicy = (rnd, i) => `apiVersion: vpcresources.k8s.aws/v1beta1
kind: SecurityGroupPolicy
metadata:
  name: groups-${i}
  namespace: team-${i % 70}
spec:
  podSelector:
    matchLabels:
      app.kubernetes.io/name: service-${i}
  securityGroups:
    groupIds:
      - sg-${hex(rnd)}
`;

const customResource = (rnd, i) => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: things${i}.example.com
spec:
  group: example.com
  names:
    kind: Thing${i}
    plural: things${i}
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
${times(
  between(rnd, 40, 300),
  (k) => `            field${k}:
              description: ${hex(rnd, 60)} is what the field says when nobody else has said it before
              type: string
`,
)}`;

const pipeline = (rnd, i) => `name: build-${i}
on:
  push:
    branches: [main]
jobs:
${times(
  between(rnd, 1, 6),
  (k) => `  job-${k}:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: make target-${k} HASH=${hex(rnd, 20)}
`,
)}`;

const cronJob = (rnd, i) => `apiVersion: batch/v1
kind: CronJob
metadata:
  name: job-${i}
  namespace: team-${i % 70}
spec:
  schedule: "${i % 60} 3 * * *"
  jobTemplate:
    spec:
      template:
        metadata:
          labels:
            app: job-${i}
        spec:
          restartPolicy: Never
          containers:
            - name: job
              image: example/job:${hex(rnd, 12)}
              args: ["--seed", "${hex(rnd, 24)}"]
`;

const ingress = (i) => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: ingress-${i}
  namespace: team-${i % 70}
spec:
  ingressClassName: alb
  rules:
    - host: service-${i}.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: service-${i}
                port:
                  number: 80
`;
