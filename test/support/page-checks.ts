/** Checks of a page's layout, contrast and names for screen readers. */
import type { Page } from 'playwright-core';

/**
 * Finds texts, boxes and cards that overlap, texts that leave their box, and pictures that are cut.
 * The check itself runs in the page.
 */
export function findOverlaps(page: Page): Promise<readonly string[]> {
  return page.evaluate(`(() => {
    const svg = document.querySelector('#diagram svg');
    const bounds = (element) => element.getBoundingClientRect();
    const apart = (a, b) => a.right <= b.left + 0.5 || b.right <= a.left + 0.5 || a.bottom <= b.top + 0.5 || b.bottom <= a.top + 0.5;
    const texts = [...svg.querySelectorAll('text')].filter((text) => text.textContent !== '');
    const frames = [...svg.querySelectorAll('.frame')];
    const found = [];
    for (const [place, text] of texts.entries()) {
      for (const other of texts.slice(place + 1))
        // The line boxes of one box or arrow may overlap: only their letters keep apart.
        if (other.parentNode !== text.parentNode && !apart(bounds(text), bounds(other))) found.push(text.textContent + ' / ' + other.textContent);
      for (const frame of frames)
        if (frame.parentNode !== text.parentNode && !apart(bounds(text), bounds(frame))) found.push(text.textContent + ' / a box');
      const own = text.parentNode.querySelector('.frame') ?? svg;
      if (bounds(text).left < bounds(own).left || bounds(text).right > bounds(own).right + 0.5) found.push(text.textContent + ' leaves its box');
    }
    const cards = [...document.querySelectorAll('.card')].filter((card) => card.offsetParent);
    for (const [place, card] of cards.entries())
      for (const other of cards.slice(place + 1)) if (!apart(bounds(card), bounds(other))) found.push('cards ' + place);
    for (const picture of document.querySelectorAll('.picture svg'))
      if (bounds(picture).right > bounds(picture.closest('.card')).right || bounds(picture).bottom > bounds(picture.closest('.card')).bottom) found.push(picture.closest('.card').id + ' is cut');
    return found;
  })()`);
}

/** Finds texts with a contrast below 4.5:1 (WCAG 2.2, 1.4.3). Each comes with its contrast. */
export function findFaintTexts(page: Page): Promise<readonly string[]> {
  return page.evaluate(`(() => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const rgb = (colour) => { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3); };
    const linear = (value) => (value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    const contrast = (one, other) => { const [dark, light] = [luminance(rgb(one)), luminance(rgb(other))].sort((a, b) => a - b); return (light + 0.05) / (dark + 0.05); };
    const ground = (element) => { for (let at = element; at; at = at.parentElement) { const colour = getComputedStyle(at).backgroundColor; if (colour !== 'rgba(0, 0, 0, 0)') return colour; } return 'white'; };
    const found = [];
    for (const element of document.querySelectorAll('body *:not(script)')) {
      const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '');
      if (!own || !element.checkVisibility() || element.closest('.unseen, .skip, title')) continue;
      const drawn = element instanceof SVGElement;
      const frame = drawn && element.parentNode.querySelector('.frame');
      const style = getComputedStyle(element);
      const value = contrast(drawn ? style.fill : style.color, frame ? getComputedStyle(frame).fill : ground(element));
      if (value < 4.5) found.push(element.textContent.trim().slice(0, 40) + ': ' + value.toFixed(2));
    }
    return found;
  })()`);
}

/** Counts the elements that can be focused, and finds those that a screen reader cannot name. */
export async function findUnnamed(
  page: Page,
): Promise<{ readonly focusable: number; readonly unnamed: readonly string[] }> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const focusable = nodes.filter(
    ({ ignored, role, properties = [] }) =>
      !ignored &&
      role?.value !== 'RootWebArea' &&
      properties.some(({ name, value }) => name === 'focusable' && value.value === true),
  );
  const nameless = focusable.filter(({ name }) => !name?.value);
  return { focusable: focusable.length, unnamed: nameless.map(({ role }) => String(role?.value)) };
}
