import type { NodeGroup } from '../model/facts.js';
import { HOLE } from '../model/template.js';
import { at, entry, type Node, type ScalarNode } from '../model/tree.js';
import { textBehind } from './intrinsics.js';
import { type Mark, toldMarks } from './nodeMarks.js';
import { turnsCountOff } from './scripts.js';
import { limitsOf, userData } from './userData.js';

/** What a launch template or configuration of EC2 tells the nodes of a cluster. */
export interface NodeTemplate
  extends Pick<NodeGroup, 'podLimits'>,
    Partial<Pick<NodeGroup, 'image' | 'os' | 'ownCount'>> {
  readonly instanceType: Node | undefined;
  readonly marks: readonly Mark[];
  /** Its user data starts a node of EKS. */
  readonly isForEks: boolean;
  readonly hasImage: boolean;
  /** Its user data is all there to be read. */
  readonly complete: boolean;
}

/** `LaunchTemplateData` of a launch template, or the properties of a launch configuration. */
export function nodeTemplate(data: Node | undefined, source: string): NodeTemplate {
  const written = entry(data, 'UserData')?.value;
  const script = textBehind(written);
  const common = {
    instanceType: at(data, 'InstanceType'),
    hasImage: entry(data, 'ImageId') !== undefined,
  };
  if (!script)
    return { ...common, isForEks: false, podLimits: [], marks: [], complete: written === undefined };
  const image = imageOf(script.text);
  return {
    ...common,
    isForEks: image !== undefined,
    ...(image && { image, os: image === 'Windows' ? 'windows' : 'linux' }),
    podLimits: limitsOf(userData(script, source)),
    marks: toldMarks(script, source),
    ...(turnsCountOff(script) && { ownCount: 'off' }),
    complete: isAllThere(script),
  };
}

/** The image by what starts its nodes. */
function imageOf(script: string): NodeGroup['image'] {
  if (/node\.eks\.aws\/v|\bnodeadm\b/.test(script)) return 'AL2023';
  if (script.includes('/etc/eks/bootstrap.sh')) return 'AL2';
  if (/^\s*\[settings\.kubernetes/m.test(script)) return 'Bottlerocket';
  return /EKSBootstrap/i.test(script) ? 'Windows' : undefined;
}

/** No parameter can bring in further arguments for kubelet. */
const isAllThere = ({ text: script }: ScalarNode): boolean =>
  script
    .replace(/\\\r?\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim().replaceAll(HOLE, '') === '' || /bootstrap|kubelet|max[-_]?pods/i.test(line))
    .every((line) => !withoutKnown(line).includes(HOLE));

/** The name of the cluster, and flags whose value alone is to be filled in. */
const withoutKnown = (line: string): string =>
  line
    .replace(/(bootstrap\.sh["']?[ \t]+)["']?[^ \t"']+["']?/, '$1')
    .replace(/--(?!kubelet-extra-args)[\w-]+(?:=|[ \t]+)["']?[^ \t"']+["']?/g, '');
