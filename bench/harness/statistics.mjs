/** Nearest rank; p50 of an even count takes the mean of the two middle ones. */
export function quantile(values, q) {
  const s = [...values].sort((a, b) => a - b);
  return q === 0.5 && s.length % 2 === 0
    ? (s[s.length / 2 - 1] + s[s.length / 2]) / 2
    : s[Math.min(s.length - 1, Math.ceil(q * s.length) - 1)];
}

export const median = (values) => quantile(values, 0.5);

export const round = (x) => (x === undefined ? undefined : Number(x.toPrecision(x < 100 ? 3 : 4)));

/** Samples by round → p50, p95 and the ratio of p50 to that of `base`, with its range over the rounds. */
export function summary({ unit, rounds }, base = []) {
  const all = rounds.flat();
  const ratios = rounds.flatMap((values, r) => (values && base[r] ? median(values) / median(base[r]) : []));
  return {
    unit,
    n: all.length,
    p50: round(median(all)),
    p95: round(quantile(all, 0.95)),
    ratio: base.length ? round(median(all) / median(base.flat())) : undefined,
    ratioMin: ratios.length ? round(Math.min(...ratios)) : undefined,
    ratioMax: ratios.length ? round(Math.max(...ratios)) : undefined,
  };
}
