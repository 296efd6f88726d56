// SPDX-License-Identifier: Apache-2.0
// Any two articles side by side, the passages they share tinted. Without this script the choice is
// not shown; the pairs that share most are laid out below it in any case.
(() => {
  "use strict";
  const box = document.querySelector("[data-compare]");
  if (!box || !document.querySelector("details.page .text")) return;
  const pairs = JSON.parse(box.dataset.compare);
  const [left, right] = box.querySelectorAll("select");
  const sides = [...box.querySelectorAll(".side")];
  const said = box.querySelector("[role=status]");
  const pages = new Map([...document.querySelectorAll("details.page")].map((p) => [p.querySelector(".no").textContent, p]));
  box.hidden = false;

  // A page's own text, wherever it is: an article that is open beside the page has its text there.
  function text(number) {
    const page = pages.get(number);
    const copy = (page.querySelector(".text") ?? document.querySelector("#pane-body .text")).cloneNode(true);
    for (const held of copy.querySelectorAll("[id]")) held.removeAttribute("id");
    for (const lit of copy.querySelectorAll("mark")) lit.replaceWith(...lit.childNodes);
    copy.normalize();
    return copy;
  }

  function show() {
    const [one, other] = [left.value, right.value];
    if (!one || !other) return;
    const turned = +one > +other;
    const pair = pairs[turned ? `${other} ${one}` : `${one} ${other}`];
    const texts = [text(one), text(other)];
    for (const [number, [a0, a1, b0, b1]] of (pair?.passages ?? []).entries()) {
      const ranges = turned ? [[b0, b1], [a0, a1]] : [[a0, a1], [b0, b1]];
      for (const side of [0, 1])
        for (const mark of spans.mark(texts[side], ...ranges[side], "tint")) mark.dataset.passage = number;
    }
    sides.forEach((side, n) => {
      side.setAttribute("aria-label", pages.get([one, other][n]).querySelector(".outlet").textContent);
      side.replaceChildren(texts[n]);
      side.scrollTop = 0;
    });
    said.textContent = pair ? pair.says : one === other ? "The same article twice." : "These two share no passage that counts.";
    box.classList.add("chosen");
  }

  // A passage that is clicked is shown on the other side as well.
  box.addEventListener("click", (event) => {
    const mark = event.target.closest("mark[data-passage]");
    if (!mark) return;
    const other = sides.find((side) => !side.contains(mark));
    const same = other.querySelector(`mark[data-passage="${mark.dataset.passage}"]`);
    if (same) other.scrollTop += same.getBoundingClientRect().top - mark.getBoundingClientRect().top;
  });
  box.addEventListener("change", show);
})();
