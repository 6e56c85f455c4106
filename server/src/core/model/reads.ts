/**
 * What an answer is read from, as a set of bits. Answers are worked out one at a time and at once, so what is read meanwhile is
 * read for them: `model/watched` notes it, `remembered` passes it on, and whoever asks learns when to ask again.
 */
let read = 0;

/** The answer that is being worked out has looked at these. */
export function noteReads(reads: number): void {
  read |= reads;
}

/** An answer, and all that was looked at for it. */
export function reading<Answer>(answer: () => Answer): { readonly is: Answer; readonly reads: number } {
  const before = read;
  read = 0;
  try {
    return { is: answer(), reads: read };
  } finally {
    read |= before;
  }
}

/** An answer that whoever asks for it has not looked at anything for. */
export function unread<Answer>(answer: () => Answer): Answer {
  const before = read;
  try {
    return answer();
  } finally {
    read = before;
  }
}
