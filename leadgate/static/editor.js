// The editors of surveys and letters without loading its page anew: what is typed is kept once its field is left, and how it looks is
// shown beside it meanwhile, Enter leads on, things are moved by keys and by drag. Without this file its buttons do all of it.
//
// One thing is asked of the server at a time, in the order of `waiting`:
//
//   look            how what is typed looks; keeps nothing, and is given up for whatever comes next
//   save, keep      what is typed is kept; one types on meanwhile, and what was typed since goes with the next one
//   any other act   a button: it keeps what is typed, does what it says, and often opens another part
//
// From the moment a button is pressed until its answer is on the page the editor is *busy*, whether the button is already
// under way or waits for a save before it. Fields are then not what they will be, so nothing reaches them: all that is
// done is noted in its order (`editor_meanwhile.js`) and done once the answer is there, up to the next button among it,
// which makes the editor busy again. So the survey is the one it would be had every answer come at once. A save that is
// answered while a button waits changes nothing that is shown. A button whose answer does not come stays, with all that
// was done since, and is asked for again.
(() => {
  const editor = () => document.getElementById("editor");
  const form = () => document.getElementById("draft");
  const FEW_SECONDS = 4000;
  const LONGEST_PRESS = 2000;
  const MOST_ON_LEAVING = 60_000; // a browser sends 64 kB for a page that is gone
  const LEFT = `left ${location.pathname}`;
  const QUIET = ["look", "save", "keep"];
  const OPENS = /^(open|add|copy)/;
  const TWICE = /^(undo|redo|up|down|row-|show)/; // pressed twice at once these are meant twice
  const TEXT = "#draft input[type=text], #draft textarea";
  const waiting = [];
  const filled = new WeakSet(); // fields the browser does not know to be changed
  let typed = 0, kept = 0, pressed = -LONGEST_PRESS, running = false, acting = false, changing = false, composing = false;
  let timer, looking, begun;
  // Somebody else changed it, so nothing is sent by itself before somebody presses a button; or the session is over.
  let is_changed_elsewhere = false, is_out = false;

  // Who changed a draft last is asked by tab, so that nobody is told of their own change; a tab stays one over a reload.
  const new_tab = () => (sessionStorage.tab = crypto.randomUUID?.() ?? String(Math.random()));
  if (!sessionStorage.tab) new_tab();
  // A tab that was duplicated brings the name of the other one, which holds it for as long as it is there.
  navigator.locks?.request(sessionStorage.tab, { ifAvailable: true }, (held) => (held ? new Promise(() => {}) : void new_tab()));

  const status = () => editor().querySelector("[data-status]");
  const say = (what) => (status().textContent = form().dataset[what] ?? "");
  const say_out = () => {
    say("signedOut");
    const door = { href: form().dataset.signIn, target: "_blank", textContent: form().dataset.signInWords };
    status().append(" ", Object.assign(document.createElement("a"), door));
  };
  const is_busy = () => acting || Meanwhile.steps.length > 0 || waiting.some(({ act }) => !QUIET.includes(act));

  const ask = (act, then, anchor) => {
    clearTimeout(timer);
    if (act === "save" && !anchor && is_changed_elsewhere) return;
    if (act !== "look") is_changed_elsewhere = false;
    if (act === "look" && is_busy()) return;
    if (act !== "look") looking?.abort();
    if (QUIET.includes(act)) {
      const last = waiting.at(-1);
      if (act === "keep" && last?.act === "save") last.act = act; // which keeps more
      else if (!(act === "save" && QUIET.includes(last?.act) && last.act !== "look") && !is_busy()) waiting.push({ act });
    } else if (is_busy()) {
      Meanwhile.note({ act, then, anchor });
      if (OPENS.test(act)) show_meanwhile(act, anchor);
    } else {
      const field = document.activeElement?.matches(TEXT) && !Meanwhile.in_it(document.activeElement) && document.activeElement;
      waiting.push({ act, then });
      if (OPENS.test(act)) show_meanwhile(act, anchor);
      else if (field) go_later(field);
    }
    run();
  };
  const show_meanwhile = (act, anchor) => {
    const menu = anchor?.closest("details.menu");
    if (menu) menu.open = false;
    Meanwhile.show(form().dataset.meanwhile, anchor, menu ? anchor.textContent : "");
  };
  const go_later = (field) => {
    Meanwhile.note({ at: field.name, value: field.value });
    Meanwhile.show(form().dataset.meanwhile, field);
  };

  const run = async () => {
    if (running) return;
    running = true;
    while (waiting.length) {
      const next = waiting.shift();
      if (next.act === "look" && waiting.length) continue;
      acting = !QUIET.includes(next.act);
      const is_answered = await send(next.act, next.then);
      acting = false;
      if (!is_answered && next.act !== "look") {
        waiting.unshift(next);
        break;
      }
      go_through();
    }
    running = false;
  };

  const body_of = (act) => {
    const whole = new FormData(form());
    const has_file = [...form().querySelectorAll("[type=file]")].some((one) => one.value);
    const body = has_file ? whole : new URLSearchParams(whole);
    body.set("act", act);
    body.set("tab", sessionStorage.tab);
    const row = act === "save" && Rows.being_typed();
    if (row) for (const field of row.querySelectorAll("input")) body.delete(field.name);
    return body;
  };
  const get = async (act, body) => {
    const headers = { "X-Editor": "yes" };
    looking = act === "look" ? new AbortController() : undefined;
    const asked = act === "show" ? { headers } : { method: "POST", body, headers, signal: looking?.signal };
    const answer = await fetch(act === "show" ? location.href : form().action, asked);
    return { answer, page: new DOMParser().parseFromString(await answer.text(), "text/html") };
  };

  // Nothing moves under a hand: not between a press and its release, and not while a word is being put together.
  const at_rest = async () => {
    while (composing || performance.now() - pressed < LONGEST_PRESS) await new Promise((go) => setTimeout(go, 20));
  };
  for (const [kind, at] of [["pointerdown", () => performance.now()], ["pointerup", () => -LONGEST_PRESS], ["pointercancel", () => -LONGEST_PRESS]])
    addEventListener(kind, () => (pressed = at()), true);

  // Whether an answer came; one that did not come is asked for again.
  const send = async (act, then, is_again = false) => {
    const body = body_of(act);
    const seen = act === "save" && Rows.being_typed() ? -1 : typed;
    if (act !== "look") say("saving");
    let answer, page;
    try {
      ({ answer, page } = await get(act, body));
    } catch {
      if (act !== "look") say("unsaved");
      if (act !== "look") setTimeout(run, FEW_SECONDS);
      return false;
    }
    if (act === "look") {
      if (typed === seen && page.getElementById("preview")) show(page);
      return true;
    }
    await at_rest();
    page = page.getElementById("editor");
    if (!page) {
      is_out = (answer.ok && answer.redirected) || [401, 403].includes(answer.status);
      is_out ? say_out() : say("unsaved");
      if (!is_out) setTimeout(run, FEW_SECONDS);
      return false;
    }
    is_out = false;
    if (page.querySelector("[data-old-page]") && !is_again) {
      form().elements.csrf_token.value = page.querySelector("[name=csrf_token]").value;
      return send(act, then, true);
    }
    form().querySelectorAll("[type=file]").forEach((one) => (one.value = ""));
    is_changed_elsewhere = answer.status === 409;
    if (answer.ok && seen >= 0) kept = seen;
    for (const pasted of form().querySelectorAll("[name$='.pasted']"))
      if (answer.ok && pasted.value === body.get(pasted.name)) pasted.value = "";
    if (!answer.ok) Meanwhile.keep_texts();
    const is_next = acting || !is_busy();
    if (typed === seen && is_next) take(page, act, answer.ok);
    else if (answer.ok) go_on(page, act, body);
    else refuse(page);
    say(!answer.ok ? "" : waiting.length || !Meanwhile.is_empty() ? "saving" : typed === kept ? "saved" : "");
    if (typed === seen && answer.ok && !Meanwhile.has_focus()) then?.();
    return true;
  };

  const opened_in = (page) => page.querySelector("[name=opened]").value;
  const note_address = (opened) =>
    history.replaceState(null, "", opened ? `?open=${encodeURIComponent(opened)}` : location.pathname);

  // Somebody typed on meanwhile: what they have before them stays, and is kept with the next step.
  const go_on = (page, act, body) => {
    for (const row of Rows.rows_of(form())) Rows.name(row, page, body);
    form().elements.stands.value = page.querySelector("[name=stands]").value;
    if (!QUIET.includes(act)) return waiting.unshift({ act: `open:${opened_in(page)}` });
    form().elements.opened.value = opened_in(page);
    note_address(opened_in(page));
  };
  // Whoever typed on while they were refused is told, too; nothing else is asked for before they have read it.
  const refuse = (page) => {
    waiting.length = 0;
    form().querySelector(".refusal")?.remove();
    form().querySelector(".bar").after(page.querySelector(".refusal"));
    form().elements.stands.value = page.querySelector("[name=stands]").value;
    form().querySelector(".refusal").scrollIntoView({ block: "nearest" });
  };

  // What is unfolded stays so, but in a part that was opened just now. A list of kinds folds when it is used.
  const unfolded = (acted) => ({
    beforeAttributeUpdated: (name, node) =>
      name !== "open" || node.tagName !== "DETAILS" || (acted && !node.matches(".menu")),
  });
  const show = (page) => {
    Idiomorph.morph(document.getElementById("preview"), page.querySelector("#preview"));
    document.dispatchEvent(new Event("shown"));
  };
  const take = (page, act, is_good) => {
    const acted = !QUIET.includes(act);
    const had = Meanwhile.lift();
    changing = true;
    if (!acted || form().elements.opened.value === opened_in(page)) Rows.align(form(), page);
    Idiomorph.morph(editor(), page, { ignoreActiveValue: !acted, callbacks: unfolded(acted) });
    changing = false;
    document.dispatchEvent(new Event("shown"));
    note_address(form().elements.opened.value);
    if (!is_good) {
      waiting.length = 0;
      Meanwhile.lower({ ...had, focus: false });
      return editor().querySelector(".refusal")?.focus();
    }
    if (act.startsWith("remove:") && Meanwhile.is_empty()) editor().querySelector("[value=undo]").focus();
    if (acted) begun = { had, first: OPENS.test(act) ? editor().querySelector(".open [autofocus]") : undefined };
  };
  const enter = (field) => {
    field.focus({ preventScroll: true });
    field.closest(".open")?.scrollIntoView({ block: "nearest" });
    (field.closest("fieldset, .field") ?? field).scrollIntoView({ block: "nearest" });
    field.scrollIntoView({ block: "nearest" });
  };
  // Nothing that has the focus lies under the bar, however high it is.
  new ResizeObserver(([{ target }]) =>
    document.documentElement.style.setProperty("--bar", `${Math.ceil(target.getBoundingClientRect().height)}px`),
  ).observe(editor().querySelector(".bar"));

  // What was done while a button was at work, one step after the other, up to the next button.
  const go_through = () => {
    if (!begun) return;
    const { had, first } = begun;
    const { steps } = Meanwhile;
    begun = undefined;
    if (!steps.some((one) => one.act)) Meanwhile.flush();
    const is_elsewhere = !had.focus && document.activeElement !== document.body;
    let at = first;
    const is_done = steps.length > 0;
    while (steps.length) {
      const step = steps.shift();
      if (step.act) {
        waiting.push(step);
        return Meanwhile.lower(had, step.anchor);
      }
      if (step.text && !at) {
        steps.unshift(step);
        return Meanwhile.keep_texts(), Meanwhile.lower(had);
      }
      at = (step.text ? put_in(at, step.text) : step.key ? press(at, step) : go_to(step)) ?? at;
    }
    Meanwhile.hide();
    if (at && !is_elsewhere) enter(at);
    if (is_done) typed === kept ? say("saved") : ask("save");
  };
  const is_text = (one) => one.matches("input[type=text], textarea");
  const go_to = ({ at, value }) => {
    const found = [...form().querySelectorAll(`[name="${CSS.escape(at)}"]`)];
    const one = found.find((each) => each.type !== "checkbox" && each.type !== "radio") ?? found.find((each) => each.value === value);
    if (one && one.matches("[type=checkbox], [type=radio]")) one.click();
    return one;
  };
  const put_in = (at, text) => {
    if (!is_text(at)) {
      if (!/^[ \n]/.test(text)) return at;
      if (text.length > 1) Meanwhile.steps.unshift({ text: text.slice(1) });
      at.name === "act" ? Meanwhile.steps.unshift({ act: at.value, anchor: at }) : at.click();
      return at;
    }
    const [line, ...more] = at.tagName === "INPUT" ? text.split("\n") : [text];
    if (line) {
      at.setRangeText(line, at.selectionStart, at.selectionEnd, "end");
      filled.add(at);
      at.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (!more.length) return at;
    if (more.join("")) Meanwhile.steps.unshift({ text: more.join("\n") });
    return next_line(at) ?? at;
  };
  const press = (at, { key, shiftKey }) => {
    if (key !== "Tab") {
      const act = moved(at, key);
      if (act) Meanwhile.steps.unshift(act, { at: at.name, value: at.value });
      return at;
    }
    const all = [...form().querySelectorAll("a[href], button, input, select, textarea, summary")].filter(
      (one) => one.tabIndex >= 0 && !one.disabled && one.type !== "hidden" && one.checkVisibility(),
    );
    const there = all[all.indexOf(at) + (shiftKey ? -1 : 1)];
    if (there && is_text(there)) there.select();
    return there;
  };

  document.addEventListener("submit", (event) => {
    if (event.target !== form()) return;
    event.preventDefault();
    const [act, row] = [event.submitter?.value || "save", event.submitter?.closest("[data-row]")];
    if (row && act.startsWith("row-")) return is_busy() || change_row(row, act);
    ask(act, undefined, event.submitter);
  });
  const change_row = (row, act) => {
    const is_changed = act.startsWith("row-remove") ? Rows.take_out(row) : Rows.move(row, act.startsWith("row-up") ? -1 : 1);
    if (is_changed) typed += 1;
    if (is_changed) ask("save");
  };
  const stop = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener("click", (event) => {
    const pressed = event.target.closest?.("#editor :is(button[name=act], summary)");
    if (pressed && event.detail > 1 && !TWICE.test(pressed.value)) return stop(event);
    const control = event.target.closest?.("label")?.control ?? event.target;
    if (!is_busy() || control.form !== form() || !control.matches("[type=checkbox], [type=radio], [type=file]")) return;
    if (changing || !event.isTrusted) return;
    Meanwhile.note({ at: control.name, value: control.value });
    stop(event);
  }, true);
  // The second press of a double click lands where the page has moved to by then.
  document.addEventListener("mousedown", (event) => {
    if (event.detail > 1 && Meanwhile.has_focus() && event.target !== document.activeElement) event.preventDefault();
  });
  document.addEventListener("focusin", (event) => {
    if (!changing && is_busy() && event.target.matches(`${TEXT}, #draft select`) && !Meanwhile.in_it(event.target)) go_later(event.target);
  });
  document.addEventListener("compositionstart", () => (composing = true));
  document.addEventListener("compositionend", () => (composing = false));
  const is_ours = (event) => event.target.form === form() && event.target.name;
  document.addEventListener("input", (event) => {
    if (!is_ours(event)) return;
    typed += 1;
    if (status().textContent === form().dataset.saved) say("");
    clearTimeout(timer);
    timer = setTimeout(() => composing || ask("look"), 250);
  });
  document.addEventListener("change", (event) => is_ours(event) && ask("save"));
  document.addEventListener("focusout", (event) => filled.delete(event.target) && is_ours(event) && ask("save"));

  // What was not kept yet is sent while the page goes, and shown once it is back.
  const is_too_much = () => typed !== kept && String(body_of("keep")).length > MOST_ON_LEAVING;
  addEventListener("beforeunload", (event) => (is_too_much() || (typed !== kept && (is_changed_elsewhere || is_out)) || !Meanwhile.is_empty()) && event.preventDefault());
  addEventListener("pagehide", () => {
    if (typed === kept || is_changed_elsewhere || !navigator.sendBeacon(form().action, body_of("keep"))) return;
    sessionStorage.setItem(LEFT, "yes");
  });
  if (sessionStorage.getItem(LEFT)) {
    sessionStorage.removeItem(LEFT);
    setTimeout(() => typed === kept && ask("show"), 300);
  }

  const next_line = (field) => {
    const row = field.closest("[data-row]");
    if (row) return field.value ? Rows.beside(Rows.next(row), field) : undefined;
    const fields = [...(field.closest(".open")?.querySelectorAll("input[type=text], textarea") ?? [])];
    return fields.filter((one) => one.checkVisibility())[fields.indexOf(field) + 1];
  };
  // An answer moves at once; the act that moves a question is handed back.
  const moved = (field, key) => {
    const step = key === "ArrowUp" ? -1 : 1;
    const row = field.closest("[data-row]");
    const part = field.closest("[data-moved]")?.dataset.moved;
    if (row) return void (Rows.move(row, step) && (filled.add(field), (typed += 1), ask("save")));
    const then = () => document.getElementById(part)?.querySelector("button.line")?.focus();
    return part && { act: `${step < 0 ? "up" : "down"}:${part}`, then };
  };
  document.addEventListener("keydown", (event) => {
    const text = event.target.closest?.("input[type=text], textarea");
    const is_step = event.altKey && ["ArrowUp", "ArrowDown"].includes(event.key);
    const command = (event.ctrlKey || event.metaKey) && event.key.toLowerCase();
    if (event.isComposing) return;
    if (command === "s") ask("keep");
    else if (command === "z" && !text) editor().querySelector(`[value=${event.shiftKey ? "redo" : "undo"}]`).click();
    else if (Meanwhile.in_it(text)) {
      if (!is_busy() || !(is_step || event.key === "Tab")) return;
      Meanwhile.note({ key: event.key, shiftKey: event.shiftKey });
    } else if (event.key === "Enter" && text?.form === form() && text.tagName === "INPUT") {
      const below = next_line(text);
      if (below) below.focus();
      else text.dispatchEvent(new Event("change", { bubbles: true }));
    } else if (is_step && event.target.closest?.("#draft")) {
      const act = moved(event.target, event.key);
      if (act) ask(act.act, act.then, event.target);
    } else return;
    event.preventDefault();
  });

  // A list that is pasted into a line fills that line and those below it, and as many more as it needs.
  document.addEventListener("paste", (event) => {
    const field = event.target.closest?.("[data-row] input[type=text]");
    const lines = event.clipboardData.getData("text").split(/\r?\n/).map((line) => line.trim()).filter(Boolean);
    if (!field || lines.length < 2) return;
    event.preventDefault();
    typed += 1;
    let row = field.closest("[data-row]");
    for (const line of lines.slice(0, 200)) {
      Rows.beside(row, field).value = line;
      row = Rows.next(row);
    }
    ask("save");
  });

  let dragged;
  const places = (box, kind) => [...box.querySelectorAll(`[data-${kind}]`)].filter((one) => one !== dragged && !one.hidden);
  const place_at = (box, kind, y) =>
    places(box, kind).filter((one) => one.getBoundingClientRect().top + one.offsetHeight / 2 < y).length;
  const box_of = (target) => (dragged?.dataset.row ? target.closest("[data-rows]") : target.closest("[data-section]"));
  document.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.(".handle")?.closest("[data-row], [data-moved]");
    if (dragged) event.dataTransfer.setDragImage(dragged, 0, 0);
  });
  document.addEventListener("dragover", (event) => dragged && box_of(event.target) && event.preventDefault());
  document.addEventListener("dragend", () => (dragged = undefined));
  document.addEventListener("drop", (event) => {
    const box = dragged && box_of(event.target);
    if (!box) return;
    event.preventDefault();
    if (!dragged.dataset.row)
      return ask(`place:${dragged.dataset.moved.split(":")[1]}:${box.dataset.section}:${place_at(box, "moved", event.clientY)}`, undefined, dragged);
    if (is_busy() || !box.contains(dragged) || !Rows.place(dragged, place_at(box, "row", event.clientY))) return;
    typed += 1;
    ask("save");
  });
})();
