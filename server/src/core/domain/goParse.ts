/** Texts as Go's standard library reads them: what these functions refuse, the plugin refuses. */

const TRUE = new Set(['1', 't', 'T', 'TRUE', 'true', 'True']);
const FALSE = new Set(['0', 'f', 'F', 'FALSE', 'false', 'False']);

/** As `strconv.ParseBool`. */
export function parseBool(text: string): boolean | undefined {
  if (TRUE.has(text)) return true;
  return FALSE.has(text) ? false : undefined;
}

/**
 * As `strconv.Atoi` on a 64-bit machine: a sign, then decimal digits, nothing else.
 * Beyond 2^53 the number is rounded, as JavaScript's are.
 */
export function atoi(text: string): number | undefined {
  const [, sign, digits] = /^([+-]?)(\d+)$/.exec(text) ?? [];
  return digits === undefined ? undefined : int64(sign, digits);
}

/** Digits of each base that `strconv.ParseInt` knows by its prefix. An underscore may stand before any digit but the first. */
const BASES = [
  { prefix: '0x', form: /^0[xX](?:_?[0-9a-fA-F])+$/ },
  { prefix: '0b', form: /^0[bB](?:_?[01])+$/ },
  { prefix: '0o', form: /^0[oO](?:_?[0-7])+$/ },
  // The leading zero alone also means octal.
  { prefix: '0', form: /^0(?:_?[0-7])*$/ },
  { prefix: '', form: /^[1-9](?:_?\d)*$/ },
] as const;

/** As `strconv.ParseInt` with base 0 and 64 bits: decimal, `0x`, `0o`, `0b`, and octal by a leading zero. */
export function parseIntBase0(text: string): number | undefined {
  const [, sign, number = ''] = /^([+-]?)(.*)$/s.exec(text) ?? [];
  const base = BASES.find(({ form }) => form.test(number));
  if (!base) return undefined;
  const digits = number.slice(base.prefix.length).replaceAll('_', '') || '0';
  return int64(sign, digits, base.prefix === '0' ? '0o' : base.prefix);
}

const INT64_LIMIT = 2n ** 63n;

function int64(sign: string | undefined, digits: string, prefix = ''): number | undefined {
  const significant = digits.replace(/^0+(?=.)/, '');
  // More than 64 binary digits cannot fit; this also spares BigInt the very long ones.
  if (significant.length > 64) return undefined;
  const size = BigInt(prefix + significant);
  if (sign === '-') return size > INT64_LIMIT ? undefined : 0 - Number(size);
  return size < INT64_LIMIT ? Number(size) : undefined;
}

/**
 * As `json.Unmarshal` into a `map[string]string`. A null value is an empty text, a null document an empty map.
 * `fault` finishes the sentence "The text …".
 */
export function readTags(
  text: string,
): { readonly tags: ReadonlyMap<string, string> } | { readonly fault: string } {
  const document = readJson(text);
  if (!document) return { fault: 'is not JSON' };
  const { json } = document;
  if (json === null) return { tags: new Map() };
  if (typeof json !== 'object' || Array.isArray(json)) return { fault: 'is not a JSON object' };
  const tags = new Map<string, string>();
  for (const [key, value] of Object.entries(json)) {
    if (value !== null && typeof value !== 'string') {
      return { fault: `gives ${JSON.stringify(key)} a value that is not a text in quotes` };
    }
    tags.set(key, value ?? '');
  }
  return { tags };
}

/** The JSON of a text; undefined: it is none. */
export function readJson(text: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
