// The film form's button "Ask the host": fills empty fields with what a film's host says.
(() => {
  "use strict";

  const endpoint = document.currentScript.dataset.ask;

  const ready = (run) =>
    document.readyState === "loading"
      ? document.addEventListener("DOMContentLoaded", run)
      : run();

  ready(() => {
    const address = document.getElementById("id_elsewhere_url");
    const token = document.querySelector("#page-edit-form input[name=csrfmiddlewaretoken], "
      + "form input[name=csrfmiddlewaretoken]");
    if (!address || !token || !endpoint) return;

    const button = element("button", { type: "button", className: "button button-secondary" });
    button.textContent = "Ask the host";
    // Announced as it changes; it stands in the page before it has words, or nobody hears them.
    const told = element("div", { className: "help", id: "elsewhere-told" });
    told.style.marginTop = ".5rem";
    told.setAttribute("role", "status");
    const picture = element("img", { alt: "The host's picture of the film", hidden: true });
    picture.style.cssText = "max-width:100%;height:auto;margin-top:.75rem";
    const row = element("div");
    row.style.marginTop = ".75rem";
    row.append(button, told, picture);
    address.insertAdjacentElement("afterend", row);

    let asking = null;
    button.addEventListener("click", async () => {
      if (asking) return;
      if (!address.value.trim()) {
        tell("Write the address first.");
        address.focus();
        return;
      }
      asking = new AbortController();
      // Not disabled: a disabled button loses the keyboard's place.
      button.setAttribute("aria-disabled", "true");
      show("");
      tell("Asking the host …");
      try {
        await ask(asking.signal);
      } catch {
        tell("The studio did not answer. Try again.");
      } finally {
        button.removeAttribute("aria-disabled");
        asking = null;
      }
    });
    // What was told is about the old address.
    address.addEventListener("input", () => {
      asking?.abort();
      tell("");
      show("");
    });

    async function ask(signal) {
      const answer = await fetch(endpoint, {
        method: "POST",
        signal,
        credentials: "same-origin",
        headers: { "X-CSRFToken": token.value, "X-Requested-With": "XMLHttpRequest" },
        body: new URLSearchParams({ url: address.value.trim() }),
      }).catch((error) => {
        if (signal.aborted) return null;
        throw error;
      });
      if (!answer) return tell("");
      const { error, facts } = await answer.json();
      if (error) return tell(error);
      const filled = fill(facts);
      show(facts.picture);
      tell(sentences(facts, filled));
    }

    function fill(facts) {
      const filled = [];
      if (put("id_title", facts.title)) filled.push("title");
      if (put("id_running_time_s", facts.duration_s)) filled.push("running time");
      return filled;
    }

    function show(data) {
      picture.hidden = !data;
      if (data) picture.src = data;
      else picture.removeAttribute("src");
    }

    function tell(words) {
      told.textContent = words;
    }
  });

  // Only into a field that is empty: what someone typed is never overwritten.
  function put(id, value) {
    const field = document.getElementById(id);
    if (!field || field.value.trim() || value === null || value === "") return false;
    field.value = value;
    for (const name of ["input", "change", "blur"]) {
      field.dispatchEvent(new Event(name, { bubbles: true }));
    }
    return true;
  }

  function sentences(facts, filled) {
    const parts = [];
    if (facts.title) parts.push(`“${facts.title}”${facts.author ? `, by ${facts.author}` : ""}.`);
    if (facts.duration_s) parts.push(`It runs ${clock(facts.duration_s)}.`);
    if (facts.player === "frame") parts.push(`Plays in the player of ${facts.host}.`);
    else if (facts.player === "file") parts.push(`Plays as a file from ${facts.host}.`);
    else parts.push("It will be a link: its host offers no player.");
    if (filled.length) parts.push(`Filled in: ${filled.join(" and ")}.`);
    return parts.join(" ");
  }

  function clock(seconds) {
    const two = (number) => String(number).padStart(2, "0");
    const hours = Math.floor(seconds / 3600);
    const minutes = Math.floor((seconds % 3600) / 60);
    return hours
      ? `${hours}:${two(minutes)}:${two(seconds % 60)}`
      : `${minutes}:${two(seconds % 60)}`;
  }

  function element(name, properties = {}) {
    return Object.assign(document.createElement(name), properties);
  }
})();
