/** A whole number as people read it: `1,500,000`. `toLocaleString` says the same, and takes 12 ms of a process for its first answer. */
export const withCommas = (count: number | bigint): string => `${count}`.replace(/\B(?=(?:\d{3})+$)/g, ',');
