import { isVariable } from './variables.js';

/** A variable that others have no use for, be it spelt wrong. */
export const isOfPlugin = (name: string): boolean =>
  OURS.test(name) || (isVariable(name) && !OF_OTHERS.has(name));

const OURS =
  /^(?:AWS_VPC_(?:K8S_)?CNI_|AWS_VPC_K8S_|AWS_VPC_ENI_|WARM_(?:ENI|IP|PREFIX)_|MINIMUM_IP_TARGET|ENI_CONFIG_)/;

/** Names that other programs use as well. */
const OF_OTHERS: ReadonlySet<string> = new Set([
  'AGENT_LOG_PATH',
  'AWS_CLUSTER_ID',
  'AWS_EC2_ENDPOINT',
  'AWS_REGION',
  'CLUSTER_ENDPOINT',
  'CLUSTER_NAME',
  'DISABLE_INTROSPECTION',
  'DISABLE_METRICS',
  'ENABLE_IPv6',
  'ENABLE_NFTABLES',
  'HTTP_TIMEOUT',
  'METRIC_UPDATE_INTERVAL',
  'MY_NODE_NAME',
  'MY_POD_NAME',
  'USE_CLOUDWATCH',
  'USE_PROMETHEUS',
  'WATCH_NAMESPACE',
]);
