import { isOn } from '../model/effective.js';
import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { placeOf, setTo } from './support/fixes.js';

const clusterRole = (verbs: string) => `---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: aws-node
rules:
  - apiGroups: [""]
    resources: [pods]
    verbs: [${verbs}]
`;

export const annotatingWithoutPermission: Rule = {
  id: 'annotating-without-permission',
  severity: 'warning',
  summary: '`ANNOTATE_POD_IP` is on, and the ClusterRole of aws-node may not patch pods.',
  why: `
To annotate a pod with its address ipamd patches it while it starts. The API server refuses that without the verb \`patch\` on
pods, the start fails, and no new pod gets a network. Upstream's plain manifest does not grant the verb; the Helm chart
does.`,
  bad: `${awsNode({ ANNOTATE_POD_IP: '"true"' })}${clusterRole('list, watch, get')}`,
  good: `${awsNode({ ANNOTATE_POD_IP: '"true"' })}${clusterRole('list, watch, get, patch')}`,
  sources: [
    'aws/amazon-vpc-cni-k8s README.md, ANNOTATE_POD_IP',
    'aws/amazon-vpc-cni-k8s pkg/ipamd/rpc_handler.go, AddNetwork',
  ],

  *checkTogether(saying) {
    const permissions = saying('podPermissions').flatMap((home) =>
      home.podPermissions.map((p) => ({ ...p, home })),
    );
    const allowed = permissions.some(({ verbs }) => verbs.includes('patch') || verbs.includes('*'));
    if (permissions.length === 0 || allowed) return;
    for (const home of saying('installs')) {
      for (const install of home.installs) {
        const place = placeOf(install, 'ANNOTATE_POD_IP');
        if (!place || !isOn(install, 'ANNOTATE_POD_IP')) continue;
        yield {
          ...at(
            place,
            'The ClusterRole aws-node may not patch pods, so each annotation is refused and no pod starts. Add the verb patch on pods there.',
            setTo(install, 'ANNOTATE_POD_IP', 'false'),
          ),
          related: permissions.map((p) => ({
            span: p.span,
            message: 'Without patch on pods.',
            home: p.home,
          })),
          home,
        };
      }
    }
  },
};
