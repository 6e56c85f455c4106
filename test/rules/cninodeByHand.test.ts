import { test } from 'node:test';
import { check } from '../support/check.js';

test('a CNINode', () => {
  check(`
apiVersion: vpcresources.k8s.aws/v1alpha1
kind: CNINode
metadata:
  name: ip-10-0-1-23.eu-west-1.compute.internal
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information cninode-by-hand: The VPC resource controller makes a CNINode for each node, and aws-node writes its features: there is none to write by hand. Set ENABLE_POD_ENI or AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG of aws-node instead.
spec:
  features:
    - name: SecurityGroupsForPods
`);
});

test('one without a name', () => {
  check(`
apiVersion: vpcresources.k8s.aws/v1alpha1
#^ information cninode-by-hand: The VPC resource controller makes a CNINode for each node, and aws-node writes its features: there is none to write by hand. Set ENABLE_POD_ENI or AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG of aws-node instead.
kind: CNINode
spec: {}
`);
});

test('its definition', () => {
  check(`
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: cninodes.vpcresources.k8s.aws
spec:
  group: vpcresources.k8s.aws
  names:
    kind: CNINode
`);
});
