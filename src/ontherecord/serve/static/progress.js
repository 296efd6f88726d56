// SPDX-License-Identifier: Apache-2.0
// How far a piece of work has come, asked again and again until it has ended; without this script the page reloads.
const work = document.querySelector("[data-job]:not([data-ended])");
const said = document.getElementById("job-words");
const bar = document.getElementById("job-share");

async function ask() {
  const told = await fetch(`/jobs/${work.dataset.job}.json`).then((answer) => answer.json()).catch(() => null);
  if (told?.ended) return location.reload();
  if (told) {
    const words = told.words[0].toUpperCase() + told.words.slice(1);
    if (said.textContent !== words) said.textContent = words;
    for (const step of document.querySelectorAll(".stages [data-stage]")) {
      if (step.dataset.stage === told.progress.stage) step.setAttribute("aria-current", "step");
      else step.removeAttribute("aria-current");
    }
    if (told.share === null) bar.removeAttribute("value");
    else bar.value = told.share;
  }
  setTimeout(ask, 600);
}
if (work) ask();
