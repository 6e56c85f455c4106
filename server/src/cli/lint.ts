import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { CONFIG_FILE } from '../core/configFile.js';
import { SEVERITIES, type Settings, type Severity } from '../core/settings.js';
import { decode } from '../node/decode.js';
import {
  type Baseline,
  type Compared,
  compared,
  type Entry,
  readBaseline,
  writeBaseline,
} from './baseline.js';
import { type Complaint, tell, tellAll } from './complaint.js';
import { commandSettings, type SettingsOptions } from './configFile.js';
import type { ExitStatus } from './exitStatus.js';
import { reason, STDIN, STDIN_NAME } from './files.js';
import { type Found, foundIn } from './findings.js';
import { type Input, type Mended, mend } from './fixing.js';
import { idleClusters } from './idleClusters.js';
import { type Manifests, type ReadingOptions, readManifests, saysSomething } from './manifests.js';
import { lookOf, write } from './output.js';
import { progress } from './progress.js';
import { type FormatName, REPORTERS } from './report/index.js';
import { countOf, type Report } from './report/report.js';

export interface LintOptions extends ReadingOptions, SettingsOptions {
  readonly format: FormatName;
  /** The least severity that is shown. */
  readonly severity?: Severity;
  /** Only errors, and nothing where there are none. */
  readonly quiet?: boolean;
  /** More of them are an error. */
  readonly maxWarnings?: number;
  readonly fix?: boolean;
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  readonly withAllowed?: boolean;
  readonly color?: boolean;
}

/** Prints what is wrong in the files that the paths name, once what is safe to mend is mended. */
export async function lint(paths: readonly string[], options: LintOptions): Promise<ExitStatus> {
  const own = commandSettings(options);
  if (!own) return 2;
  const { settings } = own;
  const { updateBaseline = false } = options;
  const baseline =
    options.baseline === undefined ? undefined : readBaseline(options.baseline, updateBaseline);
  if (typeof baseline === 'string') return refuse(baseline);
  const input = options.fix && paths.includes(STDIN) ? standardInput() : undefined;
  if (typeof input === 'string') return refuse(input);

  const { manifests, fixed, complaints, output } = await readAndMend(
    paths,
    settings,
    { ...options, ...own },
    input,
  );
  if (output) process.stdout.write(output);
  const { names } = manifests;
  const found = foundIn(manifests, settings, { withAllowed: options.withAllowed === true });
  const known =
    baseline &&
    (updateBaseline ? updated(found, baseline, names, complaints) : compared(found, baseline, names));
  if (typeof known === 'string') return refuse(known);

  const fresh = known?.fresh ?? found;
  const shown = fresh.filter(isShown(options));
  const report: Report = {
    count: names.length,
    files: manifests.ours.filter(({ documents }) => saysSomething(documents)).map(({ name }) => name),
    found: shown,
    hidden: fresh.length - shown.length,
    ...(options.fix && { fixed }),
    ...(known && { baseline: { known: known.known, gone: known.gone } }),
    complaints,
    quiet: options.quiet === true,
  };
  // What is mended of standard input stands alone on standard output.
  const stream = input ? process.stderr : process.stdout;
  await write(REPORTERS[options.format](report, lookOf(stream, options.color)), stream);
  if (names.length === 0 && complaints.length === 0) tellNothing(paths, settings, options);
  // `--cluster` is in the place of what the settings say.
  if (own.root !== undefined && !options.cluster?.length)
    for (const glob of idleClusters(settings, { paths, names, root: own.root }))
      tell(`clusters: no file lies in ${glob}`);
  if (baseline && known) tellGone(baseline, known.gone);
  tellAll(complaints);
  return status(fresh, complaints, options);
}

/** Nothing was read. A hook may name many files of which some are ignored: that is not told. */
function tellNothing(
  paths: readonly string[],
  { ignore: patterns }: Settings,
  { ignore, config, baseline }: LintOptions,
): void {
  const by = config || CONFIG_FILE;
  const isBaseline = (file: string) => baseline !== undefined && resolve(file) === resolve(baseline);
  const files = paths.filter((file) => isFile(file) && !isBaseline(file));
  for (const file of files) tell(`${file} is ignored by ${by}`);
  const others = paths.filter((file) => !files.includes(file));
  const leftOut = patterns.length > 0 && ignore !== false ? ', or they are ignored' : '';
  if (others.length > 0) tell(`no YAML or JSON files in ${others.join(', ')}${leftOut}`);
}

function isFile(file: string): boolean {
  try {
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

function refuse(complaint: string): ExitStatus {
  tell(complaint);
  return 2;
}

const isShown =
  ({ severity = 'hint', quiet }: LintOptions) =>
  ({ finding }: Found): boolean =>
    SEVERITIES.indexOf(finding.severity) <= SEVERITIES.indexOf(quiet ? 'error' : severity);

/** What is not shown counts as well: else a look at errors alone would hide that there are too many warnings. */
function status(
  found: readonly Found[],
  complaints: readonly Complaint[],
  { maxWarnings }: LintOptions,
): ExitStatus {
  const warnings = countOf(found, 'warning');
  const isTooMany = maxWarnings !== undefined && warnings > maxWarnings;
  if (isTooMany)
    tell(`${warnings} ${warnings === 1 ? 'warning' : 'warnings'}, more than --max-warnings ${maxWarnings}`);
  if (complaints.length > 0) return 2;
  return isTooMany || countOf(found, 'error') > 0 ? 1 : 0;
}

function standardInput(): Input | string {
  try {
    const bytes = readFileSync(0);
    return { bytes, text: decode(bytes) };
  } catch (error) {
    return `${STDIN_NAME}: ${reason(error)}`;
  }
}

/** Reads, and with `--fix` mends and reads again until there is nothing left to mend. */
async function readAndMend(
  paths: readonly string[],
  settings: Settings,
  options: LintOptions,
  input: Input | undefined,
): Promise<Mended> {
  const counting = progress();
  const read = (stdin: string | undefined): Promise<Manifests> =>
    readManifests(paths, settings, {
      ...options,
      ...(stdin !== undefined && { stdin }),
      ...(options.baseline !== undefined && { besides: options.baseline }),
      ...(counting && { onFile: counting.onFile }),
    });
  try {
    if (options.fix) return await mend(read, settings, input);
    const manifests = await read(undefined);
    return { manifests, fixed: [], complaints: manifests.complaints };
  } finally {
    counting?.end();
  }
}

// The baseline

function updated(
  found: readonly Found[],
  baseline: Baseline,
  names: readonly string[],
  complaints: readonly Complaint[],
): Compared | string {
  // What is in a file that cannot be read would be lost.
  if (complaints.length > 0) return compared(found, baseline, names);
  const written = writeBaseline(found, baseline, names);
  if (typeof written === 'string') return written;
  tell(`${baseline.path}: ${written} ${written === 1 ? 'finding' : 'findings'} written`);
  const fresh = found.filter(({ finding }) => finding.allowed !== undefined);
  return { fresh, known: found.length - fresh.length, gone: [] };
}

/** More are a number. */
const MOST_TOLD = 10;

function tellGone({ path }: Baseline, gone: readonly Entry[]): void {
  for (const { file, rule, message } of gone.slice(0, MOST_TOLD))
    tell(`${path}: no longer found in ${file}: ${rule}: ${message}`);
  if (gone.length > MOST_TOLD) tell(`${path}: and ${gone.length - MOST_TOLD} more`);
  if (gone.length > 0) tell(`${path}: --update-baseline takes them out`);
}
