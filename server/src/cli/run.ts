import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { type Cidr, explainCidr, parseCidr, print } from '../core/domain/cidr.js';
import { atoi } from '../core/domain/goParse.js';
import { DATA_DATE, instanceType, PRICE_DATE } from '../core/domain/instances.js';
import { CURRENT, parseVersion } from '../core/domain/versions.js';
import { type ConfigOptions, printConfig } from './config.js';
import type { ExitStatus } from './exitStatus.js';
import { type LintOptions, lint } from './lint.js';
import { type MaxPodsOptions, printMaxPods, unknownType } from './maxPods.js';
import { overlapping, type PlanOptions, printPlan } from './plan.js';
import { type PoolOptions, printPool } from './pool.js';

/** Put in by the build, from package.json. */
declare const VPC_CNI_VERSION: string;

/** Runs the command line and returns the exit status. */
export async function run(args: readonly string[]): Promise<ExitStatus> {
  let status: ExitStatus = 0;
  const program = new Command('vpc-cni')
    .description(
      'Tells what the Amazon VPC CNI plugin will do with your manifests, and how many pods your nodes hold.',
    )
    .version(`${VPC_CNI_VERSION}\ninstance data of ${DATA_DATE}, prices of ${PRICE_DATE}`)
    .exitOverride()
    .showHelpAfterError('(run with --help for the options)');

  program
    .command('lint')
    .description(
      'find mistakes in manifests: aws-node, ENIConfig, SecurityGroupPolicy, node groups, NodePools, CIDRs',
    )
    .argument(
      '<path...>',
      'files, folders (their .yaml, .yml and .json files but those that .gitignore leaves out), globs, or - for standard input',
    )
    .addOption(format())
    .addOption(clusters())
    .addOption(noIgnore())
    .option('--cni-version <version>', 'release of the plugin where a manifest does not tell', release)
    .option('--instance-type <type>', 'instance type to count pods for', listedType)
    .action(async (paths: string[], options: LintOptions) => {
      status = await lint(paths, options);
    });

  program
    .command('config')
    .description(
      'what aws-node runs with: each variable, where it is set, what it replaces, what is never read',
    )
    .argument('<path...>', 'files, folders, globs, or - for standard input')
    .addOption(format())
    .addOption(clusters())
    .addOption(noIgnore())
    .option('--cni-version <version>', 'release of the plugin where a manifest does not tell', release)
    .addHelpText('after', CONFIG_HELP)
    .action(async (paths: string[], options: ConfigOptions) => {
      status = await printConfig(paths, options);
    });

  program
    .command('max-pods')
    .description('pods per node for instance types')
    .argument('<type...>', 'instance types, such as m5.large')
    .option('--prefix-delegation', 'with ENABLE_PREFIX_DELEGATION', false)
    .option('--custom-networking', 'with AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG', false)
    .option('--max-eni <n>', 'with MAX_ENI', wholeNumber)
    .option('--pod-eni', 'with ENABLE_POD_ENI: one ENI is the trunk', false)
    .option('--unmanaged-enis <n>', 'ENIs of a node that the plugin leaves alone', countFromZero, 0)
    .option('--ipv6', 'with ENABLE_IPv6', false)
    .option('--windows', 'on Windows, where of these only prefix delegation counts', false)
    .option('--daemonsets <n>', 'DaemonSet pods of a node, without aws-node and kube-proxy', countFromZero, 0)
    .option('--no-ceiling', 'without the recommended ceiling of 110 (250 above 30 vCPUs)')
    .addOption(format())
    .action((types: string[], options: MaxPodsOptions) => {
      status = printMaxPods(types, options);
    });

  program
    .command('pool')
    .description('what a node holds once its pods have come: ENIs, addresses or prefixes, and why')
    .argument('<type>', 'instance type, such as m5.large')
    .requiredOption('--pods <n>', 'pods with an address of their own, on the node', countFromZero)
    .addOption(env())
    .option('--max-pods <n>', 'what kubelet is told, in place of what is recommended', wholeNumber)
    .option('--unmanaged-enis <n>', 'ENIs of a node that the plugin leaves alone', countFromZero, 0)
    .addOption(format())
    .addHelpText('after', POOL_HELP)
    .action((type: string, options: PoolOptions) => {
      status = printPool(type, options);
    });

  program
    .command('plan')
    .description('how many nodes fit into subnets')
    .requiredOption('--cidr <cidr...>', 'subnets; with custom networking those of ENIConfigs', subnets)
    .requiredOption('--type <type>', 'instance type, such as m5.large')
    .requiredOption('--pods-per-node <n>', 'pods with an address of their own, on each node', countFromZero)
    .addOption(env())
    .option('--max-pods <n>', 'what kubelet is told, in place of what is recommended', wholeNumber)
    .option('--unmanaged-enis <n>', 'ENIs of a node that the plugin leaves alone', countFromZero, 0)
    .option('--nodes <n>', 'say whether so many nodes fit', wholeNumber)
    .addOption(format())
    .addHelpText('after', PLAN_HELP)
    .action((options: PlanOptions, command: Command) => {
      const [block, other] = overlapping(options.cidr) ?? [];
      if (block && other) command.error(`error: ${print(block)} in '--cidr' overlaps ${print(other)}.`);
      status = printPlan(options);
    });

  try {
    await program.parseAsync(args, { from: 'user' });
    return status;
  } catch (error) {
    // The library has printed help or the complaint by itself.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}

const format = () =>
  new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text');

const clusters = () =>
  new Option(
    '--cluster <folder...>',
    'folders, or globs of folders, that are one cluster each: what is in one is not seen with what is in another',
  );

const noIgnore = () => new Option('--no-ignore', 'read what .gitignore leaves out of folders, too');

const env = () =>
  new Option('--env <NAME=value...>', 'variables of aws-node, on top of its manifest').default([], 'none');

const CONFIG_HELP = `
JSON: a list of release, cluster (where it is known), sources (form, file, line,
column), errors (rule, message, place: outcome is exits or refused), containers
(name, complete, errors, variables, unknownVariables, arguments); of a variable
name, known, value, inEffect, outcome (where it has none in effect), from
(setting, manifest, nobody), place, replaces, dropped, neverRead.
The status is 1 where no aws-node is configured.`;

const POOL_HELP = `
JSON: instanceType, pods, enis, addresses (prefixes, where they are delegated),
assigned, free, waiting (only where pods wait for ever), steady (false: the same
thing is attached and freed in turn; the figures are the highest), why.`;

const PLAN_HELP = `
JSON: instanceType, podsPerNode, perNode (enis, addresses, prefixes), subnets
(cidr, nodes, addressesPerNode, prefixesPerNode, addresses, blocks, reserved,
formula), nodes, fits (only with --nodes), notes.
The status is 1 where the nodes do not fit.`;

/** Blocks that can be subnets. */
function subnets(text: string, before: Cidr[] = []): Cidr[] {
  const block = parseCidr(text);
  if (!block) throw new InvalidArgumentError(`It ${explainCidr(text)?.message ?? 'is not a block'}.`);
  if (block.family === 4 && (block.prefixLength < 16 || block.prefixLength > 28))
    throw new InvalidArgumentError('A subnet is a block from /16 to /28.');
  before.push(block);
  return before;
}

function wholeNumber(text: string): number {
  return numberFrom(1, text);
}

function countFromZero(text: string): number {
  return numberFrom(0, text);
}

/** What Kubernetes counts pods with has 32 bits. */
const HIGHEST = 2 ** 31 - 1;

function numberFrom(lowest: number, text: string): number {
  const number = atoi(text);
  if (number === undefined || number < lowest || number > HIGHEST)
    throw new InvalidArgumentError(`It takes a whole number from ${lowest} to ${HIGHEST}.`);
  return number;
}

function release(text: string): string {
  if (!parseVersion(text)) throw new InvalidArgumentError(`It takes a release such as ${CURRENT}.`);
  return text.replace(/^v/, '');
}

function listedType(name: string): string {
  if (!instanceType(name)) throw new InvalidArgumentError(`It is an ${unknownType(name)}`);
  return name;
}
