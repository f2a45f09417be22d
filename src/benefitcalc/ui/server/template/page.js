"use strict";
// Voilà's front end calls voila_finish when its theme is ready; what matters here is the widget, watched for below.
window.voila_finish = function () {};
window.cellLoaded = true;
(function () {
  const drawn = ".cell-output .lm-Widget .lm-Widget > *, #rendered_cells > [role='alert'], .cell > [role='alert']";
  const slow = window.setTimeout(function () {
    const words = document.getElementById("loading");
    if (words) { words.textContent = "Still loading. If nothing appears soon, reload the page."; }
  }, 10000);
  const watch = new MutationObserver(function () {
    if (!document.querySelector(drawn)) { return; }
    watch.disconnect();
    window.clearTimeout(slow);
    document.getElementById("loading").hidden = true;
  });
  watch.observe(document, { childList: true, subtree: true });
}());
// What the form holds is kept with the server, in its memory alone, so that a reload of this tab finds it again. The
// tab's name says which page stood in it before. A name is written to no disk, as sessionStorage would be, and each page
// writes its own: a copy of a tab is a page of its own.
(function () {
  const WAIT = 3000;
  const PREFIX = "benefitcalc:";
  let address = "";
  let mine = "";

  function post(url, body) {
    return fetch(url, { method: "POST", body: body, signal: AbortSignal.timeout(WAIT) });
  }
  const brought = new Promise(function (resolve) {
    document.addEventListener("DOMContentLoaded", resolve);
  }).then(async function () {
    const config = JSON.parse(document.getElementById("jupyter-config-data").textContent);
    mine = config.kernelId;
    address = config.baseUrl + "answers/" + mine;
    const earlier = window.name.startsWith(PREFIX) ? window.name.slice(PREFIX.length) : "";
    const response = earlier ? await post(address + "/from/" + encodeURIComponent(earlier)) : null;
    window.name = PREFIX + mine;
    return response && response.status === 200 ? response.json() : null;
  }).catch(function () { return null; });

  window.keptAnswers = {
    // A promise of what the tab's earlier page held, or of null.
    brought: brought,
    // Keep these answers, or with null none; a promise of whether the server has them.
    keep: function (answers) {
      const body = answers === null ? "" : JSON.stringify(answers);
      return post(address, body).then(function (response) { return response.ok; }, function () { return false; });
    },
    // The same for a page that goes, which no promise reaches.
    keepAtLast: function (answers) {
      navigator.sendBeacon(address, answers === null ? "" : JSON.stringify(answers));
    },
  };
}());
