import type { Analysis } from '../analysis.js';
import type { AnalyzedDocument } from '../analyzedDocument.js';
import type { Facts } from '../model/facts.js';
import { placesIn } from '../model/following.js';
import { placed } from '../model/parts.js';
import { once } from '../model/remembered.js';
import type { Span } from '../model/span.js';
import { startsByFacts, startsOf } from '../model/starts.js';
import type { Diagnosis } from '../rules/rule.js';
import type { Severity } from '../settings.js';
import { type HomedDiagnosis, homesOf } from '../together.js';

/** Another place that has to do with a finding. */
export interface RelatedPlace {
  readonly span: Span;
  readonly message: string;
  /** The fact it belongs to, where that is of another file; the span is then that of its document. */
  readonly elsewhere?: object;
}

/** A finding with its place in the file. */
export interface FileFinding extends Omit<Diagnosis, 'related'> {
  readonly related?: readonly RelatedPlace[];
  /** Page that explains the rule. */
  readonly docs: string;
  /** Offset of the finding's document in the file: what spans inside its fixes are relative to. */
  readonly offset: number;
}

const DOCS = 'https://github.com/vpc-cni-tools/vscode-vpc-cni/blob/main/docs/rules/';

export const docsOf = (rule: string): string => `${DOCS}${rule}.md`;

export interface DiagnoseOptions {
  /** Also what comments allow: each of these findings has the reason given. */
  readonly withAllowed?: boolean;
}

/** Findings from top to bottom, of which each can be located: not all of thousands are shown. */
export interface Findings<Found extends { readonly severity: Severity } = FileFinding> {
  readonly found: readonly Found[];
  readonly located: (found: Found) => FileFinding;
}

/** Everything wrong in a file, from top to bottom. What comments in it allow is left out. */
export function diagnose(analysis: Analysis, options?: DiagnoseOptions): FileFinding[] {
  const { found, located } = findingsIn(analysis, options);
  return found.map(located);
}

/** Those that meet a range of the file. */
export function* diagnoseIn(analysis: Analysis, range: Span): Generator<FileFinding, void> {
  const { found, located } = findingsIn(analysis);
  for (const each of found) {
    const { start, end } = shifted(each.finding.span, each.offset);
    if (start <= range.end && range.start <= end) yield located(each);
  }
}

/** A finding, and where its document starts. */
export interface Found {
  readonly finding: Diagnosis & Partial<HomedDiagnosis>;
  readonly severity: Severity;
  readonly offset: number;
}

/** The same, not yet located. */
export function findingsIn(
  { documents, together, allowed }: Analysis,
  { withAllowed = false }: DiagnoseOptions = {},
): Findings<Found> {
  const found: Found[] = [];
  const { reasons } = allowed;
  const add = (finding: Diagnosis, offset: number): void => {
    const { severity } = finding;
    const reason = reasons.get(finding);
    if (reason === undefined) found.push({ finding, severity, offset });
    else if (withAllowed) found.push({ finding: { ...finding, allowed: reason }, severity, offset });
  };
  const starts = startsOf(documents);
  const offsets = offsetsIn(documents);
  const { is, at } = withFindings(documents);
  for (const [i, { findings }] of is.entries())
    for (const finding of findings) add(finding, starts[at[i] as number] as number);
  for (const finding of together) add(finding, offsets.of(finding.home) ?? 0);
  for (const finding of allowed.findings) add(finding, finding.offset);
  found.sort((a, b) => a.offset + a.finding.span.start - (b.offset + b.finding.span.start));
  return { found, located: (each) => located(each, offsets) };
}

function located({ finding, offset }: Found, offsets: Offsets): FileFinding {
  const { related, home: _, ...rest } = finding;
  return {
    ...rest,
    span: shifted(finding.span, offset),
    docs: docsOf(finding.rule),
    offset,
    ...(related && {
      related: related.map(({ span, message, home, of }): RelatedPlace => {
        if (!of) return { span: shifted(span, home ? (offsets.of(home) ?? offset) : offset), message };
        const fact = placed(of, span);
        const own = offsets.around(fact);
        return own === undefined ? { span, message, elsewhere: fact } : { span: shifted(span, own), message };
      }),
    }),
  };
}

/** Of thousands of documents most have none. */
const withFindings = placesIn(({ findings }: AnalyzedDocument) => findings.length > 0);

/** Where documents start, by what they say, and by a fact or a part of an aws-node that is theirs. */
interface Offsets {
  readonly of: (facts: Facts) => number | undefined;
  readonly around: (fact: object) => number | undefined;
}

/** Of most files nobody asks. */
function offsetsIn(documents: Analysis['documents']): Offsets {
  const offsets = once(() => startsByFacts(documents));
  const homes = once(() => homesOf(documents.map(({ facts }) => facts)));
  const of = (facts: Facts) => offsets().get(facts);
  return {
    of,
    around: (fact) => {
      const home = homes().get(fact);
      return home && of(home);
    },
  };
}

export const shifted = ({ start, end }: Span, by: number): Span => ({ start: start + by, end: end + by });
