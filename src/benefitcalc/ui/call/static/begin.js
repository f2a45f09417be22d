// A call that begins from what is there already: a saved call, or a row of the rent roll. The page hands the text to
// Python and holds it only while this stands open.

const BEGIN_BYTES = 40 * 1024; // a saved call has a few thousand; the server takes messages of 64 kB at most

/** The button and what it opens. `send` asks Python, `put` puts answers on the form, which `isBlank` says is as it opened. */
function beginning(prefix, { send, put, isBlank, announce }) {
  let ready = null; // what Python made of the text, until it is on the form

  const shown = h("div", { class: "bc-begin-shows", tabindex: "-1" });
  const blocks = drawing(`${prefix}-begin`, ({ do: what }) => what === "put" && use(), () => {});

  const call = chooser("call", {
    label: "Open a saved call",
    hint: "The file that “Save this call” made: call-….json.",
    accept: ".json,application/json",
    most: BEGIN_BYTES,
    take: (file) => file.arrayBuffer().then((bytes) => send("call", bytes)),
  });

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
          else refuse(`This file has ${kilobytes(file.size)}; the most is ${kilobytes(most)}. Nothing on the page has changed.`);
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

  function refuse(words) {
    show([{ block: "message", title: "This file cannot be opened", lines: [words], links: [], urgent: true }]);
  }

  function show(parts) {
    shown.replaceChildren(...parts.map(blocks.draw));
  }

  /** What Python made of the text. */
  function receive({ begun, shows }) {
    const { failed, values, given } = shows;
    if (failed) return refuse(failed);
    ready = values ? { values, given, lines: shows.blocks[0].lines } : null;
    if (ready && begun === "call" && isBlank()) return use();
    const label = isBlank() ? "Fill in the form" : "Put this in place of the answers on the form";
    show([...shows.blocks, ...(ready ? [{ block: "button", id: "put", label, hint: "", main: true }] : [])]);
    const [first] = shows.blocks;
    if (ready) announce([first.title, ...(first.lines ?? [])].join(". "));
  }

  /** Put it on the form. */
  function use() {
    const { lines } = ready;
    put(ready);
    ready = null;
    const title = "It is on the form";
    show([{ block: "message", title, lines, links: [], urgent: false }]);
    shown.focus();
    announce([title, ...lines].join(". "));
  }

  const close = h("button", { type: "button", class: "bc-quiet", on: { click: () => toggle(false) } }, "Close");
  const section = h(
    "section",
    { class: "bc-begin", id: `${prefix}-begin`, hidden: true, "aria-label": "Begin from what is there already" },
    h("div", { class: "bc-begin-ways" }, call),
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
    "Begin from a file",
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

  function forget() {
    ready = null;
    blocks.forget();
    shown.replaceChildren();
  }

  return { button, section, receive, forget };
}

function kilobytes(bytes) {
  return `${Math.ceil(bytes / 1024)} kB`;
}
