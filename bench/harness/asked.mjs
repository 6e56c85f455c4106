/** What a program of this folder is asked on the command line. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

/** The comment at the head of a program, which says how it is used. `url`: its own. */
export const about = (url) =>
  readFileSync(new URL(url), 'utf8')
    .split('*/')[0]
    .replace(/^(#!.*|\/\*\*| \* ?)/gm, '')
    .trim();

const isNumber = ({ default: usual }) => typeof usual === 'string' && /^\d+$/.test(usual);

/** The values of its options, as `parseArgs` has them. With `--help` it says what it is for and ends, and with an option that it does not have, it says so. */
export function asked(url, options) {
  try {
    const { values } = parseArgs({ options: { ...options, help: { type: 'boolean', default: false } } });
    const wrong = Object.entries(options).find(([name, option]) => isNumber(option) && !(values[name] >= 0));
    if (wrong) throw new Error(`--${wrong[0]} ${values[wrong[0]]}: a number belongs there`);
    if (!values.help) return values;
    console.log(about(url));
  } catch (error) {
    console.error(`${error.message}\nSee --help.`);
    process.exit(2);
  }
  return process.exit(0);
}
