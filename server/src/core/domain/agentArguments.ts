import { parseIntBase0 } from './goParse.js';
import { boolean, choice, whole } from './readings.js';
import type { Fault } from './variable.js';

/** One command line argument of the node agent, `aws-network-policy-agent`. */
export interface AgentArgument {
  readonly summary: string;
  /** What the agent uses when the argument is absent. */
  readonly default: string;
  /** What is wrong with a value. */
  faults(value: string): readonly Fault[];
}

const EXITS = 'the agent exits when it starts';

/** A flag that cannot be read ends the program before anything else runs. */
function flag(absent: boolean, summary: string): AgentArgument {
  const row = boolean(absent, { summary, source: '' }, { instead: EXITS });
  return {
    summary,
    default: `${absent}`,
    faults: (value) => row.read(value).faults.map((fault) => ({ ...fault, effect: 'exits' })),
  };
}

function number(absent: number, summary: string, minimum?: number, maximum?: number): AgentArgument {
  const limits = { ...(minimum !== undefined && { minimum }), ...(maximum !== undefined && { maximum }) };
  const row = whole(
    absent,
    { ...limits, effect: 'exits', instead: EXITS, emptyToo: true },
    { summary, source: '' },
  );
  return {
    summary,
    default: `${absent}`,
    // Unlike variables, arguments may also be hexadecimal, octal or binary.
    faults: (value) => row.read(`${parseIntBase0(value) ?? value}`).faults,
  };
}

const plain = (absent: string, summary: string): AgentArgument => ({
  summary,
  default: absent,
  faults: () => [],
});

const logLevel = choice(
  ['debug', 'info', 'warn', 'error', 'fatal'],
  'debug',
  {
    exact: false,
    effect: 'default',
    instead: 'debug, the noisiest level, is used',
    fallback: 'debug',
    synonyms: { warning: 'warn', trace: 'debug', information: 'info', err: 'error' },
  },
  { summary: '', source: '' },
);

/** By name, without dashes. Source: pkg/config of aws-network-policy-agent. */
export const AGENT_ARGUMENTS: Readonly<Record<string, AgentArgument>> = {
  'conntrack-cache-cleanup-period': number(300, 'Seconds between two clean-ups of the connection table.'),
  'conntrack-cache-table-size': number(524_288, 'Entries of the connection table.', 32_768, 1_048_576),
  'enable-cloudwatch-logs': flag(false, 'Send the event logs to CloudWatch.'),
  'enable-ipv6': flag(false, 'Enforce policies for IPv6; has to match the plugin.'),
  'enable-network-policy': flag(false, 'Enforce network policies.'),
  'enable-policy-event-logs': flag(false, 'Log every connection that policies allow or deny.'),
  'enable-profiling': flag(false, 'Serve profiles for debugging.'),
  'health-probe-bind-addr': plain(':8163', 'Where the health probe listens.'),
  kubeconfig: plain('', 'Path of a kubeconfig file.'),
  'log-file': plain('/var/log/aws-routed-eni/network-policy-agent.log', 'Path of the log.'),
  'log-file-max-backups': number(8, 'Old log files to keep.'),
  'log-file-max-size': number(200, 'Megabytes of a log file before the next one is begun.'),
  'log-level': {
    summary: 'How much the agent logs: debug, info, warn, error or fatal.',
    default: 'debug',
    faults: (value) => logLevel.read(value).faults,
  },
  'max-concurrent-reconciles': number(3, 'Policies worked on at the same time.'),
  'metrics-bind-addr': plain(':8162', 'Where Prometheus metrics are served.'),
};

/** The fields of values of the chart, and of configuration of the EKS add-on, that become arguments. */
export const AGENT_FIELDS: Readonly<Record<string, string>> = {
  'conntrack-cache-cleanup-period': 'nodeAgent.conntrackCacheCleanupPeriod',
  'conntrack-cache-table-size': 'nodeAgent.conntrackCacheTableSize',
  'enable-cloudwatch-logs': 'nodeAgent.enableCloudWatchLogs',
  'enable-ipv6': 'nodeAgent.enableIpv6',
  'enable-network-policy': 'enableNetworkPolicy',
  'enable-policy-event-logs': 'nodeAgent.enablePolicyEventLogs',
  'health-probe-bind-addr': 'nodeAgent.healthProbeBindAddr',
  'log-file': 'nodeAgent.networkPolicyAgentLogFileLocation',
  'log-level': 'nodeAgent.logLevel',
  'metrics-bind-addr': 'nodeAgent.metricsBindAddr',
};
