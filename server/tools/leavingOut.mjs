import { readFileSync } from 'node:fs';
import { parse } from 'acorn';
import { applied } from './applied.mjs';

/**
 * An esbuild plugin that leaves out parts of packages that we never come to, though they refer to them: writers of YAML, maps of the
 * world in a library of charts. In their place stands a function that says so. `parts`: by the folder of a package, which of its
 * imports are left out, by name, and which of them are asked all the same and then have nothing to say.
 */
export const leavingOut = (parts) => ({
  name: 'leaving out',
  setup(build) {
    for (const [folder, { names, silent = [] }] of Object.entries(parts)) {
      const filter = new RegExp(
        `[/\\\\]node_modules[/\\\\]${folder.replaceAll('/', '[/\\\\]')}[/\\\\].*\\.m?js$`,
      );
      build.onLoad({ filter }, ({ path }) => ({
        contents: withoutImports(readFileSync(path, 'utf8'), names, silent),
        loader: 'js',
      }));
    }
  },
});

/** A module without some of its imports; what it makes of constants by calls goes where nobody asks for it. */
export function withoutImports(code, names, silent = []) {
  const { body } = parse(code, { ecmaVersion: 'latest', sourceType: 'module' });
  const imports = body.filter(({ type }) => type === 'ImportDeclaration');
  const isLeftOut = ({ imported }) =>
    (imported !== undefined && names.test(imported.name)) || silent.includes(imported?.name);
  const missing = imports.flatMap(({ specifiers }) => specifiers.filter(isLeftOut));
  const edits = [
    ...imports
      .filter(({ specifiers }) => specifiers.some(isLeftOut))
      .map((each) => without(each, isLeftOut, 'import', code)),
    // Where somebody asks for it after all, the build fails.
    ...body
      .filter(({ type, source }) => type === 'ExportNamedDeclaration' && source)
      .filter(({ specifiers }) => specifiers.some(({ local }) => names.test(local.name)))
      .map((each) => without(each, ({ local }) => names.test(local.name), 'export', code)),
    ...callsIn(body).map(({ start }) => ({ start, end: start, text: PURE })),
    ...body.flatMap((node, i) => (hasPrototypeBehind(body[i + 1], node) ? asOne(node, body[i + 1]) : [])),
  ];
  const stands = missing.map(({ local: { name } }) => standIn(name, silent));
  const leftOut = `const leftOut = (name) => () => { throw new Error(\`\${name} is not in this bundle\`); };\n`;
  return (stands.length > 0 ? leftOut : '') + stands.join('') + applied(code, edits);
}

/** `import { a, b } from 'x'` without one of them. A module that nothing else is taken from is not loaded. */
function without({ start, end, specifiers, source }, isLeftOut, word, code) {
  const kept = specifiers.filter((each) => !isLeftOut(each));
  const text = kept.map((each) => code.slice(each.start, each.end)).join(', ');
  return { start, end, text: kept.length > 0 ? `${word} { ${text} } from ${source.raw};` : '' };
}

const PURE = '/* @__PURE__ */ ';

/** `function A() {}` with `A.prototype = {}` behind it. */
const hasPrototypeBehind = (next, { type, id }) =>
  type === 'FunctionDeclaration' &&
  next?.expression?.left?.object?.name === id.name &&
  next.expression.left.property.name === 'prototype';

const asOne = ({ id: { name }, start }, { end }) => [
  { start, end: start, text: `var ${name} = ${PURE}(() => { ` },
  { start: end, end, text: ` return ${name}; })();` },
];

const standIn = (name, silent) =>
  `const ${name} = ${silent.includes(name) ? '() => undefined' : `${PURE}leftOut('${name}')`};\n`;

/** `f(…)` of `const x = f(…)`, and those that make its arguments. */
function callsIn(body) {
  return body
    .map((node) => (node.type === 'ExportNamedDeclaration' && node.declaration) || node)
    .filter(({ type }) => type === 'VariableDeclaration')
    .flatMap(({ declarations }) => declarations.flatMap(({ init }) => nested(init)));
}

const nested = (node) => (node?.type === 'CallExpression' ? [node, ...node.arguments.flatMap(nested)] : []);
