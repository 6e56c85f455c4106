import { configurationText } from '../core/features/effectiveConfiguration.js';
import { installsOf as installsIn } from '../core/features/installNames.js';
import { type Trouble, troublesOf } from '../core/features/troubles.js';
import { type BesideOf, besideOf, documentOf } from '../core/model/beside.js';
import { withSurroundings } from '../core/model/cluster.js';
import { asData, type ConfiguredValue, configurationOf, isUnknown } from '../core/model/configuration.js';
import type { Install } from '../core/model/facts.js';
import type { Homes } from '../core/model/sight.js';
import type { Span } from '../core/model/span.js';
import { tellAll } from './complaint.js';
import { commandSettings, type SettingsOptions } from './configFile.js';
import type { ExitStatus } from './exitStatus.js';
import { type Manifests, type ReadingOptions, readManifests } from './manifests.js';

export interface ConfigOptions extends ReadingOptions, SettingsOptions {
  readonly format: 'text' | 'json';
}

/** Prints what each aws-node runs with that the files configure; the status is 1 where there is none. */
export async function printConfig(paths: readonly string[], options: ConfigOptions): Promise<ExitStatus> {
  const own = commandSettings(options);
  if (!own) return 2;
  const manifests = await readManifests(paths, own.settings, { ...options, ...own });
  const installs = installsOf(manifests);
  const { homes, complaints } = manifests;
  const documents = manifests.ours.flatMap(({ documents }) => documents.map(({ facts }) => facts));
  const beside = (install: Install) => {
    const facts = documentOf(documents, install);
    return facts && besideOf(facts, install.layers?.[0] ?? install);
  };
  process.stdout.write(
    options.format === 'json'
      ? `${JSON.stringify(
          installs.map((install) => asJson(install, homes, beside)),
          null,
          2,
        )}\n`
      : asText(installs, homes, beside),
  );
  tellAll(complaints);
  if (complaints.length > 0) return 2;
  return installs.length > 0 ? 0 : 1;
}

/** Every aws-node once: not as a layer where it is seen with what lies above it. */
function installsOf({ sights, neighbours }: Manifests): readonly Install[] {
  const seen = sights
    .filter(({ cluster }) => cluster.installs.length > 0)
    .flatMap(({ path, cluster: own }) =>
      installsIn({ own, cluster: withSurroundings(own, neighbours(path, own)) }),
    );
  const layers = new Set(seen.flatMap(({ layers }) => layers ?? []));
  // Values that nothing is known to lie on are those of an aws-node, and a base of others is not one of its own.
  const isBelow = ({ layers: own = [] }: Install): boolean =>
    own.length > 0 &&
    seen.some(({ layers: all = [] }) => all.length > own.length && own.every((layer) => all.includes(layer)));
  const known = new Set<string>();
  return seen.filter((install) => {
    if (layers.has(install) || (install.form === 'chart' && isBelow(install))) return false;
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

const asText = (installs: readonly Install[], homes: Homes, besideOf: BesideOf): string =>
  installs.length === 0
    ? 'no aws-node is configured in these files\n'
    : configurationText(installs, { homes, nameOf: ({ name }) => name, among: installs, besideOf }).text;

/** A place as `--format json` prints it: line and column from 1. */
function placeOf(homes: Homes, fact: object, span: Span) {
  const place = homes.placeOf(fact, span);
  return place && { file: place.name, line: place.start.line + 1, column: place.start.character + 1 };
}

function asJson(install: Install, homes: Homes, besideOf: BesideOf) {
  const { containers } = configurationOf(install);
  const troubles = troublesOf(install, besideOf(install));
  const errors = (of: readonly Trouble[]) => of.map((trouble) => errorAsJson(trouble, install, homes));
  const isElsewhere = ({ role }: Trouble) => !containers.some(({ facts }) => facts.role === role);
  return {
    ...(install.cluster !== undefined && { cluster: install.cluster }),
    release: install.release ?? null,
    sources: (install.layers ?? [install]).map((source) => ({
      form: source.form,
      ...placeOf(homes, source, source.span),
    })),
    errors: errors(troubles.filter(isElsewhere)),
    containers: containers.map(({ facts, values, unknown, args }) => ({
      name: facts.role,
      complete: facts.complete,
      errors: errors(troubles.filter(({ role }) => role === facts.role)),
      variables: values.map((value) => variableAsJson(value, troubles, homes)),
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

/** What makes a container exit, or is refused: what is set there is not in effect. */
const errorAsJson = ({ kind, rule, message, part, span }: Trouble, install: Install, homes: Homes) => ({
  outcome: kind,
  rule,
  message,
  place: placeOf(homes, part ?? install, span),
});

/**
 * `value` is null where it is not known, or where nothing is set; `known` tells the two apart. `inEffect` is null as well
 * where the value ends the container or is refused.
 */
function variableAsJson(
  { name, text, value, from, setting, replaced, neverRead, dropped }: ConfiguredValue,
  troubles: readonly Trouble[],
  homes: Homes,
) {
  const trouble = troubles.find(({ part }) => setting && part === setting);
  return {
    name,
    known: !isUnknown(text),
    value: typeof text === 'string' ? text : null,
    inEffect: isUnknown(value) || trouble ? null : asData(value),
    ...(trouble && { outcome: trouble.kind }),
    ...(dropped.length > 0 && { dropped }),
    from,
    ...(setting && { place: placeOf(homes, setting, setting.name.span) }),
    replaces: replaced.map((other) => ({
      value: 'text' in other.value.value ? other.value.value.text : null,
      ...placeOf(homes, other, other.name.span),
    })),
    ...(neverRead !== undefined && { neverRead }),
  };
}
