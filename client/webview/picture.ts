import { type Plot, type PlotOptions, plot } from '@observablehq/plot';
import type { Table } from './table.js';

/** A picture with all that goes with it. */
export interface Picture {
  readonly svg: SVGSVGElement & Plot;
  readonly legend: readonly LegendEntry[];
  readonly table: Table;
}

export interface LegendEntry {
  /** The mark it explains, by its class in the stylesheet. */
  readonly mark: string;
  readonly shape: 'box' | 'line' | 'tick';
  readonly text: string;
}

/** Width of a letter, in pixels, near enough to keep room for a text. */
const LETTER = 7.2;

export const roomFor = (texts: readonly string[]): number =>
  Math.ceil(Math.max(0, ...texts.map(({ length }) => length)) * LETTER);

/**
 * A plot as a picture with a name. What it looks like is said by classes in the stylesheet, which follow the theme; the styles that
 * the library puts in are taken out before the policy of the page could meet them.
 */
export function draw(name: string, options: PlotOptions): SVGSVGElement & Plot {
  const element = plot({ className: 'plot', ...options, figure: false }) as SVGSVGElement & Plot;
  for (const style of element.querySelectorAll('style')) style.remove();
  for (const part of element.querySelectorAll('*')) {
    for (const attribute of ['aria-label', 'aria-description', 'aria-hidden'])
      part.removeAttribute(attribute);
  }
  element.setAttribute('role', 'img');
  element.setAttribute('aria-label', name);
  return element;
}
