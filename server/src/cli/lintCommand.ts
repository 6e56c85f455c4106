import { type Command, Option } from 'commander';
import { SEVERITIES } from '../core/settings.js';
import { clusters, cniVersion, config, countedType, countFromZero, noConfig, noIgnore } from './arguments.js';
import type { ExitStatus } from './exitStatus.js';
import { type LintOptions, lint } from './lint.js';
import { REPORTERS } from './report/index.js';

/** What `lint` takes, by what it is about. */
export function defineLint(command: Command, done: (status: ExitStatus) => void): void {
  command
    .description(
      'find mistakes in manifests: aws-node, ENIConfig, SecurityGroupPolicy, node groups, NodePools, CIDRs',
    )
    .argument(
      '<path...>',
      'files, folders (their .yaml, .yml and .json files but those that .gitignore leaves out), globs, or - for standard input',
    )
    .optionsGroup('What is read:')
    .addOption(clusters())
    .addOption(noIgnore())
    .addOption(cniVersion())
    .addOption(countedType())
    .addOption(config())
    .addOption(noConfig())
    .optionsGroup('What is shown:')
    .addOption(
      new Option('--format <format>', 'how to print').choices(Object.keys(REPORTERS)).default('text'),
    )
    .addOption(new Option('--severity <severity>', 'the least severe that is shown').choices(SEVERITIES))
    .addOption(
      new Option('--quiet', 'only errors, and in text nothing where there are none').conflicts('severity'),
    )
    .option('--with-allowed', 'what comments allow as well, marked as such; github has no mark for it')
    .option('--color', 'in colours, wherever it goes')
    .option('--no-color', 'without colours, as with NO_COLOR set')
    .optionsGroup('What counts:')
    .option('--max-warnings <n>', 'exit with 1 where there are more warnings, shown or not', countFromZero)
    .option('--baseline <file>', 'leave out what is in this file')
    .option('--update-baseline', 'write all there is now to the baseline')
    .optionsGroup('What is changed:')
    .option('--fix', 'mend in place what is safe to mend; of - the text goes to standard output')
    .addHelpText('after', HELP)
    .action(async (paths: string[], options: LintOptions) => {
      if (options.updateBaseline && options.baseline === undefined)
        command.error("error: option '--update-baseline' needs '--baseline <file>'.");
      done(await lint(paths, options));
    });
}

const HELP = `
The status is 0 without errors, 1 with errors or too many warnings, and 2 where
the usage is wrong or something cannot be read or written. That is said on
standard error; the rest is linted all the same. A folder without YAML and JSON
files is no error, but said.
Text on a terminal shows the lines; elsewhere it is, for each finding,
file:line:column: severity rule: message
JSON: files (how many were read), findings (file, line, column, endLine,
endColumn, severity, rule, message, fixes, related; allowed where a comment
gives a reason), fixed (with --fix), baseline (known, gone), complaints (file,
message: what cannot be read or written).
What rules mean: vpc-cni explain RULE`;
