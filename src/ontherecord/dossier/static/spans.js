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

  return { unit, codePoints, mark };
})();
