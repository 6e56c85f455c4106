/**
 * A glob comes with a repository that anybody may have written, and the library behind it compares by a regular expression, which
 * takes its time where many stars may stand for the same letters. With no more of them than here it is quick on any path, and
 * these are more than people write. Undefined: it is simple enough; else what there is too much of.
 */
export function tooMuchIn(glob: string): string | undefined {
  const parts = glob.split('/');
  if (glob.length > 400) return 'characters';
  if (parts.filter((part) => part.includes('**')).length > 2) return '"**"';
  if (parts.some((part) => (part.replace(/\*+/g, '*').match(/\*/g)?.length ?? 0) > 3))
    return '"*" in one part';
  if ((glob.match(/\{/g)?.length ?? 0) > 3) return '"{"';
  return undefined;
}
