/* Tells the page that shows this form how high it is, and nothing else. */
if (parent !== window) {
  const say = () => parent.postMessage({ leadgateHeight: document.body.scrollHeight }, "*");
  new ResizeObserver(say).observe(document.body);
  say();
}
