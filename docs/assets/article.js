// The switch of a kept text, remembered in the address; notes that are folded away open when they are wanted; and the
// way from an address of a passage to the part of a long text where it stands now.

const box = document.querySelector("#_differ");

function remember() {
  const address = new URL(location.href);
  if (box.checked) address.searchParams.set("differ", "");
  else address.searchParams.delete("differ");
  history.replaceState(history.state, "", address);
}

function unfold() {
  for (const notes of document.querySelectorAll(".more:has(.differs)")) notes.open = box.checked;
}

// The ids of notes and passages need no decoding.
function unfold_target() {
  const target = document.getElementById(location.hash.slice(1));
  const notes = target?.closest(".more");
  if (!notes || notes.open) return;
  notes.open = true;
  target.scrollIntoView();
}

// A text is cut anew when more of it is quoted; the address of a passage names the character where it begins, and that
// of a paragraph its number.
function find_part() {
  const [, kind, at] = /^#(p|para-)(\d+)/.exec(location.hash) ?? [];
  if (!kind || document.getElementById(location.hash.slice(1))) return;
  const begin = kind === "p" ? "start" : "paragraph";
  const parts = [...document.querySelectorAll(".parts a")];
  const part = parts.findLast(({ dataset }) => Number(dataset[begin]) <= Number(at));
  if (part && !part.ariaCurrent) location.replace(part.href + location.hash);
}

if (box) {
  box.checked ||= new URL(location.href).searchParams.has("differ");
  if (box.checked) unfold();
  box.addEventListener("change", remember);
  box.addEventListener("change", unfold);
}
addEventListener("hashchange", unfold_target);
addEventListener("hashchange", find_part);
unfold_target();
find_part();
