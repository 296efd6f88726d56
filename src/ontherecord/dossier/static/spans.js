// SPDX-License-Identifier: Apache-2.0
// Ranges of a frozen copy, in code points, found again in the paragraphs that show it.
const spans = (() => {
  "use strict";

  // The index in a string of UTF-16 units after `count` code points.
  function unit(text, count) {
    let at = 0;
    while (count > 0 && at < text.length) {
      at += text.codePointAt(at) > 0xffff ? 2 : 1;
      count -= 1;
    }
    return at;
  }

  function codePoints(text) {
    let count = 0;
    for (const _ of text) count += 1;
    return count;
  }

  // Wraps the words from `start` to `end` in marks of a class; gives the marks, in order.
  function mark(sheet, start, end, name) {
    const marks = [];
    for (const paragraph of sheet.querySelectorAll("p[data-o]")) {
      let at = +paragraph.dataset.o;
      if (at >= end) break;
      const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
      const nodes = [];
      while (walker.nextNode()) nodes.push(walker.currentNode);
      for (const node of nodes) {
        const length = codePoints(node.data);
        if (at < end && at + length > start) {
          const range = document.createRange();
          range.setStart(node, unit(node.data, Math.max(0, start - at)));
          range.setEnd(node, unit(node.data, Math.min(length, end - at)));
          const wrapped = document.createElement("mark");
          wrapped.className = name;
          range.surroundContents(wrapped);
          marks.push(wrapped);
        }
        at += length;
      }
    }
    return marks;
  }

  // Tints passages, each a start and an end; every mark has the number of its passage.
  function tint(sheet, ranges) {
    for (const [number, [start, end]] of ranges.entries())
      for (const marked of mark(sheet, start, end, "tint")) marked.dataset.passage = number;
  }

  // Takes the marks of a class away again.
  function unmark(name) {
    for (const marked of document.querySelectorAll("mark." + name)) {
      const parent = marked.parentNode;
      marked.replaceWith(...marked.childNodes);
      parent.normalize();
    }
  }

  // Where a place of a selection stands in the frozen copy; nothing outside of its paragraphs.
  function offset(node, within) {
    const paragraph = node.parentElement?.closest("p[data-o]");
    if (!paragraph) return null;
    const range = document.createRange();
    range.setStart(paragraph, 0);
    range.setEnd(node, within);
    return +paragraph.dataset.o + codePoints(range.toString());
  }

  // Words of a sheet that are marked with the mouse can be copied with an address of their own. `source` gives,
  // for the sheet, the document, and the outlet, headline and day to be named; nothing if the sheet has none.
  function offerCopy(source) {
    const copy = document.createElement("button");
    copy.type = "button";
    copy.id = "copy-link";
    copy.textContent = "Copy with its address";
    copy.hidden = true;
    document.body.append(copy);
    document.addEventListener("selectionchange", () => {
      const selection = getSelection();
      copy.hidden = true;
      if (!selection.rangeCount || selection.isCollapsed) return;
      const range = selection.getRangeAt(0);
      const sheet = range.startContainer.parentElement?.closest(".text")?.closest(".sheet");
      const from = sheet && source(sheet);
      const [start, end] = [offset(range.startContainer, range.startOffset), offset(range.endContainer, range.endOffset)];
      if (!from || start === null || end === null || end <= start) return;
      const box = range.getBoundingClientRect();
      copy.style.left = Math.max(8, box.left + scrollX) + "px";
      copy.style.top = box.bottom + scrollY + 6 + "px";
      copy.hidden = false;
      copy.onmousedown = (event) => event.preventDefault();
      copy.onclick = () => {
        const address = location.href.split("#")[0] + `#${from.document}:${start}-${end}`;
        navigator.clipboard?.writeText(`“${range.toString().trim()}” (${from.named.join(", ")}) ${address}`);
        copy.hidden = true;
      };
    });
  }

  // Scrolls to a place, again while the parts of a large page that come into view are laid out.
  function reach(place, frames = 12) {
    place.scrollIntoView({ behavior: "instant" });
    if (frames) requestAnimationFrame(() => reach(place, frames - 1));
  }

  return { mark, reach, tint, unmark, offerCopy };
})();
