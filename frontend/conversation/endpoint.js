// Speaks with the endpoint that takes what visitors write; it may stand on another host.

const PATIENCE_MS = 30_000;
const OFFLINE = 'You seem to be offline. Post it again when you are back.';
const SILENT = 'The site does not answer at the moment. Try again in a little while.';
const BROKEN = 'Something went wrong on the site’s side. Try again in a little while.';
const REFUSED = 'The site did not take this.';

// Why something was not taken: a sentence, sentences by field, and a new ticket if there is one.
export class Trouble extends Error {
  constructor(sentence, { status = 0, fields = {}, ticket = null } = {}) {
    super(sentence);
    Object.assign(this, { status, fields, ticket });
  }
}

export function ask(address) {
  return speak(address, {});
}

export function tell(address, fields) {
  return speak(address, { method: 'POST', body: new URLSearchParams(fields) });
}

// Without cookies: whoever is logged in to the studio writes here as anybody does.
async function speak(address, way) {
  let answer;
  let said = null;
  try {
    answer = await fetch(address, {
      ...way,
      credentials: 'omit',
      cache: 'no-store',
      headers: { Accept: 'application/json' },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    said = await answer.json();
  } catch {
    if (!answer) throw new Trouble(navigator.onLine ? SILENT : OFFLINE);
  }
  if (answer.ok && said) return said;
  const { status } = answer;
  throw new Trouble(said?.trouble || (status < 500 && !answer.ok ? REFUSED : BROKEN), { ...said, status });
}
