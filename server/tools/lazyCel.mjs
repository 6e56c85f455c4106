import { readFileSync } from 'node:fs';

const NAME = '@marcbachmann/cel-js';
const LAZY = 'lazy-cel';
const PARTS = `${NAME}/parts`;
/** What our sources import from it, next to its environment. */
const ERRORS = ['ParseError', 'EvaluationError', 'TypeError'];

/**
 * The library for expressions sets up its tables when it is loaded, which takes a tenth of a server's start, and few files
 * hold an expression: it is loaded with the first of them. Until then no error can be one of its own.
 */
export const lazyCel = {
  name: LAZY,
  setup(build) {
    build.onResolve({ filter: new RegExp(`^${NAME}$`) }, ({ namespace, ...asked }) =>
      namespace === PARTS ? undefined : { path: asked.path, namespace: LAZY },
    );
    // The rest, its writer of expressions for one, goes where it is not asked for by name.
    build.onResolve({ filter: new RegExp(`^${PARTS}$`) }, ({ path }) => ({ path, namespace: PARTS }));
    build.onLoad({ filter: /.*/, namespace: PARTS }, () => ({
      resolveDir: process.cwd(),
      contents: `export { Environment, ${ERRORS.join(', ')} } from '${NAME}';`,
    }));
    build.onLoad({ filter: /.*/, namespace: LAZY }, () => ({
      resolveDir: process.cwd(),
      contents: `
        let cel;
        export class Environment {
          constructor(options) {
            cel ??= require('${PARTS}');
            return new cel.Environment(options);
          }
        }
        ${ERRORS.map((name) => `export const ${name} = { [Symbol.hasInstance]: (error) => cel !== undefined && error instanceof cel.${name} };`).join('\n')}
      `,
    }));
    // One character outside ASCII, in a regular expression, would double the memory that the bundle takes.
    build.onLoad({ filter: /cel-js\/lib\/[^/]+\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll('\u00b5', '\\u00b5'),
    }));
  },
};
