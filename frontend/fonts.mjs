// Cut the typefaces to what the pages set, so that a page in English loads about 150 KB.
//
// Newsreader has two axes, optical size and weight, in one heavy file. Titles need its
// display cut only, reading text its text cut only; each is pinned and keeps its weights.

import { readFile } from 'node:fs/promises';
import subsetFont from 'subset-font';

const READING = { opsz: 14, wght: { min: 400, max: 600, default: 400 } };
const DISPLAY = { opsz: 72, wght: { min: 300, max: 400, default: 300 } };
const ITALIC = { opsz: 14, wght: 400 };
const PLAIN = { wght: { min: 400, max: 700, default: 400 } };

const LATIN = [[0x0000, 0x00ff], [0x0131, 0x0131], [0x0152, 0x0153], [0x02bb, 0x02bc], [0x02c6, 0x02c6],
  [0x02da, 0x02da], [0x02dc, 0x02dc], [0x2000, 0x206f], [0x20ac, 0x20ac], [0x2122, 0x2122],
  [0x2191, 0x2191], [0x2193, 0x2193], [0x2212, 0x2212], [0x2215, 0x2215]];
const LATIN_EXT = [[0x0100, 0x0130], [0x0132, 0x0151], [0x0154, 0x02ba], [0x02bd, 0x02c5], [0x02c7, 0x02cc],
  [0x1e00, 0x1e9f], [0x1ef2, 0x1eff], [0x20a0, 0x20ab], [0x20ad, 0x20c0], [0x2c60, 0x2c7f], [0xa720, 0xa7ff]];

const CUTS = [
  ['newsreader-reading', 'newsreader/files/newsreader-{}-opsz-normal.woff2', READING, true],
  ['newsreader-display', 'newsreader/files/newsreader-{}-opsz-normal.woff2', DISPLAY, true],
  ['newsreader-italic', 'newsreader/files/newsreader-{}-opsz-italic.woff2', ITALIC, false],
  ['hanken-grotesk', 'hanken-grotesk/files/hanken-grotesk-{}-wght-normal.woff2', PLAIN, true],
];

// Returns [{ name, bytes, first }]; `first` says that nearly every page needs it at once.
export async function cutFonts(find) {
  const fonts = [];
  for (const [name, pattern, variationAxes, first] of CUTS) {
    for (const [subset, ranges] of [['latin', LATIN], ['latin-ext', LATIN_EXT]]) {
      const source = await readFile(find(pattern.replace('{}', subset)));
      const bytes = await subsetFont(source, characters(ranges), { targetFormat: 'woff2', variationAxes });
      fonts.push({ name: `${name}-${subset}.woff2`, bytes, first: first && subset === 'latin' });
    }
  }
  return fonts;
}

function characters(ranges) {
  let text = '';
  for (const [from, to] of ranges) for (let code = from; code <= to; code++) text += String.fromCodePoint(code);
  return text;
}
