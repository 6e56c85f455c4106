import { test } from 'node:test';
import { check, checkFix } from '../support/check.js';

test('variables at the top, and in maps of other things', () => {
  check(`
MAX_ENI: 4
#^^^^^^ warning variable-outside-env: MAX_ENI changes nothing here: the chart reads variables below env. Move it there.
nameOverride: aws-node
env:
  WARM_ENI_TARGET: "1"
init:
  DISABLE_TCP_EARLY_DEMUX: "true"
# ^^^^^^^^^^^^^^^^^^^^^^^ warning variable-outside-env: DISABLE_TCP_EARLY_DEMUX changes nothing here: the chart reads variables below init.env. Move it there.
nodeAgent:
  CLUSTER_NAME: dev
# ^^^^^^^^^^^^ warning variable-outside-env: CLUSTER_NAME changes nothing here: the chart reads variables below env. Move it there.
`);
});

test('all that belong together move at once', () => {
  checkFix(
    `nameOverride: aws-node
# a few
MAX_ENI: 4
CLUSTER_NAME: dev # ours
image: {}
`,
    'Move MAX_ENI and CLUSTER_NAME into env',
    `nameOverride: aws-node
env:
  # a few
  MAX_ENI: 4
  CLUSTER_NAME: dev # ours
image: {}
`,
  );
  checkFix(
    'MAX_ENI: 4\nenv:\n  WARM_ENI_TARGET: "1"\n',
    'Move MAX_ENI into env',
    'env:\n  WARM_ENI_TARGET: "1"\n  MAX_ENI: 4\n',
  );
  checkFix(
    'nameOverride: aws-node\ninit:\n  DISABLE_TCP_EARLY_DEMUX: "true"\n',
    'Move DISABLE_TCP_EARLY_DEMUX into init.env',
    'nameOverride: aws-node\ninit:\n  env:\n    DISABLE_TCP_EARLY_DEMUX: "true"\n',
  );
});

test('one that is in its place as well', () => {
  check(`
WARM_ENI_TARGET: "2"
#^^^^^^^^^^^^^^ warning variable-outside-env: WARM_ENI_TARGET changes nothing here: the chart reads variables below env. There is another one below env: remove this one.
env:
  WARM_ENI_TARGET: "1"
`);
  checkFix(
    'WARM_ENI_TARGET: "2"\nenv:\n  WARM_ENI_TARGET: "1"\n',
    'Remove WARM_ENI_TARGET',
    'env:\n  WARM_ENI_TARGET: "1"\n',
  );
});

test('labels and annotations may have any name', () => {
  check('nameOverride: aws-node\npodAnnotations:\n  MAX_ENI: "4"\n');
});
