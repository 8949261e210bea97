// Makes some kinds of questions nicer to answer: a scale to slide along, things to put in order by drag or by keys, a sum
// to share, with what is left beside it, and "something else", whose words are asked for once it is chosen. Without this file they are answered in the fields that stand on the page, and these are what is sent in any case.
(() => {
  const made = (tag, about, ...inside) => {
    const one = Object.assign(document.createElement(tag), about);
    one.append(...inside);
    return one;
  };

  // A scale that nobody has touched is not answered: its thumb shows itself with the first move.
  const slide = (number) => {
    if (number.previousElementSibling?.type === "range") return;
    const range = made("input", { type: "range", min: number.min, max: number.max, step: number.step, className: "untouched" });
    range.setAttribute("aria-label", number.labels[0]?.textContent.trim() ?? "");
    const show = () => {
      range.classList.toggle("untouched", number.value === "");
      if (number.value !== "") range.value = number.value;
    };
    const take = () => {
      number.value = range.value;
      show();
      number.dispatchEvent(new Event("input", { bubbles: true }));
    };
    range.addEventListener("input", take);
    range.addEventListener("click", take);
    number.addEventListener("input", show);
    show();
    number.before(range);
  };

  const order = (box) => {
    if (box.querySelector(".order") || !box.querySelector("select")) return;
    const words = box.dataset;
    const selects = [...box.querySelectorAll("select")];
    const things = selects.map((select) => ({ select, name: select.closest("label").lastChild.textContent.trim() }));
    const most = selects[0].options.length - 1;
    const placed = things.filter((one) => one.select.value).sort((one, other) => one.select.value - other.select.value);
    const list = made("ol", { className: "order" });
    const rest = made("ul", { className: "order rest" });
    const told = made("p", { className: "unseen" });
    told.setAttribute("role", "status");
    let dragged;

    const place = (thing, at) => {
      const old = placed.indexOf(thing);
      if (old >= 0) placed.splice(old, 1);
      if (at !== undefined && (placed.length < most || old >= 0)) placed.splice(at, 0, thing);
      show();
      const now = placed.indexOf(thing) + 1;
      told.textContent = now ? `${thing.name}: ${now} / ${most}` : `${thing.name}: –`;
      thing.node.querySelector("button").focus();
      thing.select.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const button = (sign, said, thing, act) => {
      const one = made("button", { type: "button", className: "plain small", textContent: sign, onclick: act });
      one.setAttribute("aria-label", `${said} ${thing.name}`);
      one.title = said;
      return one;
    };
    const row = (thing) => {
      const at = placed.indexOf(thing);
      const name = made("button", { type: "button", className: "line", textContent: thing.name });
      name.onclick = () => at < 0 && !thing.dropped && place(thing, placed.length);
      thing.node = made("li", {}, name);
      thing.node.thing = thing;
      if (at >= 0)
        thing.node.append(
          button("↑", words.up, thing, () => place(thing, Math.max(0, at - 1))),
          button("↓", words.down, thing, () => place(thing, Math.min(placed.length - 1, at + 1))),
          button("✕", words.out, thing, () => place(thing)),
        );
      return thing.node;
    };
    const show = () => {
      for (const one of things) one.select.value = placed.indexOf(one) + 1 || "";
      list.replaceChildren(...placed.map(row));
      rest.replaceChildren(...things.filter((one) => !placed.includes(one)).map(row));
      rest.classList.toggle("full", placed.length >= most);
    };

    const under = (event) => document.elementFromPoint(event.clientX, event.clientY);
    box.addEventListener("pointerdown", (event) => {
      const node = event.target.closest(".order li");
      if (!node || event.target.matches(".small")) return;
      dragged = { thing: node.thing, y: event.clientY, moves: false };
    });
    addEventListener("pointermove", (event) => {
      if (!dragged || (!dragged.moves && Math.abs(event.clientY - dragged.y) < 6)) return;
      dragged.moves = true;
      dragged.thing.node.classList.add("moves");
      event.preventDefault();
    });
    addEventListener("pointerup", (event) => {
      const moved = dragged?.moves && dragged;
      dragged = undefined;
      if (!moved) return;
      moved.thing.dropped = true; // the click that ends a drag is none
      setTimeout(() => (moved.thing.dropped = false));
      const there = under(event);
      const node = there?.closest?.(".order li");
      if (there?.closest?.(".rest") && box.contains(there)) place(moved.thing);
      else if (node?.thing && box.contains(node)) place(moved.thing, placed.indexOf(node.thing));
      else if (there && box.contains(there)) place(moved.thing, placed.length - (placed.includes(moved.thing) ? 1 : 0));
      else show();
    });
    box.addEventListener("keydown", (event) => {
      const thing = event.target.closest(".order li")?.thing;
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!thing || !step) return;
      event.preventDefault();
      const at = placed.indexOf(thing);
      if (at >= 0) place(thing, Math.max(0, Math.min(placed.length - 1, at + step)));
      else place(thing, placed.length);
    });

    for (const select of selects) select.closest("label").hidden = true;
    box.querySelector(".by-number").hidden = true;
    box.append(made("p", { className: "small", textContent: words.how }), list, rest, told);
    show();
  };

  // What is typed is read by the server's rules (`typed_numbers.py`), in millionths, which are whole; undefined is none.
  const THOUSANDS = /^[+-]?[1-9]\d{0,2}([ ',.])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d+)?$/;
  const PLAIN = /^([+-]?)(?:(\d+)\.?(\d*)|\.(\d+))$/;
  const LARGEST = 10n ** 18n;
  const read = (typed, decimal, zeros) => {
    const digit = (sign) => {
      const zero = [...zeros].find((one) => sign.charCodeAt(0) >= one.charCodeAt(0) && sign.charCodeAt(0) < one.charCodeAt(0) + 10);
      return zero ? String(sign.charCodeAt(0) - zero.charCodeAt(0)) : sign;
    };
    const signs = { "\u2212": "-", "\u2013": "-", "\uff0d": "-", "\uff0b": "+", "\uff0c": ",", "\uff0e": ".", "\u2019": "'" };
    const plainly = (sign) => signs[sign] ?? (/[\u00a0\u202f\u2009]/.test(sign) ? " " : digit(sign));
    let plain = [...typed.normalize("NFC").trim()].map(plainly).join("");
    if (plain === "") return 0n;
    const grouped = plain.match(THOUSANDS)?.[1];
    const is_decimal = grouped === decimal && plain.replace(/^[+-]+/, "").match(/\D/g).length === 1;
    if (grouped && !is_decimal) plain = plain.replaceAll(grouped, "");
    if (!plain.includes(".") && plain.split(",").length === 2) plain = plain.replace(",", ".");
    const found = plain.match(PLAIN);
    if (!found) return undefined;
    const [, sign, whole = "0", part, alone] = found;
    const decimals = (part ?? alone ?? "").padEnd(6, "0");
    let number = BigInt(whole + decimals.slice(0, 6));
    const [rest, half] = [decimals.slice(6).replace(/0+$/, ""), "5"];
    if (number > LARGEST || (number === LARGEST && rest)) return undefined;
    if (rest > half || (rest === half && number % 2n)) number += 1n;
    return sign === "-" ? -number : number;
  };

  const share = (box) => {
    if (box.querySelector(".shared")) return;
    const { shares, decimal, zeros, left, done, over, unread, negative } = box.dataset;
    const total = read(shares, ".", zeros);
    const inputs = [...box.querySelectorAll("input")];
    const told = made("p", { className: "shared" });
    told.setAttribute("role", "status");
    const shown = (number) => (Number(number) / 1e6).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 6 });
    const text = (numbers) => {
      if (numbers.includes(undefined)) return unread;
      if (numbers.some((one) => one < 0n)) return negative;
      const sum = numbers.reduce((before, one) => before + one, 0n);
      told.classList.toggle("exact", sum === total);
      const words = sum < total ? left : sum > total ? over : done;
      return words.replace("{number}", shown(sum < total ? total - sum : sum - total)).replace("{total}", shown(sum > total ? sum : total));
    };
    const show = () => {
      told.classList.remove("exact");
      const now = text(inputs.map((one) => read(one.value, decimal, zeros)));
      if (told.textContent !== now) told.textContent = now;
    };
    box.addEventListener("input", show);
    box.append(told);
    show();
  };

  // Words for "something else" are asked for once that is chosen; what was typed and is not meant is not sent.
  const open = (words) => {
    const box = words.closest("fieldset");
    const other = box?.querySelector('label input[value="other"]');
    if (!other || box.dataset.opens) return;
    box.dataset.opens = words.name;
    if (words.value && (other.type === "checkbox" || !box.querySelector("input:checked"))) other.checked = true;
    const show = () => (words.hidden = words.disabled = !other.checked);
    box.addEventListener("change", (event) => {
      show();
      if (event.target === other && other.checked) words.focus();
    });
    addEventListener("pageshow", show);
    show();
  };

  const enhance = () => {
    document.querySelectorAll('[name$=".other"]').forEach(open);
    document.querySelectorAll("input[data-slides]").forEach(slide);
    document.querySelectorAll("[data-orders]").forEach(order);
    document.querySelectorAll("[data-shares]").forEach(share);
  };
  // A page that was refused is the answer to what was sent, and the way back would ask whether to send it again: so it
  // leads to the page itself, with what was kept of it. The first page has no address of its own before it is kept.
  const page = document.querySelector("form.survey input[name=page]");
  if (page) {
    const here = new URL(location);
    here.searchParams.set("page", page.value);
    history.replaceState(history.state, "", here);
  }

  // The first page is another one each time it is opened. Whoever comes back to it by the browser's button has not opened
  // it anew, and what they sent from it counts once.
  const seed = document.querySelector("form.survey input[name=seed]");
  if (seed) {
    const before = history.state?.seed;
    const isBack = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
    if (isBack && before) seed.after(made("input", { type: "hidden", name: "before", value: before }));
    else history.replaceState({ ...history.state, seed: seed.value }, "");
  }

  document.addEventListener("shown", enhance);
  enhance();
})();
