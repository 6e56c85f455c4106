import { at, type Rule } from './rule.js';
import { byNetwork, fieldBlocks } from './support/cidrFields.js';
import { shown } from './support/places.js';
import { ranges, touches } from './support/ranges.js';

export const dockerBridgeOverlap: Rule = {
  id: 'docker-bridge-overlap',
  severity: 'warning',
  summary: 'A VPC or a subnet overlaps `172.17.0.0/16`, the network of Docker.',
  why: `
Docker gives \`172.17.0.0/16\` to its own bridge. On a machine with Docker, traffic to addresses there goes to the bridge and
never leaves: it reaches neither pods nor databases nor the network on premises behind them. Nodes of EKS have had no Docker
since Kubernetes 1.24, but build machines, AWS Cloud9 and Amazon SageMaker have, and AWS advises against the block for any VPC.

The blocks of a VPC cannot be changed once it has addresses in use, so this is best decided before it is made.`,
  bad: `
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
  region: eu-central-1
vpc:
  cidr: 172.17.0.0/16
`,
  good: `
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: shop
  region: eu-central-1
vpc:
  cidr: 172.18.0.0/16
`,
  sources: ['VPC user guide, "VPC CIDR blocks"'],

  *check(facts) {
    for (const blocks of byNetwork(fieldBlocks(facts, 'vpc', 'vpc-secondary', 'subnet'))) {
      const hit = blocks.filter(({ network }) => touches(network, BRIDGE));
      // Subnets only follow the VPC.
      const vpcs = hit.filter(({ field }) => field.role !== 'subnet');
      for (const { field, text } of vpcs.length > 0 ? vpcs : hit) {
        yield {
          ...at(
            field.text,
            `${shown(text)} overlaps 172.17.0.0/16, which Docker gives to its bridge: machines with Docker, AWS Cloud9 and SageMaker cannot reach addresses there. Choose another block.`,
          ),
          // What is there already is not for this text to choose.
          ...(field.existing && { severity: 'information' }),
        };
      }
    }
  },
};

const BRIDGE = ranges('172.17.0.0/16');
