import { isZoneName } from '../domain/zone.js';
import type { EniConfig, Facts } from '../model/facts.js';
import { chosenIn, repeatedIn } from '../model/following.js';
import { choosingFrom } from '../model/lists.js';
import { remembered } from '../model/remembered.js';
import { gist } from '../model/watched.js';
import { at, type Rule } from './rule.js';
import { shown } from './support/places.js';

export const sharedSubnet: Rule = {
  id: 'shared-subnet',
  severity: 'information',
  summary: 'Two ENIConfigs have the same subnet.',
  why: `
A subnet lies in one zone, and an ENI can only be made in the zone of its node. Of two ENIConfigs that are named after
different zones and have one subnet, one is wrong: its nodes get no pod ENI and stay NotReady. With other names the
second is only one too many, unless it has other security groups; this is said within a file only.`,
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

  *checkInCluster(facts, cluster) {
    for (const config of facts.eniConfigs) {
      if (!config.subnet?.value) continue;
      const other = bySubnet(ofZones(cluster))
        .get(config.subnet.value)
        ?.find((one) => areZones(one, config));
      if (!other?.subnet || other.name?.value === undefined) continue;
      const name = shown(other.name.value);
      yield {
        ...at(
          config.subnet,
          `${name} has this subnet too, and a subnet lies in one zone: nodes of the other zone get no pod ENI. Give each zone its own subnet.`,
        ),
        severity: 'warning',
        of: config,
        related: [{ span: other.subnet.span, message: `The subnet of ${name}.`, of: other }],
      };
    }
  },

  // Two files with such ENIConfigs may be of two clusters in one VPC.
  *checkTogether(saying) {
    const homes = saying('eniConfigs');
    const shared = sharedInFile(homes);
    if (shared.size === 0) return;
    const seen = new Map<string, Map<string, Homed>>();
    for (const home of homes) {
      const ofHome: { readonly known: Map<string, Homed>; readonly key: string }[] = [];
      for (const config of home.eniConfigs) {
        const { name, subnet } = config;
        if (!subnet?.value || !name?.value || !shared.has(subnet.value)) continue;
        const here = { config, home };
        const known = seen.get(subnet.value) ?? new Map<string, Homed>();
        seen.set(subnet.value, known);
        const first = firstOf(known.values(), (s) => isOneTooMany(s.config, config) && areOfOne(s, here));
        // Once more the same: whatever is compared with both, the first fits.
        const key = sameness(config);
        if (key !== undefined && !known.has(key)) {
          known.set(key, here);
          if (config.form !== 'object') ofHome.push({ known, key });
        }
        if (!first?.config.subnet || !first.config.name?.value) continue;
        const other = shown(first.config.name.value);
        yield {
          ...at(subnet, `${other} has the same subnet and the same security groups: one of both is enough.`),
          related: [{ span: first.config.subnet.span, message: `The subnet of ${other}.`, home: first.home }],
          home,
        };
      }
      for (const { known, key } of ofHome) known.delete(key);
    }
  },
};

/** Mostly none. */
const sharedInFile = repeatedIn(({ eniConfigs }: Facts) =>
  eniConfigs.flatMap(({ subnet }) => subnet?.value || []),
);

interface Homed {
  readonly config: EniConfig;
  readonly home: Facts;
}

/** Those named after zones that have a subnet together with one of another name: mostly none. Of several with one name the first. */
const ofZones = gist(({ eniConfigs }): readonly EniConfig[] => {
  const zones = zonesAmong(eniConfigs);
  if (sharedByZones(zones).size === 0) return [];
  return [...bySubnet(zones).values()].flatMap((configs) => (configs.length > 1 ? configs : []));
});

const zonesAmong = choosingFrom<EniConfig, void>(
  chosenIn(({ name, subnet }: EniConfig) => subnet?.value !== undefined && isZone(name?.value)),
);

const sharedByZones = repeatedIn(({ subnet }: EniConfig) => (subnet ? [subnet.value] : []));

const bySubnet = remembered((configs: readonly EniConfig[]): ReadonlyMap<string, readonly EniConfig[]> => {
  const found = new Map<string, EniConfig[]>();
  for (const config of configs) {
    const id = config.subnet?.value ?? '';
    const others = found.get(id);
    if (others) others.push(config);
    else found.set(id, [config]);
  }
  for (const [id, same] of found) if (same.length > 1) found.set(id, firstOfEachName(same));
  return found;
});

const isZone = (name: string | undefined): boolean => name !== undefined && isZoneName(name);

function firstOfEachName(configs: readonly EniConfig[]): EniConfig[] {
  const byName = new Map<string | undefined, EniConfig>();
  for (const config of configs) if (!byName.has(config.name?.value)) byName.set(config.name?.value, config);
  return [...byName.values()];
}

const areZones = (a: EniConfig, b: EniConfig): boolean =>
  a.name?.value !== b.name?.value && isZoneName(a.name?.value ?? '') && isZoneName(b.name?.value ?? '');

const isOneTooMany = (a: EniConfig, b: EniConfig): boolean =>
  a.subnet?.value === b.subnet?.value &&
  a.name?.value !== b.name?.value &&
  !areZones(a, b) &&
  haveSameGroups(a, b);

function firstOf<T>(all: Iterable<T>, fits: (each: T) => boolean): T | undefined {
  for (const each of all) if (fits(each)) return each;
  return undefined;
}

/** Equal for ENIConfigs of one form with the same name and security groups. Undefined: not known, and none is found to have the same. */
function sameness({ form, complete, name, securityGroups }: EniConfig): string | undefined {
  const groups = securityGroups?.items.map(({ value }) => value) ?? [];
  const isKnown = complete && !groups.includes(undefined);
  return isKnown ? JSON.stringify([form, name?.value, groups]) : undefined;
}

/** Values of several installations may stand in one file: those of one cluster are in one document. */
const areOfOne = (a: Homed, b: Homed): boolean =>
  a.home === b.home || [a, b].every(({ config }) => config.form === 'object');

/** As far as can be seen; what a template stands for may differ. */
function haveSameGroups(a: EniConfig, b: EniConfig): boolean {
  if (!a.complete || !b.complete) return false;
  const [groups, others] = [a, b].map(
    ({ securityGroups }) => securityGroups?.items.map(({ value }) => value) ?? [],
  );
  if (!groups || !others || groups.includes(undefined)) return false;
  return groups.length === others.length && groups.every((group) => others.includes(group));
}
