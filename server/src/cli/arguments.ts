import { InvalidArgumentError, Option } from 'commander';
import { CONFIG_FILE } from '../core/configFile.js';
import { atoi } from '../core/domain/goParse.js';
import { CURRENT, parseVersion } from '../core/domain/versions.js';

// Options that several commands have, and how what is given is read.

export const format = () =>
  new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text');

export const clusters = () =>
  new Option(
    '--cluster <folder...>',
    'folders, or globs of folders, that are one cluster each: what is in one is not seen with what is in another',
  );

export const noIgnore = () =>
  new Option('--no-ignore', `read what .gitignore leaves out of folders, too, and ignore in ${CONFIG_FILE}`);

export const config = () =>
  new Option('--config <file>', `settings, in place of the nearest ${CONFIG_FILE} from here upwards`);

export const noConfig = () => new Option('--no-config', `without ${CONFIG_FILE}`);

export const unmanagedEnis = () =>
  new Option('--unmanaged-enis <n>', 'ENIs of a node that the plugin leaves alone').argParser(countFromZero);

export const env = () =>
  new Option('--env <NAME=value...>', 'variables of aws-node, on top of its manifest').default([], 'none');

export const cniVersion = () =>
  new Option('--cni-version <version>', 'release of the plugin where a manifest does not tell').argParser(
    release,
  );

export const countedType = () => new Option('--instance-type <type>', 'instance type to count pods for');

/** The name of an instance type as EC2 writes it, however a person does. */
export const typeName = (text: string): string => text.trim().toLowerCase();

export function wholeNumber(text: string): number {
  return numberFrom(1, text);
}

export function countFromZero(text: string): number {
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
