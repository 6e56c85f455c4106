import { RULES } from '../../server/src/core/rules/index.js';
import type { Settings } from '../../server/src/core/settings.js';

interface Rest {
  /** Items of the init container's `env`; absent: none. */
  readonly init?: string;
  /** Arguments of the node agent; absent: there is none. */
  readonly agent?: string;
  readonly version?: string;
}

/**
 * A whole aws-node DaemonSet round the items of its `env`, which are written at column 0 with notes between them.
 * `ENABLE_IPv4` is on unless they say otherwise.
 */
export function whole(env: string, { init, agent, version = 'v1.23.1' }: Rest = {}): string {
  const ipv4 = /\bENABLE_IPv4\b/.test(env) ? '' : '- name: ENABLE_IPv4\n  value: "true"\n';
  return `
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
${init ? `          env:\n${indented(init)}` : ''}          image: amazon-k8s-cni-init:${version}
      containers:
        - name: aws-node
          image: amazon-k8s-cni:${version}
          env:
${indented(ipv4 + env.trim())}${agent ? nodeAgent(agent) : ''}`;
}

/** A patch with these items of the `env` of aws-node: the rest is somewhere else. */
export const patch = (env: string): string => `
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
spec:
  template:
    spec:
      containers:
        - name: aws-node
          env:
${indented(env)}`;

const nodeAgent = (args: string): string => `        - name: aws-eks-nodeagent
          image: amazon/aws-network-policy-agent:v1.4.2
          args:
${indented(args)}`;

const PAD = ' '.repeat(12);

/** Further right, but for the `#` of a note, which stays where it is. */
const indented = (text: string): string =>
  text
    .trim()
    .split('\n')
    .map((line) => (line.startsWith('#') ? `#${PAD}${line.slice(1)}\n` : `${PAD}${line}\n`))
    .join('');

/** Settings that leave one rule on: for values that other rules have something to say about too. */
export const only = (id: string): Partial<Settings> => ({
  rules: Object.fromEntries(RULES.flatMap((rule) => (rule.id === id ? [] : [[rule.id, 'off' as const]]))),
});
