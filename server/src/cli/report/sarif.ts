import { pathToFileURL } from 'node:url';
import type {
  ArtifactLocation,
  Invocation,
  Notification,
  PhysicalLocation,
  Region,
  ReportingDescriptor,
  Result,
  Fix as SarifFix,
} from 'sarif';
import { docsOf } from '../../core/features/diagnose.js';
import { plain } from '../../core/features/markdown.js';
import { rulePage } from '../../core/features/rulePage.js';
import { RULES } from '../../core/rules/index.js';
import type { Rule } from '../../core/rules/rule.js';
import type { Severity } from '../../core/settings.js';
import { type Complaint, told } from '../complaint.js';
import { relative, repository, STDIN_NAME } from '../files.js';
import type { Found, LintPlace, SafeFix } from '../findings.js';
import { fingerprints } from '../fingerprint.js';
import type { Report, Reporter } from './report.js';

/** Put in by the build, from package.json. */
declare const VPC_CNI_VERSION: string;

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const HOME = 'https://github.com/vpc-cni-tools/vscode-vpc-cni';
const ROOT = '%SRCROOT%';
/** The version of the way in which the fingerprint is made is part of its name. */
const FINGERPRINT = 'vpcCniFinding/v1';

/** https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export const sarif: Reporter = function* (report) {
  const { found, baseline } = report;
  const rules = [...new Set(found.map(({ finding }) => finding.rule))].sort();
  const indices = new Map(rules.map((rule, i) => [rule, i]));
  const hasSuppressed = found.some(({ finding }) => finding.allowed !== undefined);
  const prints = fingerprints(found);
  const driver = {
    name: 'vpc-cni',
    fullName: 'Amazon VPC CNI manifests',
    semanticVersion: VPC_CNI_VERSION,
    informationUri: HOME,
    rules: rules.map(descriptor),
  };
  yield `{
  "version": "2.1.0",
  "$schema": ${JSON.stringify(SCHEMA)},
  "runs": [
    {
      "tool": ${indented({ driver })},
      "columnKind": "utf16CodeUnits",
      "originalUriBaseIds": ${indented({ [ROOT]: { uri: folder(repository()) } })},
      "invocations": ${indented([invocation(report)])},
      "results": [`;
  for (const [i, each] of found.entries()) {
    const result: Result = {
      ...resultOf(each, indices.get(each.finding.rule) ?? -1),
      partialFingerprints: { [FINGERPRINT]: prints[i] ?? '' },
      ...(hasSuppressed && { suppressions: suppressions(each) }),
      ...(baseline && { baselineState: 'new' }),
    };
    yield `${i === 0 ? '' : ','}\n        ${indented(result, 8)}`;
  }
  yield `${found.length === 0 ? ']' : '\n      ]'}\n    }\n  ]\n}\n`;
};

const indented = (value: object, by = 6): string =>
  JSON.stringify(value, null, 2).replaceAll('\n', `\n${' '.repeat(by)}`);

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

const byId: ReadonlyMap<string, Rule> = new Map(RULES.map((rule) => [rule.id, rule]));

function descriptor(id: string): ReportingDescriptor {
  const rule = byId.get(id);
  const helpUri = docsOf(id);
  if (!rule) return { id, helpUri };
  const markdown = rulePage(rule);
  return {
    id,
    shortDescription: { text: plain(rule.summary) },
    fullDescription: { text: plain(rule.why.trim()) },
    help: { text: plain(rule.why.trim()), markdown },
    helpUri,
    defaultConfiguration: { level: LEVELS[rule.severity] },
    properties: { tags: ['kubernetes', 'amazon-vpc-cni'] },
  };
}

function resultOf({ finding, safeFixes }: Found, ruleIndex: number): Result {
  const { rule, severity, message, related } = finding;
  const fixes = safeFixes().filter(({ changes }) => changes.length > 0);
  return {
    ruleId: rule,
    ...(ruleIndex >= 0 && { ruleIndex }),
    level: LEVELS[severity],
    message: { text: message },
    locations: [{ physicalLocation: physical(finding) }],
    ...(related.length > 0 && {
      relatedLocations: related.map((place, id) => ({
        id,
        physicalLocation: physical(place),
        message: { text: place.message },
      })),
    }),
    ...(fixes.length > 0 && { fixes: fixes.map((fix) => fixOf(fix, finding.file)) }),
  };
}

const fixOf = ({ title, changes }: SafeFix, file: string): SarifFix => ({
  description: { text: title },
  artifactChanges: [
    {
      artifactLocation: artifact(file),
      replacements: changes.map(({ place, text }) => ({
        deletedRegion: region(place),
        ...(text !== '' && { insertedContent: { text } }),
      })),
    },
  ],
});

/** Absent where nothing is suppressed: then each result counts. Present, it must be so at all of them. */
const suppressions = ({ finding: { allowed } }: Found): NonNullable<Result['suppressions']> =>
  allowed === undefined ? [] : [{ kind: 'inSource', ...(allowed !== '' && { justification: allowed }) }];

function invocation({ complaints }: Report): Invocation {
  return {
    executionSuccessful: complaints.length === 0,
    workingDirectory: { uri: folder(process.cwd()) },
    ...(complaints.length > 0 && { toolExecutionNotifications: complaints.map(notification) }),
  };
}

const notification = (complaint: Complaint): Notification => ({
  level: 'error',
  message: { text: told(complaint) },
  ...(complaint.file !== undefined && {
    locations: [{ physicalLocation: { artifactLocation: artifact(complaint.file) } }],
  }),
});

const physical = (place: LintPlace): PhysicalLocation => ({
  artifactLocation: artifact(place.file),
  region: region(place),
});

const region = ({ line, column, endLine, endColumn }: LintPlace): Region => ({
  startLine: line,
  startColumn: column,
  endLine,
  endColumn,
});

/** Names of files are from the repository, as viewers look for them, or absolute outside it. */
function artifact(file: string): ArtifactLocation {
  if (file === STDIN_NAME) return { uri: encoded(file) };
  const name = relative(file, repository());
  if (/^(\/|[A-Za-z]:\/)/.test(name)) return { uri: pathToFileURL(name).href };
  return { uri: name.split('/').map(encoded).join('/'), uriBaseId: ROOT };
}

/** Windows has names that are not Unicode. */
const encoded = (part: string): string => encodeURIComponent(part.replace(/\p{Surrogate}/gu, '\ufffd'));

const folder = (name: string): string => `${pathToFileURL(name).href.replace(/\/$/, '')}/`;
