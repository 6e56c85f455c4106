import type { Sight } from '../model/sight.js';
import type { Span } from '../model/span.js';

/** An object of ours somewhere in the workspace. */
export interface WorkspaceSymbol {
  readonly name: string;
  /** `ENIConfig`, `NodePool`: what it is. */
  readonly detail: string;
  /** Its file is found by it. */
  readonly fact: object;
  readonly span: Span;
}

/** More are of no use in a list that one types in. */
const MOST = 500;

/** Objects whose name or kind has the characters of the query, in their order. */
export function workspaceSymbols(sights: Iterable<Sight>, query: string): readonly WorkspaceSymbol[] {
  const found: WorkspaceSymbol[] = [];
  const wanted = query.toLowerCase().replace(/\s/g, '');
  for (const { cluster } of sights) {
    for (const symbol of symbolsOf(cluster)) {
      if (!hasInOrder(`${symbol.detail} ${symbol.name}`.toLowerCase(), wanted)) continue;
      found.push(symbol);
      if (found.length === MOST) return found;
    }
  }
  return found;
}

function* symbolsOf({
  installs,
  eniConfigs,
  policies,
  configMaps,
  nodeGroups,
  networkAttachments,
}: Sight['cluster']): Iterable<WorkspaceSymbol> {
  for (const fact of installs) yield symbol(fact, fact.name?.value ?? 'aws-node', 'aws-node');
  for (const fact of eniConfigs) if (fact.name?.value) yield symbol(fact, fact.name.value, 'ENIConfig');
  for (const fact of policies)
    if (fact.name?.value) yield symbol(fact, fact.name.value, 'SecurityGroupPolicy');
  for (const fact of configMaps) yield symbol(fact, fact.name?.value ?? 'amazon-vpc-cni', 'ConfigMap');
  for (const fact of nodeGroups)
    if (fact.name?.value && fact.maker !== 'workload') yield symbol(fact, fact.name.value, 'nodes');
  for (const fact of networkAttachments)
    if (fact.name?.value) yield symbol(fact, fact.name.value, 'NetworkAttachmentDefinition');
}

const symbol = (
  fact: { readonly span: Span; readonly name?: { readonly span: Span } },
  name: string,
  detail: string,
): WorkspaceSymbol => ({
  name,
  detail,
  fact,
  span: fact.name?.span ?? { start: fact.span.start, end: fact.span.start },
});

function hasInOrder(text: string, wanted: string): boolean {
  let from = 0;
  for (const char of wanted) {
    const at = text.indexOf(char, from);
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
}
