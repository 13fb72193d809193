// Rows follow the pointer that holds them by their number; Alt with the arrows does the same.

const STARTS_AFTER_PX = 5;
const EDGE_PX = 70;

export function attachDrag(grid) {
  let held = null;

  // Touching the cell that already had the focus edits it.
  grid.element.addEventListener("pointerdown", (event) => {
    grid.wasFocused = !grid.isEditing && document.activeElement?.contains(event.target);
    const number = event.target.closest(".credits-body .credits-number");
    if (!number || event.button !== 0) return;
    grid.finishEditing();
    held = { row: grid.placeOf(number)[0], from: event.clientY, shift: event.shiftKey, to: null };
    number.setPointerCapture(event.pointerId);
  });

  grid.element.addEventListener("pointermove", (event) => {
    if (!held) return;
    if (held.to === null && Math.abs(event.clientY - held.from) < STARTS_AFTER_PX) return;
    if (held.to === null) take(grid, held);
    scrollNear(event.clientY);
    held.to = below(grid, event);
    show(grid, held.to);
  });

  const drop = () => {
    const dropped = held;
    held = null;
    show(grid, null);
    if (dropped?.to === null || !dropped) return;
    const [first, count] = grid.chosen;
    if (dropped.to < first) grid.moveTo(dropped.to);
    else if (dropped.to > first + count) grid.moveTo(dropped.to - count);
  };

  grid.element.addEventListener("pointerup", drop);
  grid.element.addEventListener("pointercancel", () => {
    held = null;
    show(grid, null);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !held) return;
    held = null;
    show(grid, null);
  });
}

// Drag all that is chosen, or the one row that was not.
function take(grid, held) {
  const [first, count] = grid.chosen;
  if (held.row < first || held.row >= first + count) grid.go(held.row);
  grid.element.classList.add("is-dragged");
}

// The index before which the rows would come to stand.
function below(grid, event) {
  const box = grid.body.getBoundingClientRect();
  const y = Math.max(box.top + 1, Math.min(event.clientY, box.bottom - 1));
  const place = grid.placeOf(document.elementFromPoint(box.left + 8, y) ?? grid.body);
  if (!place) return event.clientY < box.top ? 0 : grid.roll.rows.length;
  const row = grid.body.children[place[0]].getBoundingClientRect();
  return place[0] + (y > row.top + row.height / 2 ? 1 : 0);
}

function show(grid, to) {
  for (const row of grid.body.querySelectorAll(".drop-before, .drop-after")) {
    row.classList.remove("drop-before", "drop-after");
  }
  grid.element.classList.toggle("is-dragged", to !== null);
  if (to === null) return;
  if (to < grid.body.children.length) grid.body.children[to].classList.add("drop-before");
  else grid.body.lastElementChild?.classList.add("drop-after");
}

function scrollNear(y) {
  if (y < EDGE_PX) window.scrollBy(0, -20);
  else if (y > window.innerHeight - EDGE_PX) window.scrollBy(0, 20);
}
