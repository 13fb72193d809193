// Speaks with the endpoint that takes what visitors write; it may stand on another host.

const PATIENCE_MS = 30_000;
const OFFLINE = 'You seem to be offline. What you wrote is kept here; post it again when you are back.';
const SILENT = 'The site does not answer just now. What you wrote is kept here; try again in a little while.';
const BROKEN = 'Something went wrong on the site’s side. What you wrote is kept here; try again in a little while.';
const REFUSED = 'The site did not take this. What you wrote is kept here.';

// Why something was not taken: a sentence, a code, sentences by field, a new ticket if there is one.
export class Trouble extends Error {
  constructor(sentence, { status = 0, code = '', fields = {}, renewed = null } = {}) {
    super(sentence);
    Object.assign(this, { status, code, fields, renewed });
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
  const sentence = said?.trouble || (status < 500 && !answer.ok ? REFUSED : BROKEN);
  throw new Trouble(sentence, { ...said, status, renewed: said?.ticket ? said : null });
}
