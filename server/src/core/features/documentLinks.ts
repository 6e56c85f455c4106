import type { Analysis } from '../analysis.js';
import type { Variable } from '../domain/variable.js';
import { isVariable, VARIABLES } from '../domain/variables.js';
import { atLeast } from '../domain/versions.js';
import { isRead } from '../model/effective.js';
import type { Span } from '../model/span.js';
import { startsOf } from '../model/starts.js';
import { shifted } from './diagnose.js';

export interface DocumentLink {
  /** Offsets in the file. */
  readonly span: Span;
  readonly url: string;
  readonly tooltip: string;
}

const README = 'https://github.com/aws/amazon-vpc-cni-k8s/blob';

/** Headings do not tell of releases before. */
const FIRST_DATED = '1.6.0';

/** From the name of each variable to what the README of its release says of it. */
export const documentLinks = ({ documents }: Analysis): DocumentLink[] =>
  documents.flatMap(({ facts }, i) =>
    facts.installs.flatMap(({ release, containers }) =>
      containers.flatMap(({ settings }) =>
        settings.flatMap(({ name: { value: name, span } }): DocumentLink[] => {
          const url = readmeOf(name, release);
          if (url === undefined) return [];
          const tooltip = `${name} in the README${release === undefined ? '' : ` of ${release}`}`;
          return [{ span: shifted(span, startsOf(documents)[i] as number), url, tooltip }];
        }),
      ),
    ),
  );

/** Undefined: the README does not mention it, or that of the release does not. */
export function readmeOf(name: string, release: string | undefined): string | undefined {
  if (!isVariable(name)) return undefined;
  const row: Variable = VARIABLES[name];
  if (row.undocumented || !isRead(row, release)) return undefined;
  // Headings are the name, and the release it came with in brackets: `MAX_ENI`, `POD_MTU (v1.16.4+)`. Where there is no such
  // heading, as in old releases, the page opens at its top.
  const isDated = row.since !== undefined && atLeast(row.since, FIRST_DATED);
  const since = isDated ? `-v${row.since?.replaceAll('.', '')}` : '';
  return `${README}/${release === undefined ? 'master' : `v${release}`}/README.md#${name.toLowerCase()}${since}`;
}
