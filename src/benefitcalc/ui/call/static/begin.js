// A call that begins from what is there already: a saved call, or a row of the rent roll. The page holds the text only
// while this stands open, and hands Python the headings and the one row that somebody chose.

const BEGIN_BYTES = 40 * 1024; // a saved call has a few thousand; the server takes messages of 64 kB at most
const ROLL_BYTES = 50 * 1024 * 1024;

/** The button and what it opens. `send` asks Python, `put` puts answers on the form, which `isBlank` says is as it opened. */
function beginning(prefix, { send, put, isBlank, announce }) {
  let ready = null; // what Python made of the text, until it is on the form
  let rows = []; // the lines of the rent roll, its headings first
  let asked = {}; // what somebody said of the row

  const shown = h("div", { class: "bc-begin-shows", tabindex: "-1" });
  const blocks = drawing(
    `${prefix}-begin`,
    ({ do: what, values }) => {
      if (what === "put") return use();
      asked = { ...asked, ...values };
      look();
    },
    () => {},
    announce,
  );

  const call = chooser("call", {
    label: "Open a saved call",
    hint: "The file that “Save this call” made: call-….json.",
    accept: ".json,application/json",
    most: BEGIN_BYTES,
    take: (file) => file.arrayBuffer().then((bytes) => send("call", bytes)),
  });

  const pasted = h("textarea", {
    id: `${prefix}-begin-paste`,
    rows: "3",
    class: "bc-input bc-begin-paste",
    autocomplete: "off",
    spellcheck: "false",
    "aria-describedby": `${prefix}-begin-paste-hint`,
    on: { input: () => hold(pasted.value) },
  });
  const roll = chooser("roll", {
    label: "Or choose a CSV file",
    hint: "It stays in this browser; the row that you choose alone is read.",
    accept: ".csv,.txt,text/csv",
    most: ROLL_BYTES,
    take: (file) => file.arrayBuffer().then((bytes) => holdFile(file.name, bytes)),
  });
  const number = h("input", {
    id: `${prefix}-begin-number`,
    type: "text",
    inputmode: "numeric",
    class: "bc-input bc-input-whole",
    autocomplete: "off",
    "aria-describedby": `${prefix}-begin-number-hint`,
  });
  const which = h("p", { class: "bc-hint", id: `${prefix}-begin-number-hint` }, "");
  const choose = h(
    "div",
    { class: "bc-field", hidden: true },
    h("label", { for: number.id }, "Which row?"),
    which,
    number,
  );
  const row = h(
    "form",
    {
      class: "bc-begin-row",
      novalidate: true,
      autocomplete: "off",
      on: {
        submit: (event) => {
          event.preventDefault();
          asked = {};
          look();
        },
      },
    },
    h(
      "div",
      { class: "bc-field" },
      h("label", { for: pasted.id }, "Or paste a row of the rent roll"),
      h(
        "p",
        { class: "bc-hint", id: `${prefix}-begin-paste-hint` },
        "Two lines copied from the sheet: the headings, and the tenant’s row. Names, addresses and references are left out.",
      ),
      pasted,
    ),
    roll,
    choose,
    h("button", { type: "submit" }, "Look at the row"),
  );

  /** A file to choose. The same file can be chosen again. */
  function chooser(id, { label, hint, accept, most, take }) {
    const dom = `${prefix}-begin-${id}`;
    const input = h("input", {
      type: "file",
      id: dom,
      accept,
      class: "bc-file",
      "aria-describedby": `${dom}-hint`,
      on: {
        change: () => {
          const [file] = input.files;
          if (!file) return;
          if (file.size <= most) take(file);
          else refuse(`This file has ${kilobytes(file.size)}; the most is ${kilobytes(most)}.`);
          input.value = "";
        },
      },
    });
    return h(
      "div",
      { class: "bc-field" },
      h("label", { for: dom }, label),
      h("p", { class: "bc-hint", id: `${dom}-hint` }, hint),
      input,
    );
  }

  // The rent roll ---------------------------------------------------------------------------------------------------

  function hold(text) {
    rows = linesOf(text);
    number.value = "";
    choose.hidden = rows.length < 3;
    which.textContent = `2 to ${rows.length}, as the sheet numbers its rows: row 1 is the headings.`;
  }

  function holdFile(name, bytes) {
    const text = decoded(bytes);
    if (text === null) {
      refuse(`${name} is no CSV file. In Excel, copy the headings and the row and paste them, or save the sheet as CSV.`);
      return;
    }
    pasted.value = "";
    hold(text);
    const words = `${name} is open: ${rows.length} lines.`;
    show([{ block: "text", text: words, strong: false }]);
    announce(words);
    if (!choose.hidden) number.focus();
  }

  /** Hand Python the headings and the row. */
  function look() {
    const place = rows.length < 3 ? 2 : /^\d{1,7}$/.test(number.value.trim()) ? Number(number.value) : 0;
    const line = place > 1 ? rows[place - 1] : undefined;
    if (rows.length < 2) return refuse("Paste two lines from the sheet: the headings, and one row of values.");
    if (line === undefined) {
      refuse(`Say which row: a number from 2 to ${rows.length}.`);
      number.focus();
      return;
    }
    const bytes = new TextEncoder().encode(`${rows[0]}\n${line}\n`);
    if (bytes.length > BEGIN_BYTES) return refuse("This row is too long. Copy the columns about rent, people and money.");
    send("row", bytes.buffer, asked);
  }

  // What came of it -------------------------------------------------------------------------------------------------

  function refuse(words) {
    ready = null;
    const lines = [words, "Nothing on the page has changed."];
    show([{ block: "message", title: "This cannot be opened", lines, links: [], urgent: true }]);
  }

  function show(parts) {
    shown.replaceChildren(...parts.map(blocks.draw));
  }

  /** What Python made of the text. */
  function receive({ begun, shows }) {
    const { failed, values, given } = shows;
    if (failed) return refuse(failed);
    const [first] = shows.blocks;
    ready = values ? { values, given, lines: first.lines ?? [] } : null;
    if (ready && begun === "call" && isBlank()) return use();
    const label = isBlank() ? "Fill in the form" : "Put this in place of the answers on the form";
    show([...shows.blocks, ...(ready ? [{ block: "button", id: "put", label, hint: "", main: true }] : [])]);
    if (begun === "row") shown.focus();
    if (ready) announce([first.title ?? first.caption ?? first.hint, ...(first.lines ?? [])].join(". "));
  }

  /** Put it on the form. */
  function use() {
    const { lines } = ready;
    put(ready);
    forget();
    const title = "It is on the form";
    show([{ block: "message", title, lines, links: [], urgent: false }]);
    shown.focus();
    announce([title, ...lines].join(". "));
  }

  const close = h("button", { type: "button", class: "bc-quiet", on: { click: () => toggle(false) } }, "Close");
  const section = h(
    "section",
    { class: "bc-begin", id: `${prefix}-begin`, hidden: true, "aria-label": "Begin from what is there already" },
    h("div", { class: "bc-begin-ways" }, call, row),
    shown,
    close,
  );
  const button = h(
    "button",
    {
      type: "button",
      class: "bc-quiet",
      "aria-expanded": "false",
      "aria-controls": section.id,
      on: { click: () => toggle(section.hidden) },
    },
    "Begin from a file or rent roll",
  );

  function toggle(wanted) {
    section.hidden = !wanted;
    button.setAttribute("aria-expanded", String(wanted));
    if (wanted) section.querySelector("input").focus();
    else {
      forget();
      button.focus();
    }
  }

  /** Nothing of a file or a row is held any longer. */
  function forget() {
    ready = null;
    asked = {};
    blocks.forget();
    pasted.value = "";
    hold("");
    shown.replaceChildren();
  }

  return { button, section, receive, forget };
}

/** The lines of a sheet. A line break within quotation marks belongs to its cell. */
function linesOf(text) {
  const lines = [];
  let line = "";
  let quoted = false;
  let starts = true; // whether a cell starts here: there alone a quotation mark quotes
  for (const sign of text.replace(/\r\n?/g, "\n")) {
    if (sign === "\n" && !quoted) {
      lines.push(line);
      line = "";
      starts = true;
      continue;
    }
    if (sign === '"' && (starts || quoted)) quoted = !quoted; // two of them in a cell leave it as it was
    starts = /[\t,;]/.test(sign);
    line += sign;
  }
  if (line) lines.push(line);
  while (lines.length && !lines.at(-1).trim()) lines.pop();
  return lines;
}

/** The text of a file, in the encodings that sheets are saved in; null where it is no text. */
function decoded(bytes) {
  const [first, second] = new Uint8Array(bytes);
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    text = new TextDecoder("windows-1252").decode(bytes);
  }
  return text.includes("\0") || text.startsWith("PK") ? null : text;
}

function kilobytes(bytes) {
  return `${Math.ceil(bytes / 1024)} kB`;
}
