import { isZoneName } from '../domain/zone.js';
import type { EniConfig, Facts } from '../model/facts.js';
import { at, type Rule, type Severity } from './rule.js';
import { shown } from './support/places.js';

export const sharedSubnet: Rule = {
  id: 'shared-subnet',
  severity: 'information',
  summary: 'Two ENIConfigs in a file have the same subnet.',
  why: `
A subnet lies in one zone, and an ENI can only be made in the zone of its node. Of two ENIConfigs that are named after
different zones and have one subnet, one is wrong: its nodes get no pod ENI and stay NotReady. With other names the
second is only one too many, unless it has other security groups.`,
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
  name: us-west-2b
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
---
apiVersion: crd.k8s.amazonaws.com/v1alpha1
kind: ENIConfig
metadata:
  name: us-west-2b
spec:
  subnet: subnet-0f9e8d7c6b5a49382
`,
  sources: [
    'Amazon VPC user guide, "Subnets for your VPC"',
    'aws/amazon-vpc-cni-k8s README, custom networking',
  ],

  *checkTogether(documents) {
    const seen: { readonly config: EniConfig; readonly home: Facts }[] = [];
    for (const home of documents) {
      for (const config of home.eniConfigs) {
        const { name, subnet } = config;
        if (!subnet?.value || !name?.value) continue;
        const before = seen.filter(
          (s) => s.config.subnet?.value === subnet.value && s.config.name?.value !== name.value,
        );
        const first =
          before.find((s) => areZones(s.config, config)) ??
          before.find((s) => haveSameGroups(s.config, config));
        seen.push({ config, home });
        if (!first?.config.subnet || !first.config.name?.value) continue;
        const other = shown(first.config.name.value);
        const zones = areZones(first.config, config);
        const severity: Severity = zones ? 'warning' : 'information';
        yield {
          ...at(
            subnet,
            zones
              ? `${other} has this subnet too, and a subnet lies in one zone: nodes of the other zone get no pod ENI. Give each zone its own subnet.`
              : `${other} has the same subnet and the same security groups: one of both is enough.`,
          ),
          severity,
          related: [{ span: first.config.subnet.span, message: `The subnet of ${other}.`, home: first.home }],
          home,
        };
      }
    }
  },
};

const areZones = (a: EniConfig, b: EniConfig): boolean =>
  isZoneName(a.name?.value ?? '') && isZoneName(b.name?.value ?? '') && a.name?.value !== b.name?.value;

/** As far as can be seen; what a template stands for may differ. */
function haveSameGroups(a: EniConfig, b: EniConfig): boolean {
  if (!a.complete || !b.complete) return false;
  const [groups, others] = [a, b].map(
    ({ securityGroups }) => securityGroups?.items.map(({ value }) => value) ?? [],
  );
  if (!groups || !others || groups.includes(undefined)) return false;
  return groups.length === others.length && groups.every((group) => others.includes(group));
}
