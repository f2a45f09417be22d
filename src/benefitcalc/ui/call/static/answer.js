// The answer: the headline beside the form, and the statement below it.

function bar(start, width, kind) {
  const ns = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(ns, "svg");
  const rect = document.createElementNS(ns, "rect");
  const set = (node, attributes) => Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value));
  set(svg, { viewBox: "0 0 1000 10", preserveAspectRatio: "none", "aria-hidden": "true", class: `bc-bar bc-bar-${kind}` });
  set(rect, { x: start, y: 0, width, height: 10 });
  svg.append(rect);
  return svg;
}

function lawLinks(provisions) {
  return provisions.flatMap(([text, url], index) => [
    index ? "; " : "",
    url.startsWith("https://") ? h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text) : text,
  ]);
}

/** A sentence whose amounts keep their sign: no line ends within "+£8.10". */
function unbroken(text) {
  return text
    .split(/([+−]£[\d,.]*\d)/)
    .map((part, index) => (index % 2 ? h("span", { class: "bc-unbroken" }, part) : part));
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

function figureCard(figure, kind, range) {
  const spans = range && "bc-spans"; // a range needs the place of both columns
  return h(
    "div",
    { class: `bc-figure ${kind}` },
    h("dt", {}, figure.name),
    h(
      "dd",
      { class: spans || `bc-${figure.per.replaceAll(" ", "-")}` },
      h("span", {}, h("span", { class: "bc-amount" }, figure.amount), h("span", { class: "bc-period" }, ` ${figure.per}`)),
      figure.also && h("span", { class: "bc-also" }, figure.also),
      figure.note && h("span", { class: "bc-note" }, figure.note),
    ),
  );
}

/** The figures in the order of a call: what there is to pay, what is left to live on, and where the rest comes from. */
function figureList({ rent, awards, range }) {
  const [main, second, ...others] = rent.length ? [rent[0], rent[1], ...awards, ...rent.slice(2)] : awards;
  return h(
    "dl",
    { class: "bc-figures" },
    main && figureCard(main, "bc-figure-main"),
    second && figureCard(second, rent.length ? "bc-figure-second" : "bc-figure-line"),
    others.map((one) => figureCard(one, "bc-figure-line", range)),
  );
}

function flagRow(flag) {
  return h(
    "div",
    { class: `bc-flag bc-flag-${flag.state}` },
    h("dt", {}, flag.name),
    h(
      "dd",
      {},
      h("strong", { class: "bc-word" }, flag.word),
      ` ${flag.text}`,
      flag.ends && h("span", { class: "bc-ends" }, flag.ends),
    ),
  );
}

/** What to ask next, and by how much it narrows the rent to pay; a range says what else is not known. */
function askNext(range, goTo) {
  const { ask, together, questions, narrow, prevents, guessed, changes_nothing } = range;
  const link = ({ field, label }) =>
    field ? h("a", { href: "#", on: { click: (event) => (event.preventDefault(), goTo(field)) } }, label) : label;
  const next = together ? together.questions : ask ? [ask] : [];
  const others = questions.filter((one) => !next.some(({ label }) => label === one.label));
  return h(
    "section",
    { class: "bc-ask", "aria-label": "Ask next" },
    ask && h("p", {}, h("strong", {}, "Ask next: "), link(ask), ask.narrows && ` narrows the rent to pay by ${ask.narrows}`),
    together &&
      h(
        "p",
        {},
        h("strong", {}, "Ask next: "),
        next.flatMap((one, place) => [place ? " and " : "", link({ ...one, label: one.words })]),
        ` narrow the rent to pay together by ${together.narrows}`,
      ),
    others.length > 0 &&
      h(
        "p",
        { class: "bc-hint" },
        next.length ? "Not known either: " : "Not known: ",
        others.flatMap((one, place) => [place ? ", " : "", link(one)]),
        changes_nothing && `. ${changes_nothing}`,
      ),
    !narrow && !next.length && h("p", { class: "bc-hint" }, `Kept wide by ${prevents.join("; ")}`),
    guessed && h("p", {}, guessed),
  );
}

function drawHeadline(figures, nextChange, checks, goTo) {
  return [
    figureList(figures),
    figures.range && askNext(figures.range, goTo),
    h("dl", { class: "bc-flags" }, figures.flags.map(flagRow), nextChange),
    checks,
  ].filter(Boolean);
}

/** Why there is rent to pay: each cause with its sign, each bar where the one before it ends, and the total. */
function shortfallTable(shortfall) {
  if (!shortfall.rows.length) return null;
  const row = (label, bars, amount) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, label),
      h("td", { class: "bc-bars" }, bars),
      h("td", { class: "bc-money" }, amount),
    );
  return h(
    "table",
    { class: "bc-table bc-waterfall" },
    h("caption", {}, "Why there is rent to pay, £ a week"),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col" }, "Cause"),
        h("td", { class: "bc-bars" }),
        h("th", { scope: "col", class: "bc-money" }, "£ a week"),
      ),
    ),
    h(
      "tbody",
      {},
      shortfall.rows.map((one) => row(one.label, bar(one.start, one.width, "cause"), one.amount)),
    ),
    h("tfoot", {}, row("Rent to pay", bar(0, shortfall.width, "total"), shortfall.to_pay)),
  );
}

function drawStatement(figures) {
  return [
    h("p", { class: "bc-why" }, figures.why, figures.shortfall && ` ${figures.shortfall.rent}`),
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
  ].filter(Boolean);
}
