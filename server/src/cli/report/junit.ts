import Builder from 'fast-xml-builder';
import type { Complaint } from '../complaint.js';
import type { Found } from '../findings.js';
import type { Reporter } from './report.js';

/**
 * JUnit's XML, which has no standard but what CI systems read: a suite for each file, in it a case for each finding. Errors and
 * warnings fail; what is less is no more than written down; what comments allow is skipped.
 */
export const junit: Reporter = function* ({ files, found, complaints }) {
  const byFile = new Map<string, Found[]>(files.map((file) => [file, []]));
  for (const each of found) {
    const { file } = each.finding;
    const own = byFile.get(file);
    if (own) own.push(each);
    else byFile.set(file, [each]);
  }
  const suites = [...byFile].map(([file, own]) => suite(file, own));
  const all = [...suites, ...complaints.map(unreadable)];
  // Some systems take a report without cases for a broken one.
  if (all.length === 0) all.push(suite('vpc-cni', []));
  const sum = (of: keyof Counts): number => all.reduce((total, { counts }) => total + counts[of], 0);
  const counts = {
    tests: sum('tests'),
    failures: sum('failures'),
    errors: sum('errors'),
    skipped: sum('skipped'),
  };
  yield xml({
    '?xml': attributes({ version: '1.0', encoding: 'UTF-8' }),
    testsuites: {
      ...attributes({ name: 'vpc-cni', ...counts }),
      testsuite: all.map(({ element }) => element),
    },
  });
};

interface Counts {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
}

interface Suite {
  readonly counts: Counts;
  readonly element: object;
}

function suite(file: string, found: readonly Found[]): Suite {
  const cases = found.map((each) => caseOf(file, each));
  const passed = { ...attributes({ name: 'vpc-cni', classname: file, file }) };
  return made(file, cases.length > 0 ? cases : [passed]);
}

const unreadable = ({ file = 'vpc-cni', message }: Complaint): Suite =>
  made(file, [
    {
      ...attributes({ name: 'vpc-cni', classname: file, file }),
      error: { ...attributes({ message, type: 'error' }) },
    },
  ]);

function made(name: string, cases: readonly object[]): Suite {
  const having = (key: string): number => cases.filter((each) => key in each).length;
  const counts = {
    tests: cases.length,
    failures: having('failure'),
    errors: having('error'),
    skipped: having('skipped'),
  };
  return { counts, element: { ...attributes({ name, ...counts }), testcase: cases } };
}

function caseOf(file: string, { finding, docs }: Found): object {
  const { line, column, rule, severity, message, allowed } = finding;
  const lines = [`${file}:${line}:${column}: ${severity} ${rule}: ${message}`, docs]
    .map(allowedInXml)
    .join('\n');
  return {
    ...attributes({ name: `${rule} at ${line}:${column}`, classname: file, file, line }),
    ...(allowed !== undefined
      ? { skipped: attributes({ message: allowed }) }
      : severity === 'error' || severity === 'warning'
        ? { failure: { ...attributes({ message, type: severity }), '#text': lines } }
        : { 'system-out': lines }),
  };
}

const attributes = (of: Readonly<Record<string, string | number>>): Record<string, string> =>
  Object.fromEntries(
    // A line end in an attribute is read as a blank.
    Object.entries(of).map(([key, value]) => [`@_${key}`, allowedInXml(`${value}`).replace(/\s/g, ' ')]),
  );

/** XML 1.0 has no way to write some characters, not even by their number. */
const allowedInXml = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd');

const xml = (value: object): string =>
  new Builder({
    ignoreAttributes: false,
    format: true,
    suppressEmptyNode: true,
    suppressBooleanAttributes: false,
  }).build(value);
