// What every app's page has in common. It stands before the page's own script, which uses its functions.

/** An element; text stays text. `on` holds listeners, false and null attributes are left out. */
function h(tag, attributes = {}, ...children) {
  const { on = {}, ...rest } = attributes;
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(rest)) {
    if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value === true ? "" : value);
  }
  for (const [type, listener] of Object.entries(on)) node.addEventListener(type, listener);
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Draw a part anew only when what it shows has changed, and keep the reader's place in it. */
function redraw(node, shown, make) {
  const text = JSON.stringify(shown);
  if (node.shown === text) return;
  node.shown = text;
  const focused = node.contains(document.activeElement)
    ? document.activeElement.closest("[data-key]")?.dataset.key
    : null;
  node.replaceChildren(...make());
  if (focused) node.querySelector(`[data-key="${CSS.escape(focused)}"] > summary`)?.focus();
}
