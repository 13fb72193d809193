// The field of the one cell that is edited, with suggestions below it.

const WAIT_MS = 120;
const LIST = "credits-offers";
const JOINERS = [["", "–"], ["&", "&"], ["and", "and"]];

// `done(typed, data, then)` is called once: `typed` null when nothing was typed, `data` of the
// suggestion chosen, `then` says where to go next.
export function editCell(cell, { column, label, value, suggest, done }) {
  const field = column === "joiner" ? chooser(value) : input(value);
  field.setAttribute("aria-label", label);
  field.className = "credits-field";
  const offers = new Offers(field, cell);
  let isDone = false;
  let timer = 0;

  const finish = (then = "", keep = true) => {
    if (isDone) return;
    isDone = true;
    clearTimeout(timer);
    const data = keep ? offers.chosen?.data : undefined;
    const typed = keep ? field.value : null;
    offers.close();
    field.remove();
    done(typed, data, then);
  };

  const ask = () => {
    offers.choose(-1);
    clearTimeout(timer);
    const typed = field.value.trim();
    timer = setTimeout(async () => {
      const found = typed ? await suggest(typed) : [];
      if (!isDone && field.value.trim() === typed) offers.show(found);
    }, column === "role" ? 0 : WAIT_MS);
  };

  if (column === "role" || column === "name") {
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-expanded", "false");
    field.addEventListener("input", ask);
    offers.onPick = () => finish("stay");
  }
  field.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && offers.isOpen) offers.choose(offers.at + step);
    else if (event.key === "Enter") finish("down");
    else if (event.key === "Tab") finish(event.shiftKey ? "back" : "next");
    else if (event.key === "Escape") finish("stay", false);
    else return;
    event.preventDefault();
  });
  // The page's own keys mean the field while one types.
  field.addEventListener("paste", (event) => event.stopPropagation());
  field.addEventListener("blur", () => finish("away"));
  cell.append(field);
  field.focus();
  field.select?.();
  if (field.tagName === "INPUT" && value.length === 1) field.setSelectionRange(1, 1);
  return { field, finish: () => finish("stay") };
}

function input(value) {
  const field = document.createElement("input");
  Object.assign(field, { type: "text", value, maxLength: 400, autocomplete: "off" });
  field.spellcheck = false;
  return field;
}

function chooser(value) {
  const field = document.createElement("select");
  for (const [joiner, text] of JOINERS) field.add(new Option(text, joiner));
  field.value = JOINERS.some(([joiner]) => joiner === value) ? value : "";
  return field;
}

class Offers {
  at = -1;
  found = [];

  constructor(field, cell) {
    this.field = field;
    this.cell = cell;
  }

  get isOpen() {
    return !!this.list;
  }

  get chosen() {
    return this.found[this.at];
  }

  show(found) {
    this.close();
    this.found = found;
    if (!found.length) return;
    this.list = document.createElement("div");
    this.list.id = LIST;
    this.list.className = "credits-offers";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Suggestions");
    found.forEach(({ text, note }, at) => this.list.append(this.#option(text, note, at)));
    this.cell.append(this.list);
    this.field.setAttribute("aria-expanded", "true");
    this.field.setAttribute("aria-controls", LIST);
    const room = window.innerHeight - this.field.getBoundingClientRect().bottom;
    this.list.classList.toggle("is-above", room < this.list.offsetHeight + 80);
  }

  #option(text, note, at) {
    const option = document.createElement("div");
    option.id = `${LIST}-${at}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const small = document.createElement("small");
    small.textContent = note;
    option.append(text, " ", small);
    // Before the field loses the focus, which ends the editing.
    option.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      this.choose(at);
      this.onPick();
    });
    return option;
  }

  choose(at) {
    if (!this.list) {
      this.at = -1;
      return;
    }
    const { children } = this.list;
    this.at = at < -1 ? children.length - 1 : at >= children.length ? -1 : at;
    [...children].forEach((option, place) =>
      option.setAttribute("aria-selected", String(place === this.at)),
    );
    const chosen = children[this.at];
    chosen?.scrollIntoView({ block: "nearest" });
    if (chosen) this.field.setAttribute("aria-activedescendant", chosen.id);
    else this.field.removeAttribute("aria-activedescendant");
  }

  close() {
    this.list?.remove();
    this.list = undefined;
    this.found = [];
    this.at = -1;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-controls");
    this.field.removeAttribute("aria-activedescendant");
  }
}
