// What nobody was asked about yet: the form counts it as none.

function drawUnasked({ items = [] }, goTo) {
  if (!items.length) return [];
  const links = items.map(({ label, amount, field }) => [
    h("a", { href: "#", on: { click: (event) => (event.preventDefault(), goTo(field)) } }, label),
    ` ${amount}`,
  ]);
  return [
    h("p", {}, h("strong", {}, "Not asked yet, counted as none: "), links.map((one, place) => [place ? "; " : "", one]), "."),
  ];
}
