// The call app's page, which stands on ui/design/static/base.js: draws the form from Python's schema and the result from Python's screen, and works nothing out.
// Every text from Python enters the page as text. Where a server keeps the answers for a reload (window.keptAnswers), it
// is told each change; the browser stores nothing.

const WATCHDOG_MS = 2500; // no answer for so long: the figures are stale
const BEAT_MS = 1500; // so long after the calculator was heard it is asked again whether it is there
const BUSY_MS = 10000; // while it works out the months to come it has so long to answer
const HELD_UP_MS = 1000; // a timer so late was held up with the page, as in a laptop that slept: it proves nothing
const KEEP_MS = 250; // wait for the next change before the answers are kept
const TYPING_MS = 30; // wait for the next keystroke before sending
const SPOKEN_MS = 1000; // wait for the last change before it is announced
const AHEAD_MS = 300; // the months to come are asked for once the figures have stood so long
const LEFT_MS = 200; // a question was left: a click on its way finds everything still in its place
const CONFIRM_MS = 6000; // how long "press again" stands

let instances = 0;

function bar(start, width, kind) {
  const ns = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(ns, "svg");
  for (const [name, value] of [
    ["viewBox", "0 0 1000 10"],
    ["preserveAspectRatio", "none"],
    ["aria-hidden", "true"],
  ]) {
    svg.setAttribute(name, value);
  }
  const rect = document.createElementNS(ns, "rect");
  for (const [name, value] of [
    ["x", start],
    ["y", 0],
    ["width", width],
    ["height", 10],
  ])
    rect.setAttribute(name, value);
  svg.setAttribute("class", `bc-bar bc-bar-${kind}`);
  svg.append(rect);
  return svg;
}

function lawLinks(provisions) {
  return provisions.flatMap(([text, url], index) => [
    index ? "; " : "",
    url.startsWith("https://") ? h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text) : text,
  ]);
}

// --- One question ----------------------------------------------------------------------------------------------------

/** A question's controls. `read` gives its answers, `fill` sets them, `say` shows an error. */
function question(field, dom, changed) {
  const make =
    field.kind === "radio" || field.kind === "yesno" || field.kind === "checks"
      ? choices
      : field.kind === "flag"
        ? tick
        : typed;
  const control = make(field, dom, changed);
  const node = control.node;
  node.classList.add("bc-field", `bc-kind-${field.kind}`);
  const error = node.querySelector(".bc-error");
  return {
    field,
    node,
    ...control,
    error,
    path: field.id, // where it stands now; a row sets it anew when rows move
    hide(hidden) {
      node.hidden = hidden;
    },
    say(message) {
      if (error.hidden === !message && error.lastChild.data === message) return;
      error.hidden = !message;
      error.lastChild.data = message;
      node.classList.toggle("bc-invalid", Boolean(message));
      for (const input of control.inputs) input.setAttribute("aria-invalid", message ? "true" : "false");
    },
    assume(assumed) {
      const tag = node.querySelector(".bc-assumed");
      if (tag) tag.hidden = !assumed;
    },
    assumed: () => node.querySelector(".bc-assumed:not([hidden])") !== null,
  };
}

function describedBy(field, dom) {
  return [field.hint && `${dom}-hint`, `${dom}-error`].filter(Boolean).join(" ");
}

function hintAndError(field, dom) {
  return [
    field.hint && h("p", { class: "bc-hint", id: `${dom}-hint` }, field.hint),
    h("p", { class: "bc-error", id: `${dom}-error`, hidden: true }, h("span", { class: "bc-unseen" }, "Error: "), ""),
  ];
}

function assumedTag() {
  return h("span", { class: "bc-assumed" }, "assumed");
}

function options(select, list) {
  const groups = new Map();
  for (const [value, label, group = ""] of list) {
    const option = h("option", { value }, label);
    if (!group) {
      select.append(option);
      continue;
    }
    if (!groups.has(group)) {
      groups.set(group, h("optgroup", { label: group }));
      select.append(groups.get(group));
    }
    groups.get(group).append(option);
  }
}

const UNITS = { money: "£" };
const MODES = { money: "decimal", whole: "numeric", hours: "decimal" };

/** A text box or a list to choose from, and beside an amount its period. */
function typed(field, dom, changed) {
  const listed = field.kind === "select" || field.kind === "which";
  const attributes = { id: dom, "aria-describedby": describedBy(field, dom), "aria-invalid": "false" };
  const input = listed
    ? h("select", { ...attributes, class: "bc-select", on: { change: () => changed(true) } })
    : h("input", {
        ...attributes,
        type: "text",
        class: `bc-input bc-input-${field.kind}`,
        inputmode: MODES[field.kind],
        autocomplete: "off",
        spellcheck: "false",
        maxlength: "60",
        on: { input: () => changed(false) },
      });
  if (field.kind === "select") options(input, field.options);
  const unit = UNITS[field.kind];
  const name = document.createTextNode(field.label);
  const label = h(
    "label",
    { for: dom, id: `${dom}-label` },
    name,
    unit ? ` (${unit})` : null,
    (field.default || field.assumes) && assumedTag(),
  );
  const inputs = [input];
  let beside = input;
  if (field.per_id) {
    const per = h("select", {
      id: `${dom}-per`,
      class: "bc-select",
      "aria-labelledby": `${dom}-label ${dom}-per-label`,
      on: { change: () => changed(true) },
    });
    options(per, field.periods);
    inputs.push(per);
    beside = h(
      "div",
      { class: "bc-beside" },
      input,
      h("label", { for: per.id, id: `${dom}-per-label`, class: "bc-per" }, "how often"),
      per,
    );
  }
  return {
    node: h("div", {}, label, ...hintAndError(field, dom), beside),
    inputs,
    rename: (text) => (name.data = text),
    read: () =>
      field.per_id ? { [field.id]: input.value, [field.per_id]: inputs[1].value } : { [field.id]: input.value },
    fill(values) {
      input.value = values[field.id];
      if (field.per_id) inputs[1].value = values[field.per_id];
    },
    offer(list) {
      const kept = input.value;
      input.replaceChildren();
      options(input, [["", "None"], ...list]);
      input.value = kept;
    },
    /** What Python takes as the answer while the box is empty stands in it, and says that it is assumed. */
    suppose(text) {
      input.placeholder = text;
    },
    shown: () =>
      listed
        ? input.value
          ? (input.selectedOptions[0]?.label ?? "")
          : ""
        : input.value.trim()
          ? unit === "£"
            ? `£${input.value.trim().replace(/^£/, "")}`
            : input.value.trim()
          : input.placeholder,
  };
}

/** Radios or boxes in a fieldset. */
function choices(field, dom, changed) {
  const several = field.kind === "checks";
  const labels = new Map(field.options.map(([value, label]) => [value, label]));
  const inputs = [];
  const parts = [];
  let heading = "";
  for (const [index, [value, label, group = ""]] of field.options.entries()) {
    if (group !== heading) {
      heading = group;
      parts.push(h("p", { class: "bc-subheading" }, group));
    }
    const input = h("input", {
      type: several ? "checkbox" : "radio",
      id: `${dom}-${index}`,
      name: dom,
      value,
      on: { change: () => changed(true), click: () => changed(true) },
    });
    inputs.push(input);
    parts.push(h("div", { class: "bc-choice" }, input, h("label", { for: input.id }, label)));
  }
  const legend = h("legend", {}, field.label, field.default && assumedTag());
  const fieldset = h(
    "fieldset",
    { "aria-describedby": describedBy(field, dom) },
    legend,
    ...hintAndError(field, dom),
    h("div", { class: "bc-choices" }, parts),
  );
  const chosen = () => inputs.filter((input) => input.checked);
  return {
    node: h("div", {}, fieldset),
    inputs: [],
    first: inputs[0],
    rename: () => {},
    read: () => ({
      [field.id]: chosen()
        .map((input) => input.value)
        .join(" "),
    }),
    fill(values) {
      const wanted = several ? values[field.id].split(" ") : [values[field.id]];
      for (const input of inputs) input.checked = wanted.includes(input.value);
    },
    shown: () =>
      chosen()
        .filter((input) => input.value)
        .map((input) => labels.get(input.value))
        .join(", "),
  };
}

/** One box to tick. */
function tick(field, dom, changed) {
  const input = h("input", {
    type: "checkbox",
    id: dom,
    "aria-describedby": describedBy(field, dom),
    on: { change: () => changed(true) },
  });
  return {
    node: h(
      "div",
      {},
      h("div", { class: "bc-choice" }, input, h("label", { for: dom }, field.label)),
      ...hintAndError(field, dom),
    ),
    inputs: [input],
    rename: () => {},
    read: () => ({ [field.id]: input.checked ? "yes" : "" }),
    fill: (values) => (input.checked = values[field.id] === "yes"),
    shown: () => (input.checked ? "yes" : ""),
  };
}

// --- The form --------------------------------------------------------------------------------------------------------

/** The whole form: `read` gives every answer, `show` takes what Python says about it. */
function buildForm(prefix, definition, changed, announce) {
  const controls = new Set(); // every question on screen, those in rows included
  const groups = new Map(); // id -> {item, node, rows, add}
  const mores = new Set();
  const places = new Map();
  const top = [];
  let made = 0;

  function addQuestion(field, values, owned) {
    const dom = `${prefix}-${(made += 1)}`;
    const control = question(field, dom, (now) => {
      control.assume(field.assumes && !control.read()[field.id].trim());
      summarise();
      changed(now);
    });
    if (field.of) control.offer(numbered(field.of));
    control.fill(values);
    control.hide(field.conditional);
    controls.add(control);
    owned.push(control);
    return control;
  }

  function addMore(item, values, owned) {
    const inside = [];
    const told = h("span", { class: "bc-told" });
    const body = h(
      "div",
      { class: "bc-items" },
      item.items.map((field) => addQuestion(field, values, inside).node),
    );
    const node = h(
      "details",
      { class: "bc-more", hidden: item.items.every((field) => field.conditional) },
      h("summary", {}, h("span", { class: "bc-more-title" }, item.title), told),
      body,
    );
    owned.push(...inside);
    const more = { item, node, told, inside, path: item.id };
    mores.add(more);
    return more;
  }

  function numbered(id) {
    const group = groups.get(id);
    return group ? group.rows.map((_, index) => [String(index + 1), `${group.item.row} ${index + 1}`]) : [];
  }

  function addGroup(item) {
    const holder = h("div", { class: "bc-rows" });
    const add = h(
      "button",
      { type: "button", class: "bc-add", on: { click: () => insert(group, item.blank, true) } },
      h("span", { "aria-hidden": "true" }, "+ "),
      item.add,
    );
    const group = {
      item,
      holder,
      add,
      rows: [],
      node: h("div", { class: "bc-group", hidden: item.conditional }, holder, add),
    };
    groups.set(item.id, group);
    return group;
  }

  function insert(group, values, byHand) {
    const owned = [];
    const row = { owned, mores: [], placed: [] };
    const body = h("div", { class: "bc-items" });
    for (const item of group.item.items) {
      if (item.type === "more") {
        const more = addMore(item, values, owned);
        row.mores.push(more);
        body.append(more.node);
      } else {
        const control = addQuestion(item, values, owned);
        if (item.place && places.has(item.place)) {
          row.placed.push(control);
          places.get(item.place).slots.append(control.node);
        } else body.append(control.node);
      }
    }
    row.legend = h("legend", {}, "");
    row.remove = h("button", { type: "button", class: "bc-remove", on: { click: () => remove(group, row) } }, "Remove");
    row.node = h("fieldset", { class: "bc-row" }, row.legend, row.remove, body);
    group.rows.push(row);
    group.holder.append(row.node);
    renumber(group);
    if (byHand) {
      const first = row.node.querySelector("input, select");
      first.focus();
      announce(`${row.legend.textContent} added.`);
      changed(true);
    }
  }

  function remove(group, row) {
    const index = group.rows.indexOf(row);
    group.rows.splice(index, 1);
    for (const control of row.owned) controls.delete(control);
    for (const more of row.mores) mores.delete(more);
    for (const control of row.placed) control.node.remove();
    row.node.remove();
    for (const control of controls) {
      if (control.field.of !== group.item.id) continue;
      const at = Number(control.read()[control.field.id]);
      if (at === index + 1) control.fill({ [control.field.id]: "" });
      else if (at > index + 1) control.fill({ [control.field.id]: String(at - 1) });
    }
    renumber(group);
    group.add.focus();
    announce(`${row.legend.textContent} removed.`);
    changed(true);
  }

  function renumber(group) {
    const { id, row: name, most } = group.item;
    group.rows.forEach((row, index) => {
      const title = most > 1 ? `${name} ${index + 1}` : name;
      row.legend.textContent = title;
      row.remove.replaceChildren("Remove", h("span", { class: "bc-unseen" }, ` ${title}`));
      for (const control of row.owned) control.path = `${id}.${index}.${control.field.id}`;
      for (const more of row.mores) more.path = `${id}.${index}.${more.item.id}`;
      for (const control of row.placed) control.rename(`${control.field.label}, ${title.toLowerCase()}`);
    });
    group.add.hidden = group.rows.length >= most;
    group.node.classList.toggle("bc-filled", group.rows.length > 0);
    for (const control of controls) if (control.field.of === id) control.offer(numbered(id));
    summarise();
  }

  /** Beside each closed heading, what was answered behind it. */
  function summarise() {
    for (const more of mores) {
      const said = more.inside.filter((control) => !control.node.hidden && control.shown());
      const text = said
        .map((control) =>
          control.field.kind === "flag" ? control.field.short : `${control.field.short}: ${control.shown()}`,
        )
        .join(" · ");
      more.told.replaceChildren(
        ...(text ? [text] : []),
        ...(text && said.every((control) => control.assumed()) ? [assumedTag()] : []),
      );
    }
    for (const { node, slots } of places.values()) node.hidden = ![...slots.children].some((child) => !child.hidden);
  }

  function stage(definitionOf, number) {
    const body = h("div", { class: "bc-items" });
    for (const item of definitionOf.items) {
      if (item.type === "field") body.append(addQuestion(item, definition.blank, top).node);
      else if (item.type === "more") body.append(addMore(item, definition.blank, top).node);
      else if (item.type === "group") {
        // Groups that follow each other stand together, so that their buttons make one line.
        if (!body.lastChild?.classList.contains("bc-groups")) body.append(h("div", { class: "bc-groups" }));
        body.lastChild.append(addGroup(item).node);
      } else if (item.type === "place") {
        const slots = h("div", { class: "bc-items" });
        const node = h(
          "fieldset",
          { class: "bc-row", hidden: true },
          h("legend", {}, item.title),
          item.hint && h("p", { class: "bc-hint" }, item.hint),
          slots,
        );
        places.set(item.id, { node, slots });
        body.append(node);
      }
    }
    const title = h(
      "h2",
      { id: `${prefix}-stage-${definitionOf.id}`, tabindex: "-1" },
      h("span", { class: "bc-number" }, String(number)),
      ` ${definitionOf.title}`,
    );
    return h(
      "section",
      { class: "bc-stage", "aria-labelledby": title.id },
      title,
      definitionOf.intro && h("p", { class: "bc-hint" }, definitionOf.intro),
      body,
    );
  }

  const stages = definition.stages.map((one, index) => stage(one, index + 1));

  function fill(values) {
    for (const group of groups.values()) {
      for (const row of [...group.rows]) {
        for (const control of row.owned) controls.delete(control);
        for (const more of row.mores) mores.delete(more);
        for (const control of row.placed) control.node.remove();
        row.node.remove();
      }
      group.rows = [];
      renumber(group);
    }
    for (const control of top) {
      control.fill(values);
      control.assume(control.read()[control.field.id] === control.field.default);
    }
    for (const group of groups.values()) for (const row of values[group.item.id]) insert(group, row, false);
    summarise();
  }

  function read() {
    const values = {};
    for (const control of top) Object.assign(values, control.read());
    for (const [id, group] of groups) {
      values[id] = group.rows.map((row) => Object.assign({}, ...row.owned.map((control) => control.read())));
    }
    return values;
  }

  function show(screen, lenient) {
    if (screen.hidden) {
      const hidden = new Set(screen.hidden);
      for (const control of controls) control.hide(hidden.has(control.path));
      for (const more of mores) more.node.hidden = hidden.has(more.path);
      for (const [id, group] of groups) group.node.hidden = hidden.has(id);
      for (const control of controls) if (control.field.assumes) control.suppose(screen.assumed[control.path] ?? "");
      summarise();
    }
    const problems = new Map(screen.problems.map((problem) => [problem.field, problem.message]));
    for (const control of controls) {
      const message = problems.get(control.path) ?? "";
      if (!message || !lenient(control)) control.say(message);
    }
  }

  function find(path) {
    return [...controls].find((control) => control.path === path);
  }

  /** Take the reader to a question, opening what it is behind. */
  function goTo(path) {
    const control = find(path);
    if (!control) return;
    for (let up = control.node.parentElement; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    const target = control.first ? (control.node.querySelector("input:checked") ?? control.first) : control.inputs[0];
    target.focus();
  }

  return { stages, fill, read, show, find, goTo };
}

// --- The result ------------------------------------------------------------------------------------------------------

function figureCard(figure, main) {
  return h(
    "div",
    { class: main ? "bc-figure bc-figure-main" : "bc-figure" },
    h("dt", {}, figure.name),
    h(
      "dd",
      {},
      h("span", { class: "bc-amount" }, figure.amount),
      h("span", { class: "bc-period" }, ` ${figure.per}`),
      figure.also && h("span", { class: "bc-also" }, figure.also),
      figure.note && h("span", { class: "bc-note" }, figure.note),
    ),
  );
}

function flagRow(flag) {
  return h(
    "div",
    { class: `bc-flag bc-flag-${flag.state}` },
    h("dt", {}, flag.name),
    h("dd", {}, h("strong", { class: "bc-word" }, flag.word), ` ${flag.text}`),
  );
}

function shortfallTable(shortfall) {
  const rows = shortfall.rows.map((row) =>
    h(
      "tr",
      { class: `bc-is-${row.kind}` },
      h("th", { scope: "row" }, row.label),
      h("td", { class: "bc-bars" }, bar(row.start, row.width, row.kind)),
      h("td", { class: "bc-money" }, row.amount),
    ),
  );
  const foot = h(
    "tr",
    {},
    h("th", { scope: "row" }, "Rent to pay"),
    h("td", { class: "bc-bars" }),
    h("td", { class: "bc-money" }, shortfall.to_pay),
  );
  return h(
    "table",
    { class: "bc-table" },
    h("caption", {}, "Where the rent goes, £ a week"),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col" }, "Part"),
        h("td", { class: "bc-bars" }),
        h("th", { scope: "col", class: "bc-money" }, "£ a week"),
      ),
    ),
    h("tbody", {}, rows),
    h("tfoot", {}, foot),
  );
}

function workingLine(line, remembered) {
  const list = (title, pairs) => pairs.length > 0 && [h("dt", {}, title), ...pairs.map((text) => h("dd", {}, text))];
  return remembered(
    `line ${line.name} ${line.label}`,
    "bc-line",
    [h("span", {}, line.label), h("span", { class: "bc-money" }, line.amount)],
    [
      h("p", {}, line.how),
      h("dl", { class: "bc-sources" }, list("From", line.inputs), list("Rate", line.rates), [
        h("dt", {}, "Law"),
        h("dd", {}, lawLinks(line.law)),
      ]),
    ],
  );
}

function working(figures, remembered) {
  if (!figures.working.some((section) => section.lines.length)) return null;
  return remembered(
    "working",
    "bc-more",
    ["How is this worked out?"],
    figures.working
      .filter((section) => section.lines.length)
      .map((section) => [h("h3", {}, section.title), ...section.lines.map((line) => workingLine(line, remembered))])
      .flat(),
  );
}

function considered(figures, remembered) {
  if (!figures.not_awarded.length) return null;
  return remembered(
    "nil",
    "bc-more",
    ["Considered and nil, and why"],
    [
      h(
        "ul",
        { class: "bc-nil" },
        figures.not_awarded.map((line) =>
          h(
            "li",
            {},
            h("strong", {}, line.label),
            `: ${line.reason}. `,
            h("span", { class: "bc-law" }, lawLinks(line.law)),
          ),
        ),
      ),
    ],
  );
}

/** A sentence whose amounts keep their sign: no line ends within "+£8.10". */
function unbroken(text) {
  return text
    .split(/([+−]£[\d,.]*\d)/)
    .map((part, index) => (index % 2 ? h("span", { class: "bc-unbroken" }, part) : part));
}

/** The months to come: a table of the days on which something changes, each followed by what changes it. */
function drawOutlook(outlook, goTo) {
  if (outlook.failed) return [h("p", {}, outlook.failed)];
  const heads = outlook.columns.map(([name, per]) => h("th", { scope: "col", class: "bc-money" }, `${name} ${per}`));
  const rows = outlook.rows.flatMap((row) => [
    h(
      "tr",
      { class: row.projected ? "bc-projected" : null },
      h("th", { scope: "row" }, row.from, row.projected && h("span", { class: "bc-mark-projected" }, " projected")),
      row.amounts.map((amount, index) =>
        h("td", { class: "bc-money" }, h("span", { class: "bc-cell-name" }, outlook.columns[index].join(" ")), amount),
      ),
    ),
    ...row.events.map((event) =>
      h(
        "tr",
        { class: row.projected ? "bc-event bc-projected" : "bc-event" },
        h(
          "td",
          { colspan: String(outlook.columns.length + 1) },
          [event.label, event.day].filter(Boolean).join(", "),
          event.effect && h("span", { class: "bc-effect" }, ": ", unbroken(event.effect)),
          row.projected && ` (${row.projected})`,
        ),
      ),
    ),
  ]);
  return [
    h("p", {}, `${outlook.nothing || "Shown where something changes"}, up to ${outlook.until}.`),
    outlook.without.length > 0 &&
      h(
        "div",
        { class: "bc-missing bc-without" },
        h("p", {}, "These months are worked out without:"),
        linked(outlook.without, goTo),
        h("p", {}, outlook.left_out),
      ),
    outlook.projected && h("p", { class: "bc-projection" }, outlook.projected),
    rows.length > 0 &&
      h(
        "table",
        { class: "bc-table bc-outlook" },
        h("caption", { class: "bc-unseen" }, "What changes in the months to come"),
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "From"), heads)),
        h("tbody", {}, rows),
      ),
    outlook.missing.length > 0 &&
      h(
        "div",
        { class: "bc-missing" },
        h("p", {}, "Birthdays are not followed where only an age is given. Give a month of birth for:"),
        linked(outlook.missing, goTo),
      ),
    h("ul", { class: "bc-notes" }, outlook.notes.map((note) => h("li", {}, note))),
  ].filter(Boolean);
}

function drawFigures(figures, remembered, ahead) {
  if (!figures) return [];
  const [main, ...others] = figures.awards;
  return [
    h(
      "dl",
      { class: "bc-figures" },
      main && figureCard(main, true),
      figures.rent.map((one) => figureCard(one, false)),
      others.map((one) => figureCard(one, false)),
    ),
    h("p", { class: "bc-why" }, figures.why),
    h("dl", { class: "bc-flags" }, figures.flags.map(flagRow)),
    figures.shortfall && shortfallTable(figures.shortfall),
    figures.warnings.length > 0 &&
      h(
        "section",
        { class: "bc-warnings", "aria-label": "Warnings" },
        h("h3", {}, "Check"),
        h(
          "ul",
          {},
          figures.warnings.map((text) => h("li", {}, text)),
        ),
      ),
    ahead,
    working(figures, remembered),
    considered(figures, remembered),
    h("p", { class: "bc-hint" }, figures.source),
  ].filter(Boolean);
}

function linked(list, goTo) {
  return h(
    "ul",
    {},
    list.map(({ field, message }) =>
      h(
        "li",
        {},
        field
          ? h("a", { href: "#", on: { click: (event) => (event.preventDefault(), goTo(field)) } }, message)
          : message,
      ),
    ),
  );
}

// --- The page --------------------------------------------------------------------------------------------------------

async function render({ model, el }) {
  const keeper = window.keptAnswers; // none in a notebook
  const brought = keeper ? await keeper.brought : null;
  const prefix = `bc${(instances += 1)}`;
  const open = new Set(); // the details that the reader opened, kept while figures change
  let seq = model.get("answers").seq;
  let timer = 0;
  let watchdog = 0;
  let beating = 0;
  let keeping = 0;
  let speaking = 0;
  let left = 0;
  let asking = 0;
  let asked = -1; // the answers whose months to come were asked for last
  let figuresOf = -1; // the answers that the figures in view are of
  let typing = null; // the question being typed in: its error waits until it is left
  let dead = ""; // why the figures are old, if it is no fault of the answers
  let silent = false; // whether that is because the calculator is not heard
  let back = false; // whether the answers are those of before a reload, and nobody has changed them since

  const alert = h("div", { role: "alert", class: "bc-alert" });
  const status = h("p", { role: "status", class: "bc-unseen" });
  const state = h("div", { class: "bc-state" });
  const when = h("p", { class: "bc-when" });
  const results = h("div", { class: "bc-results" });
  const title = h("h2", { id: `${prefix}-result`, tabindex: "-1" }, "Result");
  const panel = h(
    "section",
    { class: "bc-panel", "aria-labelledby": title.id, tabindex: "0" },
    title,
    when,
    alert,
    state,
    results,
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

  const aheadBody = h("div", { class: "bc-inside" });
  const ahead = h(
    "details",
    { class: "bc-more bc-ahead", "data-key": "ahead", on: { toggle: () => lookAhead(0) } },
    h("summary", {}, "What changes in the months to come?"),
    aheadBody,
  );

  /** Ask for the months to come of the figures in view, if they are looked at and not here already. */
  function lookAhead(wait) {
    clearTimeout(asking);
    drawAhead();
    const screen = model.get("screen");
    if (!ahead.open || dead || !screen.fresh || asked === screen.seq) return;
    asking = setTimeout(() => {
      if (screen.seq !== seq) return; // the answers have changed: their screen asks again
      asked = seq;
      try {
        model.set("asked", seq);
        model.save_changes();
      } catch {
        stale("the calculator cannot be reached");
      }
    }, wait);
  }

  function drawAhead() {
    const outlook = model.get("outlook");
    const here = outlook.seq === figuresOf;
    const waiting = dead || !model.get("screen").fresh ? "Not worked out." : "Working it out …";
    redraw(aheadBody, here ? outlook : waiting, () => (here ? drawOutlook(outlook, form.goTo) : [h("p", {}, waiting)]));
  }

  function receiveAhead() {
    drawAhead();
    const outlook = model.get("outlook");
    if (outlook.seq === figuresOf && ahead.open) announce(outlook.failed || outlook.spoken);
  }

  /** Somebody changed an answer. */
  function answered(now) {
    back = false;
    keepSoon();
    schedule(now);
  }

  function schedule(now) {
    clearTimeout(timer);
    typing = now ? null : document.activeElement;
    timer = setTimeout(send, now ? 0 : TYPING_MS);
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
    const busy = asked === seq && model.get("outlook").seq !== seq;
    const patience = busy ? BUSY_MS : WATCHDOG_MS;
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

  function heard(content) {
    if (content !== "beat") return;
    clearTimeout(beating);
    beating = setTimeout(beat, BEAT_MS);
    if (silent) send(); // it is back: the answers may have been lost on the way
  }

  /** What is on screen; null while it is the form as it opened. */
  function held() {
    const { blank } = model.get("form");
    const values = form.read();
    const same = Object.keys(blank).every((id) => JSON.stringify(values[id]) === JSON.stringify(blank[id]));
    return same ? null : values;
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
    lookAhead(AHEAD_MS);
    announce(back ? `Your answers from before the reload are back. ${screen.spoken}` : screen.spoken);
  }

  function draw() {
    const screen = model.get("screen");
    const old = Boolean(dead) || !screen.fresh;
    const earlier = old && screen.figures && figuresOf !== seq; // false where the calculator fell silent after them
    const lenient = (control) =>
      typing !== null && control.inputs.includes(typing) && document.activeElement === typing && control.error.hidden;
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
    redraw(state, [earlier, dead, back, problems, screen.needed, Boolean(screen.figures)], () =>
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
          h(
            "div",
            { class: "bc-needed" },
            h("h3", {}, screen.figures ? "Still to answer" : "Answer these for a first figure"),
            linked(screen.needed, form.goTo),
          ),
      ].filter(Boolean),
    );
    redraw(results, screen.figures, () => drawFigures(screen.figures, remembered, ahead));
  }

  // Clear: the first press asks, the second clears.
  let pressedOnce = 0;
  const clear = h(
    "button",
    { type: "button", class: "bc-clear", on: { click: pressed, blur: () => relax() } },
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
    open.clear();
    results.shown = null;
    for (const details of [ahead, ...el.querySelectorAll("details")]) details.open = false;
    form.fill(model.get("form").blank);
    answered(true);
    form.stages[0].querySelector("h2").focus();
    announce("All answers cleared.");
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
  const nav = h(
    "nav",
    { class: "bc-nav", "aria-label": "Parts of the form" },
    h(
      "ol",
      {},
      form.stages.map((stage) =>
        h("li", {}, jump(stage.querySelector("h2").id, stage.querySelector("h2").lastChild.data.trim())),
      ),
      h("li", { class: "bc-to-result" }, jump(title.id, "Result")),
    ),
  );
  const page = h(
    "main",
    { class: "bc-app", "data-lm-suppress-shortcuts": "true" },
    h(
      "div",
      { class: "bc-top" },
      h(
        "div",
        {},
        h("h1", {}, "Benefit and rent estimate"),
        h(
          "p",
          { class: "bc-hint" },
          "Nothing is written to disk. No names, addresses or reference numbers.",
          keeper && " After a reload your answers come back; 10 minutes after the tab is closed they are forgotten.",
        ),
      ),
      clear,
    ),
    nav,
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
        form.stages,
      ),
      panel,
    ),
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
  model.on("change:outlook", receiveAhead);
  model.on("msg:custom", heard);
  document.addEventListener("visibilitychange", lookedAt);
  window.addEventListener("pagehide", leaves);
  draw();
  if (brought) bringBack(brought);
  beat();

  /** Fill in the answers of before a reload, and have them checked and worked out as if they had just been typed. */
  function bringBack(values) {
    try {
      form.fill({ ...model.get("answers").values, ...values });
    } catch {
      form.fill(model.get("form").blank); // not what this page had sent
      return;
    }
    back = true;
    send();
  }

  return () => {
    model.off("change:screen", receive);
    model.off("change:outlook", receiveAhead);
    model.off("msg:custom", heard);
    document.removeEventListener("visibilitychange", lookedAt);
    window.removeEventListener("pagehide", leaves);
    for (const one of [timer, watchdog, beating, keeping, speaking, left, asking, pressedOnce]) clearTimeout(one);
  };
}

export default { render };
