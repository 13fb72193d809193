// Shows how far the work on a film is, while there is any.

const EVERY_MS = 3000;

async function look() {
  const now = document.getElementById("captions-work");
  if (!now?.hasAttribute("data-busy")) return;
  if (!document.hidden) await refresh(now);
  setTimeout(look, EVERY_MS);
}

async function refresh(now) {
  let page;
  try {
    const answer = await fetch(location.pathname, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    return; // The site is away for a moment; the page says what it knew.
  }
  const next = page.getElementById("captions-work");
  if (!next) return;
  const { key } = document.activeElement?.dataset ?? {};
  // A language being chosen is not taken away.
  if (document.activeElement?.id === "heard-in") return;
  if (!next.hasAttribute("data-busy")) location.reload();
  now.replaceWith(document.adoptNode(next));
  if (key) document.querySelector(`#captions-work [data-key="${key}"]`)?.focus();
}

setTimeout(look, EVERY_MS);
