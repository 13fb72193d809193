// Lets media-chrome live under `style-src 'self'`, without inline styles.
//
// Its elements write <style> into their shadow trees, which a strict policy forbids. While
// bundling, those writes become calls of player/shadow.js, which adopts the same text as
// constructed style sheets; those are the script's own doing and need no permission.

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const SHADOW = fileURLToPath(new URL('./player/shadow.js', import.meta.url));
const REWRITES = [
  [/this\.shadowRoot\.setHTMLUnsafe \? this\.shadowRoot\.setHTMLUnsafe\((\w+)\) : this\.shadowRoot\.innerHTML = \1;/g, 'fillShadow(this.shadowRoot, $1);'],
  [/this\.shadowRoot\.innerHTML = (this\.constructor\.getTemplateHTML\(attrs\));/g, 'fillShadow(this.shadowRoot, $1);'],
  [/this\.shadowRoot\.querySelector\(\s*"#layout-row"\s*\)/g, 'namedSheet(this.shadowRoot, "layout-row")'],
  [/styleParent\.querySelectorAll\("style:not\(\[media\]\)"\)/g, 'plainSheets(styleParent)'],
];
// Files that mention these after the rewriting would be stopped by the policy.
const FORBIDDEN = /setHTMLUnsafe|shadowRoot\.innerHTML =|querySelectorAll\("style|querySelector\(\s*"#layout|createElement\("style"\)/;

export const strictStyles = {
  name: 'strict-styles',
  setup(build) {
    build.onLoad({ filter: /media-chrome[\\/]dist[\\/].*\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const text = REWRITES.reduce((now, [from, to]) => now.replace(from, to), source);
      if (FORBIDDEN.test(text)) throw new Error(`${path} writes styles in a way strict_styles.mjs does not know`);
      const needs = text === source ? '' : `import { fillShadow, namedSheet, plainSheets } from ${JSON.stringify(SHADOW)};\n`;
      return { contents: needs + text, loader: 'js' };
    });
  },
};
