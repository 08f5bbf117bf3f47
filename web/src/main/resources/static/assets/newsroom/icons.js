/** The signs on buttons, drawn for Stet on a field of 24 by 24 in one line. Their buttons say in words what they do. */
const LINES = {
  bold: "M7 5h6a3.5 3.5 0 0 1 0 7H7zM7 12h7a3.5 3.5 0 0 1 0 7H7z",
  italic: "M10 5h8M6 19h8M14 5l-4 14",
  link: "M10 8H8a4 4 0 0 0 0 8h2M14 8h2a4 4 0 0 1 0 8h-2M9 12h6",
  paragraph: "M13 20V5M17 20V5M19 5h-8.5a4 4 0 0 0 0 8H13",
  crosshead: "M6 4v10M14 4v10M6 9h8M5 19h14",
  quotation: "M5 16c3 0 5-2 5-6V7H5v4h4M14 16c3 0 5-2 5-6V7h-5v4h4",
  list: "M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01",
  numbered: "M11 6h9M11 12h9M11 18h9M4 5l1.5-1v5M4 15.2c.2-2 3-1.8 3 0 0 1.5-3 2.3-3 4.3h3",
  picture: "M4 5h16v14H4zM4 17l5-5 4 4 2.5-2.5L20 18M15.5 9h.01",
  up: "M12 20V5M6 11l6-6 6 6",
  down: "M12 4v15M6 13l6 6 6-6",
  undo: "M8 5L4 9l4 4M4 9h10a5 5 0 0 1 0 10h-3",
  redo: "M16 5l4 4-4 4M20 9H10a5 5 0 0 0 0 10h3",
};

const SVG = "http://www.w3.org/2000/svg";

export function icon(name) {
  const drawn = document.createElementNS(SVG, "svg");
  drawn.setAttribute("viewBox", "0 0 24 24");
  drawn.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", LINES[name]);
  drawn.append(line);
  return drawn;
}
