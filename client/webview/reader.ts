import { h, say, svg } from './element.js';
import type { Picture } from './picture.js';
import { lastPods, type PoolFigures, reading } from './poolPicture.js';
import { count } from './words.js';

/** Reads the steps at a number of pods: by a slider, or by pointing at the picture. */
export interface Reader {
  readonly element: HTMLElement;
  update(pool: PoolFigures | undefined): void;
  /** The picture was drawn again. */
  mark(picture: Picture): void;
}

/** `start` pods at first; `keep` is told others. */
export function createReader(start: number | undefined, keep: (pods: number) => void): Reader {
  let at = start;
  let pool: PoolFigures | undefined;
  let picture: Picture | undefined;
  const input = h('input', { type: 'range', id: 'read-at', min: '0', step: '1' });
  const value = h('output', { for: 'read-at', class: 'value' });
  const text = h('p', { class: 'reading', id: 'reading' });
  const rule = svg('line', { class: 'at' });
  const element = h(
    'div',
    { class: 'control target reader' },
    h('label', { for: 'read-at' }, 'Read at'),
    value,
    input,
    text,
  );
  input.addEventListener('input', () => go(Number(input.value)));

  function go(pods: number): void {
    at = pods;
    keep(pods);
    put();
  }

  function put(): void {
    if (!pool) return;
    const end = lastPods(pool);
    const pods = Math.min(at ?? Math.round(end / 2), end);
    if (input.max !== String(end)) input.max = String(end);
    if (input.value !== String(pods)) input.value = String(pods);
    say(value, count(pods, 'pod'));
    say(text, reading(pool, pods));
    const x = picture?.svg.scale('x')?.apply(pods);
    if (typeof x !== 'number' || !picture) return;
    const [top, bottom] = (picture.svg.scale('y')?.range ?? [0, 0]) as number[];
    for (const [name, place] of Object.entries({ x1: x, x2: x, y1: top, y2: bottom }))
      rule.setAttribute(name, String(place));
  }

  return {
    element,
    update(newPool) {
      pool = newPool;
      put();
    },
    mark(drawn) {
      picture = drawn;
      drawn.svg.append(rule);
      const pods = (event: PointerEvent) => {
        const { left, width } = drawn.svg.getBoundingClientRect();
        const px = ((event.clientX - left) / width) * Number(drawn.svg.getAttribute('width'));
        return Math.round(Number(drawn.svg.scale('x')?.invert?.(px) ?? 0));
      };
      drawn.svg.addEventListener('pointerdown', (event) =>
        go(Math.max(0, Math.min(pool ? lastPods(pool) : 0, pods(event)))),
      );
      drawn.svg.addEventListener('pointermove', (event) => {
        if (event.buttons === 1) go(Math.max(0, Math.min(pool ? lastPods(pool) : 0, pods(event))));
      });
      put();
    },
  };
}
