import { configurationText } from '../core/features/effectiveConfiguration.js';
import { withSurroundings } from '../core/model/cluster.js';
import { type ConfiguredValue, configurationOf, isUnknown } from '../core/model/configuration.js';
import type { Install } from '../core/model/facts.js';
import type { Homes } from '../core/model/sight.js';
import type { Span } from '../core/model/span.js';
import { DEFAULT_SETTINGS } from '../core/settings.js';
import type { ExitStatus } from './exitStatus.js';
import { type Manifests, type ReadingOptions, readManifests } from './manifests.js';

export interface ConfigOptions extends ReadingOptions {
  readonly format: 'text' | 'json';
  readonly cniVersion?: string;
}

/** Prints what each aws-node runs with that the files configure; the status is 1 where there is none. */
export async function printConfig(paths: readonly string[], options: ConfigOptions): Promise<ExitStatus> {
  const settings = { ...DEFAULT_SETTINGS, cniVersion: options.cniVersion ?? '' };
  const manifests = await readManifests(paths, settings, options);
  const installs = installsOf(manifests);
  const { homes, complaints } = manifests;
  process.stdout.write(
    options.format === 'json'
      ? `${JSON.stringify(
          installs.map((install) => asJson(install, homes)),
          null,
          2,
        )}\n`
      : asText(installs, homes),
  );
  for (const complaint of complaints) process.stderr.write(`vpc-cni: ${complaint}\n`);
  if (complaints.length > 0) return 2;
  return installs.length > 0 ? 0 : 1;
}

/** Every aws-node once: not as a layer where it is seen with what lies above it. */
function installsOf({ sights, neighbours }: Manifests): readonly Install[] {
  const seen = sights
    .filter(({ cluster }) => cluster.installs.length > 0)
    .flatMap(({ path, cluster }) => withSurroundings(cluster, neighbours(path, cluster)).installs);
  const layers = new Set(seen.flatMap(({ layers }) => layers ?? []));
  const known = new Set<string>();
  return seen.filter((install) => {
    if (layers.has(install)) return false;
    const key = keyOf(install);
    return !known.has(key) && known.add(key);
  });
}

const ids = new WeakMap<Install, number>();
let count = 0;

/** The same for what is put together from the same layers. */
const keyOf = (install: Install): string => (install.layers ?? [install]).map(idOf).join(' ');

function idOf(install: Install): number {
  const known = ids.get(install) ?? ++count;
  ids.set(install, known);
  return known;
}

const asText = (installs: readonly Install[], homes: Homes): string =>
  installs.length === 0
    ? 'no aws-node is configured in these files\n'
    : installs.map((install) => configurationText([install], homes, ({ name }) => name).text).join('\n');

/** A place as `--format json` prints it: line and column from 1. */
function placeOf(homes: Homes, fact: object, span: Span) {
  const place = homes.placeOf(fact, span);
  return place && { file: place.name, line: place.start.line + 1, column: place.start.character + 1 };
}

function asJson(install: Install, homes: Homes) {
  const { containers } = configurationOf(install);
  return {
    release: install.release ?? null,
    sources: (install.layers ?? [install]).map((source) => ({
      form: source.form,
      ...placeOf(homes, source, source.span),
    })),
    containers: containers.map(({ facts, values, unknown, args }) => ({
      name: facts.role,
      complete: facts.complete,
      variables: values.map((value) => variableAsJson(value, homes)),
      unknownVariables: unknown.map((setting) => ({
        name: setting.name.value,
        ...placeOf(homes, setting, setting.name.span),
      })),
      arguments: args.map((argument) => ({
        name: argument.name,
        value: argument.open ? null : (argument.value ?? 'true'),
        ...placeOf(homes, argument, argument.span),
      })),
    })),
  };
}

/** `value` is null where it is not known, or where nothing is set; `known` tells the two apart. */
const variableAsJson = (
  { name, text, value, from, setting, replaced, neverRead }: ConfiguredValue,
  homes: Homes,
) => ({
  name,
  known: !isUnknown(text),
  value: typeof text === 'string' ? text : null,
  inEffect: isUnknown(value) ? null : plain(value),
  from,
  ...(setting && { place: placeOf(homes, setting, setting.name.span) }),
  replaces: replaced.map((other) => ({
    value: 'text' in other.value.value ? other.value.value.text : null,
    ...placeOf(homes, other, other.name.span),
  })),
  ...(neverRead !== undefined && { neverRead }),
});

const plain = (value: unknown): unknown =>
  value instanceof Map ? Object.fromEntries(value) : Array.isArray(value) ? value.length : (value ?? null);
