import { createDrawing, type Draw } from './drawing.js';
import { h, show } from './element.js';
import type { Picture } from './picture.js';
import { createTableView, type Table } from './table.js';

/** A picture in the page, under its title, with a legend and its table. */
export interface Figure {
  readonly element: HTMLElement;
  /** Beside the picture: what a view adds. */
  readonly below: HTMLElement;
  /** `remarks` say what is not in the picture, and why. */
  update(draw: Draw, remarks: readonly string[]): void;
  /** The picture once more, so wide, and not in the page; undefined: there is none. */
  drawn(width: number): (Picture & { readonly title: string }) | undefined;
  /** Of the picture that is shown. */
  table(): Table | undefined;
}

/** `onDraw` is told after each drawing. */
export function createFigure(id: string, title: string, onDraw = (_: Picture) => {}): Figure {
  const below = h('div', {});
  const remark = h('ul', { class: 'remarks', 'aria-label': 'Not in the picture', hidden: true });
  const view = createTableView();
  const details = h('details', {}, h('summary', {}, 'Table'), view.element);
  const drawing = createDrawing((picture) => {
    view.update(picture.table);
    onDraw(picture);
  });
  const heading = h('h2', { id: `${id}-title` }, title);
  const element = h(
    'section',
    { id, class: 'panel', 'aria-labelledby': `${id}-title` },
    heading,
    remark,
    ...drawing.elements,
    below,
    details,
  );
  return {
    element,
    below,
    update(draw, remarks) {
      drawing.update(draw);
      for (const part of [below, details]) show(part, drawing.picture() !== undefined);
      show(remark, remarks.length > 0);
      if (remarks.join('\n') !== [...remark.children].map(({ textContent }) => textContent).join('\n'))
        remark.replaceChildren(...remarks.map((text) => h('li', {}, text)));
    },
    drawn(width) {
      const drawn = drawing.drawn(width);
      return drawn && { ...drawn, title };
    },
    table: () => drawing.picture()?.table,
  };
}
