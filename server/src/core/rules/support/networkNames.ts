import type { Text } from '../../model/facts.js';
import type { Span } from '../../model/span.js';

/** A network that pods ask for. */
export interface NetworkName {
  /** Undefined: that of the pod. */
  readonly namespace?: string;
  readonly name: string;
  /** Where it is written; all of the annotation, where that does not stand letter by letter. */
  readonly span: Span;
}

export interface NetworkProblem {
  readonly span: Span;
  /** A sentence without its full stop. */
  readonly message: string;
}

/**
 * The annotation `k8s.v1.cni.cncf.io/networks`: names with commas between them, or a list of objects in JSON.
 *
 * Source: k8snetworkplumbingwg/multus-cni pkg/k8sclient/k8sclient.go, parsePodNetworkAnnotation.
 */
export function networkNames(annotation: Text): {
  readonly names: readonly NetworkName[];
  readonly problems: readonly NetworkProblem[];
} {
  const { value } = annotation;
  // An empty text asks for nothing.
  if (value === undefined || value === '') return { names: [], problems: [] };
  return /[[{"]/.test(value) ? inJson(annotation, value) : inList(annotation, value);
}

function inJson(annotation: Text, value: string): ReturnType<typeof networkNames> {
  const { span } = annotation;
  let json: unknown;
  try {
    json = JSON.parse(value);
  } catch {
    return { names: [], problems: [{ span, message: 'Multus takes this for JSON, and it is none' }] };
  }
  if (!Array.isArray(json)) {
    return { names: [], problems: [{ span, message: 'Multus takes a list of objects here, in brackets' }] };
  }
  const names = json.flatMap((item: unknown): NetworkName[] => {
    if (typeof item !== 'object' || item === null || !('name' in item) || typeof item.name !== 'string')
      return [];
    const namespace = 'namespace' in item && typeof item.namespace === 'string' ? item.namespace : '';
    return [{ name: item.name, span, ...(namespace && { namespace }) }];
  });
  return { names, problems: [] };
}

function inList({ inner, span }: Text, value: string): ReturnType<typeof networkNames> {
  const names: NetworkName[] = [];
  const problems: NetworkProblem[] = [];
  let offset = 0;
  for (const raw of value.split(',')) {
    const text = raw.trim();
    const start = offset + raw.indexOf(text);
    offset += raw.length + 1;
    const place = inner === undefined ? span : { start: inner + start, end: inner + start + text.length };
    const message = text === '' ? 'Between two commas, or at an end, a name is missing' : problemOf(text);
    if (message) problems.push({ span: text === '' ? span : place, message });
    else names.push(named(text, place));
  }
  return { names, problems };
}

/** `namespace/name@interface`. */
function problemOf(text: string): string | undefined {
  const [, namespace, name = '', at] = /^(?:([^/@]*)\/)?([^/@]*)(?:@([^/@]*))?$/.exec(text) ?? [];
  if (name.trim() === '') return 'A network is written as name, namespace/name or namespace/name@interface';
  for (const part of [namespace, name]) {
    // With a dot some releases of Multus take it.
    if (part && !/^[a-z0-9](?:[-.a-z0-9]*[a-z0-9])?$/.test(part.trim())) {
      return 'Names are of lower case letters, digits and dashes, with a letter or a digit at both ends';
    }
  }
  return at && at.trim().length > 15 ? 'The name of an interface has 15 characters at most' : undefined;
}

function named(text: string, span: Span): NetworkName {
  const [, namespace, name = ''] = /^(?:([^/@]*)\/)?([^/@]*)/.exec(text) ?? [];
  return { name: name.trim(), span, ...(namespace?.trim() && { namespace: namespace.trim() }) };
}
