// Build the public pages' scripts, styles and fonts into the Python package.
//
// Every file's name carries a hash of its content, so that it may be cached for ever;
// manifest.json says which plain name stands for which file.

import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cutFonts } from './fonts.mjs';
import { strictStyles } from './strict_styles.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, '../src/matinee/project/static/matinee');
const part = `${out}.part`;

await rm(part, { recursive: true, force: true });
await mkdir(part, { recursive: true });
const fonts = await cutFonts(name => join(here, 'node_modules/@fontsource-variable', name));
const names = new Map();
for (const font of fonts) names.set(font.name, await write(font.name, font.bytes));

// Scripts that a page loads, and those that each of them asks for by plain names, beside it.
const entries = {
  'loader.js': ['player.js', 'programme.js'],
  'conversation.js': ['work.js'],
  'passages.js': [],
  'search.js': [],
  'transcript.js': ['reading.js'],
};
const parts = Object.values(entries).flat();
const scripts = await build({
  entryPoints: {
    loader: join(here, 'player/loader.js'),
    player: join(here, 'player/player.js'),
    programme: join(here, 'player/programme.js'),
    conversation: join(here, 'conversation/conversation.js'),
    work: join(here, 'conversation/work.js'),
    passages: join(here, 'forms/passages.js'),
    search: join(here, 'search/search.js'),
    transcript: join(here, 'transcript/transcript.js'),
    reading: join(here, 'transcript/reading.js'),
  },
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['es2022', 'safari16'],
  legalComments: 'none',
  outdir: part,
  write: false,
  external: parts.map(name => `./${name}`),
  plugins: [strictStyles],
});
const texts = new Map(scripts.outputFiles.map(file => [basename(file.path), file]));
for (const name of parts) names.set(name, await write(name, texts.get(name).contents));
for (const [name, asked] of Object.entries(entries)) {
  const text = asked.reduce((now, part) => now.replaceAll(`./${part}`, `./${names.get(part)}`), texts.get(name).text);
  names.set(name, await write(name, text));
}

const css = await build({
  entryPoints: [join(here, 'styles/site.css')],
  bundle: true,
  minify: true,
  target: ['es2022', 'safari16'],
  external: ['*.woff2'],
  write: false,
});
const style = css.outputFiles[0].text.replace(/url\("?\.\/([\w-]+\.woff2)"?\)/g, (_, name) => `url(${named(name)})`);
names.set('site.css', await write('site.css', style));

await writeFile(join(part, 'licences.txt'), await licences());

const manifest = {
  ...Object.fromEntries([...names].filter(([name]) => !name.endsWith('.woff2'))),
  fonts: fonts.filter(font => font.first).map(font => names.get(font.name)),
};
await writeFile(join(part, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
await rm(out, { recursive: true, force: true });
await mkdir(dirname(out), { recursive: true });
await rename(part, out);

// The licences of what is bundled, which must travel with it.
async function licences() {
  const { dependencies } = JSON.parse(await readFile(join(here, 'package.json'), 'utf8'));
  const texts = [];
  for (const [name, version] of Object.entries(dependencies)) {
    const folder = join(here, 'node_modules', name);
    const file = (await readdir(folder)).find(entry => /^licen[cs]e/i.test(entry));
    const { license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    texts.push(`${name} ${version}: ${license}\n\n${file ? await readFile(join(folder, file), 'utf8') : ''}`);
  }
  return texts.join('\n\n');
}

function named(name) {
  if (!names.has(name)) throw new Error(`site.css names ${name}, which fonts.mjs does not cut`);
  return names.get(name);
}

async function write(name, content, hashed = true) {
  const [, stem, ending] = name.match(/^(.*?)(\.[\w.]+)$/);
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 10);
  const file = hashed ? `${stem}-${hash}${ending}` : name;
  await writeFile(join(part, file), content);
  return file;
}
