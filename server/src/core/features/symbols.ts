import type { Analysis } from '../analysis.js';
import type { Span } from '../model/span.js';
import { shifted } from './diagnose.js';
import { kindName } from './words.js';

export interface DocumentSymbolFact {
  readonly name: string;
  readonly detail: string;
  readonly kind: 'object' | 'container' | 'variable';
  readonly span: Span;
  /** What is selected when one goes there: the name. */
  readonly nameSpan: Span;
  readonly children: readonly DocumentSymbolFact[];
}

/** Our objects of a file, with the containers and variables of aws-node below them. */
export function symbols({ documents }: Analysis): DocumentSymbolFact[] {
  return documents.flatMap(({ facts, offset }) =>
    facts.objects.map((object): DocumentSymbolFact => {
      const install = facts.installs.find(({ span }) => span === object.span);
      return {
        name: object.name?.value ?? '(no name)',
        detail: kindName(object.kind),
        kind: 'object',
        span: shifted(object.span, offset),
        nameSpan: shifted(object.name?.span ?? { start: object.span.start, end: object.span.start }, offset),
        children: (install?.containers ?? []).map((container) => ({
          name: container.name.value,
          detail: container.version ? `v${container.version}` : '',
          kind: 'container',
          span: shifted(container.span, offset),
          nameSpan: shifted(container.name.span, offset),
          children: container.settings.map(({ name, value, span }) => ({
            name: name.value,
            detail:
              'text' in value.value ? value.value.text : 'why' in value.value ? value.value.why : 'not set',
            kind: 'variable',
            span: shifted(span, offset),
            nameSpan: shifted(name.span, offset),
            children: [],
          })),
        })),
      };
    }),
  );
}
