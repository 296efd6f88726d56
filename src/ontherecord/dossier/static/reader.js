// SPDX-License-Identifier: Apache-2.0
// The article reader: a link to a passage opens its article beside the page and lights the words.
// Without this script the same links lead to the passage in the list of articles below.
// An address is #document:start-end in code points of the frozen copy, as the record counts them.
(() => {
  "use strict";
  const pane = document.getElementById("pane");
  const body = document.getElementById("pane-body");
  const layers = document.getElementById("layers");
  if (!pane || !layers) return;
  const pages = [...document.querySelectorAll("details.page")];
  let shown = null; // the details element whose sheet is in the pane
  let before = null; // what had the focus when the pane opened

  function target(hash) {
    const span = /^#([^:]+):(\d+)-(\d+)$/.exec(decodeURI(hash));
    if (span) {
      const [, name, start, end] = span;
      const page = pages.find((p) => p.dataset.document === name && +p.dataset.start <= +start && +start < +p.dataset.end);
      return page && { page, start: +start, end: +end };
    }
    const page = pages.find((p) => "#" + p.id === hash);
    return page && { page };
  }

  function unlight() {
    for (const mark of document.querySelectorAll("mark.lit")) {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent.normalize();
    }
  }

  function light(sheet, start, end) {
    unlight();
    return spans.mark(sheet, start, end, "lit")[0] ?? null;
  }

  function putBack() {
    if (!shown) return;
    unlight();
    shown.querySelector(".away").replaceWith(body.firstElementChild.nextElementSibling);
    document.getElementById("layers-home").append(layers);
    shown = null;
  }

  function open({ page, start, end }) {
    if (shown !== page) {
      putBack();
      const sheet = page.querySelector(".sheet");
      const note = document.createElement("p");
      note.className = "away";
      note.textContent = "This article is open beside the page.";
      sheet.replaceWith(note);
      body.replaceChildren(layers, sheet);
      document.getElementById("pane-title").replaceChildren(
        ...[".no", ".outlet", ".headline"].flatMap((part) => [page.querySelector("summary " + part).cloneNode(true), " "]),
      );
      shown = page;
    }
    if (pane.hidden) before = document.activeElement;
    pane.hidden = false;
    document.body.classList.add("with-pane");
    cover(true);
    const first = start === undefined ? null : light(body, start, end);
    if (first) first.scrollIntoView({ block: "center", behavior: "instant" });
    else body.scrollTop = 0;
    pane.focus({ preventScroll: true });
  }

  // On a small screen the pane is in front of the page, which must then not be reached by the tab key.
  function cover(on) {
    const small = matchMedia("(max-width: 56rem)").matches;
    for (const part of [document.getElementById("main"), document.querySelector(".bar")]) part.inert = on && small;
  }

  function close() {
    if (pane.hidden) return;
    putBack();
    pane.hidden = true;
    document.body.classList.remove("with-pane");
    cover(false);
    if (before && before.isConnected) before.focus({ preventScroll: true });
  }

  function follow() {
    const found = target(location.hash);
    if (found) return open(found);
    close();
    const place = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!place) return;
    for (let up = place; (up = up.parentElement?.closest("details")); ) up.open = true;
    place.scrollIntoView();
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const found = target(link.getAttribute("href"));
    if (!found) return;
    event.preventDefault();
    const height = link.getBoundingClientRect().top;
    if (location.hash !== link.getAttribute("href")) history.pushState(null, "", link.getAttribute("href"));
    open(found);
    // The page beside the article is narrower: the words that were clicked stay where they were.
    if (!link.closest("#pane")) scrollBy({ top: link.getBoundingClientRect().top - height, behavior: "instant" });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !pane.hidden) document.getElementById("pane-close").click();
  });
  document.getElementById("pane-close").addEventListener("click", () => {
    history.pushState(null, "", location.pathname + location.search);
    close();
  });
  addEventListener("hashchange", follow);
  addEventListener("popstate", follow);
  if (location.hash) follow();

  // Words marked with the mouse get an address of their own.
  const copy = document.createElement("button");
  copy.type = "button";
  copy.id = "copy-link";
  copy.textContent = "Copy with its address";
  copy.hidden = true;
  document.body.append(copy);

  function offset(node, within) {
    const paragraph = node.parentElement?.closest("p[data-o]");
    if (!paragraph) return null;
    const range = document.createRange();
    range.setStart(paragraph, 0);
    range.setEnd(node, within);
    return +paragraph.dataset.o + spans.codePoints(range.toString());
  }

  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    copy.hidden = true;
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    if (!range.startContainer.parentElement?.closest(".text")) return;
    const start = offset(range.startContainer, range.startOffset);
    const end = offset(range.endContainer, range.endOffset);
    const sheet = range.startContainer.parentElement.closest(".sheet");
    const page = sheet && (sheet.closest("details.page") || shown);
    if (start === null || end === null || end <= start || !page) return;
    const box = range.getBoundingClientRect();
    copy.style.left = Math.max(8, box.left + scrollX) + "px";
    copy.style.top = box.bottom + scrollY + 6 + "px";
    copy.hidden = false;
    copy.onmousedown = (event) => event.preventDefault();
    copy.onclick = () => {
      const words = range.toString().trim();
      const said = ["outlet", "headline", "date"].map((part) => page.querySelector("summary ." + part).textContent.trim());
      const address = location.href.split("#")[0] + `#${page.dataset.document}:${start}-${end}`;
      navigator.clipboard?.writeText(`“${words}” (${said.join(", ")}) ${address}`);
      copy.hidden = true;
    };
  });
})();
