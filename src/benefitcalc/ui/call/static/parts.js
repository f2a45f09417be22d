// Parts of the page that are worked out apart, when somebody looks at them: asked for by name, and drawn when they come.

const PART_MS = 300; // a part that takes time is asked for once the figures have stood so long

/** The parts of a page. `ready` says whether the figures in view are those of the present answers, and `figuresOf` whose
 * they are; `ask` asks Python for a part of them.
 */
function partsOfPage({ ready, figuresOf, ask }) {
  const parts = new Map();
  let timer = 0;

  /** `wanted` says whether somebody looks at the part; `draw` gets what it shows (null before the first), and whether that
   * is of the figures in view. A part that is `quick` does not wait for a pause; a `slow` one may take seconds.
   */
  function add(name, { wanted, draw, given = () => ({}), quick = false, slow = false }) {
    parts.set(name, { wanted, draw, given, quick, slow, shows: null, of: -1, asked: -1 });
  }

  const here = (part) => part.of !== -1 && part.of === figuresOf();

  function want(afterPause = false) {
    clearTimeout(timer);
    for (const part of parts.values()) part.draw(part.shows, here(part) && ready());
    if (!ready()) return;
    const missing = [...parts].filter(([, part]) => part.wanted() && !here(part) && part.asked !== figuresOf());
    for (const [name, part] of missing) {
      if (!afterPause && !part.quick) continue;
      part.asked = figuresOf();
      ask(name, part.given());
    }
    if (!afterPause && missing.some(([, part]) => !part.quick)) timer = setTimeout(() => want(true), PART_MS);
  }

  /** A part has come; the answer says whether it is one of the figures in view. */
  function receive({ part: name, seq, shows }) {
    const part = parts.get(name);
    if (!part || seq !== figuresOf()) return false;
    part.shows = shows;
    part.of = seq;
    part.draw(shows, ready());
    return true;
  }

  /** Something was typed in a part: ask for it again. */
  function again(name) {
    Object.assign(parts.get(name), { of: -1, asked: -1 });
    want(true);
  }

  /** Another call begins: nothing that the parts show is of it. */
  function forget() {
    for (const part of parts.values()) {
      Object.assign(part, { shows: null, of: -1, asked: -1 });
      part.draw(null, false);
    }
  }

  return {
    add,
    forget,
    want,
    receive,
    again,
    /** Whether Python may be busy for long. */
    busy: () => [...parts.values()].some((part) => part.slow && part.asked !== -1 && part.asked === figuresOf() && !here(part)),
    stop: () => clearTimeout(timer),
  };
}

const FILE_BYTES = 12 * 1024; // a landlord's own file is a page of text; two of them fit in one message

/** Read a small text file that somebody opens; what cannot be one is told at once. */
async function openFile(file, tell, hand) {
  if (file.size > FILE_BYTES) {
    tell(`${file.name} is too large for such a file: open a text file of at most 12 kB, as the example is.`);
    return;
  }
  hand(await file.text());
}
