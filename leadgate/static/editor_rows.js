// The editor's lists of answers: a row each. What moves or goes does so on the page at once and is kept with the next
// save, so that no row is ever named by a number that has become another one's.
const Rows = (() => {
  const rows_of = (list) => [...list.querySelectorAll("[data-row]")];
  const key_of = (row) => row.querySelector("[name$='.key']");
  const words_of = (row) => [...row.querySelectorAll("input[type=text]")];
  const beside = (row, field) => row.querySelector(`[name$=".${field.name.split(".").pop()}"]`);
  const shown = (list) => rows_of(list).filter((row) => !row.hidden);

  // An answer is called after its words once they are there: one that is being typed waits until its field is left.
  let touched;
  document.addEventListener("input", (event) => (touched = event.target), true);
  document.addEventListener("focusin", (event) => event.target !== touched && (touched = undefined));
  const being_typed = () => {
    const row = document.activeElement?.closest?.("[data-row]");
    return touched && row?.contains(touched) && !key_of(row).value && words_of(row).some((one) => one.value) ? row : undefined;
  };

  const number = (row, now) => {
    const list = row.closest("[data-rows]").dataset.rows;
    const [old, fresh] = [`${list}.${row.dataset.row}`, `${list}.${now}`];
    for (const one of [row, ...row.querySelectorAll("[name], [id]")])
      for (const named of ["name", "id"])
        if (one.hasAttribute(named)) one.setAttribute(named, one.getAttribute(named).replace(old, fresh));
    for (const one of row.querySelectorAll("button")) one.value = one.value.replace(/\d+$/, now);
    row.dataset.row = now;
  };
  const empty = (row) => {
    for (const one of row.querySelectorAll("input")) if (one.type === "checkbox") one.checked = false;
      else if (one !== key_of(row)) one.value = "";
  };
  const next = (row) => {
    for (let below = row.nextElementSibling; below; below = below.nextElementSibling) if (!below.hidden) return below;
    const all = rows_of(row.closest("[data-rows]"));
    const fresh = row.cloneNode(true);
    row.after(fresh);
    number(fresh, Math.max(...all.map((one) => Number(one.dataset.row))) + 1);
    empty(fresh);
    key_of(fresh).value = "";
    for (const one of fresh.querySelectorAll("img")) one.remove();
    return fresh;
  };

  const place = (row, at) => {
    const others = shown(row.closest("[data-rows]")).filter((one) => one !== row);
    if (at < 0 || at > others.length) return false;
    const field = row.contains(document.activeElement) && document.activeElement;
    others[at] ? others[at].before(row) : others.at(-1).after(row);
    field?.focus?.();
    return true;
  };
  const move = (row, step) => place(row, shown(row.closest("[data-rows]")).indexOf(row) + step);
  // The server takes an answer out whose row is there and empty.
  const take_out = (row) => {
    next(row);
    empty(row);
    row.hidden = true;
    return true;
  };

  // An answer that was kept and has no name on this page yet gets the one it has by now.
  const name = (row, page, body) => {
    const list = row.closest("[data-rows]");
    const sent = words_of(row).map((one) => body.get(one.name) ?? "");
    if (key_of(row).value || !sent.some(Boolean)) return;
    const known = rows_of(list).map((one) => key_of(one).value);
    const fresh = rows_of(page)
      .filter((one) => one.closest("[data-rows]").dataset.rows === list.dataset.rows)
      .find((one) => !known.includes(key_of(one).value) && words_of(one).every((word, at) => word.value === sent[at].trim()));
    if (fresh) key_of(row).value = key_of(fresh).value;
  };
  // The server counts rows anew, without those left empty: each row here takes the number of its answer there, so that
  // what somebody is in the middle of stays the answer it is.
  const align = (form, page) => {
    for (const list of form.querySelectorAll("[data-rows]")) {
      const free = rows_of(page).filter((one) => one.closest("[data-rows]").dataset.rows === list.dataset.rows);
      if (!free.length) continue;
      const take = (is_it) => free.splice(free.findIndex(is_it), free.some(is_it) ? 1 : 0)[0];
      const same = (row) => (one) =>
        key_of(row).value ? key_of(one).value === key_of(row).value : words_of(row).some((word) => word.value) &&
          words_of(one).every((word, at) => word.value === words_of(row)[at]?.value.trim());
      let beyond = Math.max(...free.map((one) => Number(one.dataset.row)));
      const found = rows_of(list).map((row) => [row, take(same(row))]);
      // The row somebody is in comes first, so that it is there afterwards; one that was taken out comes last.
      const last = ([row]) => (row.contains(document.activeElement) ? 0 : row.hidden ? 2 : 1);
      for (const [row, there] of found.sort((one, other) => last(one) - last(other))) {
        const spare = there ?? take((one) => !key_of(one).value);
        number(row, spare ? spare.dataset.row : (beyond += 1));
      }
    }
  };
  return { rows_of, shown, beside, being_typed, next, place, move, take_out, name, align };
})();
