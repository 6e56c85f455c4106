import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { RULES } from '../../server/src/core/rules/index.js';

const bundle = (name: string): string => readFileSync(path.join('dist', name), 'utf8');

for (const name of ['server.js', 'cli.js']) {
  test(`dist/${name} holds every rule`, () => {
    const text = bundle(name);
    assert.deepEqual(
      RULES.filter(({ id }) => !text.includes(id)).map(({ id }) => id),
      [],
    );
  });
}

test('dist/server.js holds the prose of no rule', () => {
  const text = bundle('server.js');
  const left = RULES.filter(({ why }) => text.includes(longest(why))).map(({ id }) => id);
  assert.deepEqual(left, []);
});

const BUNDLES = readdirSync('dist').filter((name) => name.endsWith('.js'));

test('all bundles are looked at', () => {
  assert.deepEqual(BUNDLES, ['cli.js', 'explorer.js', 'extension.js', 'mcp.js', 'server.js', 'start.js']);
});

for (const name of BUNDLES) {
  test(`dist/${name} compiles no text at run time`, () => {
    // Pages of browsers forbid it.
    assert.deepEqual(bundle(name).match(/(?<![\w$.])(?:eval|Function)\(/g), null);
    assert.deepEqual(bundle(name).match(/(?<![\w$])(?:setTimeout|setInterval)\(["'`]/g), null);
  });
}

/** Modules of Node that reach beyond the process and its files. */
const REACHING =
  /[\w$]\(["'`](?:node:)?(child_process|cluster|worker_threads|net|tls|https?|http2|dgram|dns|inspector|vm|repl)(?:\/\w+)?["'`]\)/g;
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  // Commander can run commands that are programs of their own; we have none.
  'cli.js': ['child_process'],
  // The language client starts the server; of its transports, those over sockets are never asked for.
  'extension.js': ['child_process', 'net'],
  'server.js': ['net'],
  // Runs the server, and nothing else, from what was compiled of it.
  'start.js': ['vm'],
};

for (const name of BUNDLES) {
  test(`dist/${name} reaches no further than it must`, () => {
    const reached = [...bundle(name).matchAll(REACHING)].map(([, module]) => module);
    assert.deepEqual([...new Set(reached)].sort(), ALLOWED[name] ?? []);
    assert.doesNotMatch(
      bundle(name),
      /(?<![\w$.])(?:fetch|importScripts)\(|new (?:WebSocket|EventSource|XMLHttpRequest)\b/,
    );
  });
}

/** The longest stretch of a text that stands in code as it is. */
const longest = (why: string): string =>
  why.split(/[\n`'"\\$]/).reduce((most, part) => (part.length > most.length ? part : most), '');
