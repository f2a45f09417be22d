// The controls of one question: text boxes, lists, radios, boxes to tick.

/** A question's controls. `read` gives its answers, `fill` sets them, `say` shows an error. */
function question(field, dom, changed) {
  const make =
    field.kind === "radio" || field.kind === "yesno" || field.kind === "checks"
      ? choices
      : field.kind === "flag"
        ? tick
        : field.kind === "search"
          ? searched
          : typed;
  const control = make(field, dom, changed);
  const node = control.node;
  node.classList.add("bc-field", `bc-kind-${field.kind}`);
  const error = node.querySelector(".bc-error");
  const doubted = node.querySelector(".bc-doubt");
  return {
    field,
    node,
    ...control,
    error,
    path: field.id, // where it stands now; a row sets it anew when rows move
    hide(hidden) {
      node.hidden = hidden;
    },
    /** Ask whether an answer that is not usual is right; it counts all the same. */
    doubt(message) {
      doubted.hidden = !message;
      if (doubted.textContent !== message) doubted.textContent = message;
    },
    say(message) {
      if (error.said === message) return;
      error.said = message;
      error.hidden = !message;
      error.replaceChildren(...(message ? [h("span", { class: "bc-unseen" }, "Error: "), message] : []));
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

const UNKNOWN = "?"; // what Python takes for an answer that nobody knows; typed, the words do as well
const UNKNOWN_WORDS = "Don’t know";

function describedBy(field, dom) {
  return [field.hint && `${dom}-hint`, `${dom}-error`, `${dom}-doubt`, canTypeUnknown(field) && `${dom}-unknown`].filter(Boolean).join(" ");
}

function canTypeUnknown(field) {
  return field.may_be_unknown && !["select", "radio", "yesno", "flag", "checks", "which"].includes(field.kind);
}

/** The answers to choose from; "don’t know" is one, unless there is an answer for that already. */
function choicesOf(field) {
  const known = !field.may_be_unknown || field.kind === "checks" || field.options.some(([value]) => value === "");
  return known ? field.options : [...field.options, [UNKNOWN, UNKNOWN_WORDS, ""]];
}

function hintAndError(field, dom) {
  return [
    field.hint && h("p", { class: "bc-hint", id: `${dom}-hint` }, field.hint),
    h("p", { class: "bc-doubt", id: `${dom}-doubt`, hidden: true }, ""),
    h("p", { class: "bc-error", id: `${dom}-error`, hidden: true }), // empty: a hidden description is read out all the same
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
        on: { input: typedIn, focus: () => input.value === UNKNOWN_WORDS && input.select() },
      });
  /** A question mark anywhere in the box says that nobody knows; what is typed next takes its place. */
  function typedIn() {
    if (!canTypeUnknown(field) || !input.value.includes(UNKNOWN)) return changed(false);
    input.value = UNKNOWN_WORDS;
    input.select();
    changed(true);
  }
  if (field.kind === "select") options(input, choicesOf(field));
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
  if (canTypeUnknown(field)) {
    // Whoever types says it by "?", as the first lines of the form say: the button is for the mouse, so that Tab goes from
    // question to question.
    const unknown = h(
      "button",
      {
        type: "button",
        class: "bc-quiet bc-unknown",
        tabindex: "-1",
        id: `${dom}-unknown`,
        on: {
          click: () => {
            input.value = input.value === UNKNOWN_WORDS ? "" : UNKNOWN_WORDS;
            changed(true);
          },
        },
      },
      h("span", { class: "bc-unseen" }, "type "),
      "? ",
      h("span", { class: "bc-unseen" }, "for "),
      UNKNOWN_WORDS.toLowerCase(),
    );
    beside = h("div", { class: "bc-beside" }, ...(field.per_id ? beside.childNodes : [input]), unknown);
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
            ? input.value.trim().replace(/^£?(?=\d)/, "£")
            : input.value.trim()
          : input.placeholder,
  };
}

/** Radios or boxes in a fieldset. */
function choices(field, dom, changed) {
  const several = field.kind === "checks";
  const labels = new Map(choicesOf(field).map(([value, label]) => [value, label]));
  const inputs = [];
  const parts = [];
  let heading = "";
  for (const [index, [value, label, group = ""]] of choicesOf(field).entries()) {
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

