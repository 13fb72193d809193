// Asks our server; an answer always has `ok`, and a sentence in `error` when it is not.

const SIGNED_OUT =
  "The site no longer knows you, or you may no longer edit this film. Sign in again in another" +
  " tab, then save here.";
const AWAY = "The site cannot be reached just now. Try again in a moment.";

export class Server {
  constructor(addresses, token) {
    this.addresses = addresses;
    this.token = token;
  }

  post(where, data) {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": this.#freshToken() };
    return this.#ask(this.addresses[where], { method: "POST", headers, body: JSON.stringify(data) });
  }

  get(where, query) {
    return this.#ask(`${this.addresses[where]}?${new URLSearchParams(query)}`, {});
  }

  async #ask(address, options) {
    let answer;
    try {
      const headers = { ...options.headers, "X-Requested-With": "XMLHttpRequest" };
      answer = await fetch(address, { ...options, headers });
      const data = await answer.json();
      return { ...data, ok: answer.ok, status: answer.status };
    } catch {
      if (answer?.status === 403) {
        return { ok: false, status: 403, error: SIGNED_OUT, signIn: this.addresses.signIn };
      }
      return { ok: false, status: answer?.status ?? 0, error: AWAY };
    }
  }

  // Signing in again in another tab makes a new one, and the page still has the old.
  #freshToken() {
    return /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? this.token;
  }
}
