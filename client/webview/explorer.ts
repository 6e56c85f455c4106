import './explorer.css';
import { createPage } from './page.js';

createPage(document.body);
