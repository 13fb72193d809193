// Reads what is typed into one cell: a role in any of our languages, "for" or "at", several names.

const SPLIT = /\s*[,;]\s*(?:(and|&|und|et)\s+)?|\s+(and|&|\+|und|et)\s+/gi;

export const fold = (text) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/&/g, " and ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

export class Roles {
  #byKey = new Map();
  #byWording = new Map();
  #all = [];

  // A list of [key, for one, for several, department, other wordings].
  constructor(vocabulary) {
    for (const [key, one, many, department, others] of vocabulary) {
      this.#byKey.set(key, { key, one, many, department });
      for (const wording of [one, many, ...others]) {
        const folded = fold(wording);
        if (!this.#byWording.has(folded)) this.#byWording.set(folded, key);
        this.#all.push({ key, wording, folded });
      }
    }
  }

  label(row, several = false) {
    const role = this.#byKey.get(row.role);
    return row.label || (role ? (several ? role.many : role.one) : "");
  }

  // As the command line reads it: the vocabulary's own wording is no wording of the film's own.
  // Without a role in our list the server decides, for it knows more ways to write one.
  read(typed) {
    const key = this.#byWording.get(fold(typed));
    const role = this.#byKey.get(key);
    const own = [role?.one, role?.many].some((said) => said && fold(said) === fold(typed));
    return { role: key ?? "", label: own ? "" : typed };
  }

  suggest(typed) {
    const wanted = fold(typed);
    if (!wanted) return [];
    const found = new Map();
    for (const [rank, fits] of [
      (folded) => folded.startsWith(wanted),
      (folded) => folded.includes(` ${wanted}`),
    ].entries()) {
      for (const each of this.#all) {
        if (!found.has(each.key) && fits(each.folded)) found.set(each.key, { ...each, rank });
      }
    }
    return [...found.values()].slice(0, 8).map(({ key, wording }) => {
      const role = this.#byKey.get(key);
      const note = [role.one, role.many].includes(wording) ? role.department : wording;
      return { text: role.one, note, data: { role: key, label: "" } };
    });
  }
}

export const forText = (row) => (row.for ? `${row.word || "for"} ${row.for}` : "");

export function readFor(typed) {
  const [, word, rest] = /^(?:(for|at)\s+)?(.*)$/i.exec(typed);
  return { for: rest, word: rest && word?.toLowerCase() === "at" ? "at" : "" };
}

// "A, B and C" as names, each with the word that joins it to the one before.
export function splitNames(typed) {
  const names = [];
  let from = 0;
  let joiner = "";
  const add = (name) => {
    if (name.trim()) names.push({ name: name.trim(), joiner: names.length ? joiner : "" });
  };
  for (const match of typed.matchAll(SPLIT)) {
    add(typed.slice(from, match.index));
    const word = (match[1] ?? match[2] ?? "").toLowerCase();
    joiner = word === "&" || word === "+" ? "&" : word ? "and" : "";
    from = match.index + match[0].length;
  }
  add(typed.slice(from));
  return names;
}

// Two spellings of one name, as far as a glance tells: they share a word.
export function isRespelling(name, other) {
  const words = new Set(fold(other).split(" "));
  return fold(name).split(" ").some((word) => word.length > 2 && words.has(word));
}
