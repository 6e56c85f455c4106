import type { EniConfig, Facts, Text } from '../model/facts.js';
import { repeatedIn } from '../model/following.js';
import { at, type Rule } from './rule.js';
import { shown } from './support/places.js';

export const duplicateEniConfig: Rule = {
  id: 'duplicate-eni-config',
  severity: 'warning',
  summary: 'Two ENIConfigs in a file have the same name.',
  why: `
ENIConfigs are told apart by their name alone. Of two with one name the second replaces the first when the file is
applied, so the subnet of the first is used by nobody. Usually a zone was copied and its name left as it was.`,
  bad: `
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  subnet: subnet-0a1b2c3d4e5f60718
---
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  subnet: subnet-0f9e8d7c6b5a49382
`,
  good: `
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  subnet: subnet-0a1b2c3d4e5f60718
---
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2b
spec:
  subnet: subnet-0f9e8d7c6b5a49382
`,
  sources: ['aws/amazon-vpc-cni-k8s pkg/eniconfig/eniconfig.go'],

  *checkTogether(saying) {
    const homes = saying('eniConfigs');
    if (namesOfSeveral(homes).size === 0) return;
    const seen = new Map<string, { readonly name: Text; readonly home: Facts }>();
    for (const home of homes) {
      for (const config of home.eniConfigs) {
        const { name } = config;
        // Of a template either half may be left out.
        if (name?.value === undefined || !isWhole(config)) continue;
        const first = seen.get(name.value);
        if (!first) {
          seen.set(name.value, { name, home });
          continue;
        }
        yield {
          ...at(
            name,
            `Another ENIConfig in this file is called ${shown(name.value)}: this one replaces it. Give each a name of its own.`,
          ),
          related: [{ span: first.name.span, message: 'The ENIConfig that is replaced.', home: first.home }],
          home,
        };
      }
    }
  },
};

/** Of thousands mostly none is there twice. */
const namesOfSeveral = repeatedIn(({ eniConfigs }: Facts) =>
  eniConfigs.flatMap(({ name }) => name?.value ?? []),
);

/** Values of several installations may stand in one file, and in one of them a name stands once. */
const isWhole = ({ form, complete, subnetField }: EniConfig): boolean =>
  form === 'object' && complete && subnetField !== undefined;
