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
if (who?.role === "reader") document.querySelector(".site .add")?.remove();
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
  spans.unmark("lit");
  const named = /^#([^:]+):(\d+)-(\d+)$/.exec(decodeURI(location.hash));
  if (!named || named[1] !== sheet.dataset.document) return;
  spans.mark(sheet, +named[2], +named[3], "lit")[0]?.scrollIntoView({ block: "center", behavior: "instant" });
}
if (sheet) {
  addEventListener("hashchange", light);
  light();
  const { document: name, outlet, headline, date } = sheet.dataset;
  spans.offerCopy(() => ({ document: name, named: [outlet, headline, date] }));
}
