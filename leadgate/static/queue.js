// The keys of the queue, and what changes while it stays open. Without this file everything works by pressing buttons.
(() => {
  const queue = document.querySelector(".queue");
  const keys = document.getElementById("keys");
  const cards = () => [...(queue?.children ?? [])].filter((card) => !card.hidden);
  const here = () => document.activeElement?.closest("[data-request]");
  const token = document.querySelector("input[name=csrf_token]")?.value;

  const go = (step) => {
    const all = cards();
    const next = all[Math.max(0, Math.min(all.length - 1, all.indexOf(here()) + step))];
    next?.focus();
  };

  const press = (key) => {
    const within = key === "u" ? document : (here() ?? cards()[0]);
    const found = within?.querySelector(`[data-key="${key}"]`);
    if (key === "d") {
      found?.closest("details").setAttribute("open", "");
      found?.closest("details").querySelector("textarea").focus();
    } else found?.click();
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
    if (event.key === "j" || event.key === "k") go(event.key === "j" ? 1 : -1);
    else if ("adxu".includes(event.key)) press(event.key);
    else if (event.key === "?") keys.showModal();
    else return;
    event.preventDefault();
  });

  queue?.addEventListener("focusin", (event) => {
    const card = event.target.closest("[data-request]");
    if (!card || card.dataset.mine) return;
    card.dataset.mine = "yes";
    fetch(card.dataset.claim, { method: "POST", body: new URLSearchParams({ csrf_token: token }) });
    setTimeout(() => delete card.dataset.mine, 60_000);
  });

  const look = async () => {
    if (document.hidden || !cards().length) return;
    const named = new URLSearchParams(cards().map((card) => ["request", card.dataset.request]));
    const answer = await fetch(`${queue.dataset.live}?${named}`);
    if (!answer.ok) return;
    const now = await answer.json();
    for (const card of cards()) {
      const one = now[card.dataset.request];
      const changed = !one?.waits || one.version !== Number(card.dataset.version);
      card.classList.toggle("gone", changed);
      card.querySelector(".claim").textContent = changed ? queue.dataset.changed : one.claimed_by ? queue.dataset.claimed.replace("%s", one.claimed_by) : "";
    }
  };
  if (queue) setInterval(look, 5_000);
})();
