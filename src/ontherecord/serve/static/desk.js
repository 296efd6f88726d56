// SPDX-License-Identifier: Apache-2.0
// What every page of the server does: it says who is signed in, shows editors where they can correct, and in the
// reader of one article lights the words that an address names.
const who = await fetch("/me.json", { headers: { accept: "application/json" } })
  .then((answer) => (answer.ok ? answer.json() : null))
  .catch(() => null);

if (who?.signed_in) {
  const link = document.querySelector("[data-who]");
  link.textContent = who.name;
  link.hidden = false;
}
if (who?.role === "editor") {
  const bar = document.querySelector(".bar ul, .kicker[data-mends]");
  if (bar && document.querySelector(".mend")) {
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "checkbox";
    box.id = "correcting";
    label.className = "correcting";
    label.append(box, " Correct");
    bar.after(label);
  }
}

// An address #document:start-end names words of a frozen copy, in code points.
const sheet = document.querySelector(".lone .sheet");
function light() {
  if (!sheet) return;
  for (const mark of sheet.querySelectorAll("mark.lit")) {
    const parent = mark.parentNode;
    mark.replaceWith(...mark.childNodes);
    parent.normalize();
  }
  const named = /^#([^:]+):(\d+)-(\d+)$/.exec(decodeURI(location.hash));
  if (!named || named[1] !== sheet.dataset.document) return;
  spans.mark(sheet, +named[2], +named[3], "lit")[0]?.scrollIntoView({ block: "center", behavior: "instant" });
}
addEventListener("hashchange", light);
light();

// Words marked with the mouse get an address of their own.
function offset(node, within) {
  const paragraph = node.parentElement?.closest("p[data-o]");
  if (!paragraph) return null;
  const range = document.createRange();
  range.setStart(paragraph, 0);
  range.setEnd(node, within);
  return +paragraph.dataset.o + spans.codePoints(range.toString());
}
if (sheet) {
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
    if (!sheet.contains(range.commonAncestorContainer)) return;
    const start = offset(range.startContainer, range.startOffset);
    const end = offset(range.endContainer, range.endOffset);
    if (start === null || end === null || end <= start) return;
    const box = range.getBoundingClientRect();
    copy.style.left = Math.max(8, box.left + scrollX) + "px";
    copy.style.top = box.bottom + scrollY + 6 + "px";
    copy.hidden = false;
    copy.onmousedown = (event) => event.preventDefault();
    copy.onclick = () => {
      const { document: name, outlet, headline, date } = sheet.dataset;
      const address = `${location.origin}${location.pathname}#${name}:${start}-${end}`;
      navigator.clipboard?.writeText(`“${range.toString().trim()}” (${outlet}, ${headline}, ${date}) ${address}`);
      copy.hidden = true;
    };
  });
}
