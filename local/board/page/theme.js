/** Light and dark: as the system has it, until somebody chooses. */
import { write } from './dom.js';

const KEY = 'tripstream-theme';
const system = matchMedia('(prefers-color-scheme: dark)');

/** @param changed called with `light` or `dark`, at once and whenever it changes */
export function theme(button, changed) {
  const root = document.documentElement;
  const current = () => root.dataset.theme ?? (system.matches ? 'dark' : 'light');
  const show = () => {
    write(button, current() === 'dark' ? 'Light' : 'Dark');
    button.setAttribute('aria-label', `${button.textContent} theme`);
    changed(current());
  };
  const kept = recall();
  if (kept === 'light' || kept === 'dark') root.dataset.theme = kept;
  button.addEventListener('click', () => {
    root.dataset.theme = current() === 'dark' ? 'light' : 'dark';
    keep(root.dataset.theme);
    show();
  });
  system.addEventListener('change', show);
  show();
}

/** A browser may keep nothing for a page; then the choice lasts as long as the page. */
function recall() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function keep(value) {
  try {
    localStorage.setItem(KEY, value);
  } catch {
    // See recall.
  }
}
