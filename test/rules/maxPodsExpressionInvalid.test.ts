import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyze } from '../../server/src/core/analysis.js';
import { diagnose } from '../../server/src/core/features/diagnose.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';
import { check, checkFix, checkFixAll } from '../support/check.js';

const nodeConfig = (kubelet: string): string => `
apiVersion: node.eks.aws/v1alpha1
kind: NodeConfig
spec:
  kubelet:
${kubelet}
`;

const nodeClass = (spec: string): string => `
apiVersion: karpenter.k8s.aws/v1
kind: EC2NodeClass
metadata:
  name: default
spec:
  amiSelectorTerms:
    - alias: al2023@v20250501
${spec}
`;

test('a variable that there is not', () => {
  check(
    nodeConfig(`    maxPodsExpression: (default_eni - 1) * (ips_per_eni - 1) + 2
#                       ^^^^^^^^^^^ warning max-pods-expression-invalid: nodeadm has no variable "default_eni" for the expression: did you mean default_enis? nodeadm logs a warning and takes its own count.`),
  );
});

test('a text that is no expression', () => {
  check(
    nodeConfig(`    maxPodsExpression: "(default_enis × 2"
#                                     ^ warning max-pods-expression-invalid: The expression is not CEL: "×" is not expected there. nodeadm logs a warning and takes its own count.`),
  );
  check(
    nodeConfig(`    maxPodsExpression: "(default_enis - 1"
#                      ^^^^^^^^^^^^^^^^^^^ warning max-pods-expression-invalid: The expression ends too early to be CEL. nodeadm logs a warning and takes its own count.`),
  );
});

test('a function of Karpenter in front of nodeadm', () => {
  check(
    nodeConfig(`    maxPodsExpression: min(110, max_pods)
#                      ^^^^^^^^^^^^^^^^^^ warning max-pods-expression-invalid: nodeadm has no function "min": write a condition, as in a < b ? a : b. nodeadm logs a warning and takes its own count.`),
  );
  check(nodeClass('  kubelet:\n    maxPods: min(110, max_pods)'));
});

test('a fraction of a whole number, in front of Karpenter', () => {
  check(
    nodeClass(`  kubelet:
    maxPods: "max_pods * 0.5"
#             ^^^^^^^^^^^^^^ warning max-pods-expression-invalid: CEL has no int * double: bring both sides to one type with int(…) or double(…). Karpenter marks the class as not ready and makes no nodes from it.`),
  );
});

test('a result that is no number', () => {
  check(
    nodeConfig(`    maxPodsExpression: max_pods > 30
#                      ^^^^^^^^^^^^^ warning max-pods-expression-invalid: The result of the expression is a bool, not a number. nodeadm logs a warning and takes its own count.`),
  );
});

test('a text with escapes, whose parts have no place of their own', () => {
  check(
    nodeConfig(`    maxPodsExpression: "max_pods\\x20- maxEnis"
#                      ^^^^^^^^^^^^^^^^^^^^^^^ warning max-pods-expression-invalid: nodeadm has no variable "maxEnis" for the expression: it has default_enis, ips_per_eni, max_pods, vcpus, physical_memory_mib. nodeadm logs a warning and takes its own count.`),
  );
});

test('expressions that are fine, or that nobody can judge', () => {
  for (const expression of [
    '(default_enis - 1) * (ips_per_eni - 1) + 2',
    '"max_pods < 30 ? max_pods : 30"',
    '{{ .Values.expression }}',
    '"max_pods - ${RESERVED}"',
    '"[1, 2].map(x, x + y)[0]"',
    '""',
    'vcpus * 10',
  ])
    check(nodeConfig(`    maxPodsExpression: ${expression === '""' ? 'max_pods' : expression}`));
});

test('a number of pods is no expression', () => {
  check(nodeClass('  kubelet:\n    maxPods: 58'));
  check(nodeConfig('    config:\n      maxPods: 58'));
});

test('the fix names the variable that was meant', () => {
  checkFix(
    nodeConfig('    maxPodsExpression: (default_eni - 1) * 10'),
    'Write default_enis',
    nodeConfig('    maxPodsExpression: (default_enis - 1) * 10'),
  );
});

test('only a name in other letters is mended with all that is safe, and only where no node is made without it', () => {
  const own = nodeConfig('    maxPodsExpression: maxPods - 5');
  checkFixAll(own, own);
  checkFixAll(
    nodeClass('  kubelet:\n    maxPods: maxPods - 5'),
    nodeClass('  kubelet:\n    maxPods: max_pods - 5'),
  );
  const guess = nodeClass('  kubelet:\n    maxPods: default_eni * 10');
  checkFixAll(guess, guess);
});

test('a character of two places is no half', () => {
  const text = nodeConfig('    maxPodsExpression: 1 + 😀');
  const [finding] = diagnose(analyze(text, DEFAULT_SETTINGS));
  assert.equal(finding && text.slice(finding.span.start, finding.span.end), '😀');
});
