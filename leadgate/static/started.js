/* Says once that somebody has begun to fill in the form; without it that is known when they send it. */
const form = document.querySelector("form[data-started]");
form?.addEventListener(
  "input",
  () => {
    form.elements.started.value = "y";
    navigator.sendBeacon(form.dataset.started, new URLSearchParams({ source: form.elements.source.value }));
  },
  { once: true },
);
