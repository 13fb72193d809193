// What stands behind the # of a film's address: #t=12.5, #in=programme, #in=programme&play.

function read(hash) {
  return new URLSearchParams(hash.slice(1));
}

// The second to begin at, null where none is named.
export function momentIn(hash) {
  const at = read(hash).get('t') ?? '';
  return /^\d+(?:\.\d+)?$/.test(at) ? Number(at) : null;
}

// The programme within which the film was opened, and whether it is to go on by itself.
export function programmeIn(hash) {
  const slug = read(hash).get('in') ?? '';
  return /^[\p{L}\p{N}_-]+$/u.test(slug) ? { slug, plays: read(hash).has('play') } : null;
}

export function fragment(slug, plays) {
  return `#in=${encodeURIComponent(slug)}${plays ? '&play' : ''}`;
}

// The moment of one fragment with all that stands in another beside it.
export function withMoment(hash, now) {
  const rest = now.slice(1).split('&').filter(part => part && !part.startsWith('t='));
  return [hash, ...rest].join('&');
}
