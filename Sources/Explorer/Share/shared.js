// The page of `waymark report --explore`: shows what was computed for the setting at which the sliders
// stand. Without this script the page shows the setting of the file.
"use strict";

const byId = (id) => document.getElementById(id);
const sliders = [...document.querySelectorAll("#controls input[type=range]")];
const { parts } = JSON.parse(byId("settings").textContent);

/** When the sliders count as at rest, in ms: then the probabilities are read out. */
const restAfter = 350;
let restTimer = 0;

/** The number of the setting: the last slider changes first. */
const setting = () => sliders.reduce((number, slider) => number * (Number(slider.max) + 1) + Number(slider.value), 0);

/** Shows the setting at which the sliders stand. */
function show() {
  for (const slider of sliders) {
    const text = slider.list.options[slider.value].label;
    slider.setAttribute("aria-valuetext", text);
    slider.parentElement.querySelector("output").value = text;
  }
  const number = setting();
  for (const [id, { pieces, settings }] of Object.entries(parts)) {
    byId(id).innerHTML = settings[number].map((piece) => pieces[piece]).join("\n");
  }
  byId("back").disabled = sliders.every((slider) => slider.value === slider.defaultValue);
  clearTimeout(restTimer);
  restTimer = setTimeout(() => {
    const shares = [...document.querySelectorAll("#summary li")].map((item) => item.textContent.trim());
    byId("status").textContent = shares.join(", ");
  }, restAfter);
}

for (const slider of sliders) {
  slider.hidden = false;
  // A page that is gone back to begins where it was left in no browser.
  slider.value = slider.defaultValue;
  slider.addEventListener("input", show);
}
byId("back").hidden = false;
byId("back").disabled = true;
byId("back").addEventListener("click", () => {
  for (const slider of sliders) slider.value = slider.defaultValue;
  show();
  sliders[0].focus();
});
