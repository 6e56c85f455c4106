import { CHART_FIELDS } from '../domain/chartFields.js';
import { closest } from '../domain/readings.js';
import { isVariable } from '../domain/variables.js';
import type { ChartValues, Field } from '../model/facts.js';
import { at, type Fix, type Rule } from './rule.js';
import { fieldAt, parentOf } from './support/chartFields.js';
import { renamed } from './support/written.js';

export const unknownValue: Rule = {
  id: 'unknown-value',
  severity: 'warning',
  summary: 'The chart has no value of this name.',
  why: `
Helm takes any key in values, and those that no template of the chart reads change nothing. Only names that are nearly right
are reported, and those that other charts use for the same thing: values may hold keys for other readers as well.`,
  bad: `
enableNetworkpolicy: "true"
env:
  ENABLE_PREFIX_DELEGATION: "true"
`,
  good: `
enableNetworkPolicy: "true"
env:
  ENABLE_PREFIX_DELEGATION: "true"
`,
  sources: ['aws/amazon-vpc-cni-k8s charts/aws-vpc-cni/values.yaml'],

  *check({ chartValues }) {
    for (const values of chartValues) {
      for (const field of values.fields) {
        const meant = meantBy(field);
        if (!meant) continue;
        yield at(
          { span: field.key },
          `The chart has no value ${field.path}: it changes nothing. Did you mean ${meant.name}?`,
          ...fixes(field, meant, values),
        );
      }
    }
  },
};

interface Meant {
  readonly name: string;
  /** It is that one in another spelling. */
  readonly sure: boolean;
}

function meantBy(field: Field): Meant | undefined {
  const { name } = field;
  const parent = parentOf(field).replace(/^(eniConfig\.subnets)\.[^.]+$/, '$1.*');
  const known = Object.hasOwn(CHART_FIELDS, parent) ? (CHART_FIELDS[parent] ?? []) : [];
  if (known.length === 0 || known.includes(name) || isVariable(name) || /^(?:x-|\$)/.test(name))
    return undefined;
  const same = known.find((one) => flat(one) === flat(name));
  if (same) return { name: same, sure: true };
  const synonym = known.find((one) => Object.hasOwn(SYNONYMS, one) && SYNONYMS[one]?.includes(flat(name)));
  const near = synonym ?? (name.length > 4 ? closest(name, known) : undefined);
  return near ? { name: near, sure: false } : undefined;
}

const flat = (name: string): string => name.replace(/[\s_-]/g, '').toLowerCase();

/** Names from the add-on's definitions, from other charts and from ENIConfigs, flat. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  id: ['subnet', 'subnetid'],
  overrideRepository: ['repository'],
  securityGroups: ['securitygroup', 'securitygroupid', 'securitygroupids', 'groupids', 'sgs'],
};

function fixes(field: Field, { name, sure }: Meant, values: ChartValues): Fix[] {
  const parent = parentOf(field);
  const taken = fieldAt(values, parent === '' ? name : `${parent}.${name}`);
  return taken
    ? [{ kind: 'remove-field', title: `Remove ${field.name}`, field, safe: false }]
    : renamed(field, name, sure);
}
