import { parse } from 'acorn';
import { applied } from '../../server/tools/applied.mjs';

/** Of what the converters between VS Code and the protocol offer, what is for features that our server has none of. */
export const OF_OTHERS =
  /^as\w*(?:Signature|Parameter|Inline|Semantic|Color|Folding|SelectionRange|Hierarchy|LinkedEditing|Declaration|Formatting|RegularExpression|WillSave|SaveReason|(?:Did|Will)\w+Files|SelectedCompletion)/;

/** `function createConverter() { …; return { asX, … } }` without these. What asks for one all the same fails: there is no such function. */
export function withoutConverters(code) {
  const { body } = parse(code, { ecmaVersion: 'latest' });
  const { body: inner } = body.find(({ id }) => id?.name === 'createConverter').body;
  const functions = inner.filter(({ type, id }) => type === 'FunctionDeclaration' && OF_OTHERS.test(id.name));
  const { properties } = inner.find(({ type }) => type === 'ReturnStatement').argument;
  const kept = properties.filter(({ key }) => !OF_OTHERS.test(key.name));
  if (functions.length === 0) throw new Error('no such converters');
  const lean = applied(code, [
    ...functions.map(({ start, end }) => ({ start, end, text: '' })),
    {
      start: properties[0].start,
      end: properties.at(-1).end,
      text: kept.map(({ start, end }) => code.slice(start, end)).join(', '),
    },
  ]);
  const asked = functions.find(({ id }) => new RegExp(`\\b${id.name}\\b`).test(lean));
  if (asked) throw new Error(`${asked.id.name} is asked for`);
  return lean;
}
