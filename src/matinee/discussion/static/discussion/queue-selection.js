// Which rows are selected; a click with Shift selects all between two.
export class Selection {
  constructor(rows) {
    this.rows = rows;
    this.before = null;
    this.every = document.getElementById("talk-every");
    this.words = document.getElementById("talk-count");
    const list = document.getElementById("talk-rows");
    if (!list) return;
    this.every.hidden = false;
    this.every.addEventListener("change", () => this.all(this.every.checked));
    list.addEventListener("click", (event) => this.clicked(event));
    this.tell();
  }

  boxes() {
    return this.rows().map((row) => row.querySelector("[name=pk]"));
  }

  picked() {
    return this.boxes()
      .filter((box) => box.checked)
      .map((box) => box.value);
  }

  all(checked) {
    for (const box of this.boxes()) box.checked = checked;
    this.tell();
  }

  clear() {
    this.all(false);
  }

  turn(row) {
    const box = row.querySelector("[name=pk]");
    box.checked = !box.checked;
    this.tell();
  }

  clicked(event) {
    if (event.target.name !== "pk") return;
    const boxes = this.boxes();
    const [from, to] = [boxes.indexOf(this.before), boxes.indexOf(event.target)];
    if (event.shiftKey && from !== -1) {
      const [first, last] = from < to ? [from, to] : [to, from];
      for (const box of boxes.slice(first, last + 1)) box.checked = event.target.checked;
    }
    this.before = event.target;
    this.tell();
  }

  tell() {
    const count = this.picked().length;
    if (!this.words) return;
    this.words.textContent = count ? `${count} selected:` : "Select all here";
    this.every.checked = count > 0 && count === this.rows().length;
    this.every.indeterminate = count > 0 && count < this.rows().length;
    for (const row of this.rows()) {
      row.classList.toggle("is-picked", row.querySelector("[name=pk]").checked);
    }
  }
}
