// The film form's offered chapters: takes one, or all, into the form, where they can be changed.
(() => {
  "use strict";

  // The panel may come twice with its page; it listens once.
  if (window.matineeOffersChapters) return;
  window.matineeOffersChapters = true;

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-offered-chapters] button");
    if (!button) return;
    const panel = button.closest("[data-offered-chapters]");
    const all = button.matches("[data-all]");
    const offers = all ? [...panel.querySelectorAll("li")] : [button.closest("li")];
    const taken = offers.filter(take);
    // A single one lacks its title, which is what to write next.
    if (!all && taken.length) lastField("title").focus();
    panel.querySelector("[role=status]").textContent = taken.length
      ? `${taken.length === 1 ? "One chapter" : `${taken.length} chapters`} taken over. Save the film to keep them.`
      : "They stand in the form already.";
  });

  function take(offer) {
    const { time, title } = offer.dataset;
    offer.classList.add("is-taken");
    if (times().includes(time)) return false;
    document.getElementById("id_chapters-ADD").click();
    put(lastField("start_s"), time);
    put(lastField("title"), title);
    return true;
  }

  // The times of the rows that are not about to be removed.
  function times() {
    return [...document.querySelectorAll("input[name^=chapters-][name$=-start_s]")]
      .filter((field) => !document.getElementById(field.id.replace("start_s", "DELETE"))?.value)
      .map((field) => field.value.trim());
  }

  function lastField(name) {
    const count = Number(document.getElementById("id_chapters-TOTAL_FORMS").value);
    return document.getElementById(`id_chapters-${count - 1}-${name}`);
  }

  function put(field, value) {
    field.value = value;
    for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
  }
})();
