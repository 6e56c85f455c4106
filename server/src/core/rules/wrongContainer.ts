import { isKnownKey } from '../domain/addonSchema.js';
import type { Container, Variable } from '../domain/variable.js';
import { isVariable, VARIABLES, type VariableName } from '../domain/variables.js';
import { containerOf, isRead, roleOf } from '../model/effective.js';
import type { ContainerFacts, Install, Setting } from '../model/facts.js';
import { at, type Finding, type Rule } from './rule.js';
import { isOfAddon } from './support/addons.js';
import { awsNode } from './support/example.js';
import { listed } from './support/written.js';

/** Put into every container by webhooks and add-ons, whether it reads them or not. */
const EVERYWHERE: readonly VariableName[] = ['AWS_REGION', 'MY_NODE_NAME', 'MY_POD_NAME'];

export const wrongContainer: Rule = {
  id: 'wrong-container',
  severity: 'warning',
  summary: 'The variable is set in a container that does not read it.',
  why: `
The DaemonSet has up to three containers, each with variables of its own. \`DISABLE_TCP_EARLY_DEMUX\` is read by the init
container \`aws-vpc-cni-init\` only, nearly all others by \`aws-node\` only. In the wrong container a variable does nothing,
and nothing says so. In the configuration of the EKS add-on, \`env\` and \`init.env\` have schemas of their own: EKS refuses what
stands in the wrong one.`,
  bad: awsNode({ ENABLE_POD_ENI: '"true"', DISABLE_TCP_EARLY_DEMUX: '"true"' }),
  good: awsNode({ ENABLE_POD_ENI: '"true"' }, { init: { DISABLE_TCP_EARLY_DEMUX: '"true"' } }),
  sources: ['aws/amazon-vpc-cni-k8s#2491', 'aws/amazon-vpc-cni-k8s cmd/aws-vpc-cni-init/main.go'],

  *check({ installs }) {
    for (const install of installs) {
      for (const container of install.containers) {
        for (const setting of container.settings) {
          const finding = judge(install, container, setting);
          if (finding) yield finding;
        }
      }
    }
  },
};

/** Where a container of the add-on has its variables. */
const PATHS: Partial<Record<Container, string>> = { 'aws-node': 'env', 'aws-vpc-cni-init': 'init.env' };

function judge(install: Install, { role }: ContainerFacts, setting: Setting): Finding | undefined {
  const name = setting.name.value;
  if (!isVariable(name) || EVERYWHERE.includes(name) || setting.value.value.kind === 'unset')
    return undefined;
  const variable: Variable = VARIABLES[name];
  if (variable.containers.includes(role) || !isRead(variable, install.release)) return undefined;
  const to = roleOf(name);
  const readers = listed(variable.containers);
  const isRefused =
    isOfAddon(install, setting) &&
    containerOf(install, to) !== undefined &&
    isKnownKey(`${PATHS[to]}.${name}`);
  const message = isRefused
    ? `The schema of the add-on has ${name} below ${PATHS[to]} alone: EKS refuses the configuration. Move it there.`
    : `${role} never reads ${name}: it belongs to ${readers}. Move it there.`;
  return {
    ...(containerOf(install, to)
      ? at(setting.name, message, {
          title: `Move it to ${to}`,
          safe: false,
          kind: 'move',
          install,
          setting,
          to,
        })
      : at(setting.name, message)),
    ...(isRefused ? { severity: 'error' } : { tag: 'unnecessary' }),
  };
}
