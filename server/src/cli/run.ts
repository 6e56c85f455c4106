import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { atoi } from '../core/domain/goParse.js';
import { instanceType } from '../core/domain/instances.js';
import { CURRENT, parseVersion } from '../core/domain/versions.js';
import type { ExitStatus } from './exitStatus.js';
import { type LintOptions, lint } from './lint.js';
import { type MaxPodsOptions, printMaxPods, unknownType } from './maxPods.js';

/** Put in by the build, from package.json. */
declare const VPC_CNI_VERSION: string;

/** Runs the command line and returns the exit status. */
export async function run(args: readonly string[]): Promise<ExitStatus> {
  let status: ExitStatus = 0;
  const program = new Command('vpc-cni')
    .description(
      'Tells what the Amazon VPC CNI plugin will do with your manifests, and how many pods your nodes hold.',
    )
    .version(VPC_CNI_VERSION)
    .exitOverride()
    .showHelpAfterError('(run with --help for the options)');

  program
    .command('lint')
    .description('find mistakes in aws-node, ENIConfig and SecurityGroupPolicy manifests')
    .argument(
      '<path...>',
      'files, folders (their .yaml, .yml and .json files), globs, or - for standard input',
    )
    .addOption(format())
    .option('--cni-version <version>', 'release of the plugin where a manifest does not tell', release)
    .option('--instance-type <type>', 'instance type to count pods for', listedType)
    .action(async (paths: string[], options: LintOptions) => {
      status = await lint(paths, options);
    });

  program
    .command('max-pods')
    .description('pods per node for instance types')
    .argument('<type...>', 'instance types, such as m5.large')
    .option('--prefix-delegation', 'with ENABLE_PREFIX_DELEGATION', false)
    .option('--custom-networking', 'with AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG', false)
    .option('--max-eni <n>', 'with MAX_ENI', wholeNumber)
    .option('--no-ceiling', 'without the recommended ceiling of 110 (250 above 30 vCPUs)')
    .addOption(format())
    .action((types: string[], options: MaxPodsOptions) => {
      status = printMaxPods(types, options);
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

function wholeNumber(text: string): number {
  const number = atoi(text);
  if (number === undefined || number < 1)
    throw new InvalidArgumentError('It takes a whole number from 1 on.');
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
