import { parseBool } from '../domain/goParse.js';
import { at, type Rule } from './rule.js';
import { fieldAt } from './support/chartFields.js';

const values = (enabled: string) => `
nodeAgent:
  enabled: ${enabled}
env:
  ENABLE_PREFIX_DELEGATION: "true"
`;

export const textTakenForTrue: Rule = {
  id: 'text-taken-for-true',
  severity: 'warning',
  summary: 'A switch in values of the chart is a text, and Helm takes any text for true.',
  why: `
\`nodeAgent.enabled\`, \`eniConfig.create\` and a few more are conditions in the templates of the chart. There a text is true
unless it is empty: \`"false"\` in quotes turns the switch on. Fields that are only copied, such as \`enableNetworkPolicy\`
and all of \`env\`, may be in quotes or not.`,
  bad: values('"false"'),
  good: values('false'),
  sources: [
    'Go documentation, text/template, the definition of empty values',
    'aws/amazon-vpc-cni-k8s charts/aws-vpc-cni/templates/daemonset.yaml',
  ],

  *check({ chartValues }) {
    for (const one of chartValues) {
      for (const path of SWITCHES) {
        const field = fieldAt(one, path);
        if (field?.type !== 'string' || field.text === undefined || !isOff(field.text)) continue;
        yield at(
          { span: field.value },
          `This is a text, and Helm takes any text for true: ${path} is on. Write false without quotes.`,
          { kind: 'replace', title: 'Write false', span: field.value, text: 'false', safe: false },
        );
      }
    }
  },
};

const SWITCHES = [
  'cniConfig.enabled',
  'eniConfig.create',
  'nodeAgent.enabled',
  'originalMatchLabels',
  'podMonitor.create',
  'serviceAccount.create',
];

const isOff = (text: string): boolean => parseBool(text) === false || /^(?:no|off)$/i.test(text);
