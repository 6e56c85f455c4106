import { at, type Finding, type Rule } from './rule.js';
import { configMapSwitches, isTheirs, type Switch, type Switches } from './support/switches.js';

const configMap = (targets: string): string => `
apiVersion: v1
kind: ConfigMap
metadata:
  name: amazon-vpc-cni
  namespace: kube-system
data:
  enable-windows-ipam: "true"
  enable-windows-prefix-delegation: "true"
${targets}`;

export const windowsTargetNotRead: Rule = {
  id: 'windows-target-not-read',
  severity: 'information',
  summary: 'A warm target for Windows nodes is not read, because of another key.',
  why: `
The VPC resource controller reads \`windows-warm-ip-target\`, \`windows-minimum-ip-target\` and \`windows-warm-prefix-target\` only where
the short key of that name is not written, and the chart writes the short ones always. A target for prefixes counts only where Windows
nodes get prefixes, and there only as long as no target for addresses is set.`,
  bad: configMap('  warm-prefix-target: "2"\n  warm-ip-target: "5"\n'),
  good: configMap('  warm-ip-target: "5"\n'),
  sources: [
    'aws/amazon-vpc-resource-controller-k8s pkg/config/loader.go, ParseWinIPTargetConfigs',
    'aws/amazon-vpc-resource-controller-k8s docs/windows/prefix_delegation_config_options.md',
  ],

  *check({ configMaps }) {
    for (const map of configMaps.filter(isTheirs)) {
      const switches = configMapSwitches(map);
      for (const short of TARGETS) {
        const [newer, counting] = [switches.named(`windows-${short}`), switches.named(short)];
        if (!newer || !counting) continue;
        yield {
          ...at(newer.text, `Not read: ${short} is written as well, and counts. Keep one of the two.`),
          tag: 'unnecessary',
          related: [{ span: counting.text.span, message: 'This one counts.' }],
        };
      }
      yield* prefixTarget(switches);
    }
  },
};

const TARGETS = ['warm-ip-target', 'minimum-ip-target', 'warm-prefix-target'];

/** The one of two names that counts. */
const target = ({ named }: Switches, short: string): Switch | undefined =>
  named(short) ?? named(`windows-${short}`);

function* prefixTarget(switches: Switches): Iterable<Finding> {
  const prefixes = target(switches, 'warm-prefix-target');
  // Where nobody hands out addresses nothing of it counts anyway.
  if (!prefixes?.value || switches.named('enable-windows-ipam')?.value !== true) return;
  const delegation = switches.named('enable-windows-prefix-delegation');
  if (delegation ? delegation.value === false : switches.complete) {
    yield {
      ...at(
        prefixes.text,
        'Not read: Windows nodes get prefixes only where enable-windows-prefix-delegation is on.',
      ),
      related: delegation ? [{ span: delegation.text.span, message: 'Off.' }] : [],
    };
    return;
  }
  const stronger = ['warm-ip-target', 'minimum-ip-target']
    .flatMap((short) => target(switches, short) ?? [])
    .filter(({ value }) => value !== undefined && value !== 0);
  const [first] = stronger;
  if (delegation?.value !== true || !first) return;
  yield {
    ...at(prefixes.text, `Not read: ${first.name} counts before it. Keep one of the two.`),
    tag: 'unnecessary',
    related: stronger.map(({ text }) => ({ span: text.span, message: 'This counts.' })),
  };
}
