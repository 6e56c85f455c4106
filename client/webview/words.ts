const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const TWO_DIGITS = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const PRICE = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 4 });

/** Of what the manifest does not say, and nothing else decides. */
export const NOT_SET = 'not set';

/** `1,024`. */
export const whole = (count: number): string => WHOLE.format(count);

/** USD: `2.35`. */
export const usd = (amount: number): string => TWO_DIGITS.format(amount);

/** USD per hour: `0.096`. */
export const price = (amount: number): string => PRICE.format(amount);

/** `8`, `0.5`. */
export const gib = (mib: number): string => WHOLE_OR_HALF.format(mib / 1024);
const WHOLE_OR_HALF = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });

/** `1 address`, `2 addresses`. */
export const count = (number: number, one: string, many = `${one}s`): string =>
  `${whole(number)} ${number === 1 ? one : many}`;

/** `0`, or `0–9`. */
export const range = (first: number, last: number): string =>
  first === last ? whole(first) : `${whole(first)}–${whole(last)}`;
