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

let measure: CanvasRenderingContext2D | null | undefined;

/** Room that the widest of these labels takes, in pixels. Pictures are saved, too, and read with other fonts. */
export function roomFor(texts: readonly string[]): number {
  measure ??= document.createElement('canvas').getContext('2d');
  // Some labels are bold.
  if (measure) measure.font = `bold 12px ${getComputedStyle(document.body).fontFamily}`;
  const widths = texts.map((text) => measure?.measureText(text).width ?? text.length * 8);
  return Math.ceil(Math.max(0, ...widths) * 1.06);
}

/** Ticks of an axis of whole numbers up to `most`. */
export const ticksIn = (px: number, most: number): number =>
  Math.max(1, Math.min(Math.max(2, Math.floor(px / 70)), Math.floor(most)));

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
