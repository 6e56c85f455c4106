import { closestInstanceTypes } from '../domain/instances.js';
import type { Facts, NodeMaker } from '../model/facts.js';
import { typeNamed } from '../settings.js';
import { at, type Rule, type Settings } from './rule.js';
import { awsNode } from './support/example.js';
import { onType } from './support/instanceTypes.js';
import { bareSpan, shown } from './support/places.js';

export const unknownInstanceType: Rule = {
  id: 'unknown-instance-type',
  severity: 'warning',
  summary: 'A node group, or a selector of nodes, names an instance type that does not exist.',
  why: `
EC2 refuses to make an instance of a type that it does not have. A nodeSelector, a node affinity and a requirement of Karpenter
compare the name letter by letter, and no node has a misspelt one: where it is aws-node that asks for it, nodes without it stay
NotReady. Only names that are nearly right and that no later type could have are reported: \`m5.larg\`, \`m5large\` or
\`M5.large\`, but not \`m99.large\`, nor a type of the setting \`vpcCni.instanceTypes\`.`,
  bad: onType('m5.larg', awsNode({})),
  good: onType('m5.large', awsNode({})),
  sources: ['Amazon EC2 user guide, "Instance types"', 'Kubernetes, "Well-Known Labels"'],

  *check(facts, settings) {
    const made = placesOfMakers(facts);
    const meantBy = misspellings(facts, settings);
    for (const type of facts.instanceTypes) {
      const meant = meantBy.get(type.value);
      if (!meant) continue;
      const span = bareSpan(type);
      yield at(
        type,
        `No instance type is called ${shown(type.value)}, so ${made.has(type.span.start) ? 'EC2 makes no such node' : 'no node matches it'}. Did you mean ${meant}?`,
        ...(span
          ? [
              {
                title: `Write "${meant}"`,
                // Types are in lower case everywhere; a selector would match nodes at last.
                safe: made.has(type.span.start) && type.value.toLowerCase() === meant,
                kind: 'replace' as const,
                span,
                text: meant,
              },
            ]
          : []),
      );
    }
  },
};

/** The types that are meant by names that no type has. */
function misspellings({ instanceTypes }: Facts, settings: Settings): ReadonlyMap<string, string | undefined> {
  const own = Object.keys(settings.instanceTypes);
  const names = [...new Set(instanceTypes.map(({ value }) => value))].filter(
    (name) => !(typeNamed(name, settings) || mayExist(name) || isOfGoogle(name)),
  );
  return new Map(names.slice(0, MOST_NAMES).map((name) => [name, closestInstanceTypes(name, own)[0]]));
}

/** Nobody misspells that many in one document: what is more comes from a machine, and the first ones tell of it. */
const MOST_NAMES = 500;

/** Built as names of types are, so that EC2 may have it by now: a family with a number in it, and a size. */
export const mayExist = (name: string): boolean =>
  /^(?=[^.]*\d)[a-z]+\d*[a-z]*(-[a-z\d]+)*\.(nano|micro|small|medium|large|(\d+)?xlarge|metal(-\d+xl)?)$/.test(
    name,
  );

/** Machines of another cloud that are written nearly as types of EC2 are: selectors know no cloud. */
const isOfGoogle = (name: string): boolean => /^(e2-(micro|small|medium)|f1-micro|g1-small)$/.test(name);

/** Where types stand that EC2 is asked for by name. */
const placesOfMakers = ({ nodeGroups }: Facts): ReadonlySet<number> =>
  new Set(
    nodeGroups
      .filter(({ maker }) => !SELECTING.includes(maker))
      .flatMap(({ types }) => types.map(({ span }) => span.start)),
  );

const SELECTING: readonly NodeMaker[] = ['karpenter', 'auto-mode', 'workload'];
