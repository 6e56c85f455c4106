import type { Install, Setting } from '../model/facts.js';
import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { removal } from './support/fixes.js';

export const duplicateVariable: Rule = {
  id: 'duplicate-variable',
  severity: 'warning',
  summary: 'A variable is set twice in one container.',
  why: `
The API server takes the list as it is, and the container gets the last value. \`kubectl apply\` merges the list by name:
with a name twice it may keep the wrong one or refuse, and server-side apply always refuses. Keep one.`,
  bad: awsNode({ CLUSTER_NAME: '"blue"', CLUSTER_NAME_2: '"green"' }).replace('_NAME_2', '_NAME'),
  good: awsNode({ CLUSTER_NAME: '"green"' }),
  sources: [
    'Kubernetes API, Container.env (merge key name)',
    'aws/amazon-vpc-cni-k8s charts/aws-vpc-cni, extraEnv beside env',
  ],

  *check({ installs }) {
    for (const install of installs) {
      for (const { settings, complete } of install.containers) {
        // In a template the two may be branches of which one is left.
        if (!complete) continue;
        const last = new Map(settings.map((setting) => [setting.name.value, setting]));
        for (const setting of settings) {
          const other = last.get(setting.name.value);
          if (!other || other === setting) continue;
          const [below, above] = [layerOf(install, setting), layerOf(install, other)];
          if (below !== above) {
            yield {
              ...at(
                other.name,
                `${setting.name.value} is in the list already, below this patch: the list has it twice then, and the last value counts. Change the value that is there, or take one of the two out.`,
              ),
              related: [{ span: setting.name.span, message: 'It is set here already.' }],
            };
            continue;
          }
          // An alias gives the same item twice.
          if (other.span.start === setting.span.start) continue;
          yield {
            ...at(
              setting.name,
              `${setting.name.value} is set again further down, and the last value counts. Keep one of the two.`,
              {
                ...removal(install, setting, isSame(setting, other)),
                title: 'Remove this one, which does not count',
              },
            ),
            related: [{ span: other.name.span, message: 'This one counts.' }],
          };
        }
      }
    }
  },
};

/** The text that a variable is from. Undefined: all of the aws-node stands in one, or the variable is of several. */
const layerOf = ({ layers }: Install, setting: Setting): Install | undefined =>
  layers?.find(
    ({ containers, operations = [] }) =>
      containers.some(({ settings }) => settings.includes(setting)) ||
      operations.some(({ settings }) => settings?.includes(setting.written ?? setting)),
  );

function isSame({ value: { value: a } }: Setting, { value: { value: b } }: Setting): boolean {
  return a.kind === 'text' && b.kind === 'text' && a.text === b.text;
}
