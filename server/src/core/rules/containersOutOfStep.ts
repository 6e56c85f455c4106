import type { Variable } from '../domain/variable.js';
import { isVariable, VARIABLES, type VariableName } from '../domain/variables.js';
import { containerOf, effective, isOn, settingOf, UNKNOWN } from '../model/effective.js';
import type { ContainerFacts, Install } from '../model/facts.js';
import { at, type Finding, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { seeAlso, setTo } from './support/fixes.js';

export const containersOutOfStep: Rule = {
  id: 'containers-out-of-step',
  severity: 'warning',
  summary: 'aws-node and its init container have different values for one variable.',
  why: `
Some variables are read by both containers, each from its own \`env\`. With \`ENABLE_IPv6\` and \`ENABLE_V6_EGRESS\` the init
container sets the kernel parameters that IPv6 needs on the node; into \`HOST_CNI_BIN_PATH\` both copy binaries. Setting one
of them in aws-node alone leaves the node half prepared.`,
  bad: awsNode({ ENABLE_V6_EGRESS: '"true"' }),
  good: awsNode({ ENABLE_V6_EGRESS: '"true"' }, { init: { ENABLE_V6_EGRESS: '"true"' } }),
  sources: [
    'aws/amazon-vpc-cni-k8s cmd/aws-vpc-cni-init/main.go, configureIPv6Settings',
    'aws/amazon-vpc-cni-k8s README.md, ENABLE_V6_EGRESS',
  ],

  *check({ installs }) {
    for (const install of installs) {
      for (const name of SHARED) {
        const finding = difference(install, name);
        if (finding) yield finding;
      }
    }
  },
};

const SHARED: readonly VariableName[] = Object.entries(VARIABLES as Record<string, Variable>).flatMap(
  ([name, { mustMatch }]) => (mustMatch && isVariable(name) ? [name] : []),
);

function difference(install: Install, name: VariableName): Finding | undefined {
  const container = containerOf(install, 'aws-vpc-cni-init');
  const main = containerOf(install, 'aws-node');
  if (!container || !main) return undefined;
  const ours = effective(install, name, 'aws-node');
  const theirs = effective(install, name, 'aws-vpc-cni-init');
  if (ours === UNKNOWN || theirs === UNKNOWN || ours === theirs) return undefined;
  // In IPv6 mode aws-node does not read it.
  if (name === 'ENABLE_V6_EGRESS' && isOn(install, 'ENABLE_IPv6')) return undefined;
  if (typeof ours === 'string' && mounts(main, ours) !== false && mounts(container, `${theirs}`) !== false) {
    return undefined;
  }
  const place =
    settingOf(install, name, 'aws-vpc-cni-init')?.value ?? settingOf(install, name, 'aws-node')?.value;
  if (!place) return undefined;
  const what =
    typeof ours === 'string'
      ? `aws-node copies its binaries to ${ours}, aws-vpc-cni-init to ${theirs}.`
      : `aws-node runs with ${name} ${ours}, and aws-vpc-cni-init prepares the node as for ${theirs}.`;
  return {
    ...at(
      place,
      `${what} Both need the same value.`,
      setTo(install, name, `${ours}`, { role: 'aws-vpc-cni-init' }),
    ),
    related: settingOf(install, name, 'aws-vpc-cni-init')
      ? seeAlso(install, name, 'The value of aws-node.', 'aws-node')
      : [{ span: container.name.span, message: `${name} is missing here.` }],
  };
}

/** The same directory may be mounted under different paths. Undefined: the mounts are not known. */
const mounts = ({ mounts }: ContainerFacts, path: string): boolean | undefined =>
  mounts?.some((mount) => path === mount || path.startsWith(`${mount}/`));
