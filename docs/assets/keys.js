// The list of keys, in a dialog; the words stand in the page's own template.
import { load_styles } from "./styles.js";

const root = document.documentElement;

let dialog;

function switch_keys({ target: single }) {
  if (single.checked) delete root.dataset.keys;
  else root.dataset.keys = "off";
  try {
    if (single.checked) localStorage.removeItem("kb-keys");
    else localStorage.setItem("kb-keys", "off");
  } catch {
    // A browser that keeps nothing still changes this page.
  }
}

function build() {
  dialog = document.querySelector("#_keys").content.firstElementChild;
  document.body.append(dialog);
  const single = dialog.querySelector(".keys-on");
  single.checked = root.dataset.keys !== "off";
  single.addEventListener("change", switch_keys);
  dialog.addEventListener("click", (press) => press.target === dialog && dialog.close());
}

export async function open() {
  await load_styles("keys").catch(() => {});
  if (!dialog) build();
  if (!dialog.open) dialog.showModal();
}
