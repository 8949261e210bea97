// The editor of a survey without loading its page anew: what is typed is kept when a field is left and shown beside it
// meanwhile, Enter leads on, things are moved by keys and by drag. Without this file its buttons do all of it.
(() => {
  const editor = () => document.getElementById("editor");
  const form = () => document.getElementById("draft");
  const waiting = [];
  let typed = 0, kept = 0, running = false, composing = false, timer, dragged;

  const say = (what) => (editor().querySelector("[data-status]").textContent = form().dataset[what] ?? "");
  const ask = (act, then) => {
    clearTimeout(timer);
    waiting.push({ act, then });
    if (!running) run();
  };
  const run = async () => {
    running = true;
    while (waiting.length) {
      const { act, then } = waiting.shift();
      if (act !== "look" || !waiting.length) await send(act, then);
    }
    running = false;
  };

  const send = async (act, then) => {
    const whole = new FormData(form());
    const has_file = [...form().querySelectorAll("[type=file]")].some((one) => one.value);
    const body = has_file ? whole : new URLSearchParams(whole);
    body.set("act", act);
    const seen = typed;
    if (act !== "look") say("saving");
    let page, answer;
    try {
      answer = await fetch(form().action, { method: "POST", body, headers: { "X-Editor": "yes" } });
      page = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("editor");
    } catch {
      say("unsaved");
      setTimeout(() => ask("save"), 5000);
      return;
    }
    if (!page) return say("signedOut");
    if (act === "look") return typed === seen && show(page);
    if (answer.ok && has_file) form().querySelectorAll("[type=file]").forEach((one) => (one.value = ""));
    if (answer.ok) kept = seen;
    for (const pasted of form().querySelectorAll("[name$='.pasted']"))
      if (pasted.value === body.get(pasted.name) && answer.ok) pasted.value = "";
    if (typed === seen) take(page, act, answer.ok);
    else go_on(page, act);
    say(answer.ok ? "saved" : "");
    if (typed === seen) then?.();
  };

  // Somebody typed on meanwhile: what they have before them stays, and is kept with the next step.
  const go_on = (page, act) => {
    const fresh = page.querySelector("#draft");
    form().elements.stands.value = fresh.elements.stands.value;
    if (act === "save") form().elements.opened.value = fresh.elements.opened.value;
    else waiting.unshift({ act: `open:${fresh.elements.opened.value}` });
  };

  const unfolded = (acted) => ({
    beforeAttributeUpdated: (name, node) => acted || name !== "open" || node.tagName !== "DETAILS",
  });
  const show = (page) => {
    Idiomorph.morph(document.getElementById("preview"), page.querySelector("#preview"));
    document.dispatchEvent(new Event("shown"));
  };
  const take = (page, act, is_good) => {
    const acted = act !== "save";
    Idiomorph.morph(editor(), page, { ignoreActiveValue: !acted, callbacks: unfolded(acted) });
    document.dispatchEvent(new Event("shown"));
    const opened = form().elements.opened.value;
    if (acted) history.replaceState(null, "", opened ? `?open=${encodeURIComponent(opened)}` : location.pathname);
    if (!is_good) return editor().querySelector(".refusal")?.focus();
    if (/^(open:|add|copy:)/.test(act)) enter(editor().querySelector(".open [autofocus]"));
    if (act.startsWith("remove:")) editor().querySelector("[value=undo]").focus();
  };
  const enter = (field) => {
    field?.focus();
    field?.closest(".open").scrollIntoView({ block: "nearest" });
  };

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
  addEventListener("pagehide", () => {
    if (typed === kept) return;
    const body = new URLSearchParams(new FormData(form()));
    body.set("act", "save");
    navigator.sendBeacon(form().action, body);
  });

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
    row.after(fresh);
    return fresh;
  };
  const next_line = (field) => {
    const row = field.closest("[data-row]");
    if (row) return field.value ? next_row(row).querySelector(`[name$=".${field.name.split(".").pop()}"]`) : undefined;
    const fields = [...field.closest(".open")?.querySelectorAll("input[type=text], textarea") ?? []];
    return fields[fields.indexOf(field) + 1];
  };
  const move_row = (row, step, language) => {
    const list = row.closest("[data-rows]");
    const place = [...list.querySelectorAll("[data-row]")].indexOf(row) + step;
    const name = list.dataset.rows;
    if (place < 0) return;
    ask(`row-place:${name}:${row.dataset.row}:${place}`, () => {
      const there = document.querySelectorAll(`[data-rows="${name}"] [data-row]`)[place];
      there?.querySelector(`[name$=".${language}"]`)?.focus();
    });
  };
  document.addEventListener("keydown", (event) => {
    const target = event.target;
    const text = target.closest?.("input[type=text], textarea");
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.isComposing || !target.closest?.("#editor")) return;
    if (event.key === "Enter" && text?.form === form() && text.tagName === "INPUT") {
      event.preventDefault();
      const below = next_line(text);
      if (below) below.focus();
      else text.dispatchEvent(new Event("change", { bubbles: true }));
    } else if (step && event.altKey) {
      event.preventDefault();
      const row = text?.closest("[data-row]");
      const key = target.closest("[data-question]")?.dataset.question;
      if (row) move_row(row, step, text.name.split(".").pop());
      else if (key) ask(`${step < 0 ? "up" : "down"}:question:${key}`, () => document.getElementById(`question:${key}`)?.querySelector("button.line")?.focus());
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      ask("save");
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !text) {
      event.preventDefault();
      editor().querySelector(`[value=${event.shiftKey ? "redo" : "undo"}]`).click();
    }
  });

  // A list that is pasted into a line fills that line and those below it; what is left becomes new answers.
  document.addEventListener("paste", (event) => {
    const field = event.target.closest?.("[data-row] input[type=text]");
    const lines = event.clipboardData.getData("text").split(/\r?\n/).map((line) => line.trim()).filter(Boolean);
    if (!field || lines.length < 2) return;
    const list = field.closest("[data-rows]");
    const language = field.name.split(".").pop();
    const fields = [...list.querySelectorAll(`[data-row] [name$=".${language}"]`)];
    const below = fields.slice(fields.indexOf(field));
    const rest = lines.length - below.length;
    if (rest > 0 && !field.matches(":nth-of-type(2)")) return;
    event.preventDefault();
    typed += 1;
    below.slice(0, lines.length).forEach((one, at) => (one.value = lines[at]));
    if (rest > 0) list.querySelector("[name$='.pasted']").value = lines.slice(below.length).join("\n");
    ask("save");
  });

  const places = (box, kind) => [...box.querySelectorAll(`[data-${kind}]`)].filter((one) => one !== dragged);
  const place_at = (box, kind, y) =>
    places(box, kind).filter((one) => one.getBoundingClientRect().top + one.offsetHeight / 2 < y).length;
  const box_of = (target) => dragged?.dataset.row ? target.closest("[data-rows]") : target.closest("[data-section]");
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
