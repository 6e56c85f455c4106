import { VARIABLES } from '../domain/variables.js';
import { atLeast } from '../domain/versions.js';
import { containerOf, settingOf, textOf, UNKNOWN } from '../model/effective.js';
import type { Setting } from '../model/facts.js';
import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { removal } from './support/fixes.js';

const MODE = { NETWORK_POLICY_ENFORCING_MODE: 'standard' };

export const enforcingModeWithoutNodeAgent: Rule = {
  id: 'enforcing-mode-without-node-agent',
  severity: 'warning',
  summary: '`NETWORK_POLICY_ENFORCING_MODE` is set, and there is no node agent.',
  why: `
Where this variable is set, to whatever value, the plugin calls the node agent whenever a pod starts. Without the container
\`aws-eks-nodeagent\` the call fails after two seconds, and the pod with it. To run without the agent the variable has to
be removed; an empty value makes ipamd exit. Releases before 1.20.0 did without the agent.

The Helm chart leaves the variable out of \`env\` where \`nodeAgent.enabled\` is false: there, what is written just does nothing.`,
  bad: awsNode(MODE),
  good: awsNode(MODE, { agent: ['enable-network-policy=false'] }),
  sources: ['aws/amazon-vpc-cni-k8s cmd/routed-eni-cni-plugin/cni.go, add', 'aws/amazon-vpc-cni-k8s#3254'],

  *check({ installs }) {
    for (const install of installs) {
      if (!install.complete || containerOf(install, 'aws-eks-nodeagent')) continue;
      const setting = settingOf(install, 'NETWORK_POLICY_ENFORCING_MODE');
      if (setting && isLeftOut(setting)) {
        yield {
          ...at(
            setting.value,
            'The chart leaves this out, since nodeAgent.enabled is false. Remove it, or enable the node agent.',
            removal(install, setting),
          ),
          severity: 'information',
          tag: 'unnecessary',
        };
      }
      const mode = textOf(install, 'NETWORK_POLICY_ENFORCING_MODE');
      // An empty text is worse: ipamd exits.
      if (!setting || mode === UNKNOWN || !mode || !atLeast(install.release, '1.20.0')) continue;
      yield at(
        setting.value,
        'There is no aws-eks-nodeagent container to call, so every pod start fails. Remove this variable, or add the node agent.',
        removal(install, setting),
      );
    }
  },
};

/** The chart does not set it; what it would set anyway is not worth a word. */
const isLeftOut = ({ value: { value } }: Setting): boolean =>
  value.kind === 'unset' &&
  value.leftOut !== undefined &&
  value.leftOut !== VARIABLES.NETWORK_POLICY_ENFORCING_MODE.manifest;
