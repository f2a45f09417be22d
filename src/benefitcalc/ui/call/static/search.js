// A name out of a long list, found by typing part of it: an editable combobox with a list, as the ARIA patterns have it.

const MOST_SHOWN = 200; // all that one nation has

/** The options whose label has that text in it; first those that begin with it. */
function matching(options, text) {
  const wanted = text.trim().toLowerCase();
  const at = ([, label]) => label.toLowerCase().indexOf(wanted);
  return [...options.filter((one) => at(one) === 0), ...options.filter((one) => at(one) > 0)].slice(0, MOST_SHOWN);
}

/** The control of such a question. `within` says which group of the options may be chosen at present. */
function searched(field, dom, changed) {
  let group = "";
  let shown = [];
  let active = -1;
  const list = h("ul", { id: `${dom}-list`, role: "listbox", class: "bc-list", hidden: true, "aria-label": field.short });
  const input = h("input", {
    id: dom,
    type: "text",
    role: "combobox",
    class: "bc-input bc-input-search",
    autocomplete: "off",
    spellcheck: "false",
    maxlength: "60",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
    "aria-describedby": describedBy(field, dom),
    "aria-invalid": "false",
    on: { input: typedIn, keydown: pressed, click: () => open(input.value), blur: () => close() },
  });

  const offered = () => field.options.filter(([, , of]) => !group || of === group);

  function open(text) {
    const all = offered();
    const exact = all.some(([, label]) => label === text); // one is chosen already: the whole list, to choose another
    shown = exact ? all : matching(all, text);
    list.replaceChildren(
      ...shown.map(([, label], place) =>
        h(
          "li",
          { id: `${dom}-option-${place}`, role: "option", "aria-selected": "false", on: { mousedown: (event) => picked(event, place) } },
          label,
        ),
      ),
    );
    list.hidden = shown.length === 0;
    input.setAttribute("aria-expanded", String(shown.length > 0));
    move(-1);
  }

  function close() {
    if (list.hidden) return;
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    move(-1);
    changed(true); // what was typed is looked at now
  }

  function move(to) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = to;
    const option = list.children[active];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  }

  function choose(place) {
    input.value = shown[place][1];
    close();
  }

  function picked(event, place) {
    event.preventDefault(); // the focus stays in the box
    choose(place);
  }

  function typedIn() {
    open(input.value);
    if (!input.value.trim()) close();
    changed(false);
  }

  function pressed(event) {
    const last = shown.length - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) open(input.value);
      else move(event.key === "ArrowDown" ? (active < last ? active + 1 : 0) : active > 0 ? active - 1 : last);
    } else if (list.hidden) return;
    else if (event.key === "Escape") {
      event.preventDefault();
      close();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (active >= 0 || shown.length === 1) choose(Math.max(active, 0));
    } else if (event.key === "Tab" && active >= 0) choose(active);
  }

  const label = ([key, name]) => [key.toLowerCase(), name.toLowerCase()];
  return {
    node: h(
      "div",
      {},
      h("label", { for: dom, id: `${dom}-label` }, field.label),
      ...hintAndError(field, dom),
      h("div", { class: "bc-searched" }, input, list),
    ),
    inputs: [input],
    rename: () => {},
    read: () => ({ [field.id]: input.value }),
    fill(values) {
      const known = field.options.find((option) => label(option).includes(values[field.id].toLowerCase()));
      input.value = known ? known[1] : values[field.id];
    },
    within: (chosen) => (group = chosen),
    choosing: () => !list.hidden,
    shown: () => input.value.trim(),
  };
}
