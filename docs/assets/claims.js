// The board of claims narrowed: a heading stands while a claim does below it.
import { narrow } from "./filter.js";

const form = document.querySelector("form.filter");
const groups = [...document.querySelectorAll(".group")];

function follow() {
  for (const group of groups) {
    group.hidden = !group.querySelector("li[data-claims]:not([hidden])");
    const part = document.querySelector(`.onpage a[href="#${group.querySelector("h2").id}"]`);
    if (part) part.parentElement.hidden = group.hidden;
  }
}

if (form) narrow(form, document.querySelectorAll(".board > li"), follow);
