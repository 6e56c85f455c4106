import type { Variable } from '../domain/variable.js';
import { code } from './markdown.js';

/** Markdown: what a variable is for, who reads it, its defaults and limits, what bad values do. */
export function variableText({ summary, ...row }: Variable): string {
  const { minimum, maximum } = row;
  const range = [minimum !== undefined && `from ${minimum}`, maximum !== undefined && `to ${maximum}`].filter(
    Boolean,
  );
  const facts: [string, string | undefined][] = [
    ['Read by', row.containers.join(', ')],
    ['Kind', [row.kind, ...range].join(' ')],
    ['Values', row.values?.map(code).join(', ')],
    ['Default', code(row.default) || 'none'],
    ['In the upstream manifest', row.manifest === undefined ? 'not set' : code(row.manifest)],
    ['Read since', row.since],
    ['Deprecated since', row.deprecated],
    ['No longer read since', row.removed],
    ['Both containers', row.mustMatch ? 'must have the same value' : undefined],
    ['A bad value', row.onInvalid],
    ['An empty value', row.onEmpty],
    ['Pods and addresses', row.density],
    ['Source', row.source],
  ];
  const lines = facts.flatMap(([key, value]) => (value ? [`- ${key}: ${value}`] : []));
  return `${summary}\n\n${lines.join('\n')}`;
}
