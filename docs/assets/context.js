// On a long page: which page this is and which part of it one reads, in the bar that stays in view.

const bar = document.querySelector(".onpage");
const list = bar.querySelector("details");
const heading = document.querySelector("h1");
const parts = [...list.querySelectorAll("a")]
  .map((link) => ({ link, target: document.getElementById(decodeURIComponent(link.hash.slice(1))) }))
  .filter(({ target }) => target);
const BELOW = 24; // px below the bar in which a part that was jumped to begins

const title = document.createElement("a");
const part = document.createElement("span");
title.href = `#${heading.id}`;
title.textContent = heading.firstChild.textContent;

const reached = (element, line) => element.getBoundingClientRect().top <= line;

// Near the end of the page a part that was jumped to cannot come up to the bar.
function was_jumped_to({ link, target }) {
  const { top } = target.getBoundingClientRect();
  return link.hash === location.hash && top > 0 && top < innerHeight;
}

function part_at(line) {
  const is_end = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
  return (is_end && parts.find(was_jumped_to)) || parts.findLast(({ target }) => reached(target, line));
}

let shown;
function show_place() {
  const line = bar.getBoundingClientRect().bottom + BELOW;
  const here = part_at(line);
  const is_past = heading.getBoundingClientRect().bottom < line - BELOW;
  const state = is_past ? (here ?? heading) : undefined;
  if (state === shown) return;
  shown = state;
  for (const { link } of parts) link.removeAttribute("aria-current");
  if (is_past) here?.link.setAttribute("aria-current", "location");
  part.textContent = here?.link.textContent ?? "";
  bar.querySelector(".where").replaceChildren(...(is_past ? [title, part] : []));
}

let is_due = false;
function later() {
  if (is_due) return;
  is_due = true;
  requestAnimationFrame(() => {
    is_due = false;
    show_place();
  });
}

function close_list() {
  list.open = false;
}

addEventListener("scroll", later, { passive: true });
addEventListener("resize", later, { passive: true });
document.addEventListener("pointerdown", (press) => bar.contains(press.target) || close_list());
list.addEventListener("click", (press) => press.target.closest("a") && close_list());
list.addEventListener("focusout", (focus) => focus.relatedTarget && !list.contains(focus.relatedTarget) && close_list());
list.addEventListener("keydown", (key) => {
  if (key.key !== "Escape" || !list.open) return;
  close_list();
  list.querySelector("summary").focus();
});
show_place();
