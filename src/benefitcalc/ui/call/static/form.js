// The form: questions, rows that can be added and removed, headings to open.

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
      { type: "button", class: "bc-add bc-quiet", on: { click: () => insert(group, item.blank, true) } },
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
      const assumed = Boolean(text) && said.every((control) => control.assumed());
      redraw(more.told, [text, assumed], () => [...(text ? [text] : []), ...(assumed ? [assumedTag()] : [])]);
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
      const answers = Object.assign({}, ...top.map((control) => control.read()));
      for (const control of top) if (control.field.within) control.within(answers[control.field.within]);
      for (const control of controls) if (control.field.assumes) control.suppose(screen.assumed[control.path] ?? "");
      summarise();
    }
    const problems = new Map(screen.problems.map((problem) => [problem.field, problem.beside]));
    const doubts = new Map(screen.doubts.map((doubt) => [doubt.field, doubt.beside]));
    for (const control of controls) {
      control.doubt(doubts.get(control.path) ?? "");
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
    if (!control) return groups.get(path)?.add.focus(); // where a row would have to be added
    for (let up = control.node.parentElement; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    const target = control.first ? (control.node.querySelector("input:checked") ?? control.first) : control.inputs[0];
    target.focus();
  }

  return { stages, fill, read, show, find, goTo };
}

