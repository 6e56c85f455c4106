import { compareVersions } from '../domain/versions.js';
import { containerOf } from '../model/effective.js';
import { at, type Fix, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { bareSpan } from './support/places.js';

export const initVersionMismatch: Rule = {
  id: 'init-version-mismatch',
  severity: 'warning',
  summary: 'The images of `aws-node` and of its init container are of different releases.',
  why: `
The init container prepares the node for the release it was built with: it copies binaries and sets kernel parameters.
Both images are released together and are meant to run together.`,
  bad: awsNode({}).replace('cni-init:v1.23.1', 'cni-init:v1.21.0'),
  good: awsNode({}),
  sources: [
    'aws/amazon-vpc-cni-k8s config/master/aws-k8s-cni.yaml',
    'aws/amazon-vpc-cni-k8s cmd/aws-vpc-cni-init/main.go',
  ],

  *check({ installs }) {
    for (const install of installs) {
      const main = containerOf(install, 'aws-node');
      const init = containerOf(install, 'aws-vpc-cni-init');
      if (!main?.image || !main.version || !init?.image || !init.version) continue;
      if (compareVersions(main.version, init.version) === 0) continue;
      const span = bareSpan(init.image);
      const tag = tagOf(main.image.value);
      const fixes: Fix[] = span
        ? [
            {
              title: `Use ${tag} here as well`,
              safe: false,
              kind: 'replace',
              span: { start: span.end - tagOf(init.image.value).length, end: span.end },
              text: tag,
            },
          ]
        : [];
      yield {
        ...at(
          init.image,
          `The init container is of release ${init.version} and aws-node of ${main.version}. Use the same release for both.`,
          ...fixes,
        ),
        related: [{ span: main.image.span, message: 'The image of aws-node.' }],
      };
    }
  },
};

const tagOf = (image: string): string => image.slice(image.lastIndexOf(':') + 1);
