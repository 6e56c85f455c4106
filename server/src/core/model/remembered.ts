/**
 * The same function, asked once for each value: its answer is kept as long as the value itself is. For what follows from an
 * immutable value alone, is asked again and again, and takes time.
 */
export function remembered<Value extends object, Answer>(
  answer: (value: Value) => Answer,
): (value: Value) => Answer {
  const answers = new WeakMap<Value, { readonly is: Answer }>();
  return (value) => {
    const known = answers.get(value);
    if (known) return known.is;
    const is = answer(value);
    answers.set(value, { is });
    return is;
  };
}
