// A page of steps (steps_page.py), which stands on base.js and blocks.js: it draws the steps that Python says, sends files
// and answers to Python, and works nothing out. The browser stores nothing.

const BEAT_MS = 2000; // so long after Python was heard it is asked again whether it is there
const PATIENCE_MS = 6000; // no answer for so long: it may have stopped
const BUSY_MS = 120000; // while it works it tells how far it is; silent for so long, it may have stopped

let instances = 0;

function render({ model, el }) {
  const prefix = `bp${(instances += 1)}`;
  let beating = 0;
  let dead = false;

  const alert = h("div", { role: "alert", class: "bc-alert" });
  const busy = h("p", { class: "bc-busy", role: "status" });
  const status = h("p", { role: "status", class: "bc-unseen" });
  const steps = h("div", { class: "bc-steps" });
  const nav = h("nav", { "aria-label": "Steps" });
  const blocks = drawing(prefix, act, (id, file, tell) => sending.give(id, file, tell, model.get("page").most), announce);
  const sending = sendingFiles(model, lost);

  function announce(words) {
    status.textContent = words;
  }

  function act(content) {
    try {
      model.send(content);
      wait("Working …");
    } catch {
      lost();
    }
  }

  function wait(words) {
    busy.textContent = words;
    for (const button of steps.querySelectorAll("button")) button.disabled = Boolean(words);
  }

  function lost() {
    if (dead) return;
    dead = true;
    wait("");
    alert.textContent =
      "The calculator cannot be reached: what is on this page may be old. Reload the page and begin again.";
  }

  function beat() {
    clearTimeout(beating);
    if (document.hidden) return;
    beating = setTimeout(lost, busy.textContent ? BUSY_MS : PATIENCE_MS);
    try {
      model.send("beat");
    } catch {
      lost();
    }
  }

  function heard(content, buffers) {
    clearTimeout(beating);
    if (dead) {
      dead = false;
      alert.textContent = "";
    }
    beating = setTimeout(beat, BEAT_MS);
    if (content.piece !== undefined) sending.arrived(content.key);
    else if (content.progress !== undefined) busy.textContent = content.progress;
    else if (content.save) save(content.save, content.type, buffers);
    if (content.done) wait("");
  }

  function receive() {
    const page = model.get("page");
    const reached = page.steps.filter((step) => !step.waits);
    redraw(nav, reached.map((step) => [step.id, step.title]), () => [h("ol", {}, reached.map((step) => h("li", {}, jump(step))))]);
    const here = document.activeElement?.id;
    redraw(steps, page.steps, () => inPairs(page.steps, page.steps.map(drawStep)));
    wait("");
    const go = page.go && document.getElementById(`${prefix}-step-${page.go}`);
    if (go) {
      go.focus();
      go.scrollIntoView({ block: "start" });
    } else if (here) document.getElementById(here)?.focus();
    announce(page.spoken);
  }

  /** A step beside the one before it shares a row with it where the page is wide. */
  function inPairs(said, drawn) {
    return drawn.flatMap((node, place) => {
      if (said[place + 1]?.beside) return [h("div", { class: "bc-pair" }, node, drawn[place + 1])];
      return said[place].beside ? [] : [node];
    });
  }

  function jump(step) {
    const id = `${prefix}-step-${step.id}`;
    const go = (event) => {
      event.preventDefault();
      const heading = document.getElementById(id);
      heading.focus();
      heading.scrollIntoView({ block: "start" });
    };
    return h("a", { href: `#${id}`, on: { click: go } }, step.title);
  }

  function drawStep(step, place) {
    const heading = h(
      "h2",
      { id: `${prefix}-step-${step.id}`, tabindex: "-1" },
      h("span", { class: "bc-number" }, String(place + 1)),
      ` ${step.title}`,
    );
    return h(
      "section",
      { class: step.waits ? "bc-step bc-step-waits" : "bc-step", "aria-labelledby": heading.id },
      heading,
      step.waits ? h("p", { class: "bc-text" }, step.waits) : step.blocks.map(blocks.draw),
    );
  }

  const page = h(
    "main",
    { class: "bc-app", "data-lm-suppress-shortcuts": "true" },
    h("header", { class: "bc-top" }, h("h1", {}, model.get("page").title), nav),
    h("p", { class: "bc-hint bc-kept" }, model.get("page").kept),
    busy,
    alert,
    steps,
    status,
  );

  el.replaceChildren(page);
  model.on("change:page", receive);
  model.on("msg:custom", heard);
  document.addEventListener("visibilitychange", beat);
  receive();
  beat();
  return () => {
    model.off("change:page", receive);
    model.off("msg:custom", heard);
    document.removeEventListener("visibilitychange", beat);
    clearTimeout(beating);
  };
}

export default { render };
