// The keys of the queue. Who types in a field, or turned single keys off, is left alone.
const ACTIONS = { a: "approve", h: "hold", r: "remove", s: "spam", t: "settle", p: "pin" };

export function listenToKeys(talk, queue, selection, help) {
  if (!talk.hasAttribute("data-keys")) return;
  const ways = {
    j: () => queue.go(1),
    k: () => queue.go(-1),
    ArrowDown: () => queue.go(1),
    ArrowUp: () => queue.go(-1),
    x: () => queue.current() && selection.turn(queue.current()),
    z: () => queue.undo(),
    e: () => queue.follow("[data-edit]"),
    i: () => queue.follow(".talk-past a"),
    "/": () => document.getElementById("talk-q")?.focus(),
    "?": () => help.showModal(),
  };
  for (const [key, action] of Object.entries(ACTIONS)) ways[key] = () => queue.act(action);
  // Before the studio's own keys are asked: "?" would open its help, too.
  document.addEventListener(
    "keydown",
    (event) => {
      const way = ways[event.key];
      if (!way || event.ctrlKey || event.metaKey || event.altKey || help.open) return;
      if (typing(event.target) || (event.key.startsWith("Arrow") && !queue.current())) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      way();
    },
    true,
  );
}

function typing(target) {
  if (target.closest?.("dialog, .sidebar, [aria-label=Sidebar]")) return true;
  return target.matches?.("input:not([type=checkbox]), textarea, select, [contenteditable=true]");
}
