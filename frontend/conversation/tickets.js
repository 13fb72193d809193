// The ticket that a comment is posted with: asked for when somebody begins to write, and used
// when it may be. What a ticket asks for, a pause or some work, is done meanwhile.

import { ask } from './endpoint.js';

// These say nothing of the words: the form stood open for too long, or for too short a time.
const TICKETS_OWN = ['no-ticket', 'ran-out', 'too-fresh'];

export function ticketOffice(endpoint) {
  let ticket = null;

  function prepare() {
    ticket ??= ask(new URL('ticket/', endpoint)).then(made).catch(trouble => {
      ticket = null;
      throw trouble;
    });
    return ticket;
  }

  return {
    prepare: () => void prepare().catch(() => {}),
    // Send with a ticket; where only that was refused, once more with another. A ticket whose
    // answer never came is kept: sent twice, it makes no second comment.
    async spend(send) {
      for (let again = false; ; again = true) {
        const { ticket: name, readyAt, work } = await prepare();
        await pause(readyAt - performance.now());
        try {
          const said = await send({ ticket: name, work: await work });
          ticket = null;
          return said;
        } catch (trouble) {
          const own = TICKETS_OWN.includes(trouble.code);
          if (trouble.renewed) ticket = Promise.resolve(made(trouble.renewed));
          else if (own) ticket = null;
          if (again || !own) throw trouble;
        }
      }
    },
  };
}

function made({ ticket, wait_s: wait, work }) {
  return { ticket, readyAt: performance.now() + wait * 1000, work: work ? solved(work) : '' };
}

// Where the work cannot be done, the site says what else to do.
function solved(challenge) {
  return import('./work.js').then(({ solve }) => solve(challenge)).catch(() => '');
}

function pause(ms) {
  return ms > 0 ? new Promise(resolve => setTimeout(resolve, ms)) : undefined;
}
