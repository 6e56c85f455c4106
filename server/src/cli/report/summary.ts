import { counted, countedFindings } from '../../core/features/words.js';
import { SEVERITIES } from '../../core/settings.js';
import { countOf, type Report } from './report.js';

/** `3 files: 1 error, 2 warnings`, with what was mended before, and what is not shown behind. */
export function summary({ count, files, found, hidden, fixed, baseline }: Report): string {
  const counts = SEVERITIES.flatMap((severity) => {
    const n = countOf(found, severity);
    return n > 0 ? [countedFindings(n, severity)] : [];
  });
  const allowed = found.filter(({ finding }) => finding.allowed !== undefined).length;
  const unseen = [
    allowed > 0 && `${allowed} allowed`,
    hidden > 0 && `${hidden} less severe not shown`,
    baseline && baseline.known > 0 && `${baseline.known} in the baseline`,
  ].filter(Boolean);
  const nothing = count > 0 && files.length === 0 ? 'nothing about the VPC CNI' : 'nothing to report';
  const mended = fixed && fixed.length > 0 ? `${fixed.length} fixed, ` : '';
  const left = counts.join(', ') || (mended ? 'nothing left' : nothing);
  return `${counted(count, 'file')}: ${mended}${left}${unseen.length > 0 ? ` (${unseen.join(', ')})` : ''}`;
}
