/** An ENIConfig round the items of its security groups, with notes and comments between them. */
export const eniConfig = (groups: string): string => `
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  subnet: subnet-0a1b2c3d4e5f60718
  securityGroups:
  - sg-0a1b2c3d4e5f60718
${groups.replace(/^\n/, '')}`;
