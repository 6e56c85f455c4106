import type { Container } from '../domain/variable.js';
import type { Beside } from '../model/beside.js';
import { type Argument, type ContainerFacts, type Install, NO_FACTS, type Setting } from '../model/facts.js';
import { partAt } from '../model/parts.js';
import { remembered } from '../model/remembered.js';
import type { Span } from '../model/span.js';
import { RULES } from '../rules/index.js';
import type { Finding, Rule } from '../rules/rule.js';
import { DEFAULT_SETTINGS } from '../settings.js';

/** Why something that is set does not come to be in effect. */
export interface Trouble {
  /** `exits`: the container does when it starts. `refused`: the API server, EKS or whoever reads the text takes none of it. */
  readonly kind: 'exits' | 'refused';
  /** Who exits, or which container the text is for. Undefined: it is about the whole. */
  readonly role?: Container;
  /** What is at fault. Undefined: something that is missing, or no setting. */
  readonly part?: Setting | Argument;
  readonly rule: string;
  readonly message: string;
  readonly span: Span;
}

/** Errors are what stops a container or is refused: the rules know, whatever severity the user gives them. */
export function troublesOf(install: Install, beside: Beside = NO_FACTS): readonly Trouble[] {
  const facts = { ...NO_FACTS, addons: beside.addons, chartValues: beside.chartValues, installs: [install] };
  const settings = { ...DEFAULT_SETTINGS, cniVersion: install.release ?? '' };
  return RULES.flatMap((rule) => {
    try {
      return [...(rule.check?.(facts, settings) ?? [])].flatMap((finding) =>
        (finding.severity ?? rule.severity) === 'error' ? [troubleOf(finding, rule, install)] : [],
      );
    } catch {
      // A bug of one rule costs its own findings: where it is asked for diagnostics it is logged.
      return [];
    }
  });
}

function troubleOf(finding: Finding, { id }: Rule, install: Install): Trouble {
  const { message, span } = finding;
  const part = partOf(install, finding);
  const holder = part && holdersOf(install).get(part);
  const kind = EXITS.test(message) ? 'exits' : 'refused';
  const role =
    kind === 'exits'
      ? AGENT.test(message)
        ? 'aws-eks-nodeagent'
        : (holder?.role ?? 'aws-node')
      : holder?.role;
  return { kind, ...(role && { role }), ...(part && { part }), rule: id, message, span };
}

/** Messages say who exits: a test asks all rules. */
const EXITS = /\bexits\b/;
const AGENT = /\bagent\b[^;.]*\bexits\b/;

/** The setting or argument that a finding is about: by identity, since places in different files may have the same numbers. */
function partOf(install: Install, { span, fixes = [] }: Finding): Part | undefined {
  const isWhole = (place: Span): boolean => place === span;
  if (isWhole(install.span) || install.containers.some((each) => [each.span, each.name.span].some(isWhole)))
    return undefined;
  const holders = holdersOf(install);
  const exact = partAt(install, span) as Part | undefined;
  if (exact && holders.has(exact)) return exact;
  const fixed = fixes.flatMap((fix) => ('setting' in fix && holders.has(fix.setting) ? [fix.setting] : []));
  if (fixed.length > 0) return fixed[0];
  for (const part of holders.keys())
    if (part.span.start <= span.start && span.end <= part.span.end) return part;
  return undefined;
}

type Part = Setting | Argument;

/** Which container each part is of. */
const holdersOf = remembered(
  ({ containers }: Install): ReadonlyMap<Part, ContainerFacts> =>
    new Map(
      containers.flatMap((container) =>
        [...container.settings, ...container.args].map((part): [Part, ContainerFacts] => [part, container]),
      ),
    ),
);
