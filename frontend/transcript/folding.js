// Letters as they are searched for: small, without accents, with plain quotation marks.

const PLAIN = new Map([['’', "'"], ['‘', "'"], ['“', '"'], ['”', '"'], ['\u00a0', ' ']]);

export function fold(text) {
  let folded = '';
  for (const letter of text) folded += foldLetter(letter);
  return folded;
}

// The folded text, and of each of its letters the place in the text.
export function foldWithPlaces(text) {
  const parts = [];
  const places = [];
  let at = 0;
  for (const letter of text) {
    const folded = foldLetter(letter);
    parts.push(folded);
    for (let each = 0; each < folded.length; each += 1) places.push(at);
    at += letter.length;
  }
  places.push(at);
  return { folded: parts.join(''), places };
}

function foldLetter(letter) {
  if (letter < '\u0080') return letter.toLowerCase();
  return PLAIN.get(letter) ?? letter.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
