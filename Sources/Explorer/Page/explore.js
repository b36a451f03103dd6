// The page of `waymark explore`: gives sliders to the fields of the form, sends each move to the
// program and shows the answer. Without this script the form works by its button.
"use strict";

const form = document.getElementById("plan");
const byId = (id) => document.getElementById(id);

/** When a plan counts as at rest, and how long an answer may take before a newer move overtakes it; in ms. */
const restAfter = 350;
const patience = 250;

/** The number of the newest move, when it was sent, and whether it is under way. */
let newest = 0;
let sentAt = 0;
let isUnderWay = false;
/** Whether something was moved since, and the first moment at which it was. */
let movedAt = 0;
let restTimer = 0;

// Sliders

/** Gives a slider to each field that has ends, and keeps both in step. */
function addSliders() {
  for (const field of form.querySelectorAll("input[data-step], input[data-texts]")) {
    const texts = field.dataset.texts ? field.dataset.texts.split("|") : null;
    const slider = document.createElement("input");
    slider.type = "range";
    slider.min = texts ? 0 : field.dataset.low;
    slider.max = texts ? texts.length - 1 : field.dataset.high;
    slider.step = texts ? 1 : field.dataset.step;
    slider.setAttribute("aria-label", field.labels[0].textContent);
    const follow = () => {
      const place = texts ? texts.indexOf(field.value) : Number.parseFloat(field.value.replaceAll("_", ""));
      if (texts ? place >= 0 : Number.isFinite(place)) slider.value = place;
      slider.setAttribute("aria-valuetext", field.value);
    };
    follow();
    field.addEventListener("input", follow);
    slider.addEventListener("input", () => {
      field.value = texts ? texts[slider.value] : slider.value + (field.dataset.suffix || "");
      slider.setAttribute("aria-valuetext", field.value);
      moved();
    });
    field.parentElement.append(slider);
  }
}

/** Makes goals in the pictures follow a hand: up and down as the slider of their threshold. */
function followHand() {
  let hand = null;
  document.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest?.(".wm-grip");
    const field = grip && form.elements[`target.${grip.dataset.goal}`];
    const slider = field?.parentElement.querySelector("input[type=range]");
    if (!slider || event.button !== 0) return;
    event.preventDefault();
    const svg = grip.ownerSVGElement;
    const amount = Number(grip.dataset.amount);
    // The picture is drawn anew at each move; what an upward pixel means stays what it was.
    const perPixel = Number(grip.dataset.perPixel) * svg.viewBox.baseVal.height / svg.getBoundingClientRect().height;
    hand = { slider, y: event.clientY, value: Number.parseFloat(field.value.replaceAll("_", "")), share: perPixel / amount };
    document.documentElement.classList.add("held");
  });
  document.addEventListener("pointermove", (event) => {
    if (!hand) return;
    const before = hand.slider.value;
    hand.slider.value = hand.value * (1 + (hand.y - event.clientY) * hand.share);
    if (hand.slider.value !== before) hand.slider.dispatchEvent(new Event("input", { bubbles: true }));
  });
  const release = () => {
    hand = null;
    document.documentElement.classList.remove("held");
  };
  document.addEventListener("pointerup", release);
  document.addEventListener("pointercancel", release);
}

// Moves

/** Notes that something moved: the newest place is asked for now, or when the answer under way is there. */
function moved() {
  if (!movedAt) movedAt = performance.now();
  byId("compared").classList.add("waiting");
  clearTimeout(restTimer);
  restTimer = setTimeout(() => send("rest"), restAfter);
  if (!isUnderWay || performance.now() - sentAt > patience) send("move");
}

/** Asks the program: a "move" for the explored case, "rest" for all, "undo", "reset" or "start" for another place. */
async function send(what) {
  const own = ++newest;
  const since = movedAt || performance.now();
  movedAt = 0;
  sentAt = performance.now();
  isUnderWay = true;
  try {
    const body = new URLSearchParams(new FormData(form));
    body.set("script", "1");
    const reply = await fetch(what, { method: "POST", body, credentials: "omit" });
    if (own !== newest) return;
    if (reply.ok) show(await reply.json(), what, own, since);
    // Another page of this plan was quicker.
    else if (reply.status === 409) restTimer = setTimeout(() => send("rest"), restAfter);
    else byId("problem").textContent = await reply.text();
  } catch {
    if (own === newest) byId("problem").textContent = form.dataset.gone;
  }
  if (own !== newest) return;
  isUnderWay = false;
  if (movedAt) send("move");
}

/** Puts the parts of an answer into their places. */
function show(answer, what, number, since) {
  for (const [id, html] of Object.entries(answer.parts)) {
    const place = byId(id);
    if (place.innerHTML !== html) place.innerHTML = html;
  }
  if (answer.parts.controls) addSliders();
  if (answer.status) byId("status").textContent = answer.status;
  byId("undo").disabled = !answer.canUndo;
  if (what !== "move") byId("compared").classList.remove("waiting");
  // The moment at which the picture stands.
  requestAnimationFrame(() => setTimeout(() => {
    document.documentElement.dataset.shown = number;
    document.documentElement.dataset.what = what;
    if (what !== "move") return;
    performance.clearMeasures("before");
    performance.measure("move", { start: since, end: performance.now() });
    if (performance.getEntriesByName("move").length > 400) performance.clearMeasures("move");
  }));
}

// Events

if (form) {
  form.dataset.gone = document.documentElement.lang.startsWith("zh")
    ? "程序已结束；请在终端重新运行 waymark explore。"
    : "The program has ended; run waymark explore again in the terminal.";
  document.documentElement.classList.add("scripted");
  addSliders();
  followHand();
  // A number that is half typed is another number: a field counts once it is left, or by Enter.
  form.addEventListener("change", (event) => {
    if (event.target.id === "case") send("start");
    else if (event.target.tagName === "SELECT") moved();
    else if (event.target.type === "text" && event.target.id !== "keep") moved();
  });
  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    const action = button?.getAttribute("formaction");
    if (button?.classList.contains("plain") || !button) {
      event.preventDefault();
      send("rest");
    } else if (action === "undo" || action === "reset") {
      event.preventDefault();
      clearTimeout(restTimer);
      await send(action);
      byId(action).focus();
    } else if (action === "keep") {
      event.preventDefault();
      const body = new URLSearchParams(new FormData(form));
      body.set("script", "1");
      const reply = await fetch("keep", { method: "POST", body, credentials: "omit" });
      byId("kept").textContent = await reply.text();
    } else if (byId("problem").textContent.trim()) {
      // What cannot be has no report; the reason stands above.
      event.preventDefault();
      byId("problem").scrollIntoView();
    }
  });
  send("rest");
}
