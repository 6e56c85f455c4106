// Stands for mocha in a browser: its own build for there says what it exports in globals only.
import type * as MochaModule from 'mocha';
import '../../../node_modules/mocha/mocha.js';

const globals = globalThis as typeof globalThis & {
  readonly Mocha: typeof MochaModule.default;
  suite: MochaModule.SuiteFunction;
  test: MochaModule.TestFunction;
  suiteSetup: MochaModule.HookFunction;
  suiteTeardown: MochaModule.HookFunction;
};

export default globals.Mocha;
export const suite = (title: string, body: () => void) => globals.suite(title, body);
export const test = (title: string, body: MochaModule.AsyncFunc) => globals.test(title, body);
export const suiteSetup = (body: MochaModule.AsyncFunc) => globals.suiteSetup(body);
export const suiteTeardown = (body: MochaModule.AsyncFunc) => globals.suiteTeardown(body);
