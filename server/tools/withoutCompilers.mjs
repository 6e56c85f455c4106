import { readFileSync } from 'node:fs';

/**
 * An esbuild plugin that keeps the library of schemas from writing code and running it: nothing of ours is compiled at run
 * time. Without its compiler it goes through a schema step by step, as it does where a page forbids compiling.
 */
export const withoutCompilers = {
  name: 'without compilers',
  setup(build) {
    build.onLoad({ filter: /[/\\]zod[/\\]v4[/\\]core[/\\](doc|compile|util)\.js$/ }, ({ path }) => {
      const contents = withoutCompiler(readFileSync(path, 'utf8'));
      // Another release may write it otherwise.
      return contents === undefined
        ? { errors: [{ text: 'no compiler found' }] }
        : { contents, loader: 'js' };
    });
  },
};

/** Undefined: there is none in it. What asks whether it may compile hears an exception. */
export function withoutCompiler(code) {
  const without = code.replaceAll('const F = Function;', 'const F = undefined;');
  return without === code ? undefined : without;
}
