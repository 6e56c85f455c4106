import { readFileSync } from 'node:fs';
import { parse } from 'acorn';
import { applied } from './applied.mjs';

/**
 * An esbuild plugin that reads the language server libraries as the ES modules that they were written as. They are published as
 * CommonJS, which TypeScript made of them: esbuild keeps such a module whole, with helpers of its own, and cannot shorten the
 * names it exports. `changes`: what else becomes of a file, by the end of its path.
 */
export const asModules = (changes = {}) => ({
  name: 'as modules',
  setup(build) {
    build.onLoad({ filter: LIBRARIES }, ({ path }) => {
      const file = path.replaceAll('\\', '/');
      const change = Object.entries(changes).find(([end]) => file.endsWith(`/${end}`))?.[1];
      try {
        const code = readFileSync(path, 'utf8');
        return { contents: asModule(change ? change(code) : code), loader: 'js' };
      } catch (error) {
        // Another release may be written otherwise.
        return { errors: [{ text: `not read as a module: ${error.message}`, location: { file: path } }] };
      }
    });
    // What they import for nothing that is used may stay out, but for the halves that set themselves up.
    build.onResolve({ filter: /^\.|^vscode-/ }, async ({ path, pluginData, ...from }) => {
      if (pluginData === LIBRARIES || !LIBRARIES.test(from.importer)) return undefined;
      const found = await build.resolve(path, { ...from, pluginData: LIBRARIES });
      const isSetUp = /[/\\]main\.js$/.test(found.path);
      return LIBRARIES.test(found.path) && !isSetUp ? { ...found, sideEffects: false } : found;
    });
  },
});

const LIBRARIES = /[/\\]vscode-(?:languageserver|languageclient|jsonrpc)[\w-]*[/\\]lib[/\\].*\.js$/;

const HELPERS = new Set([
  '__createBinding',
  '__setModuleDefault',
  '__importStar',
  '__importDefault',
  '__exportStar',
]);

/**
 * The ES module that TypeScript made this CommonJS of; an ES module stays one. In both, a namespace becomes a constant, which goes
 * where nobody asks for it.
 */
export function asModule(code) {
  const isModule = /^(?:import|export) /m.test(code);
  const { body } = parse(code, { ecmaVersion: 'latest', sourceType: isModule ? 'module' : 'script' });
  const edits = [];
  const put = ({ start, end }, text) => edits.push({ start, end, text });
  const textOf = ({ start, end }) => code.slice(start, end);
  const declared = new Set(body.flatMap(declaredIn));
  const imported = new Map();
  const exported = new Map();

  for (const [index, node] of body.entries()) {
    if (namespaceOf(node)) namespace(node, index);
    else if (isModule) continue;
    else if (node.directive) put(node, '');
    else if (node.type === 'VariableDeclaration') variable(node);
    else if (node.type === 'ExpressionStatement' && node.expression.type === 'CallExpression') call(node);
    else if (node.type === 'ExpressionStatement') assignment(node);
  }
  if (isModule) return applied(code, edits);
  // What the module itself asks of its exports.
  for (const node of membersOfExports(body)) {
    if (edits.some(({ start, end }) => start <= node.start && node.end <= end)) continue;
    if (!exported.has(node.property.name)) throw new Error(textOf(node));
    put(node, exported.get(node.property.name));
  }
  const names = [...exported].map(([name, local]) => (name === local ? name : `${local} as ${name}`));
  return `${applied(code, edits)}\nexport { ${names.join(', ')} };\n`;

  /** `var X; (function (X) { … })(X || (X = {}))`; the variable may be a class, or have several such blocks. */
  function namespace(node, index) {
    const name = namespaceOf(node);
    const { callee, arguments: given } = node.expression;
    if (!isModule && textOf(given[0]).includes('exports.')) exported.set(name, name);
    const before = body[index - 1];
    const isExported = before.type === 'ExportNamedDeclaration';
    const [variable] = (isExported ? before.declaration : before)?.declarations ?? [];
    const isOnly = body.filter((each) => namespaceOf(each) === name).length === 1;
    if (isOnly && variable?.id.name === name && !variable.init) {
      put(before, '');
      const start = { start: node.start, end: callee.body.start };
      put(start, `${isExported ? 'export ' : ''}const ${name} = /* @__PURE__ */ ((${name}) => `);
      put({ start: callee.body.end - 1, end: node.end }, `return ${name}; })({});`);
    } else put(given[0], `${name} || (${name} = {})`);
  }

  function variable(node) {
    const [{ id, init }] = node.declarations;
    const module = requiredBy(init);
    if (HELPERS.has(id.name)) put(node, '');
    else if (module) {
      imported.set(id.name, module);
      // `import x = require(…)` keeps its name, and is what a CommonJS module is as a whole.
      const isWhole = init.callee.name === 'require' && !/_\d+$/.test(id.name);
      put(node, `import ${isWhole ? '' : '* as '}${id.name} from ${module};`);
    }
  }

  /** `__exportStar(require("./x"), exports)`, `require("./x")`, `Object.defineProperty(exports, "X", …)`. */
  function call(node) {
    const { callee, arguments: given } = node.expression;
    if (callee.name === '__exportStar') put(node, `export * from ${requiredBy(given[0])};`);
    else if (requiredBy(node.expression)) put(node, `import ${requiredBy(node.expression)};`);
    else if (textOf(callee) !== 'Object.defineProperty' || !isExports(given[0])) return;
    else if (given[1].value === '__esModule') put(node, '');
    else {
      const getter = given[2].properties.find(({ key }) => key.name === 'get');
      const { object, property } = getter.value.body.body[0].argument;
      if (!imported.has(object.name)) throw new Error(textOf(node));
      put(node, `export { ${property.name} as ${given[1].value} } from ${imported.get(object.name)};`);
    }
  }

  /** `exports.X = exports.Y = void 0`, `exports.X = X`, `exports.X = …`. */
  function assignment(node) {
    const { left, right } = node.expression;
    if (!left || !isMemberOfExports(left)) return;
    const name = left.property.name;
    if (textOf(node).endsWith('= void 0;')) put(node, '');
    else if (right.type === 'Identifier' && declared.has(right.name)) {
      exported.set(name, right.name);
      put(node, '');
    } else if (right.type === 'AssignmentExpression') throw new Error(textOf(node));
    else {
      const local = declared.has(name) || name === 'default' ? `exported_${name}` : name;
      exported.set(name, local);
      put({ start: node.start, end: right.start }, `const ${local} = `);
    }
  }
}

function declaredIn(node) {
  if (node.type === 'VariableDeclaration') return node.declarations.map(({ id }) => id.name);
  return node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration' ? [node.id.name] : [];
}

/** As it is written: `"./x"` in `require("./x")`, with a helper around it or without. */
function requiredBy(node) {
  if (node?.type !== 'CallExpression' || node.callee.type !== 'Identifier') return undefined;
  const { callee, arguments: given } = node;
  if (callee.name === 'require') return given[0].raw;
  return /^__import(?:Star|Default)$/.test(callee.name) ? requiredBy(given[0]) : undefined;
}

/** `X` of `(function (X) { … })(X || (X = {}))`. */
function namespaceOf({ type, expression }) {
  if (type !== 'ExpressionStatement' || expression.type !== 'CallExpression') return undefined;
  const { callee, arguments: given } = expression;
  return callee.type === 'FunctionExpression' ? given[0]?.left?.name : undefined;
}

const isExports = (node) => node?.type === 'Identifier' && node.name === 'exports';
const isMemberOfExports = ({ type, object }) => type === 'MemberExpression' && isExports(object);

function membersOfExports(node) {
  if (Array.isArray(node)) return node.flatMap(membersOfExports);
  if (typeof node !== 'object' || node === null) return [];
  return isMemberOfExports(node) ? [node] : Object.values(node).flatMap(membersOfExports);
}
