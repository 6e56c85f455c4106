import type { Variable } from '../domain/variable.js';
import { isVariable, VARIABLES } from '../domain/variables.js';
import { before } from '../domain/versions.js';
import { at, type Rule } from './rule.js';
import { isRefusedByAddon } from './support/addons.js';
import { isCarried } from './support/carried.js';
import { awsNode } from './support/example.js';
import { removal } from './support/fixes.js';

export const variableTooNew: Rule = {
  id: 'variable-too-new',
  severity: 'warning',
  summary: 'This release of the plugin does not know the variable yet.',
  why: `
A variable of a later release is set and never read; the plugin runs as if it were absent. The release is the one in the
tag of the image, else in the label \`app.kubernetes.io/version\`, else in \`VPC_CNI_VERSION\`. Update the plugin, or leave the
variable out. What upstream's manifest sets to name the pod and the release is left alone.`,
  bad: awsNode({ POD_MTU: '"1500"' }, { version: 'v1.15.5' }),
  good: awsNode({ POD_MTU: '"1500"' }, { version: 'v1.16.4' }),
  sources: ['aws/amazon-vpc-cni-k8s README.md', 'aws/amazon-vpc-cni-k8s#2173'],

  *check({ installs }) {
    for (const install of installs) {
      if (!install.release) continue;
      for (const setting of install.containers.flatMap((container) => container.settings)) {
        const name = setting.name.value;
        // Another rule says that EKS refuses it.
        if (!isVariable(name) || isCarried(name) || isRefusedByAddon(install, setting)) continue;
        if (setting.value.value.kind === 'unset') continue;
        const { since }: Variable = VARIABLES[name];
        if (!since || !before(install.release, since)) continue;
        yield at(
          setting.name,
          `Release ${install.release} never reads ${name}, which came with ${since}. Update the plugin, or remove the variable.`,
          removal(install, setting),
        );
      }
    }
  },
};
