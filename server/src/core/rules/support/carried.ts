import type { VariableName } from '../../domain/variables.js';

/** What manifests of the plugin set or have set by themselves: copies of them do no harm, whatever the release. */
const CARRIED: readonly VariableName[] = [
  'AWS_VPC_K8S_CNI_CONFIGURE_RPFILTER',
  'MY_NODE_NAME',
  'MY_POD_NAME',
  'VPC_CNI_VERSION',
  'WATCH_NAMESPACE',
];

export const isCarried = (name: VariableName): boolean => CARRIED.includes(name);
