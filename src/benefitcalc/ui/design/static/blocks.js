// Draws the blocks of ui/design/blocks.py. Every text from Python enters the page as text.

const PIECE_BYTES = 40 * 1024; // the server takes messages of 64 kB at most
const ON_THE_WAY = 4; // pieces of a file that may be on the way at one time

/** A way to draw blocks: `send` tells Python what somebody did, `files` hands on what they chose, `announce` says words in
 * the page's one live region, and `changed` is told when something is typed that is not sent yet.
 */
function drawing(prefix, send, files, announce, changed = () => {}) {
  const opened = new Set(); // what the reader opened, kept while the page changes
  const typed = new Map(); // what stands in the questions until it is sent

  const dom = (id) => `${prefix}-${id}`;

  function text({ text, strong }) {
    return h("p", { class: strong ? "bc-lead" : "bc-text" }, text);
  }

  function message({ title, lines, links, urgent }) {
    return h(
      "div",
      { class: urgent ? "bc-summary" : "bc-needed", role: urgent ? "alert" : null },
      h("h3", {}, title),
      lines.map((line) => h("p", {}, line)),
      links.length > 0 &&
        h(
          "ul",
          {},
          links.map(([id, words]) =>
            h("li", {}, h("a", { href: `#${dom(id)}`, on: { click: (event) => goTo(event, id) } }, words)),
          ),
        ),
    );
  }

  function goTo(event, id) {
    event.preventDefault();
    const control = document.getElementById(dom(id));
    if (!control) return;
    for (let more = control.closest("details"); more; more = more.parentElement.closest("details")) more.open = true;
    control.focus();
    control.scrollIntoView({ block: "center" });
  }

  function figures({ figures }) {
    return h(
      "dl",
      { class: "bc-figures" },
      figures.map(([name, amount, also]) =>
        h(
          "div",
          { class: "bc-figure" },
          h("dt", {}, name),
          h("dd", {}, h("span", { class: "bc-amount" }, amount), also && h("span", { class: "bc-also" }, also)),
        ),
      ),
    );
  }

  function table({ caption, headers, rows, amounts, total, note }) {
    const right = new Set(amounts);
    const cell = (value, place, foot) =>
      place === 0
        ? h("th", { scope: "row" }, value)
        : h("td", { class: right.has(place) ? "bc-money" : null }, value);
    return h(
      "div",
      { class: "bc-wide", tabindex: "0", role: "region", "aria-label": caption },
      h(
        "table",
        { class: "bc-table" },
        h("caption", {}, caption),
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            headers.map((name, place) => h("th", { scope: "col", class: right.has(place) ? "bc-money" : null }, name)),
          ),
        ),
        h(
          "tbody",
          {},
          rows.map((row) => h("tr", {}, row.map((value, place) => cell(value, place)))),
        ),
        total.length > 0 && h("tfoot", {}, h("tr", {}, total.map((value, place) => cell(value, place)))),
      ),
      note && h("p", { class: "bc-hint" }, note),
    );
  }

  function picture({ title, source, alt, table: beside }) {
    return h(
      "figure",
      { class: "bc-picture" },
      h("figcaption", { class: "bc-unseen" }, title),
      h("img", { src: source, alt }),
      more({ title: `The figures of this picture: ${title}`, blocks: [beside] }),
    );
  }

  /** A chart; on a narrow screen the one whose letters are as large there. */
  function chart({ title, wide, narrow, alt, table: beside }) {
    return h(
      "figure",
      { class: "bc-picture" },
      h("figcaption", { class: "bc-unseen" }, title),
      h("picture", {}, h("source", { media: "(max-width: 40rem)", srcset: narrow }), h("img", { src: wide, alt })),
      more({ title: `The figures of this chart: ${title}`, blocks: [beside] }),
    );
  }

  function more({ title, blocks }) {
    const node = h(
      "details",
      { class: "bc-more", open: opened.has(title), "data-key": title },
      h("summary", {}, h("span", { class: "bc-more-title" }, title)),
      h("div", { class: "bc-inside" }, blocks.map(draw)),
    );
    node.addEventListener("toggle", () => (node.open ? opened.add(title) : opened.delete(title)));
    return node;
  }

  function dialogue({ lines, note }) {
    return h(
      "div",
      { class: "bc-dialogue" },
      note && h("p", { class: "bc-hint" }, note),
      h(
        "dl",
        {},
        lines.map(([who, words]) => h("div", { class: "bc-said" }, h("dt", {}, who), h("dd", {}, words))),
      ),
    );
  }

  /** A clock for those who practise: it tells no screen reader each second, and it can be hidden. */
  function clock({ seconds, aim }) {
    const since = Date.now() - 1000 * seconds;
    const time = h("span", { class: "bc-time", role: "timer", "aria-label": "Time on this call" });
    const hide = h("button", { type: "button", class: "bc-quiet" }, "Hide the clock");
    const node = h("p", { class: "bc-clock" }, time, h("span", { class: "bc-hint" }, aim), hide);
    hide.addEventListener("click", () => {
      time.hidden = !time.hidden;
      hide.textContent = time.hidden ? "Show the clock" : "Hide the clock";
    });
    const tick = () => {
      const passed = Math.floor((Date.now() - since) / 1000);
      time.textContent = `${Math.floor(passed / 60)}:${String(passed % 60).padStart(2, "0")}`;
      setTimeout(() => node.isConnected && tick(), 1000);
    };
    tick();
    return node;
  }

  function verdicts({ verdicts }) {
    return h(
      "ol",
      { class: "bc-verdicts" },
      verdicts.map(({ question, answer, kind, verdict, why }) =>
        h(
          "li",
          { class: `bc-verdict bc-verdict-${kind}` },
          h("p", { class: "bc-verdict-line" }, h("strong", {}, verdict), ` ${question}`, answer && `: ${answer}`),
          why.map((sentence) => h("p", { class: "bc-why" }, sentence)),
        ),
      ),
    );
  }

  function upload({ id, label, hint, accept, held, many }) {
    const told = h("p", { class: "bc-held" }, held);
    const input = h("input", {
      type: "file",
      id: dom(id),
      accept,
      multiple: many,
      class: "bc-file",
      "aria-describedby": `${dom(id)}-hint`,
      on: {
        change: async () => {
          for (const file of [...input.files]) await files(id, file, (words) => (told.textContent = words));
        },
      },
    });
    return h(
      "div",
      { class: "bc-field bc-upload" },
      h("label", { for: input.id }, label),
      h("p", { class: "bc-hint", id: `${dom(id)}-hint` }, hint),
      input,
      told,
    );
  }

  /** A question with all its answers on the page. */
  function oneOf(field, id, value, described) {
    const pick = (code) => typed.set(field.id, code);
    const choice = ([code, words], place) => {
      const input = h("input", {
        type: "radio",
        id: place ? `${id}-${place}` : id,
        name: id,
        value: code,
        checked: code === value,
        on: { change: () => pick(code) },
      });
      return h("div", { class: "bc-choice" }, input, h("label", { for: input.id }, words));
    };
    return h(
      "fieldset",
      { class: field.error ? "bc-field bc-invalid" : "bc-field", "aria-describedby": described },
      h("legend", {}, field.label),
      notesOf(field, id),
      field.options.map(choice),
    );
  }

  function notesOf(field, id) {
    return [
      field.hint && h("p", { class: "bc-hint", id: `${id}-hint` }, field.hint),
      field.error &&
        h("p", { class: "bc-error", id: `${id}-error` }, h("span", { class: "bc-unseen" }, "Error: "), field.error),
    ];
  }

  function question(field) {
    const id = dom(field.id);
    const value = typed.get(field.id) ?? field.value;
    const described = [field.hint && `${id}-hint`, field.error && `${id}-error`].filter(Boolean).join(" ") || null;
    if (field.shown) return oneOf(field, id, value, described);
    const attributes = { id, "aria-describedby": described, "aria-invalid": field.error ? "true" : "false" };
    let input;
    const keep = () => {
      typed.set(field.id, field.tick ? (input.checked ? "yes" : "") : input.value);
      changed();
    };
    if (field.tick) {
      input = h("input", { ...attributes, type: "checkbox", on: { change: keep } });
      input.checked = value === "yes";
    } else if (field.options.length) {
      input = h("select", { ...attributes, class: "bc-select", on: { change: keep } });
      input.append(...field.options.map(([code, words]) => h("option", { value: code }, words)));
      input.value = value;
    } else {
      const wide = field.figure ? "bc-input bc-input-money" : "bc-input";
      const text = { type: "text", class: wide, autocomplete: "off", spellcheck: "false", maxlength: "200" };
      input = h("input", { ...attributes, ...text, on: { input: keep } });
      input.value = value;
    }
    const label = h("label", { for: id }, field.label);
    const notes = notesOf(field, id);
    const parts = field.tick ? [h("div", { class: "bc-choice" }, input, label), ...notes] : [label, ...notes, input];
    return h("div", { class: field.error ? "bc-field bc-invalid" : "bc-field" }, parts);
  }

  function form(block) {
    const sent = () =>
      Object.fromEntries(block.fields.map((field) => [field.id, typed.get(field.id) ?? field.value]));
    return h(
      "form",
      {
        class: block.close ? "bc-questions bc-close" : "bc-questions",
        novalidate: true,
        autocomplete: "off",
        on: {
          submit: (event) => {
            event.preventDefault();
            const values = sent();
            for (const field of block.fields) typed.delete(field.id);
            send({ do: block.id, values });
          },
        },
      },
      block.hint && h("p", { class: "bc-text" }, block.hint),
      block.fields.map(question),
      h("button", { type: "submit", class: "bc-main", id: dom(`${block.id}-send`) }, block.button),
    );
  }

  /** A list of things to do or to check. */
  function choices({ title, choices: list }) {
    const heading = h("h3", {}, title);
    return h("div", { class: "bc-choices-of" }, heading, h("ol", { class: "bc-options" }, list.map(choice)));
  }

  function choice({ title, worth, lines, tick }) {
    return h(
      "li",
      {},
      h("p", { class: "bc-option-title" }, title),
      worth && h("p", { class: "bc-option-worth" }, worth),
      lines.map(([name, words]) => h("p", { class: "bc-option-line" }, name && h("b", {}, `${name}: `), words)),
      tick && ticked(tick),
    );
  }

  /** A tick that is sent at once; its hint says to those who do not see the page what it is of. */
  function ticked({ id: name, label, hint, value }) {
    const id = dom(name);
    const change = () => {
      typed.set(name, input.checked ? "yes" : "");
      send({ do: "tick", values: { [name]: typed.get(name) } });
    };
    const input = h("input", { id, type: "checkbox", on: { change } });
    input.checked = (typed.get(name) ?? value) === "yes";
    return h(
      "div",
      { class: "bc-choice" },
      input,
      h("label", { for: id }, label, " ", h("span", { class: "bc-unseen" }, hint)),
    );
  }

  function button({ id, label, hint, main }) {
    return h(
      "div",
      { class: "bc-does" },
      h("button", { type: "button", class: main ? "bc-main" : null, on: { click: () => send({ do: id }) } }, label),
      hint && h("p", { class: "bc-hint" }, hint),
    );
  }

  /** Text to copy: by the clipboard where the page has it, and selected for the keyboard everywhere. */
  function copy({ text, button }) {
    const held = h("pre", { class: "bc-copy", tabindex: "0", "aria-label": "Text to copy" }, text);
    const told = h("span", { class: "bc-hint" });
    const tell = (words) => {
      told.textContent = ` ${words}`;
      announce(words);
    };
    const press = async () => {
      getSelection().selectAllChildren(held);
      try {
        await navigator.clipboard.writeText(text);
        tell("Copied.");
      } catch {
        tell(document.execCommand("copy") ? "Copied." : "Selected: press Ctrl and C.");
      }
    };
    return h("div", { class: "bc-does" }, held, h("button", { type: "button", on: { click: press } }, button), told);
  }

  const kinds = {
    ...{ text, copy, message, figures, table, picture, chart, dialogue, clock, verdicts },
    ...{ more, upload, form, choices, button },
  };

  function draw(block) {
    return kinds[block.block](block);
  }

  return {
    draw,
    forget: () => typed.clear(),
    typed: () => Object.fromEntries(typed),
    retype: (values) => Object.entries(values).forEach(([id, text]) => typed.set(id, text)),
  };
}

/** Send a file in pieces, a few at a time; Python says which have arrived. */
function sendingFiles(model, failed) {
  const waiting = new Map(); // by file id, what to do when a piece has arrived

  async function give(id, file, tell, most) {
    if (file.size > most) {
      tell(`${file.name} has ${megabytes(file.size)}; the most is ${megabytes(most)}.`);
      return;
    }
    const pieces = Math.max(1, Math.ceil(file.size / PIECE_BYTES));
    const key = `${id}-${Date.now()}`;
    let arrived = 0;
    let wake = () => {};
    waiting.set(key, () => {
      arrived += 1;
      wake();
    });
    try {
      for (let piece = 0; piece < pieces; piece += 1) {
        while (piece - arrived >= ON_THE_WAY) await new Promise((resolve) => (wake = resolve));
        const part = await file.slice(piece * PIECE_BYTES, (piece + 1) * PIECE_BYTES).arrayBuffer();
        model.send({ do: "piece", file: id, key, name: file.name, piece, pieces }, undefined, [part]);
        if (piece % 25 === 0) tell(`Reading ${file.name}: ${Math.round((100 * piece) / pieces)}%`);
      }
      tell(`${file.name} is here; it is being looked at …`);
    } catch {
      failed();
    } finally {
      if (arrived >= pieces) waiting.delete(key);
    }
  }

  return { give, arrived: (key) => waiting.get(key)?.() };
}

function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Let the browser save a file that Python made. */
function save(name, type, buffers) {
  const address = URL.createObjectURL(new Blob(buffers, { type }));
  const link = h("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}
