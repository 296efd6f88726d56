// SPDX-License-Identifier: Apache-2.0
// Any two articles side by side, the passages they share tinted. Without this script the choice is
// not shown; the pairs that share most are laid out below it in any case.
(() => {
  "use strict";
  const box = document.querySelector("[data-compare]");
  const pages = new Map([...document.querySelectorAll("details.page")].map((p) => [p.querySelector(".no").textContent, p]));
  if (!box || !pages.size) return;
  const pairs = JSON.parse(box.dataset.compare);
  const chosen = [...box.querySelectorAll("select")];
  const sides = [...box.querySelectorAll(".side")];
  const said = box.querySelector("[role=status]");
  box.hidden = false;

  // A page's own text: an article that is open beside the page has its text there.
  function text(page) {
    const copy = (page.querySelector(".text") ?? document.querySelector("#pane-body .text")).cloneNode(true);
    for (const held of copy.querySelectorAll("[id]")) held.removeAttribute("id");
    for (const lit of copy.querySelectorAll("mark")) lit.replaceWith(...lit.childNodes);
    copy.normalize();
    return copy;
  }

  // The frame of an article that stands on a page beside this one; it tints what it is told to.
  function frame(address, ranges) {
    const made = document.createElement("iframe");
    made.src = address;
    made.addEventListener("load", () => made.contentWindow.postMessage({ tint: ranges }, "*"));
    return made;
  }

  function fill(side, page, ranges) {
    const elsewhere = page.querySelector(".elsewhere a");
    const shown = elsewhere ? frame(elsewhere.href, ranges) : text(page);
    const whose = document.createElement("p");
    whose.className = "whose";
    whose.append(...[".no", ".outlet", ".date"].flatMap((part) => [page.querySelector("summary " + part).cloneNode(true), " "]));
    side.setAttribute("aria-label", page.querySelector(".outlet").textContent);
    if (elsewhere) shown.title = page.querySelector(".headline").textContent;
    else spans.tint(shown, ranges);
    side.replaceChildren(whose, shown);
    side.classList.toggle("holds-frame", Boolean(elsewhere));
    side.scrollTop = 0;
  }

  function show() {
    const [one, other] = chosen.map((select) => select.value);
    if (!one || !other) return;
    const turned = +one > +other;
    const pair = pairs[turned ? `${other} ${one}` : `${one} ${other}`];
    const passages = pair?.passages ?? [];
    const ranges = [passages.map(([a, b]) => [a, b]), passages.map(([, , a, b]) => [a, b])];
    if (turned) ranges.reverse();
    sides.forEach((side, n) => fill(side, pages.get([one, other][n]), ranges[n]));
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
  addEventListener("message", (event) => {
    const [from, other] = [0, 1].map((n) => sides[n].querySelector("iframe")?.contentWindow);
    if (!Number.isInteger(event.data?.passage) || !event.source) return;
    if (event.source === from) other?.postMessage({ show: event.data.passage }, "*");
    else if (event.source === other) from?.postMessage({ show: event.data.passage }, "*");
  });
  box.addEventListener("change", show);

  // A figure of the sources or of who copies whom leads here, with its two articles chosen.
  document.addEventListener("click", (event) => {
    const numbers = event.target.closest("a[data-beside]")?.dataset.beside.split(" ");
    if (!numbers) return;
    chosen.forEach((select, n) => (select.value = numbers[n]));
    show();
    spans.reach(document.getElementById("side-by-side"));
  });
})();
