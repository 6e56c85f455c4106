import { existsSync, lstatSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { CONFIG_FILE, MISNAMED, MISNAMED_FILE, readConfig, withGiven } from '../core/configFile.js';
import { DEFAULT_SETTINGS, type Settings, typeNamed } from '../core/settings.js';
import { decode } from '../node/decode.js';
import { typeName } from './arguments.js';
import { type Complaint, tell, told } from './complaint.js';
import type { ExitStatus } from './exitStatus.js';
import { reason, relative } from './files.js';
import { unknownType } from './maxPods.js';

/** What the command line says of settings. */
export interface SettingsOptions {
  /** A file in place of the nearest one; false: none at all. */
  readonly config?: string | false;
  readonly cniVersion?: string;
  readonly instanceType?: string;
}

/** The settings of a command, and where they come from. */
export interface CommandSettings {
  readonly settings: Settings;
  /** The folder that paths in the settings start at; absent: there is no configuration file. */
  readonly root?: string;
}

/** A larger file holds no settings. */
const MAX_BYTES = 1_500_000;

/** Settings as the configuration file gives them, and the command line on top of it. Undefined: they are wrong, which has been told. */
export function commandSettings({
  config,
  cniVersion,
  instanceType: type,
}: SettingsOptions): CommandSettings | undefined {
  const instanceType = type === undefined ? undefined : typeName(type);
  const file = config === false ? undefined : (config ?? nearestConfig(process.cwd()));
  const read = file === undefined ? { settings: DEFAULT_SETTINGS } : readTeam(file);
  // What is kept for CI in a folder of its own speaks of where it is used.
  const team = config && !('complaints' in read) ? { ...read, root: process.cwd() } : read;
  if ('complaints' in team) {
    for (const complaint of team.complaints) tell(told(complaint));
    return undefined;
  }
  const settings: Settings = {
    ...team.settings,
    ...(cniVersion !== undefined && { cniVersion }),
    ...(instanceType !== undefined && { instanceType }),
  };
  if (instanceType !== undefined && !typeNamed(instanceType, settings)) {
    tell(
      `--instance-type ${instanceType}: ${unknownType(instanceType, Object.keys(settings.instanceTypes))}`,
    );
    return undefined;
  }
  return { ...team, settings };
}

/** Runs a command that counts: with what the settings say of nodes, where its own options do not. */
export function counting<Options extends SettingsOptions & { readonly ceiling?: boolean }>(
  options: Options,
  run: (options: Options) => ExitStatus,
): ExitStatus {
  const own = commandSettings(options);
  if (!own) return 2;
  const { instanceTypes, unmanagedEnis, daemonSetPods: daemonsets = 0, maxPodsCeiling } = own.settings;
  const ceiling = maxPodsCeiling && options.ceiling !== false;
  return run({ instanceTypes, unmanagedEnis, daemonsets, ...options, ceiling });
}

/** The configuration file in a folder or the nearest one above it, not beyond its repository. One that is misnamed is told. */
function nearestConfig(folder: string): string | undefined {
  const file = path.join(folder, CONFIG_FILE);
  if (isNamed(file)) return file;
  const other = path.join(folder, MISNAMED_FILE);
  if (existsSync(other)) tell(told({ file: relative(other), message: MISNAMED }));
  const above = path.dirname(folder);
  return above === folder || existsSync(path.join(folder, '.git')) ? undefined : nearestConfig(above);
}

/** A folder holds the name. A link that leads nowhere is one, too: whoever made it wants settings to count. */
export function isNamed(file: string): boolean {
  try {
    return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

/** What a configuration file says. What is wrong in it is a complaint; what is only odd is told. */
export function readTeam(file: string): CommandSettings | { readonly complaints: readonly Complaint[] } {
  const name = relative(file);
  const text = textOf(file);
  if (typeof text !== 'string') return { complaints: [{ file: name, ...text }] };
  const { given, problems } = readConfig(text);
  const document = TextDocument.create(name, 'yaml', 0, text);
  const complaints = problems.map(({ span, severity, message }) => {
    const { line, character } = document.positionAt(span.start);
    return { file: `${name}:${line + 1}:${character + 1}`, message, severity };
  });
  const errors = complaints.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return { complaints: errors };
  for (const complaint of complaints) tell(told(complaint));
  return { settings: withGiven(DEFAULT_SETTINGS, given), root: path.dirname(path.resolve(file)) };
}

function textOf(file: string): string | { readonly message: string } {
  try {
    const found = statSync(file);
    // A pipe would keep us waiting for ever.
    if (!found.isFile()) return { message: 'not a file' };
    if (found.size > MAX_BYTES) return { message: 'too large to be settings' };
    return decode(readFileSync(file));
  } catch (error) {
    return { message: isNamed(file) && !existsSync(file) ? 'a link that leads nowhere' : reason(error) };
  }
}
