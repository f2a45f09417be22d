// How the figures come about: each award as a chain of amounts with signs and a total, as on a payslip.

function sumOf(line) {
  const list = (title, texts) => texts.length > 0 && [h("dt", {}, title), ...texts.map((text) => h("dd", {}, text))];
  return [
    h("p", {}, line.how),
    h("dl", { class: "bc-sources" }, list("From", line.inputs), list("Rate", line.rates), [
      h("dt", {}, "Law"),
      h("dd", {}, lawLinks(line.law)),
    ]),
  ];
}

function chainRow(row, chain, remembered) {
  const head = [
    h("span", { class: "bc-sign" }, row.sign),
    h("span", { class: "bc-line-label" }, row.label, row.note && h("span", { class: "bc-line-note" }, ` (${row.note})`)),
    h("span", { class: "bc-money" }, row.amount),
  ];
  const kind = row.sign === "=" || row === chain.rows.at(-1) ? "bc-line bc-line-total" : "bc-line";
  if (!row.sum) return h("div", { class: kind }, h("div", { class: "bc-line-plain" }, head));
  return remembered(`line ${chain.title} ${row.label}`, kind, head, [
    ...sumOf(row.sum),
    row.before.map((line) =>
      remembered(
        `line ${chain.title} ${row.label} ${line.label}`,
        "bc-line bc-line-before",
        [h("span", { class: "bc-line-label" }, line.label), h("span", { class: "bc-money" }, line.amount)],
        sumOf(line),
      ),
    ),
  ]);
}

function drawWorking(shows, remembered) {
  const chains = shows.chains.flatMap((chain) => [
    h("h3", {}, `${chain.title}, £ ${chain.per}`),
    ...chain.rows.map((row) => chainRow(row, chain, remembered)),
  ]);
  return shows.assumes ? [h("p", {}, shows.assumes), ...chains] : chains;
}

function drawConsidered(shows) {
  if (!shows.not_awarded.length) return [h("p", {}, "Nothing.")];
  return [
    h(
      "ul",
      { class: "bc-nil" },
      shows.not_awarded.map((line) =>
        h("li", {}, h("strong", {}, line.label), `: ${line.reason}. `, h("span", { class: "bc-law" }, lawLinks(line.law))),
      ),
    ),
  ];
}
