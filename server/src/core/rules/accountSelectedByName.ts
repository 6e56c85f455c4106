import type { Cluster } from '../model/cluster.js';
import type { SecurityGroupPolicy, ServiceAccount, Text } from '../model/facts.js';
import { accountsCalled, isSkipped, sameNamespace } from '../model/selecting.js';
import type { Rule } from './rule.js';
import { nameOfPolicy } from './support/policies.js';
import { policy } from './support/policyExamples.js';

const selector = 'serviceAccountSelector:\n    matchLabels:\n      name: shop';

const account = (labels = ''): string => `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: shop
  namespace: shop
${labels}---`;

export const accountSelectedByName: Rule = {
  id: 'account-selected-by-name',
  severity: 'information',
  summary:
    'A `serviceAccountSelector` asks for a label that is the name of a ServiceAccount, which has no such label.',
  why: `
\`serviceAccountSelector\` is compared with the labels of the ServiceAccount of a pod; its name is not among them. A condition such
as \`name: shop\` selects pods of a ServiceAccount with the label \`name: shop\`, and none of one that is only called that.`,
  bad: policy(selector) + account(),
  good: policy(selector) + account('  labels:\n    name: shop\n'),
  sources: ['aws/amazon-vpc-resource-controller-k8s pkg/utils/helper.go, filterPodSecurityGroups'],
  echoes: true,
  echoesAt: ['serviceAccounts'],

  *checkInCluster({ policies }, cluster) {
    for (const found of policies) {
      for (const { key, value, account } of accountsMeantByName(found, cluster)) {
        const label = `${key}=${value.value}`;
        yield {
          span: value.span,
          of: found,
          message: `No ServiceAccount in sight has the label ${label}, and the name of "${value.value}" does not count: this selects none of its pods. Give the ServiceAccount the label.`,
          related: [
            {
              span: account.name?.span ?? account.span,
              of: account,
              message: 'The ServiceAccount of that name.',
              echo: `SecurityGroupPolicy ${nameOfPolicy(found)} asks for a ServiceAccount with the label ${label}, which this one does not have; its name does not count.`,
            },
          ],
        };
      }
    }
  },
};

interface Meant {
  readonly key: string;
  readonly value: Text;
  readonly account: ServiceAccount;
}

/** Accounts whose name a policy has as the value of a label, where none in sight has that label. */
export function accountsMeantByName(policy: SecurityGroupPolicy, cluster: Cluster): readonly Meant[] {
  const { serviceAccountSelector, namespace } = policy;
  // A kustomization may add labels.
  if (!serviceAccountSelector || isSkipped(policy) || cluster.kustomizations.length > 0) return [];
  const isNear = (each: ServiceAccount) => sameNamespace(each.namespace, namespace) !== false;
  const isNamed = (each: ServiceAccount) => each.name !== undefined && isNear(each);
  return serviceAccountSelector.labels.flatMap(({ key: { value: key }, value }): Meant[] => {
    if (!NAMING.test(key)) return [];
    const account = accountsCalled(cluster.serviceAccounts, value.value).find(isNamed);
    const isLacking = () => cluster.serviceAccounts.every((each) => !isNear(each) || lacks(each, key, value));
    return account && isLacking() ? [{ key, value, account }] : [];
  });
}

/** Keys that speak of a name, as `app.kubernetes.io/name` and `k8s-app` do. Of others a value is a name by chance. */
const NAMING = /(?:^|[/._-])(?:name|app|sa|service-?account(?:-?name)?)$/i;

const lacks = ({ labels, complete }: ServiceAccount, key: string, { value }: Text): boolean =>
  complete &&
  labels.every(
    (label) => label.key.value !== key || (label.value.value !== undefined && label.value.value !== value),
  );
