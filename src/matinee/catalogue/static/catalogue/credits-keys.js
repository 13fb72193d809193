// The keys and clicks of the grid, as in a spreadsheet; Tab leaves it while no cell is edited.

const PAGE = 10;

export function attachKeys(grid) {
  grid.element.addEventListener("keydown", (event) => {
    if (grid.isEditing || event.isComposing) return;
    if (!grid.body.contains(event.target) || !press(grid, event)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  grid.element.addEventListener("click", (event) => click(grid, event));
  grid.element.addEventListener("copy", (event) => {
    if (grid.isEditing) return;
    const lines = grid.chosenRows.map((row) => `${grid.site.roles.label(row)}: ${row.name}`);
    event.clipboardData.setData("text/plain", lines.join("\n"));
    event.preventDefault();
  });
  grid.element.addEventListener("paste", (event) => {
    if (grid.isEditing) return;
    event.preventDefault();
    grid.site.openPaste(event.clipboardData.getData("text/plain"));
  });
}

// Do what a key means and say whether it means anything.
function press(grid, event) {
  const held = event.ctrlKey || event.metaKey;
  const action = actions(grid, event, held)[event.key];
  if (action) {
    action();
    return true;
  }
  if (event.key.length === 1 && !held && !event.altKey && event.key !== " ") {
    grid.edit(event.key);
    return true;
  }
  return false;
}

function actions(grid, { shiftKey, altKey }, held) {
  const { row, column } = grid.at;
  const last = grid.roll.rows.length - 1;
  const go = (toRow, toColumn = column) => () => {
    grid.go(toRow, toColumn, { extend: shiftKey });
    grid.focus();
    if (shiftKey) grid.site.say(`${grid.chosen[1]} rows chosen`);
  };
  if (altKey) {
    return {
      ArrowUp: () => grid.do("up"),
      ArrowDown: () => grid.do("down"),
      Enter: () => grid.do("same"),
    };
  }
  if (held) {
    return {
      Home: go(0),
      End: go(last),
      Enter: () => grid.do(shiftKey ? "above" : "below"),
      a: () => grid.choose(0, last),
    };
  }
  return {
    ArrowUp: go(row - 1),
    ArrowDown: go(row + 1),
    ArrowLeft: go(row, column - 1),
    ArrowRight: go(row, column + 1),
    Home: go(row, 0),
    End: go(row, 4),
    PageUp: go(row - PAGE),
    PageDown: go(row + PAGE),
    Enter: () => grid.edit(),
    F2: () => grid.edit(),
    Backspace: () => grid.edit(""),
    Delete: () => grid.do("remove"),
    ...(grid.chosen[1] > 1 ? { Escape: go(row) } : {}),
  };
}

function click(grid, event) {
  const place = grid.placeOf(event.target);
  if (!place || event.target.closest(".credits-field, .credits-offers")) return;
  const [row, column] = place;
  // A mouse edits with two clicks, a finger by touching the cell it is in already.
  const here = grid.wasFocused && grid.at.row === row && grid.at.column === column;
  const edits = event.pointerType === "touch" ? here : event.detail === 2;
  grid.finishEditing();
  grid.go(row, column < 0 ? grid.at.column : column, { extend: event.shiftKey });
  grid.focus();
  if (event.target.closest(".credits-ask")) grid.do("same");
  else if (edits && column >= 0) grid.edit();
}
