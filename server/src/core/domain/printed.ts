/** What YAML 1.1 takes for true, as Helm reads values. */
export const isYes = (text: string): boolean => /^(?:y|yes|true|on)$/i.test(text);

/** A scalar of values as a template of the chart prints it, in quotes or not. Undefined: that is not known, or it is nothing. */
export function printedScalar(
  text: string,
  type: 'string' | 'number' | 'boolean' | 'null',
): string | undefined {
  switch (type) {
    case 'string':
      return text;
    case 'boolean':
      return String(isYes(text));
    case 'number':
      return printedNumber(text);
    case 'null':
      return undefined;
  }
}

/** Large numbers and fractions come out in a form of Go's (1e+06), and a leading zero makes an octal number. */
const printedNumber = (text: string): string | undefined =>
  /^-?(?:0|[1-9]\d{0,5})$/.test(text) ? text : undefined;
