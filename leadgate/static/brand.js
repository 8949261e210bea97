// The preview of the brand follows what is typed; without this script “Show it first” shows the same.
const form = document.querySelector("form[data-brand]");
const previews = document.querySelectorAll("figure.preview");
const follow = () => {
  const { accent, own_dark: ownDark, accent_dark: dark, public_name: name } = form.elements;
  for (const preview of previews) {
    if (accent) preview.style.setProperty("--accent", accent.value);
    if (ownDark?.checked && dark) preview.style.setProperty("--accent-dark", dark.value);
    else preview.style.setProperty("--accent-dark", "initial");
    const shown = preview.querySelector("[data-name]");
    if (shown) shown.textContent = name.value || name.placeholder;
  }
};
form?.addEventListener("input", follow);
