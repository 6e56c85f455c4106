import { at, type Rule } from './rule.js';
import { shown } from './support/places.js';
import { rewritten } from './support/written.js';

const configMap = (name: string): string => `
apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}
  namespace: kube-system
data:
  enable-windows-ipam: "true"
`;

export const configMapNotRead: Rule = {
  id: 'config-map-not-read',
  severity: 'warning',
  summary: 'A ConfigMap with keys of amazon-vpc-cni has another name or namespace.',
  why: `
The network policy controller and the VPC resource controller run in the control plane and read one ConfigMap, called
\`amazon-vpc-cni\`, in \`kube-system\`. The name cannot be chosen: what stands in a copy under another name, such as that of a second
installation of the chart, reaches nobody.`,
  bad: configMap('vpc-cni'),
  good: configMap('amazon-vpc-cni'),
  sources: [
    'aws/amazon-vpc-resource-controller-k8s pkg/config/type.go, VpcCniConfigMapName and KubeSystemNamespace',
    'aws/amazon-network-policy-controller-k8s pkg/utils/configmap/configmap.go, GetControllerConfigMapId',
    'aws/amazon-vpc-cni-k8s#2612',
  ],

  *check({ configMaps }) {
    for (const { name, namespace } of configMaps) {
      if (name?.value?.endsWith(HASHED)) {
        yield at(
          name,
          'kustomize puts a hash behind the name of a ConfigMap that it generates, and controllers look for amazon-vpc-cni alone. Set disableNameSuffixHash to true in its options.',
        );
        continue;
      }
      for (const [field, written, wanted] of [
        ['called', name, 'amazon-vpc-cni'],
        ['in namespace', namespace, 'kube-system'],
      ] as const) {
        if (written?.value === undefined || written.value === wanted) continue;
        yield at(
          written,
          `Nobody reads a ConfigMap ${field} ${shown(written.value)}: controllers look for amazon-vpc-cni in kube-system alone. Write ${shown(wanted)}.`,
          ...rewritten(written, wanted, false),
        );
      }
    }
  },
};

/** What kustomize adds to the name is known only when it runs. */
const HASHED = '-<hash>';
