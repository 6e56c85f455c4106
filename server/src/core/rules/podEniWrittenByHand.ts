import { at, type Rule } from './rule.js';

const pod = (annotations: string): string => `
apiVersion: v1
kind: Pod
metadata:
  name: web
${annotations}spec:
  containers:
    - name: web
      image: example.com/web:1.4
`;

export const podEniWrittenByHand: Rule = {
  id: 'pod-eni-written-by-hand',
  severity: 'error',
  summary:
    'A manifest has the annotation `vpc.amazonaws.com/pod-eni`, which only the VPC resource controller may write.',
  why: `
The controller writes into this annotation which branch ENI a pod has got, once the pod is there. Its webhook refuses pods that come
with it already, as copies of running pods do. Remove it; a SecurityGroupPolicy that matches the pod gives it a branch ENI.

It is an error on a Pod, and a warning on what makes pods: that is accepted, and its pods are refused.`,
  bad: pod('  annotations:\n    vpc.amazonaws.com/pod-eni: \'[{"eniId":"eni-0123456789abcdef0"}]\'\n'),
  good: pod(''),
  sources: [
    'aws/amazon-vpc-resource-controller-k8s webhooks/core/annotation_validation_webhook.go, handleCreate',
  ],

  *check({ workloads }) {
    for (const { kind, annotations } of workloads) {
      for (const { key } of annotations) {
        if (key.value !== 'vpc.amazonaws.com/pod-eni') continue;
        yield {
          ...at(
            key,
            `Only the VPC resource controller may write this annotation: its webhook refuses ${
              kind === 'Pod' ? 'a pod that comes' : 'pods that come'
            } with it. Remove it.`,
          ),
          ...(kind !== 'Pod' && { severity: 'warning' }),
        };
      }
    }
  },
};
