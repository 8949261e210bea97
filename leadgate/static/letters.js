// The page of a letter, beside `editor.js`: the frame follows what is typed, Markdown is set by buttons and keys, and what
// is pasted from a page or a word processor keeps its emphasis, lists and links. Without it buttons show the letter.
(() => {
  const form = () => document.getElementById("draft");
  const frames = document.querySelector("[data-frames]");
  const preview = () => document.getElementById("preview");
  const chosen = {}; // as what it is shown, in which language: what is on its way to the page knows of neither
  let looks = 0, shown = mark();

  function mark() {
    return [preview().dataset.mark, form().elements.show.value, form().elements.as.value].join();
  }
  // A new frame, whose first page is no step to go back by; the old one stays to be seen until that has come.
  const fresh = () => {
    const old = frames.querySelector("iframe:last-of-type");
    const frame = old.cloneNode();
    frame.removeAttribute("src");
    frame.name = `look-${++looks}`;
    frame.dataset.as = form().elements.as.value;
    frame.classList.add("coming");
    old.after(frame);
    const seen = old.contentWindow?.scrollY ?? 0;
    frame.addEventListener("load", () => {
      if (old.dataset.as === frame.dataset.as) frame.contentWindow?.scrollTo(0, seen);
      while (frame.previousElementSibling?.tagName === "IFRAME") frame.previousElementSibling.remove();
      frame.classList.remove("coming");
    });
    return frame.name;
  };
  const look = () => {
    const now = mark();
    if (now === shown) return;
    shown = now;
    const button = preview().querySelector("[data-frame]");
    const [action, target] = [button.formAction, button.formTarget];
    const file = form().querySelector("[type=file]");
    if (file) file.disabled = true;
    button.formAction = action.split("?")[0];
    button.formTarget = fresh();
    form().requestSubmit(button);
    [button.formAction, button.formTarget] = [action, target];
    if (file) file.disabled = false;
  };
  // Before `editor.js` hears of it, which would take it for one of its own buttons.
  document.addEventListener("submit", (event) => event.submitter?.matches("[data-frame]") && event.stopImmediatePropagation());
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-frame]");
    if (!button || !event.isTrusted) return;
    event.preventDefault();
    const [name, value] = button.dataset.show ? ["show", button.dataset.show] : ["as", button.dataset.as];
    chosen[name] = value;
    choose();
    look();
  });
  const choose = () => {
    for (const [name, value] of Object.entries(chosen)) {
      const button = preview().querySelector(`[data-${name}="${value}"]`);
      if (!button) continue;
      form().elements[name].value = value;
      for (const one of preview().querySelectorAll(`[data-${name}]`)) one.ariaPressed = String(one === button);
    }
  };
  document.addEventListener("shown", () => {
    choose();
    look();
  });

  // What only a script can do is offered only with one.
  const unhide = () => {
    for (const one of document.querySelectorAll("#draft :is([data-insert], [data-marks])")) one.hidden = false;
  };
  document.addEventListener("shown", unhide);
  unhide();

  let last; // the field somebody was in before they pressed a button
  document.addEventListener("focusin", (event) => {
    if (event.target.matches("#draft :is(textarea, input[type=text])")) last = event.target;
  });
  const put = (field, text, from = field.selectionStart, to = field.selectionEnd) => {
    field.focus();
    field.setSelectionRange(from, to);
    // As if it was typed, so that the browser's own undo takes it back.
    if (!document.execCommand("insertText", false, text)) field.setRangeText(text, from, to, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const insert = (text) => {
    const field = last?.isConnected ? last : document.querySelector("#draft :is(textarea, input[type=text])");
    if (!field) return;
    put(field, text);
    field.setSelectionRange(field.selectionEnd - 1, field.selectionEnd - 1); // where its other words go
  };
  const set = (field, mark) => {
    const [from, to] = [field.selectionStart, field.selectionEnd];
    const said = field.value.slice(from, to);
    if (mark === "- ") {
      const begin = field.value.lastIndexOf("\n", from - 1) + 1;
      const lines = field.value.slice(begin, to).split("\n").map((line) => `- ${line}`).join("\n");
      return put(field, lines, begin, to);
    }
    put(field, mark === "link" ? `[${said}](https://)` : `${mark}${said}${mark}`);
    const end = field.selectionEnd - (mark === "link" ? 1 : mark.length);
    if (mark === "link" ? said : !said) field.setSelectionRange(end, end);
    else if (mark === "link") field.setSelectionRange(from + 1, from + 1);
  };
  const KEYS = { b: "**", i: "*", k: "link" };
  document.addEventListener("keydown", (event) => {
    const mark = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && KEYS[event.key.toLowerCase()];
    if (!mark || !event.target.matches?.("[data-markdown]")) return;
    event.preventDefault();
    set(event.target, mark);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-insert], [data-mark]");
    if (!button?.closest("#draft")) return;
    if (button.dataset.insert) return insert(button.dataset.insert);
    const texts = [...button.closest("fieldset").querySelectorAll("textarea")];
    set(texts.includes(last) ? last : texts[0], button.dataset.mark);
  });

  document.addEventListener("paste", async (event) => {
    const field = event.target.closest?.("[data-markdown]");
    const html = event.clipboardData?.getData("text/html");
    if (!field || !html) return;
    const plain = event.clipboardData.getData("text/plain");
    event.preventDefault();
    const body = new URLSearchParams({ html, csrf_token: form().elements.csrf_token.value });
    let text = plain;
    try {
      const answer = await fetch(form().dataset.pasted, { method: "POST", body });
      if (answer.ok && !answer.redirected) text = await answer.text();
    } catch {
      // The words alone, then.
    }
    const there = field.isConnected ? field : document.getElementById(field.id);
    if (there) put(there, text);
  });
})();
