// Does the work that a ticket may ask for in place of a puzzle; fetched only when one does.

import { solveChallenge } from 'altcha-lib';
import { deriveKey as byDigest } from 'altcha-lib/algorithms/web/sha';
import { deriveKey as byPassword } from 'altcha-lib/algorithms/web/pbkdf2';

const PATIENCE_MS = 60_000;

// Return the challenge and its solution as the site reads them: JSON in base64.
export async function solve(challenge) {
  const deriveKey = challenge.parameters.algorithm.startsWith('PBKDF2') ? byPassword : byDigest;
  const solution = await solveChallenge({ challenge, deriveKey, timeout: PATIENCE_MS });
  return solution ? btoa(JSON.stringify({ challenge, solution })) : '';
}
