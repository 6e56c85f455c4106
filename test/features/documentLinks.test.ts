import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documentLinks, readmeOf } from '../../server/src/core/features/documentLinks.js';
import { awsNode } from '../../server/src/core/rules/support/example.js';
import { analyzed } from '../support/check.js';

test('names of variables lead to the README of their release', () => {
  const text = awsNode(
    { MAX_ENI: '"4"', POD_MTU: '"1500"', HTTP_TIMEOUT: '"20"', NOT_OURS: '"1"' },
    { version: 'v1.20.1' },
  );
  const links = documentLinks(analyzed(text)).map(({ span, url }) => [text.slice(span.start, span.end), url]);
  assert.deepEqual(
    links.filter(([name]) => /MAX_ENI|POD_MTU|HTTP_TIMEOUT|NOT_OURS/.test(name ?? '')),
    [
      ['MAX_ENI', 'https://github.com/aws/amazon-vpc-cni-k8s/blob/v1.20.1/README.md#max_eni'],
      ['POD_MTU', 'https://github.com/aws/amazon-vpc-cni-k8s/blob/v1.20.1/README.md#pod_mtu-v1164'],
    ],
  );
});

test('a release that does not read the variable says nothing of it', () => {
  assert.equal(readmeOf('POD_MTU', '1.15.0'), undefined);
  assert.match(readmeOf('POD_MTU', undefined) ?? '', /\/blob\/master\/README/);
});
