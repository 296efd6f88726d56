// SPDX-License-Identifier: Apache-2.0
// On paper nothing can be unfolded: all folds open for the print, but for the articles and the
// side-by-side readings, which print only if the reader has opened them.
(() => {
  "use strict";
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open]):not(.page):not(.reading)")];
    for (const fold of opened) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
    opened = [];
  });
})();
