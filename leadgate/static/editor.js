// The editor of a survey without loading its page anew: what is typed is kept when a field is left and shown beside it
// meanwhile, Enter leads on, things are moved by keys and by drag. Without this file its buttons do all of it.
(() => {
  const editor = () => document.getElementById("editor");
  const form = () => document.getElementById("draft");
  const FEW_SECONDS = 4000;
  const MOST_ON_LEAVING = 60_000; // a browser sends 64 kB for a page that is gone
  const LEFT = `left ${location.pathname}`;
  const waiting = [];
  const later = [];
  let typed = 0, kept = 0, running = false, acting = false, composing = false, timer, dragged;

  // Who changed a draft last is asked by tab, so that nobody is told of their own change; a tab stays one over a reload.
  const new_tab = () => (sessionStorage.tab = crypto.randomUUID?.() ?? String(Math.random()));
  if (!sessionStorage.tab) new_tab();
  // A tab that was duplicated brings the name of the other one, which holds it for as long as it is there.
  navigator.locks?.request(sessionStorage.tab, { ifAvailable: true }, (held) => (held ? new Promise(() => {}) : void new_tab()));

  const say = (what) => (editor().querySelector("[data-status]").textContent = form().dataset[what] ?? "");
  const ask = (act, then) => {
    clearTimeout(timer);
    const last = waiting.at(-1);
    if (act === "save" && last?.act === "save" && !last.then) return;
    waiting.push({ act, then });
    run();
  };
  const run = async () => {
    if (running) return;
    running = true;
    while (waiting.length) {
      const next = waiting.shift();
      if (next.act === "look" && waiting.length) continue;
      acting = !["look", "save", "keep"].includes(next.act);
      const is_answered = await send(next.act, next.then);
      acting = false;
      if (!is_answered && next.act !== "look") {
        waiting.unshift(next);
        setTimeout(run, FEW_SECONDS);
        break;
      }
      release();
    }
    running = false;
  };

  const body_of = (act) => {
    const whole = new FormData(form());
    const has_file = [...form().querySelectorAll("[type=file]")].some((one) => one.value);
    const body = has_file ? whole : new URLSearchParams(whole);
    body.set("act", act);
    body.set("tab", sessionStorage.tab);
    // An answer is called after its words once they are there: one that is being typed waits until its field is left.
    const row = act === "save" && being_typed();
    if (row) for (const field of row.querySelectorAll("input")) body.delete(field.name);
    return body;
  };
  const being_typed = () => {
    const row = document.activeElement?.closest?.("[data-row]");
    return row && !key_of(row).value && words_of(row).some((one) => one.value) ? row : undefined;
  };
  const key_of = (row) => row.querySelector("[name$='.key']");
  const words_of = (row) => [...row.querySelectorAll("input[type=text]")];

  // Whether an answer came; one that did not come is asked for again.
  const send = async (act, then) => {
    const body = body_of(act);
    const seen = act === "save" && being_typed() ? -1 : typed;
    if (act !== "look") say("saving");
    let page, answer;
    try {
      const headers = { "X-Editor": "yes" };
      answer = await (act === "show" ? fetch(location.href, { headers }) : fetch(form().action, { method: "POST", body, headers }));
      page = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("editor");
    } catch {
      say("unsaved");
      return false;
    }
    if (!page) {
      const is_out = (answer.ok && answer.redirected) || answer.status === 403;
      say(is_out ? "signedOut" : "unsaved");
      return is_out || act === "look";
    }
    if (act === "look") {
      if (typed === seen) show(page);
      return true;
    }
    form().querySelectorAll("[type=file]").forEach((one) => (one.value = ""));
    if (answer.ok && seen >= 0) kept = seen;
    for (const pasted of form().querySelectorAll("[name$='.pasted']"))
      if (answer.ok && pasted.value === body.get(pasted.name)) pasted.value = "";
    if (typed === seen) take(page, act, answer.ok);
    else if (answer.ok) go_on(page, act, body);
    else refuse(page);
    say(answer.ok ? "saved" : "");
    if (typed === seen && answer.ok) then?.();
    return true;
  };

  const opened_in = (page) => page.querySelector("[name=opened]").value;
  const note_address = (opened) =>
    history.replaceState(null, "", opened ? `?open=${encodeURIComponent(opened)}` : location.pathname);

  // Somebody typed on meanwhile: what they have before them stays, and is kept with the next step.
  const go_on = (page, act, body) => {
    for (const row of form().querySelectorAll("[data-row]")) name_row(row, page, body);
    form().elements.stands.value = page.querySelector("[name=stands]").value;
    if (act !== "save" && act !== "keep") return waiting.unshift({ act: `open:${opened_in(page)}` });
    form().elements.opened.value = opened_in(page);
    note_address(opened_in(page));
  };
  // An answer that was kept and has no name on this page yet gets the one it has by now.
  const name_row = (row, page, body) => {
    const list = row.closest("[data-rows]");
    const sent = words_of(row).map((one) => body.get(one.name) ?? "");
    if (key_of(row).value || !sent.some(Boolean)) return;
    const known = [...list.querySelectorAll("[data-row]")].map((one) => key_of(one).value);
    const fresh = [...page.querySelectorAll(`[data-rows="${list.dataset.rows}"] [data-row]`)].find(
      (one) => !known.includes(key_of(one).value) && words_of(one).every((word, at) => word.value === sent[at].trim()),
    );
    if (fresh) key_of(row).value = key_of(fresh).value;
  };
  // Whoever typed on while they were refused is told, too; nothing else is asked for before they have read it.
  const refuse = (page) => {
    waiting.length = 0;
    form().querySelector(".refusal")?.remove();
    form().querySelector(".bar").after(page.querySelector(".refusal"));
    form().elements.stands.value = page.querySelector("[name=stands]").value;
    form().querySelector(".refusal").scrollIntoView({ block: "nearest" });
  };

  const unfolded = (acted) => ({
    beforeAttributeUpdated: (name, node) => acted || name !== "open" || node.tagName !== "DETAILS",
  });
  const show = (page) => {
    Idiomorph.morph(document.getElementById("preview"), page.querySelector("#preview"));
    document.dispatchEvent(new Event("shown"));
  };
  const take = (page, act, is_good) => {
    const acted = act !== "save" && act !== "keep";
    Idiomorph.morph(editor(), page, { ignoreActiveValue: !acted, callbacks: unfolded(acted) });
    document.dispatchEvent(new Event("shown"));
    note_address(form().elements.opened.value);
    if (!is_good) return editor().querySelector(".refusal")?.focus();
    if (/^(open:|add|copy:)/.test(act)) enter(editor().querySelector(".open [autofocus]"));
    if (act.startsWith("remove:")) editor().querySelector("[value=undo]").focus();
  };
  const enter = (field) => {
    field?.focus();
    field?.closest(".open").scrollIntoView({ block: "nearest" });
  };

  // Keys that were pressed while a button was at work are pressed again once it is done: letters go to the field that
  // has the focus then, all others do what they do.
  const release = () => {
    let is_typed = false;
    while (later.length && !acting && !waiting.some(({ act }) => !["look", "save", "keep"].includes(act))) {
      const key = later.shift();
      const field = document.activeElement?.closest?.("#draft input[type=text], #draft textarea");
      if (key.key.length > 1) document.activeElement.dispatchEvent(new KeyboardEvent("keydown", key));
      else if (field) {
        field.setRangeText(key.key, field.selectionEnd, field.selectionEnd, "end");
        field.dispatchEvent(new Event("input", { bubbles: true }));
        is_typed = true;
      }
    }
    if (is_typed) ask("save"); // no field that is filled in like this says that it was changed
  };
  const hold = (event) => {
    if (!acting || !event.target.closest?.("#editor") || event.isComposing) return;
    const { key, altKey, shiftKey } = event;
    if (event.type === "keydown") {
      if (event.ctrlKey || event.metaKey || key === "Tab" || key === "Shift") return;
      later.push({ key, altKey, shiftKey, bubbles: true, cancelable: true });
    }
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  for (const kind of ["keydown", "click", "submit"]) document.addEventListener(kind, hold, true);

  document.addEventListener("submit", (event) => {
    if (event.target !== form()) return;
    event.preventDefault();
    ask(event.submitter?.value || "save");
  });
  document.addEventListener("compositionstart", () => (composing = true));
  document.addEventListener("compositionend", () => (composing = false));
  const is_ours = (event) => event.target.form === form() && event.target.name;
  document.addEventListener("input", (event) => {
    if (!is_ours(event)) return;
    typed += 1;
    clearTimeout(timer);
    timer = setTimeout(() => composing || ask("look"), 250);
  });
  document.addEventListener("change", (event) => is_ours(event) && ask("save"));

  // What was not kept yet is sent while the page goes, and shown once it is back.
  const is_too_much = () => typed !== kept && String(body_of("keep")).length > MOST_ON_LEAVING;
  addEventListener("beforeunload", (event) => is_too_much() && event.preventDefault());
  addEventListener("pagehide", () => {
    if (typed === kept || !navigator.sendBeacon(form().action, body_of("keep"))) return;
    sessionStorage.setItem(LEFT, "yes");
  });
  if (sessionStorage.getItem(LEFT)) {
    sessionStorage.removeItem(LEFT);
    setTimeout(() => typed === kept && ask("show"), 300);
  }

  const next_row = (row) => {
    if (row.nextElementSibling) return row.nextElementSibling;
    const list = row.closest("[data-rows]").dataset.rows;
    const number = Math.max(...[...row.parentElement.children].map((one) => Number(one.dataset.row))) + 1;
    const fresh = row.cloneNode(true);
    const [old, now] = [`${list}.${row.dataset.row}`, `${list}.${number}`];
    fresh.dataset.row = number;
    for (const one of [fresh, ...fresh.querySelectorAll("[name], [id]")])
      for (const named of ["name", "id"])
        if (one.hasAttribute(named)) one.setAttribute(named, one.getAttribute(named).replace(old, now));
    for (const one of fresh.querySelectorAll("input")) one.type === "checkbox" ? (one.checked = false) : (one.value = "");
    for (const one of fresh.querySelectorAll("button")) one.value = one.value.replace(/\d+$/, number);
    for (const one of fresh.querySelectorAll("img")) one.remove();
    row.after(fresh);
    return fresh;
  };
  const beside = (row, field) => row.querySelector(`[name$=".${field.name.split(".").pop()}"]`);
  const next_line = (field) => {
    const row = field.closest("[data-row]");
    if (row) return field.value ? beside(next_row(row), field) : undefined;
    const fields = [...field.closest(".open")?.querySelectorAll("input[type=text], textarea") ?? []];
    return fields[fields.indexOf(field) + 1];
  };
  const move_row = (row, step, field) => {
    const list = row.closest("[data-rows]");
    const place = [...list.querySelectorAll("[data-row]")].indexOf(row) + step;
    const name = list.dataset.rows;
    if (place < 0) return;
    ask(`row-place:${name}:${row.dataset.row}:${place}`, () => {
      const there = document.querySelectorAll(`[data-rows="${name}"] [data-row]`)[place];
      if (there) beside(there, field)?.focus();
    });
  };
  const move_question = (key, step) =>
    ask(`${step < 0 ? "up" : "down"}:question:${key}`, () =>
      document.getElementById(`question:${key}`)?.querySelector("button.line")?.focus(),
    );
  document.addEventListener("keydown", (event) => {
    const text = event.target.closest?.("input[type=text], textarea");
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const command = (event.ctrlKey || event.metaKey) && event.key.toLowerCase();
    if (event.isComposing) return;
    if (command === "s") ask("keep");
    else if (command === "z" && !text) editor().querySelector(`[value=${event.shiftKey ? "redo" : "undo"}]`).click();
    else if (event.key === "Enter" && text?.form === form() && text.tagName === "INPUT") {
      const below = next_line(text);
      if (below) below.focus();
      else text.dispatchEvent(new Event("change", { bubbles: true }));
    } else if (step && event.altKey && event.target.closest?.("#draft")) {
      const row = text?.closest("[data-row]");
      const key = event.target.closest("[data-question]")?.dataset.question;
      if (row) move_row(row, step, text);
      else if (key) move_question(key, step);
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
      beside(row, field).value = line;
      row = next_row(row);
    }
    ask("save");
  });

  const places = (box, kind) => [...box.querySelectorAll(`[data-${kind}]`)].filter((one) => one !== dragged);
  const place_at = (box, kind, y) =>
    places(box, kind).filter((one) => one.getBoundingClientRect().top + one.offsetHeight / 2 < y).length;
  const box_of = (target) => (dragged?.dataset.row ? target.closest("[data-rows]") : target.closest("[data-section]"));
  document.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.(".handle")?.closest("[data-row], [data-question]");
    if (dragged) event.dataTransfer.setDragImage(dragged, 0, 0);
  });
  document.addEventListener("dragover", (event) => dragged && box_of(event.target) && event.preventDefault());
  document.addEventListener("dragend", () => (dragged = undefined));
  document.addEventListener("drop", (event) => {
    const box = dragged && box_of(event.target);
    if (!box) return;
    event.preventDefault();
    if (dragged.dataset.row) {
      if (box.contains(dragged)) ask(`row-place:${box.dataset.rows}:${dragged.dataset.row}:${place_at(box, "row", event.clientY)}`);
    } else ask(`place:${dragged.dataset.question}:${box.dataset.section}:${place_at(box, "question", event.clientY)}`);
  });
})();
