/* Says once that somebody has begun to fill in the form; without it that is known when they send it. A page that comes
   back because something was wrong has been told (the form says so, also where the browser filled it in again). */
const form = document.querySelector("form[data-started]");
form?.addEventListener(
  "input",
  () => {
    if (form.elements.started.value) return;
    form.elements.started.value = "y";
    navigator.sendBeacon(form.dataset.started, new URLSearchParams({ source: form.elements.source.value }));
  },
  { once: true },
);
