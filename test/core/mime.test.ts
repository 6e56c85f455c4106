import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nested } from '../../server/src/core/model/nested.js';
import { chunks, read } from '../../server/src/core/model/source.js';
import { at, type Node, type ScalarNode, text } from '../../server/src/core/model/tree.js';

const message = (boundary: string, header = `boundary="${boundary}"`): string => `MIME-Version: 1.0
Content-Type: multipart/mixed; ${header}

--${boundary}
Content-Type: application/node.eks.aws

---
apiVersion: node.eks.aws/v1alpha1
kind: NodeConfig
spec:
  kubelet:
    config:
      maxPods: 20

--${boundary}
Content-Type: application/node.eks.aws

apiVersion: node.eks.aws/v1alpha1
kind: NodeConfig
spec:
  kubelet:
    config:
      maxPods: 30
--${boundary}
Content-Type: text/x-shellscript; charset="us-ascii"

#!/bin/bash
echo "hello: world"

--${boundary}--
`;

interface Found {
  readonly node: ScalarNode;
  /** Where it stands in the file. */
  readonly start: number;
}

const maxPods = (root: Node | undefined): ScalarNode | undefined => {
  const node = at(root, 'spec', 'kubelet', 'config', 'maxPods');
  return node?.kind === 'scalar' ? node : undefined;
};

/** `maxPods` of every NodeConfig in a file. */
const inFile = (file: string): Found[] =>
  chunks(file).flatMap(({ offset, text: chunk }) => {
    const node = maxPods(read(chunk).root);
    return node ? [{ node, start: offset + (node.inner ?? Number.NaN) }] : [];
  });

/** The same, where the message is a block of a document. */
function inBlock(file: string): Found[] {
  const source = `spec:\n  userData: |\n${file.replace(/^(?=[^\r\n])/gm, '    ')}\n`;
  const holder = at(read(source).root, 'spec', 'userData');
  assert.ok(holder?.kind === 'scalar');
  return nested(holder, source).flatMap((root) => {
    const node = maxPods(root);
    if (!node) return [];
    assert.equal(source.slice(node.inner, (node.inner ?? 0) + node.text.length), node.text);
    return [{ node, start: node.inner ?? Number.NaN }];
  });
}

const numbers = (found: readonly Found[]) => found.map(({ node }) => node.text);

function bothFound(file: string): void {
  const found = inFile(file);
  assert.deepEqual(numbers(found), ['20', '30']);
  for (const { node, start } of found) assert.equal(file.slice(start, start + 2), node.text);
  assert.deepEqual(numbers(inBlock(file)), ['20', '30']);
}

test('the parts of a message are documents of their own, alone and in a block', () => {
  bothFound(message('//'));
});

test('nothing is lost where a message is cut', () => {
  const file = message('//');
  assert.equal(
    chunks(file)
      .map((chunk) => chunk.text)
      .join(''),
    file,
  );
});

test('boundaries of all characters that one may have', () => {
  for (const boundary of [
    'BOUNDARY',
    '==MYBOUNDARY==',
    "a'()+_,-./:=?",
    '-',
    '.*',
    'a b',
    '===============7330845974216740156==',
    '$^[x]|{2}',
  ])
    bothFound(message(boundary));
});

test('boundaries without quotes, in other letters, on the next line, and first', () => {
  bothFound(message('//', 'boundary=//'));
  bothFound(message('XX', 'Boundary=XX; charset="utf-8"'));
  bothFound(message('XX', '\n boundary="XX"'));
  bothFound(message('XX').replace(/^(MIME.*)\n(Content.*)\n/, '$2\n$1\n'));
});

test('lines that end as on Windows', () => {
  bothFound(message('//').replaceAll('\n', '\r\n'));
});

test('headers of a part, several and over several lines', () => {
  const headers =
    'Content-Type: application/node.eks.aws;\n charset="utf-8"\nContent-Transfer-Encoding: 7bit\nMIME-Version: 1.0\n';
  bothFound(message('//').replaceAll('Content-Type: application/node.eks.aws\n', headers));
});

test('a part that another word begins is none', () => {
  const file = message('AB').replace('--AB\n', '--ABC\n');
  assert.deepEqual(numbers(inFile(file)), ['20', '30']);
  assert.equal(chunks(file).length, chunks(message('AB')).length - 1);
});

test('without a boundary the text is one like any other', () => {
  const file = 'Content-Type: text/plain\n\nnote: "boundary"\n--//\nx: 1\n';
  assert.equal(chunks(file).length, 1);
  assert.doesNotThrow(() => read(file));
});

test('a manifest that names a boundary is no message', () => {
  const file = 'kind: ConfigMap\ndata:\n  Content-Type: multipart/mixed; boundary="x"\n--x\n';
  assert.equal(chunks(file).length, 1);
});

test('dashes at the start of a document are left alone', () => {
  for (const document of ['---\nContent-Type: a\n', '--- # x\nkind: b\n', '- a: 1\n- b: 2\n', '--a\n']) {
    const { root } = read(document);
    assert.notEqual(root, undefined, document);
  }
  assert.equal(text(at(read('---\nContent-Type: a\n').root, 'Content-Type')), 'a');
});

test('cut off at any character, nothing throws', () => {
  const file = message('//');
  for (let end = 0; end <= file.length; end++) {
    const part = file.slice(0, end);
    for (const chunk of chunks(part)) assert.doesNotThrow(() => read(chunk.text));
    assert.equal(
      chunks(part)
        .map((chunk) => chunk.text)
        .join(''),
      part,
    );
  }
});
