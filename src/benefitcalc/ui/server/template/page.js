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
