// SPDX-License-Identifier: Apache-2.0
// The article reader: a link to a passage opens its article beside the page and lights the words. The articles
// of a large dossier stand on pages beside it: such a page is shown in a frame, with that one article.
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

  const framed = parent !== window;
  document.documentElement.classList.toggle("framed", framed);

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

  function light(sheet, start, end) {
    spans.unmark("lit");
    return spans.mark(sheet, start, end, "lit")[0] ?? null;
  }

  function putBack() {
    if (!shown) return;
    if (!shown.querySelector(".away")) {
      body.replaceChildren();
      shown = null;
      return;
    }
    spans.unmark("lit");
    shown.querySelector(".away").replaceWith(body.firstElementChild.nextElementSibling);
    document.getElementById("layers-home").append(layers);
    shown = null;
  }

  // In a frame there is one article to read, and it stands where it is.
  function alone({ page, start, end }) {
    for (const other of pages) other.hidden = other !== page;
    page.open = true;
    const first = start === undefined ? null : light(page, start, end);
    if (first) first.scrollIntoView({ block: "center", behavior: "instant" });
    else scrollTo(0, 0);
  }

  // In a frame that is one side of two articles, the page around says which passages both have, and which to show.
  function beside() {
    const sheet = document.querySelector("details.page:not([hidden]) .text");
    addEventListener("message", ({ source, data }) => {
      if (source !== parent || !data) return;
      document.documentElement.classList.add("beside");
      if (data.tint) spans.tint(sheet, data.tint);
      sheet.querySelector(`mark[data-passage="${+data.show}"]`)?.scrollIntoView({ block: "center", behavior: "instant" });
    });
    sheet.addEventListener("click", (event) => {
      const mark = event.target.closest("mark[data-passage]");
      if (mark) parent.postMessage({ passage: +mark.dataset.passage }, "*");
    });
  }

  // The frame of an article that stands on a page beside this one.
  function frame(page, address) {
    const made = document.createElement("iframe");
    made.title = page.querySelector("summary .headline").textContent;
    made.src = address;
    body.replaceChildren(made);
  }

  function open({ page, start, end }) {
    if (framed) return alone({ page, start, end });
    const elsewhere = page.querySelector(".elsewhere a");
    if (elsewhere) {
      putBack();
      const place = start === undefined ? page.id : `${page.dataset.document}:${start}-${end}`;
      frame(page, elsewhere.getAttribute("href").split("#")[0] + "#" + place);
      title(page);
      shown = page;
    } else if (shown !== page) {
      putBack();
      const sheet = page.querySelector(".sheet");
      const note = document.createElement("p");
      note.className = "away";
      note.textContent = "This article is open beside the page.";
      sheet.replaceWith(note);
      body.replaceChildren(layers, sheet);
      title(page);
      shown = page;
    }
    if (pane.hidden) before = document.activeElement;
    pane.hidden = false;
    document.body.classList.add("with-pane");
    cover(true);
    const first = start === undefined || elsewhere ? null : light(body, start, end);
    if (first) first.scrollIntoView({ block: "center", behavior: "instant" });
    else body.scrollTop = 0;
    pane.focus({ preventScroll: true });
  }

  function title(page) {
    document.getElementById("pane-title").replaceChildren(
      ...[".no", ".outlet", ".headline"].flatMap((part) => [page.querySelector("summary " + part).cloneNode(true), " "]),
    );
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
    spans.reach(place);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"], a[href^="articles-"]');
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const found = target(link.hash);
    if (!found) return;
    event.preventDefault();
    const height = link.getBoundingClientRect().top;
    if (location.hash !== link.hash) history.pushState(null, "", link.hash);
    open(found);
    // The page beside the article is narrower: the words that were clicked stay where they were.
    if (!link.closest("#pane")) scrollBy({ top: link.getBoundingClientRect().top - height, behavior: "instant" });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (framed) parent.postMessage("close", "*");
    else if (!pane.hidden) document.getElementById("pane-close").click();
  });
  document.getElementById("pane-close").addEventListener("click", () => {
    history.pushState(null, "", location.pathname + location.search);
    close();
  });
  addEventListener("message", (event) => {
    const inside = body.querySelector("iframe")?.contentWindow;
    if (inside && event.source === inside && event.data === "close") document.getElementById("pane-close").click();
  });
  addEventListener("hashchange", follow);
  addEventListener("popstate", follow);
  if (location.hash) follow();
  if (framed) beside();

  spans.offerCopy((sheet) => {
    const page = sheet.closest("details.page") || shown;
    if (!page) return null;
    const named = ["outlet", "headline", "date"].map((part) => page.querySelector("summary ." + part).textContent.trim());
    return { document: page.dataset.document, named };
  });
})();
