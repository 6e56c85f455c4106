import type { Text } from '../model/facts.js';
import { grouped } from '../model/lists.js';
import type { Span } from '../model/span.js';
import { at, type Finding, type Rule } from './rule.js';

/** Quota "Security groups per network interface": what every account has, and as far as it can be raised. */
export const QUOTA = 5;
export const LIMIT = 16;

export const tooManyGroups: Rule = {
  id: 'too-many-groups',
  severity: 'warning',
  summary: 'More security groups are listed than a network interface can have.',
  why: `
The quota "Security groups per network interface" is 5 unless it was raised, and 16 is as far as it goes; on Fargate
it stays 5. With more, EC2 refuses to make the interface: a node with such an ENIConfig stays NotReady, and pods with
such a SecurityGroupPolicy do not start. All policies that match a pod are united, and the quota counts their groups
together. The API server takes any number, unless the SecurityGroupPolicy CRD of the cluster is from before July 2025:
that one refuses a sixth group at once.`,
  bad: `
apiVersion: vpcresources.k8s.aws/v1beta1
kind: SecurityGroupPolicy
metadata:
  name: web
spec:
  podSelector: {}
  securityGroups:
    groupIds:
      - sg-0a1b2c3d4e5f60711
      - sg-0a1b2c3d4e5f60712
      - sg-0a1b2c3d4e5f60713
      - sg-0a1b2c3d4e5f60714
      - sg-0a1b2c3d4e5f60715
      - sg-0a1b2c3d4e5f60716
`,
  good: `
apiVersion: vpcresources.k8s.aws/v1beta1
kind: SecurityGroupPolicy
metadata:
  name: web
spec:
  podSelector: {}
  securityGroups:
    groupIds:
      - sg-0a1b2c3d4e5f60711
      - sg-0a1b2c3d4e5f60712
      - sg-0a1b2c3d4e5f60713
      - sg-0a1b2c3d4e5f60714
      - sg-0a1b2c3d4e5f60715
`,
  sources: [
    'Amazon VPC user guide, "Amazon VPC quotas"',
    'aws/amazon-vpc-resource-controller-k8s#583',
    'aws/amazon-vpc-resource-controller-k8s#664',
  ],

  *check({ eniConfigs, policies }) {
    for (const { securityGroups } of eniConfigs) {
      if (securityGroups) yield* tooMany(securityGroups, 'nodes that use this ENIConfig stay NotReady');
    }
    for (const { securityGroups } of policies) {
      if (securityGroups?.groupIds) {
        yield* tooMany(
          securityGroups.groupIds,
          'pods that match do not start. A CRD from before July 2025 refuses the sixth at once',
        );
      }
    }
  },
};

function* tooMany(
  { span, items }: { readonly span: Span; readonly items: readonly Text[] },
  effect: string,
): Iterable<Finding> {
  // Twice the same is once; what a template stands for may be nothing at all.
  const said = items.filter(({ value }) => value);
  const groups = [...grouped(said, ({ value }) => value).values()].map(([first]) => first as Text);
  const last = groups.at(-1);
  if (groups.length <= QUOTA || !last) return;
  // From the first one too many on.
  const limit = groups.length > LIMIT ? LIMIT : QUOTA;
  const place = { span: { start: groups[limit]?.span.start ?? span.start, end: last.span.end } };
  const why =
    groups.length > LIMIT
      ? `a network interface can have, ${LIMIT} at most`
      : `the quota "Security groups per network interface" allows, ${QUOTA} unless it was raised`;
  yield at(
    place,
    `${groups.length} security groups are more than ${why}: EC2 refuses the interface, and ${effect}.`,
  );
}
