export { draw } from '../src/core/features/draw.js';
