// Buttons that copy: the address of a claim, or the form of a citation beside the button.

const said = document.getElementById("_copied");

function form_of(button) {
  return button.parentElement.querySelector(".form");
}

function text_of(button) {
  return button.dataset.address ?? form_of(button).textContent;
}

// Emptied first: the same words said twice would not be heard twice.
function say(words) {
  said.textContent = "";
  setTimeout(() => { said.textContent = words; }, 100);
}

function mark_done(button) {
  for (const earlier of document.querySelectorAll(".copy.done")) earlier.classList.remove("done");
  button.classList.add("done");
}

function leave_to_reader(button) {
  if (button.dataset.address) location.hash = new URL(button.dataset.address).hash;
  else getSelection().selectAllChildren(form_of(button));
  say(said.dataset.refused);
}

export async function copy(button) {
  try {
    await navigator.clipboard.writeText(text_of(button));
  } catch {
    leave_to_reader(button);
    return;
  }
  mark_done(button);
  say(said.dataset.done);
}
