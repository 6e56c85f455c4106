import { sightIn } from '../../server/src/core/analysis.js';
import { inSight, NO_CLUSTER, withSurroundings } from '../../server/src/core/model/cluster.js';
import { neighbourhood } from '../../server/src/core/model/neighbours.js';
import type { Sight } from '../../server/src/core/model/sight.js';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';

export const read = (text: string) => sightIn({ path: '', name: '' }, text, DEFAULT_SETTINGS).cluster;
export const sight = (path: string, text: string) => ({ path, cluster: read(text) });
export const SECONDARY = awsNode({});
export const PREFIXES = awsNode({ ENABLE_PREFIX_DELEGATION: '"true"', WARM_PREFIX_TARGET: '"1"' });

export const neighbours = (
  path: string,
  own: ReturnType<typeof read>,
  files: readonly Pick<Sight, 'path' | 'cluster'>[],
) => neighbourhood(files)(path, own);
export const modeAt = (path: string, files: readonly { path: string; cluster: ReturnType<typeof read> }[]) =>
  inSight(withSurroundings(NO_CLUSTER, neighbours(path, NO_CLUSTER, files)));

export const pool = (name: string, type: string, nodeClass = 'default') => `apiVersion: karpenter.sh/v1
kind: NodePool
metadata:
  name: ${name}
spec:
  template:
    spec:
      nodeClassRef: { group: karpenter.k8s.aws, kind: EC2NodeClass, name: ${nodeClass} }
      requirements:
        - { key: node.kubernetes.io/instance-type, operator: In, values: [${type}] }
`;

/** The innermost of these folders that a path is in. */
export const clustersIn =
  (...folders: readonly string[]) =>
  (path: string) =>
    folders.filter((folder) => path.startsWith(`${folder}/`)).sort((a, b) => b.length - a.length)[0];
