import type { Variable } from '../domain/variable.js';
import { isVariable, VARIABLES } from '../domain/variables.js';
import { atLeast } from '../domain/versions.js';
import { at, type Rule } from './rule.js';
import { isRefusedByAddon } from './support/addons.js';
import { isCarried } from './support/carried.js';
import { awsNode } from './support/example.js';
import { removal } from './support/fixes.js';

export const variableRemoved: Rule = {
  id: 'variable-removed',
  severity: 'hint',
  summary: 'The plugin no longer reads this variable.',
  why: `
Manifests carry variables along for years. What earlier releases read does nothing in this one, whatever its value;
without it the file says what counts. Where the release is not known the current one is assumed. Variables that came with
upstream's own manifests, such as \`AWS_VPC_K8S_CNI_CONFIGURE_RPFILTER\`, are left alone.`,
  bad: awsNode({ ENABLE_NFTABLES: '"true"' }),
  good: awsNode({}),
  sources: ['aws/amazon-vpc-cni-k8s CHANGELOG.md, v1.13.2'],

  *check({ installs }) {
    for (const install of installs) {
      for (const setting of install.containers.flatMap((container) => container.settings)) {
        const name = setting.name.value;
        // Another rule says that EKS refuses it.
        if (!isVariable(name) || isCarried(name) || isRefusedByAddon(install, setting)) continue;
        if (setting.value.value.kind === 'unset') continue;
        const { removed }: Variable = VARIABLES[name];
        if (!removed || !atLeast(install.release, removed)) continue;
        yield {
          ...at(
            setting.name,
            `The plugin no longer reads ${name}, since ${removed}. It can go.`,
            removal(install, setting, install.release !== undefined),
          ),
          tag: 'deprecated',
        };
      }
    }
  },
};
