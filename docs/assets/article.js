// The switch of a kept text, remembered in the address; notes that are folded away open when they are wanted.

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

if (box) {
  box.checked ||= new URL(location.href).searchParams.has("differ");
  if (box.checked) unfold();
  box.addEventListener("change", remember);
  box.addEventListener("change", unfold);
}
addEventListener("hashchange", unfold_target);
unfold_target();
