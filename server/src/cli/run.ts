import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { type Cidr, print } from '../core/domain/cidr.js';
import { DATA_DATE, PRICE_DATE } from '../core/domain/instances.js';
import {
  clusters,
  cniVersion,
  config,
  countFromZero,
  env,
  format,
  noConfig,
  noIgnore,
  typeName,
  unmanagedEnis,
  wholeNumber,
} from './arguments.js';
import { type ConfigOptions, printConfig } from './config.js';
import { counting, type SettingsOptions } from './configFile.js';
import type { ExitStatus } from './exitStatus.js';
import { type ExplainOptions, explain } from './explain.js';
import { defineLint } from './lintCommand.js';
import { type MaxPodsOptions, printMaxPods } from './maxPods.js';
import { overlapping, type PlanOptions, printPlan, subnetNamed } from './plan.js';
import { type PoolOptions, printPool } from './pool.js';
import { runAssistantServer, runLanguageServer, type Transports } from './programs.js';

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

  defineLint(program.command('lint'), (result) => {
    status = result;
  });

  program
    .command('explain')
    .description(
      'what a rule means and what to do, or a variable: its defaults, its limits, what bad values do',
    )
    .argument(
      '[name]',
      'a rule, such as fatal-value, or a variable, such as WARM_IP_TARGET; none: a list of all',
    )
    .addOption(
      new Option('--format <format>', 'how to print').choices(['text', 'markdown', 'json']).default('text'),
    )
    .option('--color', 'in colours, wherever it goes')
    .option('--no-color', 'without colours, as with NO_COLOR set')
    .action(async (name: string | undefined, options: ExplainOptions) => {
      status = await explain(name, options);
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
    .addOption(cniVersion())
    .addOption(config())
    .addOption(noConfig())
    .addHelpText('after', CONFIG_HELP)
    .action(async (paths: string[], options: ConfigOptions) => {
      status = await printConfig(paths, options);
    });

  program
    .command('max-pods')
    .description('pods per node for instance types')
    .configureOutput({ outputError: (text, print) => print(withHint(text)) })
    .argument('<type...>', 'instance types, such as m5.large')
    .option('--prefix-delegation', 'with ENABLE_PREFIX_DELEGATION', false)
    .option('--custom-networking', 'with AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG', false)
    .option('--max-eni <n>', 'with MAX_ENI', wholeNumber)
    .option('--pod-eni', 'with ENABLE_POD_ENI, for security groups for pods: one ENI is the trunk', false)
    .addOption(unmanagedEnis())
    .option('--ipv6', 'with ENABLE_IPv6', false)
    .option('--windows', 'on Windows, where of these only prefix delegation counts', false)
    .option('--daemonsets <n>', 'DaemonSet pods of a node, without aws-node and kube-proxy', countFromZero)
    .option('--no-ceiling', 'without the recommended ceiling of 110 (250 above 30 vCPUs)')
    .addOption(format())
    .addOption(config())
    .addOption(noConfig())
    .action((types: string[], options: MaxPodsOptions & SettingsOptions) => {
      status = counting(options, (all) => printMaxPods(types.map(typeName), all));
    });

  program
    .command('pool')
    .description('what a node holds once its pods have come: ENIs, addresses or prefixes, and why')
    .argument('<type>', 'instance type, such as m5.large', typeName)
    .requiredOption('--pods <n>', 'pods with an address of their own, on the node', countFromZero)
    .addOption(env())
    .option('--max-pods <n>', 'what kubelet is told, in place of what is recommended', wholeNumber)
    .addOption(unmanagedEnis())
    .addOption(format())
    .addOption(config())
    .addOption(noConfig())
    .addHelpText('after', POOL_HELP)
    .action((type: string, options: PoolOptions & SettingsOptions) => {
      status = counting(options, (all) => printPool(type, all));
    });

  program
    .command('plan')
    .description('how many nodes fit into subnets')
    .requiredOption('--cidr <cidr...>', 'subnets; with custom networking those of ENIConfigs', subnets)
    .requiredOption('--type <type>', 'instance type, such as m5.large', typeName)
    .requiredOption('--pods-per-node <n>', 'pods with an address of their own, on each node', countFromZero)
    .addOption(env())
    .option('--max-pods <n>', 'what kubelet is told, in place of what is recommended', wholeNumber)
    .addOption(unmanagedEnis())
    .option('--nodes <n>', 'say whether so many nodes fit', wholeNumber)
    .addOption(format())
    .addOption(config())
    .addOption(noConfig())
    .addHelpText('after', PLAN_HELP)
    .action((options: PlanOptions & SettingsOptions, command: Command) => {
      const [block, other] = overlapping(options.cidr) ?? [];
      if (block && other) command.error(`error: ${print(block)} in '--cidr' overlaps ${print(other)}.`);
      status = counting(options, printPlan);
    });

  program
    .command('lsp')
    .description('the language server, for editors other than VS Code')
    .option('--stdio', 'over standard input and output: the default')
    .option('--node-ipc', 'over the channel of a parent that is Node')
    .addOption(
      new Option('--socket <port>', 'over a socket that the editor listens on').argParser(wholeNumber),
    )
    .option('--pipe <name>', 'over a named pipe that the editor listens on')
    .option('--compiled <folder>', 'keep there what was compiled of the program: later starts are quicker')
    .addOption(new Option('--clientProcessId <id>', 'ends with this process').hideHelp())
    .addHelpText('after', LSP_HELP)
    .action((transports: Transports) => runLanguageServer(transports));

  program
    .command('mcp')
    .description('exact answers for coding assistants, over the Model Context Protocol')
    .argument('[folder]', 'the only folder that files are read in', '.')
    .addHelpText('after', MCP_HELP)
    .action((folder: string, _: unknown, command: Command) => {
      if (!runAssistantServer(folder, VPC_CNI_VERSION)) command.error(`error: ${folder}: no such folder`);
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

const LSP_HELP = `
How to set up Neovim, Helix, Emacs, Zed, Kate and Sublime Text:
https://github.com/vpc-cni-tools/vscode-vpc-cni/blob/main/docs/editors.md`;

const MCP_HELP = `
Tools: validate, max_pods, pool, plan, explain. Nothing is changed, and nothing
is asked of AWS or a cluster. How to set up Claude, VS Code and Cursor:
https://github.com/vpc-cni-tools/vscode-vpc-cni/blob/main/docs/assistants.md`;

/** Blocks that can be subnets. */
function subnets(text: string, before: Cidr[] = []): Cidr[] {
  const block = subnetNamed(text);
  if ('complaint' in block) throw new InvalidArgumentError(block.complaint);
  before.push(block);
  return before;
}

/** What EKS calls it is not near the name of the variable. */
const withHint = (error: string): string =>
  error.replace(
    /(?<=unknown option '--(?:security-groups?\b[\w-]*|sgp?|trunk[\w-]*)'\n)/,
    '(Did you mean --pod-eni?)\n',
  );
