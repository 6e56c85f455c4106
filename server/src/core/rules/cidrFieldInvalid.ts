import { explainCidr, parseCidr } from '../domain/cidr.js';
import type { CidrField } from '../model/facts.js';
import { at, type Rule } from './rule.js';
import { isOutOfRange, refused } from './support/cidrFields.js';
import { shown } from './support/places.js';
import { rewritten } from './support/written.js';

export const cidrFieldInvalid: Rule = {
  id: 'cidr-field-invalid',
  severity: 'warning',
  summary: 'A field that takes a CIDR block holds something else.',
  why: `
A block is an address, a slash and a prefix length, as in \`10.0.0.0/16\` or \`2001:db8::/56\`. An address alone, a netmask, a
part above 255, an IPv6 block where only IPv4 counts: whoever reads the field refuses the file, or refuses the object at
the API server, often long after the text was written.

Placeholders are left alone, and so is what a reader takes beside blocks, such as ids of prefix lists in kOps.`,
  bad: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: from-office
spec:
  podSelector: {}
  ingress:
    - from:
        - ipBlock:
            cidr: 203.0.113.7
`,
  good: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: from-office
spec:
  podSelector: {}
  ingress:
    - from:
        - ipBlock:
            cidr: 203.0.113.7/32
`,
  sources: [
    'kubernetes/kubernetes pkg/apis/networking/validation/validation.go, ValidateIPBlock',
    'kubernetes/kops pkg/apis/kops/validation/validation.go, parseCIDR',
    'eksctl-io/eksctl pkg/utils/ipnet',
  ],

  *check({ cidrs }) {
    for (const field of cidrs) {
      const { value } = field.text;
      if (value === undefined || isTaken(field, value)) continue;
      const problem = explainCidr(value, field.family);
      if (!problem) continue;
      const { kind, message } = problem;
      // How long the prefix of an interface is, its address does not tell.
      const suggestions = field.address
        ? []
        : problem.suggestions.filter((text) => fits(field, text)).slice(0, 3);
      // Reading a netmask or a stray blank leaves no choice; everything else is a guess.
      const safe = suggestions.length === 1 && (kind === 'netmask' || kind === 'blanks');
      yield {
        ...at(
          field.text,
          `${shown(value)} ${message}; ${field.reader} refuses it.${advice(suggestions)}`,
          ...suggestions.flatMap((text) => rewritten(field.text, text, safe)),
        ),
        ...refused(field),
      };
    }
  },
};

/** The reader knows what to do with it, or a person will put something in its place. */
function isTaken({ admission }: CidrField, value: string): boolean {
  // Nothing is as good as no field, but to the API server.
  if (value === '') return !admission;
  if (SAMPLE.test(value)) return true;
  // Its parser is that of old, which takes leading zeros as if they were not there.
  return admission && explainCidr(value)?.kind === 'leading-zeros';
}

/** `x.x.x.x/32`, `YOUR_IP/32`, `my-ip`, `vpc-cidr`. */
const SAMPLE = /(^|[.:/])[xyznXYZN?*#]{1,3}([.:/]|$)|_|\b(your|my|some)\b|example|cidr|addr/i;

/** The reader would take it. */
function fits(field: CidrField, text: string): boolean {
  const written = parseCidr(text);
  return written !== undefined && !isOutOfRange({ field, text, written, network: written });
}

const advice = ([first, second]: readonly string[]): string => {
  if (first === undefined) return '';
  return second === undefined ? ` Write ${shown(first)}.` : ` Write ${shown(first)} or ${shown(second)}.`;
};
