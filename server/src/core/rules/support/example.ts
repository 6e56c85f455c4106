/** Manifests for the `bad` and `good` of rules: short to write there, whole in the docs and in tests. */

type Env = Readonly<Record<string, string>>;

/** Enough for aws-node to start. */
const BASE: Env = { ENABLE_IPv4: '"true"' };

interface Rest {
  /** `env` of the init container; absent: the container is there with `ENABLE_IPv6: "false"`. */
  readonly init?: Env;
  /** Arguments of the node agent, without dashes; absent: no agent. */
  readonly agent?: readonly string[];
  readonly version?: string;
}

/** A whole aws-node DaemonSet. Values are written as they are given: quote them. */
export const awsNode = (env: Env, { init = {}, agent, version = 'v1.23.1' }: Rest = {}): string => `
apiVersion: apps/v1
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
      initContainers:
        - name: aws-vpc-cni-init
          image: amazon-k8s-cni-init:${version}
${list(init)}      containers:
        - name: aws-node
          image: amazon-k8s-cni:${version}
${list({ ...BASE, ...env })}            - name: MY_NODE_NAME
              valueFrom:
                fieldRef:
                  fieldPath: spec.nodeName
${agent ? agentContainer(agent) : ''}`;

const list = (env: Env): string => {
  const items = Object.entries(env).map(
    ([name, value]) => `            - name: ${name}\n              value: ${value}\n`,
  );
  return items.length > 0 ? `          env:\n${items.join('')}` : '';
};

const agentContainer = (args: readonly string[]): string => `        - name: aws-eks-nodeagent
          image: amazon/aws-network-policy-agent:v1.4.2
          args:
${args.map((arg) => `            - --${arg}\n`).join('')}`;

/** A patch: only these settings, the rest is somewhere else. */
export const patch = (env: Env): string => `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
  namespace: kube-system
spec:
  template:
    spec:
      containers:
        - name: aws-node
${list(env)}`;
