import { AGENT_FIELDS } from '../domain/agentArguments.js';
import type { Argument } from '../model/facts.js';
import type { Entry } from '../model/tree.js';
import { type Layers, printed, valueAt } from './valueLayers.js';

/** Arguments that values give the node agent. Those that are not written are as in upstream's manifest. */
export const agentArguments = (layers: Layers): Argument[] =>
  Object.entries(AGENT_FIELDS).flatMap(([name, path]) => {
    const found = valueAt(layers, ...path.split('.'));
    return found ? [argument(name, found)] : [];
  });

function argument(name: string, { value, span }: Entry): Argument {
  const text = printed(value);
  const lead = name.endsWith('-bind-addr') ? ':' : '';
  const letters = value.kind === 'scalar' ? value.inner : undefined;
  return {
    name,
    span,
    ...(text !== undefined && { value: lead + text }),
    ...(letters !== undefined &&
      value.kind === 'scalar' && { valueSpan: { start: letters, end: letters + value.text.length } }),
    open: text === undefined,
  };
}
