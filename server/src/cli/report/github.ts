import type { Severity } from '../../core/settings.js';
import { told } from '../complaint.js';
import { relative, repository, STDIN_NAME } from '../files.js';
import type { Reporter } from './report.js';
import { summary } from './summary.js';

/** Commands of a GitHub workflow: annotations at the lines of a pull request. Nothing in them could mark a finding as allowed. */
export const github: Reporter = function* (report) {
  const root = repository();
  // The runner looks for files from the root of the repository, whatever folder the step runs in.
  const named = (file: string): string => (file === STDIN_NAME ? file : relative(file, root));
  for (const { finding } of report.found) {
    if (finding.allowed !== undefined) continue;
    const { file, line, column, endLine, endColumn, severity, rule, message } = finding;
    // The runner takes columns only where they are on one line.
    const columns = line === endLine ? { col: column, endColumn } : {};
    yield command(COMMANDS[severity], { file: named(file), line, endLine, ...columns, title: rule }, message);
  }
  for (const complaint of report.complaints) {
    const { file, message } = complaint;
    yield command(
      'error',
      { ...(file !== undefined && { file: named(file) }), title: 'vpc-cni' },
      told({ message }),
    );
  }
  yield `${summary(report)}\n`;
};

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

function command(
  name: string,
  properties: Readonly<Record<string, string | number>>,
  message: string,
): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${property(`${value}`)}`);
  return `::${name} ${list.join(',')}::${data(message)}\n`;
}

const data = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
