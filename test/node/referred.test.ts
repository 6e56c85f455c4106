import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { referredFrom } from '../../server/src/cli/referred.js';
import { analyzeDocuments } from '../../server/src/core/analysis.js';
import { sightOf } from '../../server/src/core/model/sight.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';

/** A folder with these files, and what a kustomization in it that names `resources` takes in. */
function folder(t: TestContext, names: readonly string[]) {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'vpc-cni-referred-')));
  t.after(() => rmSync(root, { recursive: true }));
  const at = (name: string) => path.join(root, name);
  for (const name of names) {
    mkdirSync(path.dirname(at(name)), { recursive: true });
    writeFileSync(at(name), 'kind: Kustomization\n');
  }
  const referred = (kustomization: string, resources: readonly string[]) => {
    const list = resources.map((each) => `  - ${JSON.stringify(each)}\n`).join('');
    const text = `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n${list}`;
    const file = { path: at(kustomization).replaceAll(path.sep, '/'), name: kustomization };
    const found = referredFrom(sightOf(file, text, analyzeDocuments(text, DEFAULT_SETTINGS)));
    return found.map((each) => path.relative(root, each).replaceAll(path.sep, '/'));
  };
  return { at, referred };
}

const OVERLAY = 'repo/overlays/prod/kustomization.yaml';

test('bases and files near a kustomization are taken in', (t) => {
  const names = ['repo/base/kustomization.yaml', 'repo/overlays/prod/a.yaml', 'other/b.yaml'];
  const { referred } = folder(t, names);
  const resources = [
    '../../base',
    'a.yaml',
    'missing.yaml',
    'https://example.com/x',
    '../../../other/b.yaml',
  ];
  assert.deepEqual(referred(OVERLAY, resources), names);
});

test('in a repository nothing outside of it is, wherever links lead', (t) => {
  const base = 'repo/base/kustomization.yaml';
  const { at, referred } = folder(t, ['repo/.git/HEAD', base, 'other/b.yaml']);
  assert.deepEqual(referred(OVERLAY, ['../../base', '../../../other/b.yaml']), [base]);
  if (process.platform === 'win32') return;
  symlinkSync('../other/b.yaml', at('repo/b.yaml'));
  symlinkSync('base/kustomization.yaml', at('repo/c.yaml'));
  assert.deepEqual(referred(OVERLAY, ['../../b.yaml', '../../c.yaml']), ['repo/c.yaml']);
});

test('neither absolute paths nor what is too large is, nor what the system makes up', (t) => {
  const { at, referred } = folder(t, ['a/b.yaml', 'a/c.yaml']);
  writeFileSync(at('a/large.yaml'), ' '.repeat(1_500_001));
  const up = '../'.repeat(at('a').split(path.sep).length - 1);
  const resources = ['b.yaml', at('a/c.yaml'), 'large.yaml', `${up}proc/version`, `${up}dev/zero`];
  assert.deepEqual(referred('a/kustomization.yaml', resources), ['a/b.yaml']);
});
