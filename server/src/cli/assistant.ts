import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { CONFIG_FILE } from '../core/configFile.js';
import { type Cidr, print } from '../core/domain/cidr.js';
import { DATA_DATE, PRICE_DATE } from '../core/domain/instances.js';
import { CURRENT, parseVersion } from '../core/domain/versions.js';
import { explanation, named, nearestNames } from '../core/features/explanation.js';
import { DEFAULT_SETTINGS, type Settings, typeNamed } from '../core/settings.js';
import type { Answers, Refused } from '../mcp.js';
import { told } from './complaint.js';
import { isNamed, readTeam } from './configFile.js';
import { type EnvironmentOptions, ignoredValues, nodePlan, type Runnable } from './environment.js';
import { fenceAround } from './fence.js';
import { maxPodsOf, unknownType } from './maxPods.js';
import { overlapping, planOf, subnetNamed } from './plan.js';
import { poolOf } from './pool.js';
import { validate } from './validate.js';

/** What an assistant may ask of this program, and of the folder. The folder's configuration file counts, as it is at the time. */
export function answersIn(folder: string, version: string): Answers {
  const read = () => settingsIn(folder);
  return {
    version,
    folder,
    dates: `Instance data of ${DATA_DATE}, prices of ${PRICE_DATE}.`,
    async validate({ cniVersion, instanceType, ...question }) {
      const team = read();
      if ('refused' in team) return team;
      const settings = {
        ...team,
        ...(cniVersion !== undefined && { cniVersion: cniVersion.replace(/^v/, '') }),
        ...(instanceType !== undefined && { instanceType }),
      };
      const refused = [...releaseProblem(cniVersion), ...typeProblem(instanceType, settings)];
      return refused.length > 0 ? { refused } : validate(question, settings, folder);
    },
    maxPods({ instanceTypes: names, maxEni, daemonSetPods, unmanagedEnis, ceiling, ...mode }) {
      const team = read();
      if ('refused' in team) return team;
      const { instanceTypes, maxPodsCeiling } = team;
      const options = {
        ...mode,
        daemonsets: daemonSetPods ?? team.daemonSetPods ?? 0,
        unmanagedEnis: unmanagedEnis ?? team.unmanagedEnis,
        ceiling: ceiling && maxPodsCeiling,
        ...(maxEni !== undefined && { maxEni }),
        instanceTypes,
      };
      return { types: names.map((name) => maxPodsOf(name, options)) };
    },
    pool({ instanceType: type, pods, ...rest }) {
      const team = read();
      if ('refused' in team) return team;
      const options = environmentOf(rest, team);
      const plan = nodePlan(type, options);
      if (plan.kind === 'refused') return { refused: plan.complaints };
      return { ...poolOf(type, pods, plan), notes: notesOf(plan), ...saidOf(type, plan, options) };
    },
    plan({ instanceType: type, podsPerNode, cidrs, nodes, ...rest }) {
      const team = read();
      if ('refused' in team) return team;
      const cidr: Cidr[] = [];
      const refused: string[] = [];
      for (const text of cidrs) {
        const block = subnetNamed(text);
        if ('complaint' in block) refused.push(`${text}: ${block.complaint}`);
        else cidr.push(block);
      }
      const [block, other] = overlapping(cidr) ?? [];
      if (block && other) refused.push(`${print(block)} overlaps ${print(other)}.`);
      if (refused.length > 0) return { refused };
      const options = environmentOf(rest, team);
      const plan = nodePlan(type, options);
      if (plan.kind === 'refused') return { refused: plan.complaints };
      const asked = { ...options, type, podsPerNode, cidr, ...(nodes !== undefined && { nodes }) };
      return { ...planOf(plan, asked), ...saidOf(type, plan, options) };
    },
    explain({ name }) {
      const found = named(name);
      if (found) return { name: found.name, kind: found.kind, markdown: explanation(found) };
      const near = nearestNames(name);
      const meant = near.length > 0 ? ` Did you mean ${near.join(', ')}?` : '';
      return { refused: [`There is neither a rule nor a variable ${name}.${meant}`] };
    },
  };
}

/** What the folder's own configuration file says: nothing is read above it. */
function settingsIn(folder: string): Settings | Refused {
  const file = path.join(folder, CONFIG_FILE);
  if (!isNamed(file)) return DEFAULT_SETTINGS;
  const refusal = fenceAround(folder)(file);
  const team =
    refusal === undefined ? readTeam(file) : { complaints: [{ file: CONFIG_FILE, message: refusal }] };
  return 'complaints' in team ? { refused: team.complaints.map(told) } : team.settings;
}

/** The folder that may be read, as the system names it; undefined: there is none. */
export function folderNamed(name: string): string | undefined {
  try {
    const folder = realpathSync(name);
    return statSync(folder).isDirectory() ? folder : undefined;
  } catch {
    return undefined;
  }
}

interface Environment {
  readonly env: Readonly<Record<string, string>>;
  readonly maxPods?: number | undefined;
  readonly unmanagedEnis?: number | undefined;
}

const environmentOf = (
  { env, maxPods, unmanagedEnis }: Environment,
  { instanceTypes, maxPodsCeiling, ...team }: Settings,
): EnvironmentOptions => ({
  env: Object.entries(env).map(([name, text]) => `${name}=${text}`),
  ...(maxPods !== undefined && { maxPods }),
  unmanagedEnis: unmanagedEnis ?? team.unmanagedEnis,
  ceiling: maxPodsCeiling,
  instanceTypes,
});

const notesOf = (plan: Runnable): readonly string[] => (plan.kind === 'pool' ? plan.notes : []);

const saidOf = (type: string, plan: Runnable, { env }: EnvironmentOptions) => ({
  ignored: ignoredValues(env),
  unknown: plan.kind === 'unknown' ? `${type}: ${plan.why}` : plan.kind === 'unmanaged' ? plan.why : null,
});

const releaseProblem = (release: string | undefined): Refused['refused'] =>
  release === undefined || parseVersion(release) ? [] : [`cniVersion takes a release such as ${CURRENT}.`];

const typeProblem = (name: string | undefined, settings: Settings): Refused['refused'] =>
  name === undefined || typeNamed(name, settings)
    ? []
    : [`instanceType: ${name} is an ${unknownType(name, Object.keys(settings.instanceTypes))}`];
