/** Light and dark: the system's choice until the reader makes another. */
import { write } from './dom.js';

/** @typedef {'light' | 'dark'} Theme */

const KEY = 'tripstream-theme';
const system = matchMedia('(prefers-color-scheme: dark)');

/**
 * @param {HTMLElement} button switches the theme
 * @param {(theme: Theme) => void} onChange called at once, and on every change
 */
export function theme(button, onChange) {
  const root = document.documentElement;
  const isDark = () => (root.dataset.theme ?? (system.matches ? 'dark' : 'light')) === 'dark';
  const show = () => {
    write(button, isDark() ? 'Light' : 'Dark');
    button.setAttribute('aria-label', `${button.textContent} theme`);
    onChange(isDark() ? 'dark' : 'light');
  };
  const kept = recall();
  if (kept === 'light' || kept === 'dark') root.dataset.theme = kept;
  button.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    keep(root.dataset.theme);
    show();
  });
  system.addEventListener('change', show);
  show();
}

/** A browser may forbid a page to keep anything. The choice then lasts as long as the page. */
function recall() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** @param {string} value */
function keep(value) {
  try {
    localStorage.setItem(KEY, value);
  } catch {
    // See recall.
  }
}
