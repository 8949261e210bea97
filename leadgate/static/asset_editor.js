// The editor of assets: what is typed is kept as a draft and shown beside it, a file begins to come when it is dropped.
// Without this file its buttons do all of it.
(() => {
  const editor = () => document.getElementById("asset-editor");
  const form = () => document.getElementById("asset-form");
  const look = document.querySelector("[data-look]");
  const frame = look.querySelector("iframe");
  const PAUSE = 600;
  const AGAIN = 4000;
  let typed = 0, kept = 0, timer, running = Promise.resolve(), is_leaving = false;
  // Why what is typed is not kept: "unsaved", "signedOut", "refused"; "changed" waits for somebody to press a button.
  let held = "";
  let file_refusal = "";
  // Files that are still on their way or wait for their turn, and how far the one that comes is.
  let arriving = 0, coming = Promise.resolve(), progress;
  // Whoever presses Publish meanwhile need not press again, unless something was refused since.
  let is_waiting = false, refused = 0;
  // What is wrong with pictures, by their fields; it stands until another one is chosen.
  const wrong = {};

  // Who changed a draft last is asked by tab; one that was duplicated brings the name of the other, which holds it.
  const new_tab = () => (sessionStorage.tab = crypto.randomUUID?.() ?? String(Math.random()));
  if (!sessionStorage.tab) new_tab();
  navigator.locks?.request(sessionStorage.tab, { ifAvailable: true }, (lock) => (lock ? new Promise(() => {}) : void new_tab()));

  const percent = (part) => new Intl.NumberFormat(document.documentElement.lang, { style: "percent" }).format(part);
  const say = (what) => {
    const waits = is_waiting && ["saving", "saved", ""].includes(what);
    const said = waits ? form().dataset.waits.replace("{part}", percent(progress?.part ?? 0)) : form().dataset[what] ?? "";
    form().querySelector("[data-status]").textContent = said;
  };
  const hold = (why) => {
    held = why;
    say(why === "changed" ? "refused" : why);
    // What happened stands in the bar, too, which is always in sight.
    const told = why === "changed" && form().querySelector(".refusal")?.textContent;
    if (told) form().querySelector("[data-status]").textContent = told;
    if (why !== "signedOut") return;
    const door = { href: form().dataset.signIn, target: "_blank", textContent: form().dataset.signInWords };
    form().querySelector("[data-status]").append(" ", Object.assign(document.createElement("a"), door));
  };
  const later = (time) => {
    clearTimeout(timer);
    timer = setTimeout(() => send("save"), time);
  };
  const body_of = (act) => {
    const body = new FormData(form());
    body.delete("file"); // which comes in parts
    for (const [name, value] of [...body]) if (value instanceof File && !value.size) body.delete(name);
    body.set("act", act);
    body.set("tab", sessionStorage.tab);
    return body;
  };

  // Nothing moves under a hand: not between a press and its release.
  const LONGEST_PRESS = 2000;
  let pressed = -LONGEST_PRESS;
  for (const [kind, at] of [["pointerdown", () => performance.now()], ["pointerup", () => -LONGEST_PRESS], ["pointercancel", () => -LONGEST_PRESS]])
    addEventListener(kind, () => (pressed = at()), true);
  const at_rest = async () => {
    while (performance.now() - pressed < LONGEST_PRESS) await new Promise((go) => setTimeout(go, 20));
  };

  const send = (act, then, is_pressed) => (running = running.then(() => sent(act, is_pressed)).then(() => then?.()));
  const publish = async () => {
    if (is_waiting) return;
    const before = refused;
    is_waiting = arriving > 0;
    if (is_waiting) say("saving");
    while (arriving) await coming;
    is_waiting = false;
    running = running.then(() => {
      if (refused === before) return sent("publish", true);
      if (!held) say("unpublished");
      form().querySelector(".wrong [type=file], .drop:has(.error:not([hidden])) [type=file]")?.focus();
    });
  };
  const sent = async (act, is_pressed = false, is_again = false) => {
    clearTimeout(timer);
    if (is_leaving || (!is_pressed && (typed === kept || held === "changed"))) return;
    await at_rest();
    const seen = typed;
    const files = [...form().querySelectorAll("[type=file]:not(#file)")].filter((one) => one.value).map((one) => [one, one.files[0]]);
    const upload_sent = form().elements.upload.value;
    say("saving");
    if (act !== "save") editor().inert = true;
    let answer, page;
    try {
      answer = await fetch(form().action, { method: "POST", body: body_of(act), headers: { "X-Editor": "yes" } });
      page = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("asset-editor");
    } catch {
      editor().inert = false;
      hold("unsaved");
      return later(AGAIN);
    }
    await at_rest();
    editor().inert = false;
    if (!page) {
      if (!answer.redirected || /sign-in/.test(answer.url))
        return hold(answer.redirected || [401, 403].includes(answer.status) ? "signedOut" : "refused");
      is_leaving = true;
      return location.assign(answer.url);
    }
    const is_old = page.querySelector("[data-old-page]");
    if (is_old && !is_again) {
      form().elements.csrf_token.value = page.querySelector("[name=csrf_token]").value;
      return sent(act, true, true);
    }
    note_wrong(page, files, act);
    held = answer.status === 409 ? "changed" : is_old ? "refused" : "";
    if (!held) kept = seen;
    if (typed === seen) Idiomorph.morph(editor(), page, { ignoreActiveValue: act === "save" && held !== "changed" });
    else go_on(page, files, upload_sent);
    if (held === "changed") refused += 1;
    if (file_refusal) say_of_file(file_refusal);
    draw_progress();
    show_wrong();
    if (location.pathname !== new URL(form().action).pathname && answer.ok) {
      form().action = page.querySelector("form").getAttribute("action");
      history.replaceState(null, "", form().action);
    }
    held ? hold(held) : say(answer.ok ? "saved" : "");
    // Whoever types on is not taken away from it.
    if (!answer.ok && (is_pressed || files.length)) first_fault()?.focus();
    if (typed !== kept && answer.ok) later(PAUSE);
    show();
  };

  // The field that is to be mended; the sentence above where there is none.
  const first_fault = () =>
    editor().querySelector(".wrong :is(input:not([type=hidden]), textarea, select)") ?? editor().querySelector(".refusal");

  // Somebody typed on meanwhile, or a file arrived: what they have before them stays, and they are told, too.
  const go_on = (page, files, upload_sent) => {
    const { upload } = form().elements;
    // What somebody else changed was not taken over here: it is said again, and done, when the button is pressed.
    const names = held === "changed" ? ["csrf_token"] : ["stands", "base", "csrf_token"];
    for (const name of names) form().elements[name].value = page.querySelector(`[name=${name}]`).value;
    if (upload.value === upload_sent) upload.value = page.querySelector("[name=upload]").value;
    for (const [input] of files) {
      const [here, new_one] = [input.closest(".picks"), page.querySelector(`[id="${input.id}"]`)];
      if (!here || !new_one) continue;
      const had_focus = document.activeElement === input;
      here.replaceWith(new_one.closest(".picks"));
      new_one.replaceWith(input); // which may hold another picture by now
      if (had_focus) input.focus();
    }
    form().querySelector(".refusal")?.remove();
    form().querySelector(".bar").after(...page.querySelectorAll(".refusal"));
  };

  const note_wrong = (page, files, act) => {
    if (act.includes(":")) for (const id of Object.keys(wrong)) if (id.includes("-")) delete wrong[id]; // rows have moved
    for (const [input, file] of files) {
      if (input.files[0] !== file) continue;
      input.value = "";
      const said = page.querySelector(`[id="${input.id}-error"]`)?.textContent;
      if (said) refused += 1;
      said ? (wrong[input.id] = said) : delete wrong[input.id];
    }
  };
  const show_wrong = () => {
    for (const [id, said] of Object.entries(wrong)) {
      const input = document.getElementById(id);
      if (!input || document.getElementById(`${id}-error`)) continue;
      input.after(Object.assign(document.createElement("p"), { className: "error", id: `${id}-error`, textContent: said }));
      input.setAttribute("aria-describedby", `${id}-error`);
      input.closest(".picks").classList.add("wrong");
    }
  };
  const no_longer_wrong = (input) => {
    delete wrong[input.id];
    document.getElementById(`${input.id}-error`)?.remove();
    input.closest(".picks")?.classList.remove("wrong");
  };

  let language = "", looked = "";
  const show = () => {
    if (!form().dataset.preview) return;
    look.hidden = false;
    const at = frame.contentWindow.scrollY;
    frame.onload = () => frame.contentWindow.scrollTo(0, at);
    frame.contentWindow.location.replace(`${form().dataset.preview}?look=${looked}${language && `&lang=${language}`}`);
  };
  look.addEventListener("click", (event) => {
    const { width, lang } = event.target.dataset;
    if (!width && !lang) return;
    for (const one of look.querySelectorAll(width ? "[data-width]" : "[data-lang]")) one.ariaPressed = String(one === event.target);
    if (width) look.classList.toggle("wide", width > 500);
    if (width) frame.width = width;
    if (lang) language = lang;
    if (lang) show();
  });

  look.querySelector("[data-looked-at]").addEventListener("change", (event) => {
    looked = event.target.value;
    show();
  });

  document.addEventListener("input", (event) => {
    if (event.target.form !== form() || event.target.type === "file") return;
    typed += 1;
    later(PAUSE);
  });
  document.addEventListener("change", (event) => {
    if (event.target.form !== form()) return;
    if (event.target.id === "file") return upload(event.target.files[0]);
    if (event.target.type === "file") no_longer_wrong(event.target);
    typed += 1;
    send("save");
  });
  document.addEventListener("submit", (event) => {
    if (event.target !== form()) return;
    event.preventDefault();
    const act = event.submitter?.value || "save";
    const [verb, list, at] = act.split(":");
    typed += 1;
    if (act === "publish") return publish();
    send(act, () => list && focus_on(list, verb, Number(at)), true);
  });
  // Whoever moves a row stays with it; whoever adds one is in it.
  const focus_on = (list, verb, at) => {
    const rows = [...editor().querySelectorAll(`[data-list="${list}"] [data-row]`)];
    const there = { add: rows.at(-1), up: rows[at - 1], down: rows[at + 1], remove: rows[Math.min(at, rows.length - 1)] }[verb];
    const field = "input:not([type=hidden]), textarea";
    (there?.querySelector(field) ?? editor().querySelector(`[value="add:${list}"]`)).focus();
  };
  document.addEventListener("keydown", (event) => {
    const row = event.altKey && ["ArrowUp", "ArrowDown"].includes(event.key) && event.target.closest?.("[data-row]");
    if (!row) return;
    event.preventDefault();
    row.querySelector(`[value^="${event.key === "ArrowUp" ? "up" : "down"}:"]:not([disabled])`)?.click();
  });

  // What is wrong with a file stands until another one is chosen.
  const say_of_file = (refusal) => {
    const error = form().querySelector("[data-upload-error]");
    file_refusal = error.textContent = refusal;
    error.hidden = !refusal;
  };
  const draw_progress = () => {
    const box = form().querySelector(".progress");
    box.hidden = !progress;
    if (!progress) return;
    box.querySelector("progress").value = progress.part;
    const said = box.querySelector("[data-upload]");
    said.textContent = progress.is_cut ? said.dataset.cut : said.dataset.going.replace("{part}", percent(progress.part));
    if (is_waiting) say("saving");
  };
  // One after the other; of several for one field the last one stands.
  const upload = (file) => {
    if (!file) return;
    arriving += 1;
    coming = coming.then(() => uploaded(file)).then(() => (arriving -= 1));
  };
  const uploaded = async (file) => {
    say_of_file("");
    progress = { part: 0 };
    try {
      const id = await AssetUpload.send(file, {
        url: form().dataset.uploads,
        token: () => form().elements.csrf_token.value,
        going: (part) => draw_progress((progress = { part })),
        cut: () => draw_progress((progress.is_cut = true)),
      });
      form().elements.upload.value = id;
      if (arriving === 1) form().elements.file.value = "";
      typed += 1;
      send("save");
    } catch (refusal) {
      refused += 1;
      say_of_file(String(refusal) || form().dataset.refused);
    }
    progress = undefined;
    draw_progress();
  };
  document.addEventListener("dragover", (event) => event.dataTransfer?.types.includes("Files") && event.preventDefault());
  document.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    const dropped = event.dataTransfer.files;
    dropped.length > 1 ? say_of_file(form().dataset.several) : upload(dropped[0]);
  });

  addEventListener("focus", () => held === "signedOut" && send("save"));
  addEventListener("beforeunload", (event) => !is_leaving && (arriving || (held && typed !== kept)) && event.preventDefault());
  addEventListener("pagehide", () => {
    if (typed === kept || is_leaving || held === "changed") return;
    const body = body_of("save");
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    navigator.sendBeacon(form().action, new URLSearchParams([...body]));
  });
})();
