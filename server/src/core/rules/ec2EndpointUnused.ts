import { before } from '../domain/versions.js';
import { at, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { bareSpan, rename, textsRead } from './support/places.js';

const WORKING = 'AWS_ENDPOINT_URL_EC2';

export const ec2EndpointUnused: Rule = {
  id: 'ec2-endpoint-unused',
  severity: 'warning',
  summary: '`AWS_EC2_ENDPOINT` no longer reaches the EC2 client.',
  why: `
Up to 1.19.3 \`AWS_EC2_ENDPOINT\` was the address of the EC2 API. Since the plugin moved to the second AWS SDK the client
for EC2 is made without it and calls the usual address; in a network without a way there ipamd cannot start. The SDK
itself reads \`AWS_ENDPOINT_URL_EC2\`.`,
  bad: awsNode({ AWS_EC2_ENDPOINT: '"https://ec2.eu-west-1.amazonaws.com"' }),
  good: awsNode({ AWS_ENDPOINT_URL_EC2: '"https://ec2.eu-west-1.amazonaws.com"' }),
  sources: [
    'aws/amazon-vpc-cni-k8s pkg/awsutils/awsutils.go:445-456',
    'aws/amazon-vpc-cni-k8s pkg/awsutils/awssession/session.go:75-88',
    'AWS SDKs reference guide, service-specific endpoints',
  ],

  *check(facts) {
    for (const { install, setting, text } of textsRead(facts)) {
      if (setting.name.value !== 'AWS_EC2_ENDPOINT' || text === '' || before(install.release, '1.19.4'))
        continue;
      const span = bareSpan(setting.name);
      yield at(
        setting.name,
        `AWS_EC2_ENDPOINT no longer reaches the EC2 client, which calls the usual address. Use ${WORKING}, which the AWS SDK reads.`,
        ...(span ? [rename(span, WORKING)] : []),
      );
    }
  },
};
