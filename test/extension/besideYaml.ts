import { runMocha } from './mocha.js';

export const run = (): Promise<void> => runMocha(() => import('./suites/besideYaml.js'));
