import type { Question } from './messages.js';

/** What each kind of question has to bring; what has not is no question, and nobody answers it. */
const HAS: { readonly [Kind in Question['kind']]: (message: Fields) => boolean } = {
  ready: () => true,
  explore: ({ turn, query }) => typeof turn === 'number' && isQuery(query),
  price: ({ turn, query }) => typeof turn === 'number' && isQuery(query),
  apply: ({ query }) => isQuery(query),
  show: () => true,
  copy: ({ text }) => typeof text === 'string',
  save: ({ svg, name }) => typeof svg === 'string' && typeof name === 'string',
  start: () => true,
};

/** A message of a page, as far as it is a question. What is in a query is read by the server, which takes nothing for granted. */
export function asQuestion(message: unknown): Question | undefined {
  if (!isMap(message) || typeof message.kind !== 'string' || !Object.hasOwn(HAS, message.kind))
    return undefined;
  return HAS[message.kind as Question['kind']](message) ? (message as unknown as Question) : undefined;
}

type Fields = Readonly<Record<string, unknown>>;

const isMap = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isQuery = (value: unknown): boolean => isMap(value) && isMap(value.tried);
