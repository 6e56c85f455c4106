import type { EniConfig, Facts } from '../model/facts.js';
import { chosenIn } from '../model/following.js';
import { at, type Finding, type Rule } from './rule.js';

export const missingSubnet: Rule = {
  id: 'missing-subnet',
  severity: 'warning',
  summary: 'An ENIConfig has no `spec.subnet`.',
  why: `
The CRD that comes with release 1.19 and later requires \`subnet\`, and the API server refuses the object without it.
Older CRDs take it; EC2 then refuses the empty id, and nodes that use the ENIConfig stay NotReady.

A patch may leave \`subnet\` to the object it is applied to. An ENIConfig with other fields in its \`spec\`, or none
at all, is therefore only reported beside a complete one in the same file.`,
  bad: `
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  subnet:
  securityGroups:
    - sg-0a1b2c3d4e5f60718
`,
  good: `
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2a
spec:
  subnet: subnet-0a1b2c3d4e5f60718
  securityGroups:
    - sg-0a1b2c3d4e5f60718
`,
  sources: [
    'CRD eniconfigs.crd.k8s.amazonaws.com, required',
    'aws/amazon-vpc-cni-k8s pkg/eniconfig/eniconfig.go',
  ],

  *check(facts) {
    for (const config of facts.eniConfigs) {
      if (hasNone(config) && !isCheckedByEks(config, facts)) yield* missing(config);
    }
  },
  *checkTogether(saying) {
    const partial = withPartial(saying('eniConfigs'));
    if (partial.length === 0) return;
    const whole = saying('eniConfigs').some(({ eniConfigs }) =>
      eniConfigs.some(({ subnet }) => subnet?.value),
    );
    if (!whole) return;
    for (const home of partial) {
      for (const config of home.eniConfigs) {
        if (!isPartial(config) || hasNone(config) || isCheckedByEks(config, home)) continue;
        for (const finding of missing(config)) yield { ...finding, home };
      }
    }
  },
};

const withPartial = chosenIn(({ eniConfigs }: Facts) => eniConfigs.some(isPartial));

/** It stands in configuration of the add-on, whose schema requires the id of a subnet. */
const isCheckedByEks = ({ form, span }: EniConfig, { addons }: Facts): boolean =>
  form === 'values' &&
  addons.some(({ configuration }) => {
    const around = configuration?.span;
    return around !== undefined && around.start <= span.start && span.end <= around.end;
  });

/** Nothing is written where the subnet belongs. */
function hasNone(config: EniConfig): boolean {
  const { complete, specField, subnetField, subnet } = config;
  if (!complete || isElsewhere(config)) return false;
  if (subnetField) return subnetField.shape === 'nothing' || subnet?.value?.trim() === '';
  return specField?.shape === 'nothing';
}

/** Silent about the subnet, as a patch might be. */
const isPartial = (config: EniConfig): boolean =>
  config.complete &&
  !config.subnetField &&
  (!config.specField || config.specField.shape === 'map') &&
  !isElsewhere(config);

/** Under another name or in another place, where another rule finds it. */
const isElsewhere = ({ strangers }: EniConfig): boolean => strangers.some(({ name }) => /subnet/i.test(name));

function* missing({ span, name, specField, subnetField }: EniConfig): Iterable<Finding> {
  const place = subnetField?.key ?? specField?.key ?? name?.span ?? { start: span.start, end: span.start };
  yield at(
    { span: place },
    'The ENIConfig has no subnet: CRDs since release 1.19 refuse it, older ones leave nodes that use it NotReady. Write the id of a subnet in their zone.',
  );
}
