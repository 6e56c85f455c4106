import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import GithubSlugger from 'github-slugger';
import MarkdownIt from 'markdown-it';
import type { Token } from 'markdown-it/index.js';
import { VARIABLES } from '../server/src/core/domain/variables.js';
import { docsOf } from '../server/src/core/features/diagnose.js';
import { hover } from '../server/src/core/features/hover.js';
import { RULES } from '../server/src/core/rules/index.js';
import { awsNode } from '../server/src/core/rules/support/example.js';
import { DEFAULT_SETTINGS } from '../server/src/core/settings.js';
import { analyzed } from './support/check.js';

/** Where the pages are to be read, and what stands there in the place of a path. */
const OURS = 'https://github.com/vpc-cni-tools/vscode-vpc-cni/blob/main/';

interface Page {
  readonly links: readonly string[];
  /** As GitHub names them. */
  readonly anchors: ReadonlySet<string>;
}

const markdown = new MarkdownIt({ html: true });

function read(file: string): Page {
  const links: string[] = [];
  const anchors = new Set<string>();
  const slugger = new GithubSlugger();
  const tokens = markdown.parse(readFileSync(file, 'utf8'), {});
  for (const [i, token] of tokens.entries()) {
    if (token.type === 'heading_open') anchors.add(slugger.slug(textOf(tokens[i + 1])));
    for (const child of token.children ?? []) {
      const target = child.attrGet('href') ?? child.attrGet('src');
      if (target !== null) links.push(target);
    }
  }
  return { links, anchors };
}

/** What a heading says, without its markup. */
const textOf = (inline: Token | undefined): string =>
  (inline?.children ?? [])
    .map(({ type, content }) => (type.endsWith('_inline') || type === 'text' ? content : ''))
    .join('');

const FILES = [
  ...['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md'],
  ...readdirSync('docs', { recursive: true })
    .map((name) => `docs/${String(name).replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.md')),
];
const PAGES = new Map(FILES.map((file) => [file, read(file)]));

/** Why a link of a page leads nowhere; undefined: it does not, or leads out of here. */
function trouble(from: string, link: string): string | undefined {
  const isOurs = link.startsWith(OURS);
  if (!isOurs && /^[a-z]+:/i.test(link)) return undefined;
  const [target = '', anchor] = (isOurs ? link.slice(OURS.length) : link).split('#');
  const folder = isOurs ? '' : path.posix.dirname(from);
  const file = target === '' ? from : path.posix.join(folder, decodeURIComponent(target));
  if (!existsSync(file)) return `${from}: ${link}: there is no ${file}`;
  if (anchor === undefined || PAGES.get(file)?.anchors.has(anchor)) return undefined;
  return `${from}: ${link}: ${file} has no such heading`;
}

test('every link between pages leads to a file, and to a heading of it', () => {
  const all = [...PAGES].flatMap(([file, { links }]) => links.map((link) => [file, link] as const));
  assert.ok(all.length > RULES.length, 'links were found');
  assert.deepEqual(
    all.flatMap(([file, link]) => trouble(file, link) ?? []),
    [],
  );
});

test('the index leads to every page but those of single rules', () => {
  const links = new Set(PAGES.get('docs/README.md')?.links.map((link) => path.posix.join('docs', link)));
  const missing = FILES.filter(
    (file) => !links.has(file) && file !== 'docs/README.md' && path.posix.dirname(file) !== 'docs/rules',
  );
  assert.deepEqual(missing, []);
  const rules = new Set(PAGES.get('docs/rules/README.md')?.links);
  assert.deepEqual(
    RULES.filter(({ id }) => !rules.has(`${id}.md`)).map(({ id }) => id),
    [],
  );
});

test('every finding leads to the page of its rule', () => {
  assert.deepEqual(
    RULES.flatMap(({ id }) => trouble('', docsOf(id)) ?? []),
    [],
  );
});

test('the hover of every variable leads to its section', () => {
  const [, name = ''] = /^ +- name: (ENABLE_IPv4)$/m.exec(awsNode({})) ?? [];
  for (const variable of Object.keys(VARIABLES)) {
    const text = awsNode({}).replace(name, variable);
    const found = hover(analyzed(text), text.indexOf(`name: ${variable}`) + 6, DEFAULT_SETTINGS, []);
    const link = /\((https:[^)]*variables\.md#[^)]*)\)/.exec(found?.markdown ?? '')?.[1];
    assert.equal(link?.startsWith(OURS), true, variable);
    assert.equal(trouble('', link ?? ''), undefined);
  }
});

test('links of the extension itself lead to pages', () => {
  const texts = readFileSync('package.json', 'utf8');
  const links =
    texts.match(/https:\/\/github\.com\/vpc-cni-tools\/vscode-vpc-cni\/blob\/main\/[\w./#-]+/g) ?? [];
  assert.ok(links.length > 0);
  assert.deepEqual(
    links.flatMap((link) => trouble('package.json', link) ?? []),
    [],
  );
});
