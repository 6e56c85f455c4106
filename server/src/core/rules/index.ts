import type { Rule } from './rule.js';
import { unquotedValue } from './unquotedValue.js';

export const RULES: readonly Rule[] = [unquotedValue];
