import { readFileSync } from 'node:fs';
import { parse } from 'acorn';
import { transform } from 'esbuild';
import { applied } from './applied.mjs';

/** What only the docs and tests read of a rule. */
const PROSE = new Set(['summary', 'why', 'bad', 'good', 'sources']);

/**
 * An esbuild plugin that leaves the prose and the examples of rules out of a bundle: they are two thirds of what rules are,
 * and nothing in a server or a command reads them. Manifests that only examples are made of go with them.
 */
export const withoutProse = {
  name: 'without prose',
  setup(build) {
    build.onLoad({ filter: /[/\\]core[/\\]rules[/\\]\w+\.ts$/ }, async ({ path }) => {
      const { code } = await transform(readFileSync(path, 'utf8'), { loader: 'ts', target: 'node20' });
      return { contents: lean(code), loader: 'js' };
    });
  },
};

/** A module without the prose of its rule; the calls that make its constants are marked as having no effects. */
export function lean(code) {
  const { body } = parse(code, { ecmaVersion: 'latest', sourceType: 'module' });
  const constants = body
    .flatMap((node) => (node.type === 'ExportNamedDeclaration' && node.declaration) || node)
    .filter(({ type }) => type === 'VariableDeclaration')
    .flatMap(({ declarations }) => declarations.map(({ init }) => init).filter(Boolean));
  const edits = constants.flatMap((init) => {
    if (init.type === 'CallExpression')
      return [{ start: init.start, end: init.start, text: '/* @__PURE__ */ ' }];
    return isRule(init) ? init.properties.filter(isProse).map((each) => without(each, code)) : [];
  });
  return applied(code, edits);
}

const isRule = ({ type, properties }) =>
  type === 'ObjectExpression' &&
  ['id', 'severity', 'why'].every((name) => properties.some(({ key }) => key?.name === name));

const isProse = ({ key }) => PROSE.has(key?.name);

/** With the comma that goes with it. */
const without = ({ start, end }, code) => ({
  start,
  end: end + /^\s*,?/.exec(code.slice(end))[0].length,
  text: '',
});
