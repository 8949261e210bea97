// The box of a purpose as forms show it follows what is typed; without this script “Look at it first” shows the same.
for (const shown of document.querySelectorAll("figure.as-on-a-form")) {
  const { form, title, text, named } = { form: shown.closest("form"), ...shown.dataset };
  const [noTitle, noText] = shown.dataset.unworded.split("|");
  const typed = (name) => form.elements[name].value.trim();
  const follow = () => {
    const names = typed(text) && typed(named) ? "\n" + shown.dataset.names.replace("{names}", () => typed(named)) : "";
    shown.querySelector("label").textContent = typed(title) || noTitle;
    shown.querySelector(".box p").textContent = (typed(text) || noText) + names;
  };
  form.addEventListener("input", follow);
  follow();
}
for (const button of document.querySelectorAll("[data-look]")) button.hidden = true;
