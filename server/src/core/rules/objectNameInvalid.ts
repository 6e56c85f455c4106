import { isObjectName, LONGEST_NAME } from '../domain/objectName.js';
import type { Cluster } from '../model/cluster.js';
import type { Text } from '../model/facts.js';
import { at, type Finding, type Rule } from './rule.js';
import { mayBeRenamed } from './support/eniConfigs.js';
import { shown } from './support/places.js';
import { rewritten } from './support/written.js';

export const objectNameInvalid: Rule = {
  id: 'object-name-invalid',
  severity: 'error',
  summary: 'The name of an ENIConfig or a SecurityGroupPolicy is one that no object can have.',
  why: `
Names of objects are RFC 1123 subdomains: lower-case letters, digits, \`-\` and \`.\`, with a letter or a digit at both ends,
and 253 characters at most. The API server refuses an object with an upper-case letter or an underscore in its name.

Names without a lower-case letter (\`MY_ZONE\`) are left alone, as something may yet fill them in, and so are all names where a
kustomization in sight gives objects others.`,
  bad: `
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: US_WEST_2a
spec:
  subnet: subnet-0a1b2c3d4e5f60718
`,
  good: `
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  subnet: subnet-0a1b2c3d4e5f60718
`,
  sources: [
    'kubernetes/kubernetes staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go, IsDNS1123Subdomain',
    'kubernetes/kubernetes staging/src/k8s.io/apiextensions-apiserver/pkg/registry/customresource/validator.go',
  ],

  *checkInCluster({ eniConfigs, policies }, cluster) {
    // Of what a patch lays on an object the name is none of its own.
    const own = eniConfigs.filter(({ form, complete }) => form === 'object' && complete);
    yield* refused('ENIConfig', own, cluster);
    yield* refused('SecurityGroupPolicy', policies, cluster);
  },
};

function* refused(
  kind: string,
  objects: readonly { readonly name?: Text }[],
  cluster: Cluster,
): Iterable<Finding> {
  for (const { name } of objects) {
    const written = name?.value;
    if (!name || !written || isObjectName(written) || isPlaceholder(written)) continue;
    if (mayBeRenamed(cluster) || !cluster.kustomizations.every(({ complete }) => complete)) return;
    const meant = written.toLowerCase().replaceAll('_', '-');
    const put = isObjectName(meant) ? meant : undefined;
    yield at(
      name,
      `${shown(written)} is no name of an object: the API server refuses the ${kind}. ${put ? `Write ${shown(put)}.` : NAMES}`,
      // Not safe: what looks for it may know it by this name.
      ...(put ? rewritten(name, put, false) : []),
    );
  }
}

const NAMES = `Names have up to ${LONGEST_NAME} lower-case letters, digits, "-" and ".", with a letter or digit at both ends.`;

/** In capitals all through, or with signs that only something else could put right. */
const isPlaceholder = (name: string): boolean => !/^[\w.-]+$/.test(name) || !/[a-z]/.test(name);
