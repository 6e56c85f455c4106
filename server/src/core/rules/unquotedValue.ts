import { atoi, parseBool } from '../domain/goParse.js';
import type { Kind } from '../domain/variable.js';
import { isVariable, VARIABLES } from '../domain/variables.js';
import type { Install, Setting } from '../model/facts.js';
import { at, type Finding, type Fix, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { refusalOf } from './support/refusal.js';

export const unquotedValue: Rule = {
  id: 'unquoted-value',
  severity: 'error',
  summary: 'The value of a variable is not a string.',
  why: `
YAML reads \`true\`, \`yes\`, \`5\` and \`1_000\` without quotes as a boolean or a number. \`env[].value\` has to be a string: the API
server refuses the whole DaemonSet. So does EKS with the configuration of its add-on, be it JSON or YAML
(\`$.env.WARM_PREFIX_TARGET: integer found, string expected\`). Put the value in quotes. In values of the chart, \`env\` may hold
numbers and booleans: Helm puts them in quotes.`,
  bad: awsNode({ AWS_VPC_K8S_CNI_EXTERNALSNAT: 'true' }),
  good: awsNode({ AWS_VPC_K8S_CNI_EXTERNALSNAT: '"true"' }),
  sources: ['helm/helm#9077', 'Kubernetes API, EnvVar.value', 'awslabs/cdk-eks-blueprints#637'],

  *check({ installs }) {
    for (const install of installs) {
      for (const setting of install.containers.flatMap(({ settings }) => settings)) {
        const finding = judge(install, setting);
        if (finding) yield finding;
      }
    }
  },
};

function judge(install: Install, setting: Setting): Finding | undefined {
  const { value } = setting.value;
  if (value.kind !== 'unquoted') return undefined;
  const { who, what } = refusalOf(install, setting);
  if (value.yaml === 'map' || value.yaml === 'list' || value.yaml === 'null') {
    if (install.form === 'chart' && setting.form === 'entry') return printedByGo(setting, value.yaml);
    const it = value.yaml === 'null' ? 'Nothing' : `A ${value.yaml}`;
    const advice = value.yaml === 'null' ? 'Give it a text, or remove it' : 'Write it as one text in quotes';
    return at(setting.value, `${it} cannot be the value of a variable: ${who} refuses ${what}. ${advice}.`);
  }
  const { value: name } = setting.name;
  const kind = isVariable(name) ? VARIABLES[name].kind : 'text';
  const text = asText(value.text, value.yaml, kind);
  const fix = (safe: boolean): Fix => ({ title: `Write "${text}"`, kind: 'value', setting, text, safe });
  if (who === 'EKS' && value.yaml === 'boolean' && !/^(?:true|false)$/i.test(value.text)) {
    const other = kind === 'boolean' ? ', and the plugin cannot read the other' : '';
    const message = `${value.text} is a boolean to some readers of YAML, and a text to others: EKS refuses the one${other}. Write "${text}".`;
    return { ...at(setting.value, message, fix(false)), severity: 'warning' };
  }
  const type = `${value.yaml}${who === 'EKS' ? '' : ' to YAML'}`;
  return at(
    setting.value,
    `${value.text} is a ${type}, and ${who} takes only strings here: it refuses ${what}. Put it in quotes.`,
    // 010 is eight to YAML and ten to the plugin.
    fix(!/^[-+]?0\d/.test(value.text)),
  );
}

/** Helm puts in quotes whatever it finds below `env`. */
const printedByGo = ({ value }: Setting, yaml: 'map' | 'list' | 'null'): Finding => ({
  ...at(
    value,
    `Helm writes this ${yaml} as Go prints it, ${yaml === 'map' ? 'map[key:value]' : '[a b]'}, which the plugin cannot read. Write it as one text in quotes.`,
  ),
  severity: 'warning',
});

/** The text that is written; what it means, where that is a boolean or a number that the plugin could not read, as yes and 5.0. */
function asText(text: string, yaml: 'number' | 'boolean', kind: Kind): string {
  if (yaml === 'boolean') {
    const isRead = kind !== 'boolean' || parseBool(text) !== undefined;
    return isRead ? text : String(/^(y|yes|on)$/i.test(text));
  }
  if (!COUNTED.includes(kind)) return text;
  const number = Number(text.replaceAll('_', ''));
  return atoi(text) === undefined && Number.isSafeInteger(number) ? String(number) : text;
}

/** Of all other kinds a number is a text like any other. */
const COUNTED: readonly Kind[] = ['boolean', 'integer', 'seconds'];
