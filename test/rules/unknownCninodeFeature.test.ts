import { test } from 'node:test';
import { check } from '../support/check.js';

test('names that are nearly there', () => {
  check(`
apiVersion: vpcresources.k8s.aws/v1alpha1
kind: CNINode
metadata:
  name: ip-10-0-1-23.eu-west-1.compute.internal
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information cninode-by-hand: The VPC resource controller makes a CNINode for each node, and aws-node writes its features: there is none to write by hand. Set ENABLE_POD_ENI or AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG of aws-node instead.
spec:
  features:
    - name: securityGroupsForPods
#           ^^^^^^^^^^^^^^^^^^^^^ warning unknown-cninode-feature: No controller knows the feature "securityGroupsForPods". Write SecurityGroupsForPods.
    - name: CustomNetwork
#           ^^^^^^^^^^^^^ warning unknown-cninode-feature: No controller knows the feature "CustomNetwork". There are SecurityGroupsForPods and CustomNetworking.
      value: us-west-2a
`);
});

test('a name that nobody knows', () => {
  check(`
apiVersion: vpcresources.k8s.aws/v1alpha1
kind: CNINode
metadata:
  name: ip-10-0-1-23.eu-west-1.compute.internal
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information cninode-by-hand: The VPC resource controller makes a CNINode for each node, and aws-node writes its features: there is none to write by hand. Set ENABLE_POD_ENI or AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG of aws-node instead.
spec:
  features:
    - name: SubnetDiscovery
#           ^^^^^^^^^^^^^^^ warning unknown-cninode-feature: No controller knows the feature "SubnetDiscovery". There are SecurityGroupsForPods and CustomNetworking.
`);
});

test('those that are known, and what is filled in later', () => {
  check(`
apiVersion: vpcresources.k8s.aws/v1alpha1
kind: CNINode
metadata:
  name: ip-10-0-1-23.eu-west-1.compute.internal
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information cninode-by-hand: The VPC resource controller makes a CNINode for each node, and aws-node writes its features: there is none to write by hand. Set ENABLE_POD_ENI or AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG of aws-node instead.
spec:
  features:
    - name: SecurityGroupsForPods
    - name: CustomNetworking
      value: us-west-2a
    - name: \${FEATURE}
`);
});
