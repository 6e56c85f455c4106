import assert from 'node:assert/strict';
import {
  commands,
  type Diagnostic,
  type Extension,
  extensions,
  type InlayHint,
  languages,
  Range,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

const LIMIT_MS = 30_000;
const PAUSE_MS = 50;

/** Asks until the answer is neither `undefined`, `false` nor an empty list. */
export async function until<T>(
  what: string,
  ask: () => T | PromiseLike<T>,
): Promise<Exclude<T, undefined | false>> {
  const end = Date.now() + LIMIT_MS;
  for (;;) {
    const answer = await ask();
    const isThere = Array.isArray(answer) ? answer.length > 0 : answer !== undefined && answer !== false;
    if (isThere) return answer as Exclude<T, undefined | false>;
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

export function extension(): Extension<BaseLanguageClient> {
  const found = extensions.getExtension<BaseLanguageClient>('vpc-cni-tools.vpc-cni');
  assert.ok(found, 'the extension is there');
  return found;
}

/** Opens a file of the workspace in an editor. */
export async function openFile(name: string): Promise<TextDocument> {
  const folder = workspace.workspaceFolders?.[0];
  assert.ok(folder, 'a folder is open');
  const document = await workspace.openTextDocument(Uri.joinPath(folder.uri, name));
  await window.showTextDocument(document);
  return document;
}

/** Opens a new document that holds `content`. */
export async function openText(content: string, language = 'yaml'): Promise<TextDocument> {
  const document = await workspace.openTextDocument({ language, content });
  await window.showTextDocument(document);
  return document;
}

/** A DaemonSet whose aws-node container has `env`, a list of YAML scalars by name. */
export const awsNode = (env: Record<string, string>): string => `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: aws-node
  namespace: kube-system
spec:
  selector:
    matchLabels:
      k8s-app: aws-node
  template:
    metadata:
      labels:
        k8s-app: aws-node
    spec:
      containers:
        - name: aws-node
          image: 602401143452.dkr.ecr.us-west-2.amazonaws.com/amazon-k8s-cni:v1.20.4
          env:
${Object.entries(env)
  .map(([name, value]) => `            - name: ${name}\n              value: ${value}\n`)
  .join('')}`;

export const ruleOf = ({ code }: Diagnostic): unknown => (typeof code === 'object' ? code.value : code);

export const findings = ({ uri }: TextDocument): Diagnostic[] =>
  languages.getDiagnostics(uri).filter(({ source }) => source === 'VPC CNI');

/** Waits for a finding of one rule. */
export const finding = (document: TextDocument, rule: string): Promise<Diagnostic> =>
  until(`a finding of ${rule}`, () => findings(document).find((each) => ruleOf(each) === rule));

/** Waits until no finding of the rule is left. */
export const noFinding = (document: TextDocument, rule: string): Promise<true> =>
  until(`no finding of ${rule}`, () => !findings(document).some((each) => ruleOf(each) === rule));

export const whole = ({ lineCount }: TextDocument): Range => new Range(0, 0, lineCount, 0);

export async function hints(document: TextDocument): Promise<string[]> {
  const found = await commands.executeCommand<InlayHint[]>(
    'vscode.executeInlayHintProvider',
    document.uri,
    whole(document),
  );
  return found.map(({ label }) =>
    typeof label === 'string' ? label : label.map(({ value }) => value).join(''),
  );
}

/** Where `text` first stands. */
export function rangeOf(document: TextDocument, text: string): Range {
  const start = document.getText().indexOf(text);
  assert.ok(start >= 0, `${text} is in the document`);
  return new Range(document.positionAt(start), document.positionAt(start + text.length));
}
