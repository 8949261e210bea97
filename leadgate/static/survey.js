// Makes three kinds of questions nicer to answer: a scale to slide along, things to put in order by drag or by keys, and
// a sum to share, with what is left beside it. Without this file they are answered in the fields that stand on the page, and these are what is sent in any case.
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

  // What is typed is read as the server reads it: with the signs for thousands and decimals of any language.
  const read = (typed, decimal) => {
    let plain = typed.normalize("NFKC").replace(/[\s'\u2019]/g, "").replace(/^[\u2212\u2013]/, "-");
    const signs = plain.match(/[.,]/g) ?? [];
    const last = signs.at(-1);
    const grouped = signs.every((sign) => sign === last) && /^[+-]?[1-9]\d{0,2}([.,]\d{3})+$/.test(plain);
    if (grouped && (signs.length > 1 || last !== decimal)) plain = plain.replace(/[.,]/g, "");
    else if (new Set(signs).size > 1) plain = plain.replaceAll(last === "," ? "." : ",", "");
    plain = plain.replace(",", ".");
    return plain === "" ? 0 : /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : NaN;
  };

  const share = (box) => {
    if (box.querySelector(".shared")) return;
    const { shares, decimal, left, done, over, unread } = box.dataset;
    const inputs = [...box.querySelectorAll("input")];
    const told = made("p", { className: "shared" });
    told.setAttribute("role", "status");
    const shown = (number) => number.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 6 });
    const show = () => {
      const sum = inputs.reduce((before, one) => before + read(one.value, decimal), 0);
      const rest = Math.round((shares - sum) * 1e6) / 1e6;
      const words = Number.isNaN(rest) ? unread : rest > 0 ? left : rest < 0 ? over : done;
      const text = words.replace("{number}", shown(Math.abs(rest))).replace("{total}", shown(rest < 0 ? sum : Number(shares)));
      told.classList.toggle("exact", rest === 0);
      if (told.textContent !== text) told.textContent = text;
    };
    box.addEventListener("input", show);
    box.append(told);
    show();
  };

  const enhance = () => {
    document.querySelectorAll("input[data-slides]").forEach(slide);
    document.querySelectorAll("[data-orders]").forEach(order);
    document.querySelectorAll("[data-shares]").forEach(share);
  };
  document.addEventListener("shown", enhance);
  enhance();
})();
