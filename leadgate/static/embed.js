/* Shows the form of a gate where this script stands. It sets no cookie, keeps nothing, and loads from one host only. */
(() => {
  const script = document.currentScript, { gate, source, lang, title } = script.dataset;
  if (!gate) return;
  const here = new URL(script.src), frame = document.createElement("iframe");
  const asked = new URLSearchParams({ source: source ?? location.hostname, ...(lang && { lang }) });
  frame.src = here.origin + here.pathname.replace(/embed\.js$/, `a/${encodeURIComponent(gate)}/embed`) + "?" + asked;
  frame.title = title ?? "";
  frame.loading = "lazy";
  frame.style.cssText = "width:100%;height:56rem;border:0";
  addEventListener("message", ({ source: from, origin, data }) => {
    if (from !== frame.contentWindow || origin !== here.origin || !(data?.leadgateHeight > 0)) return;
    frame.style.height = `${Math.min(data.leadgateHeight, 20000)}px`;
  });
  script.after(frame);
})();
