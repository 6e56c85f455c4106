import { closestInstanceTypes, instanceType } from '../domain/instances.js';
import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { onType } from './support/instanceTypes.js';
import { bareSpan, shown } from './support/places.js';

export const unknownInstanceType: Rule = {
  id: 'unknown-instance-type',
  severity: 'warning',
  summary: 'The DaemonSet asks for nodes of an instance type that does not exist.',
  why: `
A nodeSelector or node affinity compares the name of the type letter by letter. No node has a misspelt one, so the plugin
does not start where it was meant to, and nodes without it stay NotReady. Only names that are nearly right and that
no later type could have are reported: \`m5.larg\`, \`m5large\` or \`M5.large\`, but not \`m99.large\`.`,
  bad: onType('m5.larg', awsNode({})),
  good: onType('m5.large', awsNode({})),
  sources: ['Amazon EC2 user guide, "Instance types"', 'Kubernetes, "Well-Known Labels"'],

  *check({ instanceTypes }) {
    for (const type of instanceTypes) {
      if (instanceType(type.value) || mayExist(type.value)) continue;
      const [meant] = closestInstanceTypes(type.value);
      if (!meant) continue;
      const span = bareSpan(type);
      yield at(
        type,
        `No instance type is called ${shown(type.value)}, so no node matches it. Did you mean ${meant}?`,
        ...(span
          ? [
              {
                title: `Write "${meant}"`,
                // Types are in lower case everywhere.
                safe: type.value.toLowerCase() === meant,
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

/** Built as names of types are, so that EC2 may have it by now: a family with a number in it, and a size. */
export const mayExist = (name: string): boolean =>
  /^(?=[^.]*\d)[a-z]+\d*[a-z]*(-[a-z\d]+)*\.(nano|micro|small|medium|large|(\d+)?xlarge|metal(-\d+xl)?)$/.test(
    name,
  );
