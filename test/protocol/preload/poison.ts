// Run before the server: puts into its tables rows that throw, as a bug of ours would.
import { CARRIERS } from '../../../server/src/core/carriers/index.js';
import { VALIDATORS } from '../../../server/src/core/generated/validators.js';
import { RULES } from '../../../server/src/core/rules/index.js';
import type { Rule } from '../../../server/src/core/rules/rule.js';

// The build puts it into bundles.
Object.assign(globalThis, { VPC_CNI_VERSION: '0.0.0' });

const broken = (): never => {
  throw new Error('poisoned');
};
const rule = (id: string, check: Partial<Rule>): Rule => ({
  id,
  severity: 'error',
  summary: '',
  why: '',
  bad: '',
  good: '',
  sources: [],
  ...check,
});
(RULES as Rule[]).unshift(
  rule('throws-alone', { check: broken }),
  rule('throws-together', { checkTogether: broken }),
  rule('throws-in-cluster', { checkInCluster: broken }),
  rule('throws-late', {
    *check() {
      yield { span: { start: 0, end: 1 }, message: 'never seen' };
      broken();
    },
  }),
);
(CARRIERS as unknown[]).unshift({
  id: 'throws',
  title: '',
  mark: /WARM_IP_TARGET/,
  matches: (object: { readonly entries?: readonly unknown[] }) => (object.entries?.length ?? 0) === 5,
  read: broken,
});
Object.assign(VALIDATORS, { eniconfig: broken });
