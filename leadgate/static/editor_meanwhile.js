// What somebody does while the server is at work on a button: a script of steps, in the order they were done.
//
// A field stands where the new question will be (or the part that was opened) and has the focus from the moment its
// button is pressed. It is a field like others, so what is typed is seen, with any keyboard and any way of writing; each
// Enter is a line of it. Buttons, ticks, and fields that are gone to are noted between the lines. Once the server has
// answered, `editor.js` does the steps as if they were done then.
const Meanwhile = (() => {
  const steps = []; // { text }, { key, altKey, shiftKey }, { at, value }, { act, then, anchor }
  let box;
  const field = () => box?.querySelector("textarea");

  const flush = () => {
    if (field()?.value) steps.push({ text: field().value });
    if (box) field().value = "";
  };
  const note = (step) => {
    flush();
    steps.push(step);
  };
  const made = (words) => {
    const one = document.createElement("div");
    one.className = "card meanwhile";
    const label = document.createElement("label");
    const kind = document.createElement("span");
    kind.className = "small";
    label.append(kind, " ", words, document.createElement("textarea"));
    one.append(label);
    label.lastChild.rows = 1;
    label.lastChild.addEventListener("input", fit);
    return one;
  };
  const fit = () => (field().rows = Math.min(12, field().value.split("\n").length));
  const put = (anchor) => {
    const spot = anchor?.closest(".bar, details.menu, .inline, li[data-moved], section") ?? document.querySelector("#draft .bar");
    if (spot.matches(".bar")) spot.after(box);
    else if (spot.matches("details, .inline")) spot.before(box);
    else spot.append(box);
  };
  // Where the focus is when a button is pressed, it stays for what is typed.
  const show = (words, anchor, kind = "") => {
    box ??= made(words);
    box.querySelector(".small").textContent = kind;
    put(anchor);
    field().focus({ preventScroll: true });
    box.scrollIntoView({ block: "nearest" });
  };
  const hide = () => {
    box?.remove();
    box = undefined;
  };
  // The page is changed around it, which must not change it.
  const lift = () => {
    const had = { focus: has_focus(), at: [field()?.selectionStart, field()?.selectionEnd] };
    box?.remove();
    return had;
  };
  const lower = (had, anchor) => {
    if (!box) return;
    put(anchor?.isConnected ? anchor : undefined);
    if (had.focus) field().focus({ preventScroll: true });
    field().setSelectionRange(...had.at);
  };
  // What was refused is not done, and what was typed for it stays to be read, and goes where the next button leads.
  const keep_texts = () => {
    flush();
    const texts = steps.map((one) => one.text ?? (one.key === "Tab" ? "\n" : "")).join("");
    steps.length = 0;
    if (!texts) return hide();
    field().value = texts;
    fit();
  };

  const has_focus = () => Boolean(box?.contains(document.activeElement));
  const is_empty = () => !steps.length && !field()?.value;
  const in_it = (target) => Boolean(box?.contains(target));
  return { steps, flush, note, show, hide, lift, lower, keep_texts, has_focus, is_empty, in_it };
})();
