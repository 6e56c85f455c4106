import { atLeast } from '../domain/versions.js';
import { containerOf } from '../model/effective.js';
import type { Located } from '../model/span.js';
import { at, type Fix, type Rule } from './rule.js';
import { awsNode } from './support/example.js';
import { bareSpan } from './support/places.js';

const SOCKET = 'unix:///var/run/aws-node/ipamd.sock';
const SOCKET_SINCE = '1.23.0';

const probed = (address: string): string =>
  awsNode({}).replace(
    'amazon-k8s-cni:v1.23.1\n',
    `amazon-k8s-cni:v1.23.1
          livenessProbe:
            exec:
              command:
                - /app/grpc-health-probe
                - -addr=${address}
`,
  );

export const probeAtOldPort: Rule = {
  id: 'probe-at-old-port',
  severity: 'warning',
  summary: 'A probe of aws-node looks for ipamd at a TCP port, and it listens on a socket.',
  why: `
With 1.23.0 ipamd moved from the TCP port 50051 to the socket \`/var/run/aws-node/ipamd.sock\`, and the probes of upstream's
manifest and chart with it. With a probe of an earlier release, kept beside the new image or as a value of the chart, aws-node
may be restarted again and again, or never become ready.`,
  bad: probed(':50051'),
  good: probed(SOCKET),
  sources: [
    'aws/amazon-vpc-cni-k8s release v1.23.0',
    'aws/amazon-vpc-cni-k8s#3739',
    'aws/amazon-vpc-cni-k8s config/master/aws-k8s-cni.yaml',
  ],

  *check({ installs }) {
    for (const install of installs) {
      const { release } = install;
      if (!release || !atLeast(release, SOCKET_SINCE)) continue;
      for (const word of containerOf(install, 'aws-node')?.portProbes ?? [])
        yield at(
          word,
          `ipamd of release ${release} listens on a socket, and no longer at port 50051: the probe may fail, which restarts aws-node or keeps it unready. Use -addr=${SOCKET}.`,
          ...fixes(word),
        );
    }
  },
};

function* fixes(word: Located<string>): Iterable<Fix> {
  const flag = /^--?addr=(?=\S*$)/.exec(word.value)?.[0];
  const span = bareSpan(word);
  if (flag !== undefined && span)
    yield { kind: 'replace', title: `Write ${flag}${SOCKET}`, span, text: flag + SOCKET, safe: false };
}
