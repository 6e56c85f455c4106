import { compareVersions, parseVersion } from '../domain/versions.js';
import { containerOf } from '../model/effective.js';
import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { textsRead } from './support/places.js';

export const versionMismatch: Rule = {
  id: 'version-mismatch',
  severity: 'information',
  summary: '`VPC_CNI_VERSION` is not the release of the image.',
  why: `
The plugin names \`VPC_CNI_VERSION\` in its calls to EC2 and to the API server, and people read it as the release they run.
Nothing else depends on it, so it is easily left behind by an update of the image.`,
  bad: awsNode({ VPC_CNI_VERSION: '"v1.20.0"' }),
  good: awsNode({ VPC_CNI_VERSION: '"v1.23.1"' }),
  sources: [
    'aws/amazon-vpc-cni-k8s pkg/k8sapi/k8sutils.go:223',
    'aws/amazon-vpc-cni-k8s config/master/aws-k8s-cni.yaml',
  ],

  *check(facts) {
    for (const { install, setting, text } of textsRead(facts)) {
      const { version } = containerOf(install, 'aws-node') ?? {};
      if (setting.name.value !== 'VPC_CNI_VERSION' || !version || !parseVersion(text)) continue;
      if (compareVersions(text, version) === 0) continue;
      yield at(
        setting.value,
        `The image is of release ${version}, and the plugin tells AWS and the API server that it is "${text}".`,
        { title: `Write "v${version}"`, safe: false, kind: 'value', setting, text: `v${version}` },
      );
    }
  },
};
