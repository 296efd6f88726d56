// SPDX-License-Identifier: Apache-2.0
// A citation mark shows its passage when the pointer or the focus rests on it. The words are those of the
// numbered list below the brief; without this script that list serves alone.
(() => {
  "use strict";
  const pop = document.getElementById("pop");
  if (!pop) return;
  let leaving = 0;

  function show(mark) {
    const note = document.getElementById("cite-" + mark.dataset.cite);
    if (!note) return;
    clearTimeout(leaving);
    pop.replaceChildren(...[...note.childNodes].map((node) => node.cloneNode(true)));
    pop.hidden = false;
    mark.setAttribute("aria-describedby", "pop");
    const at = mark.getBoundingClientRect();
    const right = document.documentElement.clientWidth - pop.offsetWidth - 16;
    pop.style.left = Math.max(16, Math.min(at.left, right)) + scrollX + "px";
    const above = at.bottom + pop.offsetHeight + 8 > innerHeight && at.top > pop.offsetHeight;
    pop.style.top = (above ? at.top - pop.offsetHeight - 6 : at.bottom + 6) + scrollY + "px";
  }

  function hide() {
    pop.hidden = true;
    document.querySelector('[aria-describedby="pop"]')?.removeAttribute("aria-describedby");
  }

  const linger = () => (leaving = setTimeout(hide, 200));
  if (matchMedia("(hover: hover)").matches) {
    for (const mark of document.querySelectorAll("a[data-cite]")) {
      mark.addEventListener("pointerenter", () => show(mark));
      mark.addEventListener("pointerleave", linger);
      mark.addEventListener("focus", () => mark.matches(":focus-visible") && show(mark));
      mark.addEventListener("blur", linger);
      mark.addEventListener("click", hide);
    }
  }
  pop.addEventListener("pointerenter", () => clearTimeout(leaving));
  pop.addEventListener("pointerleave", linger);
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
})();
