import assert from 'node:assert/strict';
import { test } from 'node:test';
import MarkdownIt from 'markdown-it';
import { type Analysis, analyze } from '../../server/src/core/analysis.js';
import { codeLenses } from '../../server/src/core/features/codeLenses.js';
import { complete } from '../../server/src/core/features/complete.js';
import { selectedTypes } from '../../server/src/core/features/density.js';
import { documentLinks } from '../../server/src/core/features/documentLinks.js';
import { hover } from '../../server/src/core/features/hover.js';
import { inlayHints } from '../../server/src/core/features/inlayHints.js';
import { typesInSight } from '../../server/src/core/features/nodes.js';
import { RULES } from '../../server/src/core/rules/index.js';
import { DEFAULT_SETTINGS } from '../../server/src/core/settings.js';
import { FIXTURES, manifests } from '../corpus/fixtures.js';

/** What a manifest might hold to have an editor load a picture, run a command or draw a page of its own. */
const HOSTILE = [
  '![p](https://evil.example/p.png)',
  '[click](command:evil.run)',
  '<img src="https://evil.example/p.png">',
  '`![p](https://evil.example/p.png)',
  'x`` <a href="command:evil.run">y</a>',
  '\n\n![p](https://evil.example/p.png)\n\n',
  '| a | ![p](https://evil.example/p.png) |',
  '*/ [evil]: https://evil.example/ "t"',
  '\\![p](https://evil.example/p.png)\\',
  'https://evil.example/ www.evil.example &lt;img&gt;',
];
// As generous as a reader could be.
const reader = new MarkdownIt({ html: true, linkify: true });

/** Links that lead somewhere we did not write, pictures and HTML. */
function injected(markdown: string): string[] {
  const tokens = reader.parse(markdown, {}).flatMap((token) => [token, ...(token.children ?? [])]);
  return tokens.flatMap(({ type, content, attrGet, ...token }) => {
    if (type === 'image' || type.startsWith('html')) return [`${type} ${content}`];
    const href = type === 'link_open' ? String(new Map(token.attrs ?? []).get('href')) : '';
    return /evil|^command:/.test(href) ? [`link ${href}`] : [];
  });
}

test('the reader of these tests sees what is injected', () => {
  for (const hostile of HOSTILE.slice(0, 3))
    assert.equal(injected(`So ${hostile}`).length > 0, true, hostile);
  assert.deepEqual(injected('[docs](https://github.com/aws/x) `![p](https://evil.example/p.png)`'), []);
});

/** All Markdown that is shown for a text. */
function* shownIn({ text, ...analysis }: Analysis, offsets: readonly number[]): Iterable<string> {
  const whole = { text, ...analysis };
  const types = selectedTypes(DEFAULT_SETTINGS, typesInSight(whole));
  const nowhere = () => 'a`[b](command:evil.run).yaml:1';
  for (const offset of offsets) {
    const shown = hover(whole, offset, DEFAULT_SETTINGS, types, nowhere)?.markdown;
    if (shown !== undefined) yield shown;
    for (const { documentation } of complete(whole, offset, DEFAULT_SETTINGS))
      if (documentation !== undefined) yield documentation;
  }
  for (const { tooltip } of inlayHints(whole, { start: 0, end: text.length }, DEFAULT_SETTINGS, types))
    yield tooltip;
}

/** The text with the value of one line after the other replaced, and where that is. */
function* spoiled(text: string): Iterable<{ readonly text: string; readonly at: readonly number[] }> {
  const values = [...text.matchAll(/^([ \t]*(?:- )?(?:[\w./-]+:)?[ \t]+)([^\s#{[|>&*][^\n#]*)$/gm)];
  for (const [i, value] of values.entries()) {
    const [, lead = '', old = ''] = value;
    const bare = old.trim().replace(/^(["'])(.*)\1$/, '$2');
    const hostile = HOSTILE[i % HOSTILE.length] ?? '';
    for (const put of [hostile, `${bare}${hostile}`, `${hostile},${bare}`]) {
      const start = value.index + lead.length;
      const quoted = JSON.stringify(put);
      const changed = text.slice(0, start) + quoted + text.slice(start + old.length);
      yield {
        text: changed,
        at: [value.index + lead.search(/\S|$/) + 1, start + 2, start + quoted.length - 2],
      };
    }
  }
}

test('no manifest writes links, pictures or HTML into what is shown', { timeout: 120_000 }, () => {
  const texts = [...manifests(FIXTURES).map(({ text }) => text), ...RULES.map(({ bad }) => bad)];
  let seen = 0;
  for (const [i, original] of texts.entries()) {
    for (const [j, { text, at }] of [...spoiled(original)].entries()) {
      if (text.length > 20_000 || (i + j) % 31 > 0) continue;
      const analysis = analyze(text, DEFAULT_SETTINGS);
      for (const markdown of shownIn(analysis, at)) {
        seen++;
        assert.deepEqual(injected(markdown), [], `${markdown}\n\nof\n\n${text}`);
      }
      for (const { url } of documentLinks(analysis)) assert.match(url, /^https:\/\/github\.com\/aws\//);
      const types = selectedTypes(DEFAULT_SETTINGS, typesInSight(analysis));
      // Shown as it is, on one line.
      for (const { title } of codeLenses(analysis, DEFAULT_SETTINGS, types)) assert.doesNotMatch(title, /\n/);
    }
  }
  assert.ok(seen > 500, `${seen} texts`);
});
