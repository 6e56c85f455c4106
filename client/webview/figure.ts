import { h, say, show, svg } from './element.js';
import type { LegendEntry, Picture } from './picture.js';
import { scrolling, type Table, tableElement } from './table.js';

/** A picture in the page, under its title, with a legend and its table. */
export interface Figure {
  readonly element: HTMLElement;
  /** Beside the picture: what a view adds. */
  readonly below: HTMLElement;
  /** Draws, now and whenever the width changes. `draw` answers undefined where there is no picture; `remark` says what is not in it, and why. */
  update(draw: (width: number) => Picture | undefined, remark: string): void;
  /** The picture once more, so wide, and not in the page; undefined: there is none. */
  drawn(width: number): (Picture & { readonly title: string }) | undefined;
  /** Of the picture that is shown. */
  table(): Table | undefined;
}

/** `onDraw` is told after each drawing. */
export function createFigure(id: string, title: string, onDraw = (_: Picture) => {}): Figure {
  const legend = h('ul', { class: 'legend', 'aria-label': 'Legend' });
  const canvas = h('div', { class: 'canvas' });
  const below = h('div', {});
  const note = h('p', { class: 'nothing', hidden: true });
  const view = createTableView();
  const details = h('details', {}, h('summary', {}, 'Table'), view.element);
  const heading = h('h2', { id: `${id}-title` }, title);
  const element = h(
    'section',
    { id, class: 'panel', 'aria-labelledby': `${id}-title` },
    heading,
    legend,
    canvas,
    note,
    below,
    details,
  );

  let drawing: ((width: number) => Picture | undefined) | undefined;
  let picture: Picture | undefined;
  let width = 0;
  const redraw = () => {
    picture = width > 0 ? drawing?.(width) : undefined;
    if (!picture) return canvas.replaceChildren();
    canvas.replaceChildren(picture.svg);
    legend.replaceChildren(...picture.legend.map(legendItem));
    view.update(picture.table);
    onDraw(picture);
  };
  new ResizeObserver(() => {
    const now = Math.floor(canvas.clientWidth);
    if (now === width) return;
    width = now;
    redraw();
  }).observe(canvas);

  return {
    element,
    below,
    update(draw, remark) {
      drawing = draw;
      width = Math.floor(canvas.clientWidth);
      redraw();
      for (const part of [legend, below, details]) show(part, picture !== undefined);
      show(note, remark !== '');
      say(note, remark);
    },
    drawn(width) {
      const drawn = drawing?.(width);
      return drawn && { ...drawn, title };
    },
    table: () => picture?.table,
  };
}

/** A table that is put up again only where it differs. */
export function createTableView(): { readonly element: HTMLElement; update(table: Table): void } {
  const element = scrolling(h('table'), '');
  let shown = '';
  return {
    element,
    update(table) {
      const text = JSON.stringify(table);
      if (text === shown) return;
      shown = text;
      element.setAttribute('aria-label', table.caption);
      element.replaceChildren(...tableElement(table).children);
    },
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
