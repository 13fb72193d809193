// A dialog made of a few parts: closing it gives the focus back to where it was.

export function make(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes("-") || name === "role") made.setAttribute(name, value);
    else made[name] = value;
  }
  made.append(...children);
  return made;
}

export function button(text, onclick, { secondary = true } = {}) {
  const className = `button button-small${secondary ? " button-secondary" : ""}`;
  return make("button", { type: "button", className, textContent: text, onclick });
}

let numbered = 0;

export class Dialog {
  constructor(title, className = "") {
    const id = `studio-dialog-${(numbered += 1)}`;
    this.heading = make("h2", { id, className: "studio-title", textContent: title });
    this.body = make("div", { className: "studio-dialog-body" });
    this.close = () => this.element.close();
    const top = make("div", { className: "studio-dialog-top" }, this.heading, button("Close", this.close));
    this.element = make("dialog", { className: `studio-dialog ${className}` }, top, this.body);
    this.element.setAttribute("aria-labelledby", id);
    document.querySelector(".studio").append(this.element);
  }

  open() {
    const before = document.activeElement;
    this.element.addEventListener("close", () => before?.isConnected && before.focus(), { once: true });
    this.element.showModal();
  }
}

// The dialog that tells what each of [keys, what they do] does.
export function keyHelp(keys) {
  const dialog = new Dialog("Keys");
  const list = keys.flatMap(([keyNames, does]) => [
    make("dt", { textContent: keyNames }),
    make("dd", { textContent: does }),
  ]);
  dialog.body.append(make("dl", { className: "studio-keys" }, ...list));
  return dialog;
}
