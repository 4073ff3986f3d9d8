// The timeline narrowed and zoomed: heads and empty days of the list, and the drawings above it, follow the form.
import { narrow } from "./filter.js";

const form = document.querySelector("form.filter");
const list = document.querySelector(".months");
const drawings = [...document.querySelectorAll(".overview")];
const named = document.querySelector(".named");
const months = [...list.querySelectorAll(".month")].map((month) => ({ month, lines: [...month.querySelector("ol").children].reverse() }));

function follow({ fitting, rows, asked, chosen }) {
  const is_whole = fitting.length === rows.length;
  const is_narrowed = asked.values.length || asked.status || asked.kind;
  list.dataset.zoom = chosen.zoom;
  for (const { month, lines } of months) show_lines(month, lines, (line) => !is_narrowed && overlaps(line, asked));
  const shown = new Set(fitting.map((row) => row.element.dataset.event));
  for (const drawing of drawings) {
    const was_hidden = drawing.hidden;
    drawing.hidden = drawing !== drawing_for(chosen.zoom);
    if (!drawing.hidden && was_hidden) begin_at_focus(drawing);
    if (!drawing.hidden) show_marks(drawing, (event) => is_whole || shown.has(event));
  }
}

// `lines` come from the last to the first: a head stands while an event does below it, and a day on which nothing is
// recorded, while nothing but days is chosen.
function show_lines(month, lines, is_told) {
  const follows = { week: false, hour: false };
  let holds = false;
  for (const line of lines) {
    if (line.matches(".head")) {
      line.hidden = !follows[line.dataset.zoom];
      follows[line.dataset.zoom] = false;
      continue;
    }
    if (line.matches(".empty")) line.hidden = !is_told(line);
    else if (!line.hidden) follows.week = follows.hour = true;
    holds ||= !line.hidden;
  }
  month.hidden = !holds;
}

// Where a window is too narrow for the whole, the focus comes first.
function begin_at_focus(drawing) {
  const focus = drawing.querySelector(".focus");
  if (focus) drawing.scrollLeft = focus.x.baseVal.value - drawing.clientWidth / 4;
}

function overlaps(line, asked) {
  return line.dataset.first <= asked.to && line.dataset.last >= asked.from;
}

// Where there are too many weeks for a drawing, the months are drawn.
function drawing_for(zoom) {
  return drawings.find((drawing) => drawing.dataset.zoom.split(" ").includes(zoom)) ?? drawings.at(-1);
}

function show_marks(drawing, is_shown) {
  for (const mark of drawing.querySelectorAll("[data-events]")) {
    const left = mark.dataset.events.split(" ").filter(is_shown).length;
    mark.toggleAttribute("hidden", !left);
    if (mark.matches(".more")) mark.querySelector("tspan").textContent = left;
  }
  for (const arc of drawing.querySelectorAll("[data-both]")) {
    arc.toggleAttribute("hidden", !arc.dataset.both.split(" ").every(is_shown));
  }
}

function name_mark(event) {
  const mark = event.target.closest("a");
  if (mark) named.textContent = mark.getAttribute("aria-label");
}

for (const drawing of drawings) {
  begin_at_focus(drawing);
  drawing.addEventListener("pointerover", name_mark);
  drawing.addEventListener("focusin", name_mark);
}
if (form) narrow(form, list.querySelectorAll("[data-event]"), follow);
