import { at, type Rule, type Severity } from './rule.js';
import { awsNode } from './support/example.js';
import { shown, textsRead } from './support/places.js';

/** Variables with a path of the container at which the node should be, and what becomes of files elsewhere. */
const PATHS: ReadonlyMap<string, { readonly lost: string; readonly severity: Severity }> = new Map([
  [
    'AWS_VPC_K8S_CNI_BACKING_STORE',
    {
      lost: 'the file goes with the container, and addresses in use may be handed out again',
      severity: 'warning',
    },
  ],
  ['AWS_VPC_K8S_CNI_LOG_FILE', { lost: 'the log goes with the container', severity: 'information' }],
  [
    'HOST_CNI_BIN_PATH',
    { lost: 'the binaries stay in the container and the node gets none', severity: 'warning' },
  ],
  [
    'HOST_CNI_CONFDIR_PATH',
    {
      lost: 'the container runtime never sees the conflist and the node stays NotReady',
      severity: 'warning',
    },
  ],
]);

const withMount = (manifest: string): string =>
  manifest.replace(
    '          image: amazon-k8s-cni:',
    '          volumeMounts:\n            - mountPath: /var/run/aws-node\n              name: run-dir\n          image: amazon-k8s-cni:',
  );

export const pathNotMounted: Rule = {
  id: 'path-not-mounted',
  severity: 'warning',
  summary: 'A path leads to a place of the container that no volume is mounted at.',
  why: `
A file that must outlive the container, or that the node has to see, belongs below a \`volumeMount\`. Elsewhere it is written
without complaint and vanishes with the container: the list of addresses in use (\`AWS_VPC_K8S_CNI_BACKING_STORE\`), the
binaries (\`HOST_CNI_BIN_PATH\`), the configuration of the container runtime (\`HOST_CNI_CONFDIR_PATH\`) or the log
(\`AWS_VPC_K8S_CNI_LOG_FILE\`).`,
  bad: withMount(awsNode({ AWS_VPC_K8S_CNI_BACKING_STORE: '"/tmp/ipam.json"' })),
  good: withMount(awsNode({ AWS_VPC_K8S_CNI_BACKING_STORE: '"/var/run/aws-node/addresses.json"' })),
  sources: [
    'aws/amazon-vpc-cni-k8s pkg/ipamd/ipamd.go:2022-2027',
    'aws/amazon-vpc-cni-k8s cmd/aws-vpc-cni/main.go:425,460-461',
    'aws/amazon-vpc-cni-k8s config/master/aws-k8s-cni.yaml',
  ],

  *check(facts) {
    for (const { setting, text, container } of textsRead(facts)) {
      const path = PATHS.get(setting.name.value);
      const mounts = container.mounts ?? [];
      if (!path || text === '' || /^std(out|err)$/i.test(text) || mounts.length === 0) continue;
      if (mounts.some((mount) => `${text}/`.startsWith(mount.replace(/\/*$/, '/')))) continue;
      yield {
        ...at(
          setting.value,
          `No volume is mounted at ${shown(text)}: ${path.lost}. Choose a path below a mount.`,
        ),
        severity: path.severity,
      };
    }
  },
};
