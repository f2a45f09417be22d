// The months to come.

/** The months to come: a table of the days on which something changes, each followed by what changes it. */
function drawOutlook(outlook, goTo) {
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
        ),
      ),
    ),
  ]);
  return [
    h("p", {}, `${outlook.nothing || "Shown where something changes"}, up to ${outlook.until}.`),
    outlook.assumes && h("p", {}, outlook.assumes),
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

/** The next change, in the headline. `shows` is null while it is worked out. */
function nextChange(shows) {
  const text = (children) => [h("dt", {}, "Next change"), h("dd", {}, children)];
  if (!shows) return text("Working it out …");
  if (shows.failed) return text(shows.failed);
  if (!shows.next) return text(shows.left_out ? "See the months to come below" : `None known up to ${shows.until}`);
  const { day, label, effect, projected } = shows.next;
  return text([
    h("strong", {}, day),
    ` ${label}: `,
    h("span", { class: "bc-effect" }, unbroken(effect)),
    projected && " (projected)",
    shows.assumes && " (may depend on what is not known)",
  ]);
}
