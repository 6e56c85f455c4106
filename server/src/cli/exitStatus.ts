/** 0: nothing wrong, or no errors; 1: errors found; 2: bad usage or input that cannot be read. */
export type ExitStatus = 0 | 1 | 2;
