import { atLeast, before } from '../domain/versions.js';
import { containerOf } from '../model/effective.js';
import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';

/** From this release on ipamd listens on a socket file only, and agents before this one do not know it. */
const SOCKET_SINCE = '1.23.0';
const FIRST_AGENT = '1.4.1';

export const agentTooOld: Rule = {
  id: 'agent-too-old',
  severity: 'warning',
  summary: 'The node agent is too old for this release of the plugin.',
  why: `
With 1.23.0 ipamd moved from a local TCP port to the socket \`/var/run/aws-node/ipamd.sock\`. Node agents before 1.4.1 look
for it at the port and do not reach it. Update \`aws-network-policy-agent\` together with the plugin.`,
  bad: awsNode({}, { agent: ['enable-network-policy=false'] }).replace('agent:v1.4.2', 'agent:v1.3.0'),
  good: awsNode({}, { agent: ['enable-network-policy=false'] }),
  sources: [
    'aws/amazon-vpc-cni-k8s release v1.23.0',
    'aws/amazon-vpc-cni-k8s config/master/aws-k8s-cni.yaml',
  ],

  *check({ installs }) {
    for (const install of installs) {
      const agent = containerOf(install, 'aws-eks-nodeagent');
      if (!install.release || !agent?.image || !agent.version) continue;
      if (!atLeast(install.release, SOCKET_SINCE) || !before(agent.version, FIRST_AGENT)) continue;
      yield at(
        agent.image,
        `Node agent ${agent.version} cannot reach ipamd of release ${install.release}. Use ${FIRST_AGENT} or later.`,
      );
    }
  },
};
