// SPDX-License-Identifier: Apache-2.0
// The filters of the claims board. Without this script they are not shown and every claim is.
(() => {
  "use strict";
  const box = document.querySelector('[data-filters="claims"]');
  if (!box || !box.querySelector("select")) return;
  const cards = [...document.querySelectorAll("article.claim")];
  const choices = [...box.querySelectorAll("select")];
  const separator = { places: "|" };
  box.hidden = false;

  function apply() {
    const wanted = choices.filter((choice) => choice.value);
    let shown = 0;
    for (const card of cards) {
      const fits = wanted.every((choice) => {
        const name = choice.dataset.filter;
        return card.dataset[name].split(separator[name] ?? " ").includes(choice.value);
      });
      card.hidden = !fits;
      shown += fits;
    }
    for (const group of document.querySelectorAll("#claims .group, #claims .about")) {
      group.hidden = !group.querySelector("article.claim:not([hidden])");
      if (wanted.length) group.querySelector("details.many")?.setAttribute("open", "");
    }
    box.querySelector(".shown").textContent = wanted.length ? `${shown} of ${cards.length} claims` : "";
  }
  box.addEventListener("change", apply);
})();
