// The ticket that a comment is posted with: asked for when somebody begins to write, and used
// when it may be. What a ticket asks for, a pause or some work, is done meanwhile.

import { ask, Trouble } from './endpoint.js';

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
    // Send with a ticket. One that was refused is replaced once, unless the words are to blame;
    // one whose answer never came is kept: sent twice, it makes no second comment.
    async spend(send) {
      for (let again = false; ; again = true) {
        const { ticket: name, readyAt, work } = await prepare();
        await pause(readyAt - performance.now());
        try {
          const said = await send({ ticket: name, work: await work });
          ticket = null;
          return said;
        } catch (trouble) {
          if (!(trouble instanceof Trouble) || !trouble.ticket) throw trouble;
          ticket = null;
          if (again || Object.keys(trouble.fields).length) throw trouble;
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
