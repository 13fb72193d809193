// Shows how far the work on a film is, while there is any, and what came of it.

const EVERY_MS = 3000;
const PARTS = ["captions-work", "captions-sounds", "captions-tracks"];

async function look() {
  if (!document.getElementById("captions-work")?.hasAttribute("data-busy")) return;
  if (!document.hidden) await refresh();
  setTimeout(look, EVERY_MS);
}

async function refresh() {
  try {
    const answer = await fetch(location.href, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const id of PARTS) take(document.getElementById(id), page.getElementById(id));
  } catch {
    // The site is away for a moment; the page says what it knew.
  }
}

// A part that says the same stays, for somebody may be reading it or choosing in it.
function take(now, next) {
  if (!now || !next || now.textContent === next.textContent) return;
  const key = now.contains(document.activeElement) ? document.activeElement.dataset.key : "";
  now.replaceWith(document.adoptNode(next));
  if (key) next.querySelector(`[data-key="${key}"]`)?.focus();
}

setTimeout(look, EVERY_MS);
