// The call app's page: it joins the form, the answer and the parts to Python, and works nothing out.
// Every text from Python enters the page as text. Where a server keeps the answers for a reload (window.keptAnswers), it
// is told each change; the browser stores nothing.

const WATCHDOG_MS = 2500; // no answer for so long: the figures are stale
const BEAT_MS = 1500; // so long after the calculator was heard it is asked again whether it is there
const BUSY_MS = 10000; // while it works out a slow part of the page it has so long to answer
const HELD_UP_MS = 1000; // a timer so late was held up with the page, as in a laptop that slept: it proves nothing
const KEEP_MS = 250; // wait for the next change before the answers are kept
const SPOKEN_MS = 1000; // wait for the last change before it is announced
const PAUSE_MS = 1200; // a question that is being typed in is told its error after so long without a keystroke
const LEFT_MS = 200; // a question was left: a click on its way finds everything still in its place
const ADVICE = ["options", "hours", "why", "budget", "home", "steps", "wrap"]; // the parts in which somebody types
const MATTERS = { tick: ["wrap"], hours: ["hours"], why: ["why"], assume: ["options", "wrap"], home: ["home"] }; // to whom, if not to all
const CONFIRM_MS = 6000; // how long "press again" stands

const LANDLORDS = ["guidelines", "ladder"]; // the landlord's own files, which the parts hold beside what was typed

let instances = 0;

/** Those of the values that are text: what comes back from the server is checked, as what Python sends is. */
const texts = (values) => Object.fromEntries(Object.entries(values).filter(([, text]) => typeof text === "string"));

async function render({ model, el }) {
  const keeper = window.keptAnswers; // none in a notebook
  const brought = keeper ? await keeper.brought : null;
  const prefix = `bc${(instances += 1)}`;
  const open = new Set(); // the details that the reader opened, kept while figures change
  let seq = model.get("answers").seq;
  let watchdog = 0;
  let beating = 0;
  let keeping = 0;
  let speaking = 0;
  let left = 0;
  let pause = 0;
  let figuresOf = -1; // the answers that the figures in view are of
  let typing = null; // the question being typed in: its error waits until it is left
  let dead = ""; // why the figures are old, if it is no fault of the answers
  let silent = false; // whether that is because the calculator is not heard
  let back = false; // whether the answers are those of before a reload, and nobody has changed them since

  const alert = h("div", { role: "alert", class: "bc-alert" });
  const status = h("p", { role: "status", class: "bc-unseen" });
  const state = h("div", { class: "bc-state" });
  const when = h("p", { class: "bc-when" });
  const headline = h("div", { class: "bc-results" });
  const notAsked = h("section", { class: "bc-ask bc-unasked", "aria-label": "Not asked yet", hidden: true });
  const statement = h("div", { class: "bc-statement" });
  const inSight = h("span", {}); // the answer where the result is out of sight, on a narrow screen
  const title = h("h2", { id: `${prefix}-result`, tabindex: "-1" }, "Result");
  const details = h("div", { class: "bc-results bc-details" });
  const panel = h(
    "section",
    { class: "bc-panel", "aria-labelledby": title.id },
    h("div", { class: "bc-headline" }, h("div", { class: "bc-heading" }, title, when), alert, state, headline, notAsked),
    details,
  );

  const announce = (text) => {
    clearTimeout(speaking);
    speaking = setTimeout(() => (status.textContent = text), SPOKEN_MS);
  };

  const form = buildForm(prefix, model.get("form"), answered, announce);

  function remembered(key, kind, summary, body) {
    const node = h(
      "details",
      { class: kind, open: open.has(key), "data-key": key },
      h("summary", {}, summary),
      h("div", { class: "bc-inside" }, body),
    );
    node.addEventListener("toggle", () => (node.open ? open.add(key) : open.delete(key)));
    return node;
  }

  const parts = partsOfPage({
    ready: () => !dead && figuresOf === seq && Boolean(model.get("screen").fresh),
    figuresOf: () => figuresOf,
    ask(part, given) {
      try {
        model.send({ part, seq: figuresOf, given });
      } catch {
        stale("the calculator cannot be reached");
      }
    },
  });

  /** A part behind a heading, worked out when it is opened. `make` draws what it shows. */
  function behind(key, heading, part, make) {
    const body = h("div", { class: "bc-inside" });
    const node = h(
      "details",
      { class: "bc-more", "data-key": key, on: { toggle: () => parts.want(true) } },
      h("summary", {}, heading),
      body,
    );
    const draw = (shows, fresh) => {
      node.classList.toggle("bc-waits", Boolean(shows) && !fresh);
      const waiting = dead || !model.get("screen").fresh ? "Not worked out." : "Working it out …";
      redraw(body, shows ?? waiting, () =>
        shows ? (shows.failed ? [h("p", {}, shows.failed)] : make(shows)) : [h("p", {}, waiting)],
      );
    };
    return { node, part, draw };
  }

  const ahead = behind("ahead", "What changes in the months to come?", "ahead", (shows) => drawOutlook(shows, form.goTo));
  ahead.node.classList.add("bc-ahead");
  const how = behind("working", "How is this worked out?", "working", (shows) => drawWorking(shows, remembered));
  const nil = behind("nil", "Considered and nil, and why", "working", drawConsidered);
  const next = h("div", { class: "bc-flag bc-next" });
  parts.add("ahead", {
    wanted: () => true,
    draw(shows, fresh) {
      redraw(next, [shows?.next, shows?.failed, shows?.until, fresh], () => nextChange(fresh ? shows : null));
      ahead.draw(fresh ? shows : null, fresh);
    },
  });
  parts.add("unasked", {
    wanted: () => true,
    draw(shows, fresh) {
      const { problems } = model.get("screen"); // what is wrong comes first, and has the room
      const told = fresh && problems.length === 0 && shows?.items ? shows : null;
      redraw(notAsked, told, () => (told ? drawUnasked(told, form.goTo) : []));
      notAsked.hidden = !notAsked.hasChildNodes();
    },
  });
  const ends = behind("ends", "What gives the lowest and the highest?", "ends", (shows) => shows.blocks.map(advice.draw));
  parts.add("ends", { wanted: () => ends.node.open && !ends.node.hidden, draw: ends.draw });
  parts.add("working", {
    quick: true,
    wanted: () => how.node.open || nil.node.open,
    draw: (shows, fresh) => [how, nil].forEach((one) => one.draw(shows, fresh)),
  });

  // What somebody types in a part is known to every part: the note tells the plan.
  const given = {};
  const advice = drawing(
    `${prefix}-advice`,
    ({ do: what, values }) => {
      if (values) typedInPart(what, values);
      else if (what.startsWith("close.")) typedInPart(what, { [what.slice("close.".length)]: "" });
      else ask({ save: what });
    },
    (name, file, tell) => {
      const say = (words) => (tell(words), announce(words));
      openFile(file, say, (text) => typedInPart(name, { [name]: text }));
    },
    announce,
    () => keepSoon(),
  );

  function typedInPart(what, values) {
    Object.assign(given, values);
    keepSoon();
    for (const name of MATTERS[what] ?? ADVICE.slice(1)) parts.again(name);
  }

  function ask(wanted) {
    told.textContent = "";
    try {
      model.send({ ...wanted, given: { ...given } });
    } catch {
      stale("the calculator cannot be reached");
    }
  }

  /** Put in the parts what was typed there before; with nothing, forget it. Files of the landlord are of no one call. */
  function giveParts({ sent = {}, typed = {} } = {}) {
    for (const key of Object.keys(given)) if (!LANDLORDS.includes(key)) delete given[key];
    advice.forget();
    Object.assign(given, texts(sent));
    advice.retype(texts(typed));
    parts.forget();
  }

  /** A part that Python makes of blocks. */
  function advises(name, heading) {
    const one = behind(name, heading, name, (shows) => shows.blocks.map(advice.draw));
    parts.add(name, {
      slow: true,
      wanted: () => one.node.open,
      given: () => ({ ...given }),
      draw(shows, fresh) {
        const focused = one.node.contains(document.activeElement) && document.activeElement.id;
        one.draw(shows, fresh);
        if (focused === false || document.activeElement !== document.body) return;
        (document.getElementById(focused) ?? one.node.querySelector("summary")).focus();
      },
    });
    return one.node;
  }

  const begin = beginning(prefix, {
    send(what, bytes, asked = {}) {
      try {
        model.send({ begin: what, given: asked }, undefined, [bytes]);
      } catch {
        stale("the calculator cannot be reached");
      }
    },
    put({ values, given: sent }) {
      startAfresh(values, { sent });
    },
    isBlank: () => held() === null,
    announce,
  });

  const told = h("p", { class: "bc-hint" });
  const tell = (words) => {
    told.textContent = words;
    announce(words);
  };
  const saves = (what, words) => h("button", { type: "button", on: { click: () => ask({ save: what }) } }, words);
  const options = advises("options", "What can this household do? (options)");
  options.append(advises("hours", "More hours or pay: what is left (chart)"));
  const adviceParts = [
    options,
    advises("why", "Why is the award or the payment different?"),
    advises("budget", "What can they afford? Budget and plan for arrears"),
    advises("home", "Can they afford this home? Before a tenancy"),
    advises("steps", "What must come before notice and court?"),
    advises("wrap", "Wrap up: the note of the call"),
  ];
  const files = h(
    "div",
    { class: "bc-files" },
    saves("note", "Save the note"),
    saves("page", "Save a page for the tenant"),
    saves("answer", "Save the answer and its working, to print"),
    saves("call", "Save this call, without names"),
    told,
  );

  function receivePart(content) {
    if (!parts.receive(content)) return;
    const { failed, spoken } = content.shows;
    if (content.part === "ahead" && !ahead.node.open) return; // the next change alone is not announced
    const strong = content.shows.blocks?.find((block) => block.strong || block.urgent);
    const words = failed || spoken || strong?.text || strong?.title;
    if (words) announce(words);
  }

  /** Somebody changed an answer. */
  function answered(now) {
    back = false;
    keepSoon();
    schedule(now);
  }

  function schedule(now) {
    typing = now ? null : document.activeElement;
    queueMicrotask(send); // while one set is on its way, the widget's model keeps only the latest set for after it
    clearTimeout(pause);
    pause = setTimeout(() => {
      typing = null;
      draw();
    }, PAUSE_MS);
  }

  function send() {
    seq += 1;
    if (silent) draw(); // the figures in view are of earlier answers from now on
    clearTimeout(watchdog);
    watchdog = setTimeout(() => stale("the calculator has not answered"), WATCHDOG_MS); // armed before sending
    try {
      model.set("answers", { seq, values: form.read() });
      model.save_changes();
    } catch {
      clearTimeout(watchdog);
      stale("the calculator cannot be reached");
    }
  }

  /** Say at once that the figures are old, and then whether a reload brings the answers back. */
  async function stale(why) {
    if (silent) return;
    silent = true;
    const said = `Figures not updated: ${why}.`;
    dead = said;
    draw();
    const kept = keeper ? await keeper.keep(held()) : false;
    if (dead !== said) return; // heard again meanwhile
    dead += kept ? " Reload this page: your answers come back." : " Note what you need and reload this page.";
    draw();
  }

  // While the page is looked at, the calculator is asked every few seconds whether it is there.
  function beat() {
    clearTimeout(beating);
    if (document.hidden) return; // asked again when it is looked at
    const patience = parts.busy() ? BUSY_MS : WATCHDOG_MS;
    const due = Date.now() + patience;
    beating = setTimeout(() => {
      if (!document.hidden && Date.now() < due + HELD_UP_MS) stale("the calculator does not answer");
      beating = setTimeout(beat, BEAT_MS);
    }, patience);
    try {
      model.send("beat");
    } catch {
      stale("the calculator cannot be reached");
      clearTimeout(beating);
      beating = setTimeout(beat, BEAT_MS);
    }
  }

  function heard(content, buffers) {
    if (content?.part) receivePart(content);
    if (content?.begun) begin.receive(content);
    if (content?.save) {
      save(content.save, content.type, buffers);
      tell(`${content.save} is saved where your browser keeps downloads.`);
    }
    if (content?.not_saved) tell(`Not saved: ${content.not_saved}`);
    if (content !== "beat") return;
    clearTimeout(beating);
    beating = setTimeout(beat, BEAT_MS);
    if (silent) send(); // it is back: the answers may have been lost on the way
  }

  /** What is on screen; null while it is the form as it opened, with nothing typed in the parts. */
  function held() {
    const values = form.read();
    const parts = { sent: { ...given }, typed: advice.typed() };
    const untyped = Object.values(parts).every((typed) => Object.keys(typed).every((key) => LANDLORDS.includes(key)));
    return untyped && isBlank(values) ? null : { values, parts };
  }

  function isBlank(values) {
    const { blank } = model.get("form");
    return Object.keys(blank).every((id) => JSON.stringify(values[id]) === JSON.stringify(blank[id]));
  }

  function keepSoon() {
    clearTimeout(keeping);
    if (keeper) keeping = setTimeout(() => keeper.keep(held()), KEEP_MS);
  }

  function receive() {
    const screen = model.get("screen");
    if (screen.seq !== seq && screen.seq !== -1) return; // of earlier answers: the ones on screen have their own coming
    clearTimeout(watchdog);
    silent = false;
    dead = screen.failed ? `Figures not updated: ${screen.failed}` : "";
    if (screen.fresh) figuresOf = screen.seq;
    draw();
    announce(back ? `Your answers from before the reload are back. ${screen.spoken}` : screen.spoken);
  }

  function draw() {
    const screen = model.get("screen");
    const old = Boolean(dead) || !screen.fresh;
    const earlier = old && screen.figures && figuresOf !== seq; // false where the calculator fell silent after them
    const lenient = (control) =>
      control.choosing?.() ||
      (typing !== null && control.inputs.includes(typing) && document.activeElement === typing && control.error.hidden);
    form.show(screen, lenient);
    const problems = screen.problems.filter(({ field }) => {
      const control = field && form.find(field);
      return !control || !control.error.hidden;
    });
    if (alert.textContent !== dead) alert.textContent = dead;
    panel.classList.toggle("bc-old", old && Boolean(screen.figures));
    when.textContent = screen.figures
      ? `${screen.figures.when}. An estimate, not a decision.`
      : "An estimate, not a decision.";
    redraw(state, [earlier, dead, back, problems, screen.needed, screen.fresh, Boolean(screen.figures)], () =>
      [
        back &&
          h(
            "p",
            { class: "bc-back" },
            "Your answers from before the reload are back. For another call, clear all answers.",
          ),
        earlier && h("p", { class: "bc-mark" }, "Not updated: these figures are of earlier answers."),
        !dead &&
          problems.length > 0 &&
          h("div", { class: "bc-summary" }, h("h3", {}, "There is a problem"), linked(problems, form.goTo)),
        !dead &&
          screen.needed.length > 0 &&
          !(screen.fresh && screen.figures?.range) &&
          h(
            "div",
            { class: "bc-needed" },
            h("h3", {}, screen.figures ? "Still to answer" : "Answer these for a first figure"),
            linked(screen.needed, form.goTo),
          ),
      ].filter(Boolean),
    );
    redraw(headline, screen.figures, () => (screen.figures ? drawHeadline(screen.figures, next, checks, form.goTo) : []));
    ends.node.hidden = !screen.figures?.range;
    redraw(statement, screen.figures, () => (screen.figures ? drawStatement(screen.figures) : []));
    drawInSight(screen, old);
    details.hidden = !screen.figures;
    source.textContent = screen.figures ? screen.figures.source : "";
    const found = screen.figures?.warnings.length ?? 0;
    checks.hidden = !found;
    checks.lastChild.textContent = `${found} ${found === 1 ? "thing" : "things"} to check`;
    parts.want();
  }

  function drawInSight(screen, old) {
    const main = screen.figures?.rent[0] ?? screen.figures?.awards[0];
    const waits = screen.needed.length ? `Still needed: ${screen.needed.map(({ message }) => message).join(", ")}` : "";
    redraw(inSight, [main, old, waits], () => {
      if (!main) return [waits || "No figure yet"];
      const told = h("strong", { class: "bc-in-sight-amount" }, `${main.amount} ${main.per}`);
      return [`${main.name} `, told, old && " not updated"].filter(Boolean);
    });
  }

  // Clear: the first press asks, the second clears.
  let pressedOnce = 0;
  const clear = h(
    "button",
    { type: "button", class: "bc-clear bc-quiet", on: { click: pressed, blur: () => relax() } },
    "Clear all answers",
  );
  function relax() {
    clearTimeout(pressedOnce);
    pressedOnce = 0;
    clear.textContent = "Clear all answers";
  }
  function pressed() {
    if (!pressedOnce) {
      pressedOnce = setTimeout(relax, CONFIRM_MS);
      clear.textContent = "Press again to clear all answers";
      return;
    }
    relax();
    begin.forget();
    startAfresh(model.get("form").blank);
    form.stages[0].querySelector("h2").focus();
    announce("All answers cleared.");
  }

  /** Another call takes the place of the one on screen. */
  function startAfresh(values, typed) {
    open.clear();
    for (const one of el.querySelectorAll("details")) one.open = false;
    form.fill(values);
    giveParts(typed);
    answered(true);
  }

  const jump = (id, text) =>
    h(
      "a",
      {
        href: `#${id}`,
        on: {
          click: (event) => (
            event.preventDefault(),
            document.getElementById(id).focus(),
            document.getElementById(id).scrollIntoView({ block: "start" })
          ),
        },
      },
      text,
    );
  const comes = h("h2", { id: `${prefix}-comes`, tabindex: "-1" }, "How it comes about");
  const checks = h("p", { class: "bc-checks", hidden: true }, jump(comes.id, ""));
  const source = h("p", { class: "bc-hint" });
  const advised = h("h2", { id: `${prefix}-advice`, tabindex: "-1" }, "What to advise");
  details.append(comes, statement, ends.node, ahead.node, how.node, nil.node, advised, ...adviceParts, files, source);
  const nav = h(
    "nav",
    { class: "bc-nav", "aria-label": "Parts of the form" },
    h(
      "ol",
      {},
      form.stages.map((stage) =>
        h("li", {}, jump(stage.querySelector("h2").id, stage.querySelector("h2").lastChild.data.trim().split(" ")[0])),
      ),
      h("li", { class: "bc-to-result" }, jump(title.id, "Result")),
      h("li", {}, jump(comes.id, "How it comes about")),
      h("li", {}, jump(advised.id, "What to advise")),
    ),
  );
  const page = h(
    "main",
    { class: "bc-app", "data-lm-suppress-shortcuts": "true" },
    h("header", { class: "bc-top" }, h("h1", {}, "Benefit and rent estimate"), nav, h("div", { class: "bc-does" }, begin.button, clear)),
    begin.section,
    h(
      "div",
      { class: "bc-columns" },
      h(
        "form",
        {
          class: "bc-form",
          novalidate: true,
          autocomplete: "off",
          "aria-label": "Answers",
          on: { submit: (event) => event.preventDefault() },
        },
        h(
          "p",
          { class: "bc-hint bc-how" },
          "Not known? Type ",
          h("kbd", {}, "?"),
          " in the box, or a range such as 800 to 1,100: the figures then go from lowest to highest.",
        ),
        form.stages,
      ),
      panel,
    ),
    h(
      "footer",
      { class: "bc-foot" },
      h(
        "p",
        { class: "bc-hint" },
        "Nothing is written to disk unless you save it. No names, addresses or reference numbers.",
        keeper &&
          " What you type, in the parts under the answer too, is kept in this server’s memory alone: it comes back after a reload of this tab, and is forgotten 10 minutes after the tab is closed, or at once with “Clear all answers”.",
      ),
    ),
    h("p", { class: "bc-in-sight" }, inSight, jump(title.id, "See the result")),
    status,
  );
  page.addEventListener("focusout", () => {
    if (typing === null) return;
    typing = null;
    left = setTimeout(draw, LEFT_MS);
  });

  const lookedAt = () => beat();
  const leaves = () => keeper?.keepAtLast(held());

  form.fill(model.get("answers").values);
  el.replaceChildren(page);
  model.on("change:screen", receive);
  model.on("msg:custom", heard);
  document.addEventListener("visibilitychange", lookedAt);
  window.addEventListener("pagehide", leaves);
  draw();
  if (brought) bringBack(brought);
  beat();

  /** Fill in what was typed before a reload, and have it checked and worked out as if it had just been typed. */
  function bringBack({ values, parts: typed }) {
    try {
      form.fill({ ...model.get("answers").values, ...values });
      giveParts(typed);
    } catch {
      form.fill(model.get("form").blank); // not what this page had sent
      return;
    }
    back = true;
    send();
  }

  return () => {
    model.off("change:screen", receive);
    model.off("msg:custom", heard);
    document.removeEventListener("visibilitychange", lookedAt);
    window.removeEventListener("pagehide", leaves);
    parts.stop();
    for (const one of [watchdog, beating, keeping, speaking, left, pause, pressedOnce]) clearTimeout(one);
  };
}

export default { render };
