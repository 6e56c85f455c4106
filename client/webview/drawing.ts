import { h, show, svg } from './element.js';
import type { LegendEntry, Picture } from './picture.js';

/** Answers undefined where there is no picture. */
export type Draw = (width: number) => Picture | undefined;

/** A picture as wide as its place, drawn again whenever the width changes, with its legend. */
export interface Drawing {
  readonly elements: readonly HTMLElement[];
  update(draw: Draw): void;
  /** What is shown; undefined: nothing. */
  picture(): Picture | undefined;
  /** The picture once more, so wide, and not in the page. */
  drawn(width: number): Picture | undefined;
}

/** `onDraw` is told after each drawing. */
export function createDrawing(onDraw: (picture: Picture) => void): Drawing {
  const legend = h('ul', { class: 'legend', 'aria-label': 'Legend', hidden: true });
  const canvas = h('div', { class: 'canvas' });
  let draw: Draw | undefined;
  let picture: Picture | undefined;
  let width = 0;
  const redraw = () => {
    picture = width > 0 ? draw?.(width) : undefined;
    show(legend, (picture?.legend.length ?? 0) > 0);
    canvas.replaceChildren(...(picture ? [picture.svg] : []));
    if (!picture) return;
    legend.replaceChildren(...picture.legend.map(legendItem));
    onDraw(picture);
  };
  new ResizeObserver(() => {
    const now = Math.floor(canvas.clientWidth);
    if (now === width) return;
    width = now;
    redraw();
  }).observe(canvas);
  return {
    elements: [legend, canvas],
    update(newDraw) {
      draw = newDraw;
      width = Math.floor(canvas.clientWidth);
      redraw();
    },
    picture: () => picture,
    drawn: (width) => draw?.(width),
  };
}

function legendItem({ mark, shape, text }: LegendEntry): HTMLElement {
  return h('li', {}, swatch(mark, shape), text);
}

export function swatch(mark: string, shape: LegendEntry['shape']): SVGElement {
  const drawn = {
    box: () => svg('rect', { class: mark, x: 1, y: 2, width: 18, height: 10 }),
    line: () => svg('line', { class: mark, x1: 0, y1: 7, x2: 24, y2: 7 }),
    tick: () =>
      mark === 'waiting'
        ? svg('path', { class: mark, d: 'M6,3l8,8m0,-8l-8,8' })
        : svg('line', { class: mark, x1: 10, y1: 1, x2: 10, y2: 13 }),
  };
  return svg(
    'svg',
    { class: 'swatch', width: 24, height: 14, viewBox: '0 0 24 14', 'aria-hidden': 'true' },
    drawn[shape](),
  );
}
