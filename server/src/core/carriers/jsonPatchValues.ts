import { AGENT_FIELDS } from '../domain/agentArguments.js';
import type { Container } from '../domain/variable.js';
import type { Argument, ContainerFacts, Operation, Setting, ValueChange } from '../model/facts.js';
import type { Span } from '../model/span.js';
import { at, type MapNode, type Node, type ScalarNode } from '../model/tree.js';
import { tagOf } from './daemonSet.js';
import { setting } from './env.js';
import { entrySettings } from './envMap.js';
import { isOpen, printed } from './valueLayers.js';
import { agentArguments } from './valuesAgent.js';
import { releaseOfChart } from './valuesInstall.js';

/** JSON 6902 operations on values of the chart, as objects of Flux and Argo CD hold them. */

/** Where an operation goes. `path`: within the values. */
interface Target {
  readonly path: readonly string[];
  readonly of: 'values' | 'version';
  /** It may be about another chart. */
  readonly isUnsure: boolean;
}

/** Undefined: not below the values of a chart. */
function targetOf(pointer: readonly string[]): Target | undefined {
  const [spec, first, second, third, fourth] = pointer;
  const isUnsure = first === 'sources';
  if (spec !== 'spec') return undefined;
  if (first === 'values') return { of: 'values', path: pointer.slice(2), isUnsure };
  if (first === 'source' && second === 'helm' && third === 'valuesObject')
    return { of: 'values', path: pointer.slice(4), isUnsure };
  // Which of several sources is that of the chart is not known here.
  if (isUnsure && third === 'helm' && fourth === 'valuesObject')
    return { of: 'values', path: pointer.slice(5), isUnsure };
  const isVersion = ['chart/spec/version', 'source/targetRevision'].includes(pointer.slice(1).join('/'));
  return isVersion ? { of: 'version', path: [], isUnsure } : undefined;
}

/** Where in the values of a chart it goes. Undefined: to another place. */
export function valuesPath(pointer: readonly string[]): readonly string[] | undefined {
  const target = targetOf(pointer);
  return target?.of === 'values' ? target.path : undefined;
}

/** An operation as it is written: `add`, `replace` or `remove`. */
export interface WrittenOperation {
  readonly op: Operation['op'];
  readonly node: MapNode;
  readonly pointer: readonly string[];
  /** Undefined: none is written, or it comes from another place of the object. */
  readonly value: Node | undefined;
}

/** Undefined: it is not about single values, and may change any. None: it changes nothing that is read. */
export function valueOperations(written: WrittenOperation): readonly Operation[] | undefined {
  const target = targetOf(written.pointer);
  if (!target) return undefined;
  const { op, node, value } = written;
  const base = { op, span: node.span, path: target.path } as const;
  if (target.of === 'version') {
    const version = value?.kind === 'scalar' && op !== 'remove' ? printed(value) : undefined;
    const release = version === undefined ? undefined : releaseOfChart(version);
    const values = { of: 'release', ...(release !== undefined && { release }) } as const;
    return [{ ...base, values, complete: release !== undefined }];
  }
  const changes = target.path.length > 0 ? changesAt(target.path) : undefined;
  return changes?.map((change) => ({ ...base, values: change, ...bringing(change, written, target) }));
}

const [MAIN, INIT, AGENT] = ['aws-node', 'aws-vpc-cni-init', 'aws-eks-nodeagent'] as const;

/** What depends on a key of the values, and how far down. */
function changesAt(path: readonly string[]): readonly ValueChange[] {
  const [key, second] = path;
  switch (key) {
    case 'env':
      return variableAt(MAIN, path.slice(1));
    case 'extraEnv':
      return [{ of: second === '-' && path.length === 2 ? 'extra-variable' : 'container', role: MAIN }];
    case 'image':
      return [{ of: 'image', role: MAIN }];
    case 'init':
      if (second === 'env') return variableAt(INIT, path.slice(2));
      if (second === undefined) return [{ of: 'container', role: INIT }];
      return second === 'image' ? [{ of: 'image', role: INIT }] : [];
    case 'nodeAgent':
    case 'enableNetworkPolicy':
      return agentAt(path);
    default:
      return [];
  }
}

function variableAt(role: Container, [name]: readonly string[]): readonly ValueChange[] {
  return [name === undefined ? { of: 'variables', role } : { of: 'variable', role, name }];
}

function agentAt(path: readonly string[]): readonly ValueChange[] {
  const [, second] = path;
  const at = path.slice(0, 2).join('.');
  const names = Object.keys(AGENT_FIELDS).filter((name) => AGENT_FIELDS[name] === at);
  if (names.length > 0) return [{ of: 'argument', role: AGENT, names }];
  if (path[0] === 'nodeAgent' && second === 'image') return [{ of: 'image', role: AGENT }];
  // Where there is no node agent, the chart leaves out its mode.
  return second === undefined || second === 'enabled'
    ? [
        { of: 'container', role: AGENT },
        { of: 'variable', role: MAIN, name: 'NETWORK_POLICY_ENFORCING_MODE' },
      ]
    : [];
}

type Brought = Pick<Operation, 'settings' | 'args' | 'image' | 'version' | 'complete'>;

function bringing(change: ValueChange, written: WrittenOperation, { path, isUnsure }: Target): Brought {
  const { op, node, value } = written;
  const isWhole = path.length === (path[0] === 'init' ? 3 : 2) || path[0] === 'enableNetworkPolicy';
  const unknown = isUnsure || !value;
  switch (change.of) {
    case 'variable': {
      const isOfIt = path.includes(change.name) && isWhole;
      if (op === 'remove' && isOfIt && !isUnsure) return { settings: [], complete: true };
      const read = isOfIt && value ? variable(change.name, value, written) : undefined;
      if (read && !isUnsure) return { settings: [read], complete: true };
      return { settings: [unknownSetting(change.name, written, read)], complete: false };
    }
    case 'variables': {
      const isMap = value?.kind === 'map' && value.entries.every(({ key }) => !isOpen(key));
      if (op === 'remove' && !isUnsure) return { settings: [], complete: true };
      return { settings: entrySettings(value, 'chart').map(fixed), complete: isMap && !isUnsure };
    }
    case 'extra-variable': {
      const read = value && setting(value);
      return { ...(read && { settings: [fixed(read)] }), complete: read !== undefined && !isUnsure };
    }
    case 'argument': {
      if (op === 'remove' && !isUnsure && isWhole) return { args: [], complete: true };
      if (value && isWhole && !isUnsure) {
        const args = agentArguments([mapAt(path, value, node.span, written)]);
        return { args, complete: true };
      }
      return {
        args: change.names.map((name): Argument => ({ name, span: node.span, open: true })),
        complete: false,
      };
    }
    case 'image': {
      const text = !unknown && path.at(-1) === 'tag' && op !== 'remove' ? printed(value) : undefined;
      if (text === undefined || text === '' || value?.kind !== 'scalar') return { complete: false };
      const version = tagOf(`:${text}`);
      const { span, inner } = value;
      return {
        image: { value: text, span, ...(inner !== undefined && { inner }) },
        ...(version && { version }),
        complete: true,
      };
    }
    default:
      return { complete: false };
  }
}

/** No fix takes an item out of an operation. */
const fixed = (one: Setting): Setting => ({ ...one, shared: true });

const variable = (name: string, value: Node, written: WrittenOperation): Setting | undefined =>
  entrySettings(mapAt([name], value, written.node.span, written), 'chart')[0];

/** It has another value, of which no more is known. */
function unknownSetting(name: string, written: WrittenOperation, read: Setting | undefined): Setting {
  const { span, text } = keyOf(written, name);
  return {
    form: 'entry',
    name: { value: text, span },
    value: { value: { kind: 'unknown', why: 'template' }, span },
    span: written.node.span,
    quote: 'none',
    bare: false,
    isPlain: false,
    shared: true,
    ...(read && { written: read }),
  };
}

/** The value as it would stand in values. */
function mapAt(path: readonly string[], value: Node, span: Span, written: WrittenOperation): MapNode {
  const [name = '', ...rest] = path;
  const inside = rest.length > 0 ? mapAt(rest, value, span, written) : value;
  const common = { span, flow: false, shared: false };
  return {
    ...common,
    kind: 'map',
    lost: [],
    entries: [{ key: keyOf(written, name), value: inside, span, merged: false }],
  };
}

/** A part of the path as a key: the last one has a place of its own. */
function keyOf({ node, pointer }: WrittenOperation, text: string): ScalarNode {
  const path = at(node, 'path');
  const common = { kind: 'scalar', type: 'string', style: 'plain', text } as const;
  const state = { open: false, conditional: false, shared: false };
  if (path?.kind !== 'scalar') return { ...common, ...state, span: node.span };
  const start = path.text.length - text.length;
  if (path.inner === undefined || pointer.at(-1) !== text || path.text.slice(start) !== text)
    return { ...common, ...state, span: path.span };
  const inner = path.inner + start;
  return { ...common, ...state, inner, span: { start: inner, end: inner + text.length } };
}

/** What all operations write for each container. */
export function containersOfValues(operations: readonly Operation[], place: Span): readonly ContainerFacts[] {
  return [MAIN, INIT, AGENT].flatMap((role): readonly ContainerFacts[] => {
    const own = operations.filter(({ values }) => values && 'role' in values && values.role === role);
    const settings = own.flatMap(({ settings: of = [] }) => of.flatMap(writtenOf));
    const args = own.flatMap(({ args: of = [] }) => of.filter((one) => !one.open));
    const last = own.findLast(({ image }) => image);
    const [first] = own;
    if (!first || settings.length + args.length + Number(last !== undefined) === 0) return [];
    return [
      {
        role,
        name: { value: role, span: place },
        span: first.span,
        ...(last?.image && { image: last.image }),
        ...(last?.version && { version: last.version }),
        settings,
        env: { form: 'other' },
        flow: false,
        args,
        complete: false,
      },
    ];
  });
}

/** Of what is not known only the text counts, where there is one. */
const writtenOf = (one: Setting): readonly Setting[] =>
  one.written ? [one.written] : one.isPlain ? [one] : [];
