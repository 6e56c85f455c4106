import { contains, parseCidr } from '../domain/cidr.js';
import { at, type Fix, type Rule } from './rule.js';
import { fieldBlocks, refused } from './support/cidrFields.js';
import { shown } from './support/places.js';

export const exceptOutsideCidr: Rule = {
  id: 'except-outside-cidr',
  severity: 'warning',
  summary: 'An item of `except` is no part of its `cidr`.',
  why: `
\`except\` takes addresses out of the block in \`cidr\`, so each item has to be a smaller block inside it. The API server
refuses a NetworkPolicy with an item that lies elsewhere, or that is all of the block.`,
  bad: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: to-vpc
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - ipBlock:
            cidr: 10.0.0.0/16
            except:
              - 10.0.8.0/24
              - 10.1.8.0/24
`,
  good: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: to-vpc
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - ipBlock:
            cidr: 10.0.0.0/16
            except:
              - 10.0.8.0/24
`,
  sources: ['kubernetes/kubernetes pkg/apis/networking/validation/validation.go, ValidateIPBlock'],

  *check(facts) {
    for (const { field, text, network } of fieldBlocks(facts, 'policy-except')) {
      const { outer } = field;
      const block = outer?.value === undefined ? undefined : parseCidr(outer.value);
      if (!outer?.value || !block) continue;
      const isAll = contains(network, block);
      if (!isAll && contains(block, network)) continue;
      const how = isAll ? 'leaves nothing of' : 'is no part of';
      const fix: Fix = {
        kind: 'remove-item',
        title: `Remove ${shown(text)}`,
        item: field.text.span,
        safe: false,
      };
      yield {
        ...at(
          field.text,
          `${shown(text)} ${how} ${shown(outer.value)}, out of which it is taken; ${field.reader} refuses the policy. Each item has to be a smaller block inside it.`,
          ...(field.text.shared ? [] : [fix]),
        ),
        ...refused(field),
        related: [{ span: outer.span, message: 'The block around it.' }],
      };
    }
  },
};
