/** Objects for the `bad` and `good` of rules on policies, each with the mark of the document behind it. */

/** A SecurityGroupPolicy of namespace shop with this selector. */
export const policy = (
  selector = 'podSelector:\n    matchLabels:\n      app: shop',
  {
    name = 'shop',
    groups = ['sg-0a1b2c3d4e5f60711'],
  }: { readonly name?: string; readonly groups?: readonly string[] } = {},
): string => `
apiVersion: vpcresources.k8s.aws/v1beta1
kind: SecurityGroupPolicy
metadata:
  name: ${name}
  namespace: shop
spec:
  ${selector}
  securityGroups:
    groupIds:
${groups.map((id) => `      - ${id}\n`).join('')}---`;

/** A workload of namespace shop; `pod` are further fields of its pods. */
export const workload = (
  pod = '',
  { kind = 'Deployment', name = 'shop', labels = 'app: shop' } = {},
): string => `
apiVersion: apps/v1
kind: ${kind}
metadata:
  name: ${name}
  namespace: shop
spec:
  selector:
    matchLabels:
      ${labels}
  template:
    metadata:
      labels:
        ${labels}
    spec:
${pod}      containers:
        - name: app
          image: example.com/shop:1.0.0
---`;

/** Ids of security groups, all different. */
export const groupIds = (count: number, from = 1): readonly string[] =>
  Array.from({ length: count }, (_, i) => `sg-0a1b2c3d4e5f6070${(from + i).toString(16)}`);
