/* Asks visitors of another site before anything is stored or sent, and holds back what was marked until they said yes.

   `LG` stands for what the server fills in (`script/settings.py`). Nothing here waits for an answer of the server, and
   none changes a choice: the file and the visitor's own cookie are all there is. Names within settings are one letter,
   because every visitor of every page loads them. */
(function (LG) {
  "use strict";
  var w = window, d = document, root = d.documentElement, NAME = "lg_consent";
  if (w.leadgate) return;

  var today = LG.d || Math.floor(Date.now() / 864e5);
  var signal = !!navigator.globalPrivacyControl;
  var framed = w.top !== w && !LG.z;
  var asked = LG.p.filter(function (one) { return one.k; });
  var free = asked.filter(function (one) { return !(signal && one.x); });
  var choice, outdated, ran = Object.create(null), queue = [], loading, box, opener, words, begun, tries = 0;

  function none() {}

  function each(list, act) { Array.prototype.forEach.call(list, act); }

  /* ------------------------------------------------------------------ what was chosen */

  function known(slug) { return asked.some(function (one) { return one.s === slug; }); }

  function both(some, others) { return some.filter(function (one) { return others.indexOf(one) >= 0; }); }

  function read() {
    var found = null, all = "", one, list, form = /(?:^|;\s*)lg_consent=([0-9a-f]{8})\.(\d{1,6})\.([a-z0-9_+]*)\.([01])\.([0-9a-f]{32})(?=;|$)/g;
    try { all = framed ? "" : d.cookie; } catch (refused) { /* a sandboxed frame, or cookies are off: nothing was chosen */ }
    outdated = false;
    while ((one = form.exec(all))) {
      list = one[3] ? one[3].split("+") : [];
      if (one[1] !== LG.n) outdated = true;
      // A day in the future is forged; the file may be a week old while the server is down. Of several, which hosts beside
      // this one can have set, only what all of them say counts.
      else if (+one[2] <= today + 8 && +one[2] + LG.v > today && list.every(known))
        found = { list: found ? both(found.list, list) : list, sells: one[4] === "1" && (!found || found.sells), number: one[5] };
    }
    return found;
  }

  function allows(purpose, by) {
    return !purpose.k || !!by && by.list.indexOf(purpose.s) >= 0 && !(signal && purpose.x && !by.sells);
  }

  function allowed(slug) {
    return LG.p.some(function (one) { return one.s === slug && allows(one, choice); });
  }

  function put(name, value, rest) {
    try { d.cookie = name + "=" + value + "; path=/; SameSite=Lax" + (location.protocol === "https:" ? "; Secure" : "") + rest; } catch (refused) { /* asked again on each page */ }
  }

  function below(host) { return LG.o && ("." + host).slice(-LG.o.length - 1) === "." + LG.o; }

  function keep(list, sells) {
    var bytes = new Uint8Array(16), number = "";
    w.crypto.getRandomValues(bytes);
    each(bytes, function (one) { number += (one + 256).toString(16).slice(1); });
    choice = { list: list, sells: sells, number: number };
    drop(NAME);
    put(NAME, [LG.n, today, list.join("+"), sells ? 1 : 0, number].join("."), "; Max-Age=" + LG.v * 86400 + (below(location.hostname) ? "; Domain=" + LG.o : ""));
  }

  function tell(how) {
    var said = JSON.stringify({ notice: LG.n, allowed: choice.list, how: how, gpc: signal, language: words.g, number: choice.number });
    if (LG.z) return;
    // A choice holds without its record.
    fetch(LG.u + "/choices", { method: "POST", body: said, mode: "no-cors", credentials: "omit", referrerPolicy: "strict-origin", keepalive: true }).catch(none);
  }

  /* ------------------------------------------------------------------ Google's Consent Mode, version 2 */

  function gtag() { (w.dataLayer = w.dataLayer || []).push(arguments); }

  function modes(by) {
    var said = {};
    each(LG.m, function (one) { said[one] = "denied"; });
    each(LG.p, function (one) { each(one.m || [], function (mode) { if (allows(one, by)) said[mode] = "granted"; }); });
    return said;
  }

  /* ------------------------------------------------------------------ what was held back */

  function pass(from, to) {
    each(from.attributes, function (one) {
      if (!/^(type|data-(lg|src|type))$/.test(one.name)) to.setAttribute(one.name, one.value);
    });
    if (from.nonce) to.nonce = from.nonce;
    if (from.dataset.type) to.type = from.dataset.type;
  }

  function next() {
    var held, script;
    if (loading || !(held = queue.shift())) return;
    if (!held.isConnected) return next();
    script = d.createElement("script");
    pass(held, script);
    if (held.dataset.src) {
      script.async = held.hasAttribute("async");
      if (!script.async) {
        loading = true;
        script.onload = script.onerror = function () { loading = false; next(); };
      }
      script.src = held.dataset.src;
    } else script.text = held.text;
    held.replaceWith(script);
    next();
  }

  function stand(frame, slug) {
    var place = d.createElement("div"), size = frame.getBoundingClientRect();
    place.className = "lg-place";
    place.style.width = size.width ? size.width + "px" : "";
    place.style.minHeight = size.height + "px";
    speaks(place);
    add(place, "p", words.f.replace("%s", (frame.dataset.src || frame.src).split("/")[2] || location.hostname));
    // Another site could have somebody press it without knowing.
    if (!framed) press(place, words.a, function () { choose(granted(choice).concat(slug), "frame", true); });
    frame.before(place);
    frame.hidden = true;
    frame.lgPlace = place;
  }

  function wake(node) {
    var slug = node.dataset.lg;
    if (!allowed(slug)) {
      if (node.localName === "iframe" && !node.lgPlace && known(slug) && words) stand(node, slug);
      return;
    }
    if (node.lgAwake) return;
    node.lgAwake = ran[slug] = true;
    if (node.localName === "script") queue.push(node);
    else {
      if (node.lgPlace) { node.lgPlace.remove(); node.hidden = false; }
      each(["src", "srcset", "href"], function (one) { if (node.dataset[one]) node.setAttribute(one, node.dataset[one]); });
    }
  }

  function look() {
    if (begun) ask();
    each(d.querySelectorAll("[data-lg]"), wake);
    next();
  }

  /* ------------------------------------------------------------------ what was stored, and may not stay */

  function matching(names, patterns) {
    return names.filter(function (name) {
      return patterns.some(function (one) {
        return new RegExp("^" + one.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace(/\*/g, ".*") + "$").test(name);
      });
    });
  }

  function drop(name) {
    var parts = location.hostname.split("."), steps = location.pathname.split("/"), hosts = [""], paths = ["/"], at;
    for (at = 0; at < parts.length - 1; at++) hosts.push("; Domain=" + parts.slice(at).join("."));
    for (at = 2; at <= steps.length; at++) paths.push(steps.slice(0, at).join("/"), steps.slice(0, at).join("/") + "/");
    each(hosts, function (host) {
      each(paths, function (path) {
        each(["", "; Secure; Partitioned"], function (kind) {
          try { d.cookie = name + "=; Max-Age=0; path=" + path + host + kind; } catch (refused) { /* there are none */ }
        });
      });
    });
  }

  // What is declared for something that was refused, and for nothing that may stay.
  function unwanted(names, kind) {
    var gone = [], kept = [NAME];
    each(LG.p, function (one) { if (allows(one, choice)) kept = kept.concat(one[kind] || []); else gone = gone.concat(one[kind] || []); });
    kept = matching(names, kept);
    return matching(names, gone).filter(function (one) { return kept.indexOf(one) < 0; });
  }

  function forget(kind, place, list, end) {
    try {
      var store = w[place] || navigator[place];
      store[list]().then(function (all) {
        each(all, function (one) {
          var name = one.name || one.scope || one;
          if (unwanted([name], kind)[0]) end ? store[end](name) : one.unregister();
        });
      }).catch(none);
    } catch (refused) { /* there is no such store here */ }
  }

  function clear() {
    try { each(unwanted(d.cookie.split(/;\s*/).map(function (one) { return one.split("=")[0]; }), "c"), drop); } catch (refused) { /* there are none */ }
    each(["localStorage", "sessionStorage"], function (store) {
      try { each(unwanted(Object.keys(w[store]), "w"), function (key) { w[store].removeItem(key); }); } catch (refused) { /* it may not be read, so it holds nothing of ours */ }
    });
    forget("q", "indexedDB", "databases", "deleteDatabase");
    forget("h", "caches", "keys", "delete");
    forget("e", "serviceWorker", "getRegistrations");
  }

  /* ------------------------------------------------------------------ choosing */

  function granted(by) {
    return asked.filter(function (one) { return allows(one, by); }).map(function (one) { return one.s; });
  }

  function choose(list, how, sells) {
    var before = choice;
    keep(list.filter(function (one, at) { return list.indexOf(one) === at; }), !!sells && signal);
    tell(before ? "change" : how);
    if (channel) channel.postMessage(0);
    settle(before);
  }

  // Whatever ran and may no more cannot be stopped, so the page begins again without it. What a server let in by a policy
  // was never seen here, and the policy of an open page stays as it is: then every other answer begins the page again.
  function settle(before) {
    clear();
    if (LG.m.length) gtag("consent", "update", modes(choice));
    d.dispatchEvent(new CustomEvent("lg:consent", { detail: { allowed: granted(choice) } }));
    close();
    if (!stop(before)) look();
  }

  function stop(before) {
    var stops = asked.some(function (one) {
      return allows(one, choice) ? LG.e && !allows(one, before) : ran[one.s] || allows(one, before);
    });
    if (stops) location.reload();
    return stops;
  }

  var channel;
  try {
    channel = new BroadcastChannel(NAME + LG.i);
    channel.onmessage = function () { var before = choice; choice = read(); if (choice) settle(before); else stop(before); };
  } catch (refused) { /* an older browser: the next page knows */ }

  /* ------------------------------------------------------------------ asking */

  function speak() {
    var wanted = [root.lang].concat(navigator.languages || []), tags = Object.keys(LG.t), found;
    each(wanted, function (one) {
      one = (one || "").toLowerCase().replace(/^zh-(tw|hk|mo)$/, "zh-hant").replace(/^zh-(cn|sg)$/, "zh-hans");
      for (; one && !found; one = one.replace(/-?[^-]*$/, ""))
        found = tags.filter(function (tag) { return (tag.toLowerCase() + "-").indexOf(one + "-") === 0; })[0];
    });
    words = LG.t[found || tags[0]];
    words.g = found || tags[0];
  }

  function speaks(made) {
    made.lang = words.g;
    made.dir = words.r ? "rtl" : "ltr";
    return made;
  }

  function add(to, kind, text, name) {
    var made = d.createElement(kind);
    if (text) made.textContent = text;
    if (name) made.className = name;
    return to.appendChild(made);
  }

  function press(to, text, act, name) {
    var made = add(to, "button", text, name);
    made.type = "button";
    made.onclick = act;
    return made;
  }

  function purposes(form) {
    each(LG.p, function (one, at) {
      var said = words.p[at], row = add(form, "div", "", "lg-row"), label = add(row, "label"), tick = add(label, "input");
      tick.type = "checkbox";
      tick.name = "lg-" + one.s;
      tick.checked = !one.k || !!choice && allows(one, choice);
      tick.disabled = !one.k;
      add(label, "b", said[0]);
      if (!one.k) add(label, "i", words.i);
      add(row, "p", said[1]);
      each(said[2], function (service) { add(row, "p", service, "lg-by"); });
      if (signal && one.x) add(row, "p", words.j, "lg-by");
    });
  }

  function ticked(form) {
    var ticks = form.querySelectorAll("input");
    return LG.p.filter(function (one, at) { return one.k && ticks[at].checked; }).map(function (one) { return one.s; });
  }

  function show(whole) {
    var inner, form, line, link, held = free.length < asked.length;
    if (box) box.remove();
    box = d.createElement("section");
    box.id = "lg-consent";
    speaks(box);
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-labelledby", "lg-h");
    inner = add(box, "div");
    line = add(inner, "h2", words.h);
    line.id = "lg-h";
    line.tabIndex = -1;
    line = add(inner, "p", words.b + " ");
    link = add(line, "a", words.l);
    link.href = LG.u;
    if (outdated && words.w) add(inner, "p", words.w);
    if (held) add(inner, "p", words.x);
    form = add(inner, "form");
    form.hidden = !whole;
    purposes(form);
    line = add(inner, "div", "", "lg-acts");
    press(line, words.n, function () { choose([], "refuse"); });
    press(line, words.y, function () {
      choose(free.map(function (one) { return one.s; }), held ? "gpc" : "accept");
    });
    link = press(line, whole ? words.s : words.c, function () {
      if (form.hidden) { form.hidden = false; link.textContent = words.s; form.querySelector("input:enabled").focus(); }
      else choose(ticked(form), "choose", true);
    });
    d.body.prepend(box);
  }

  function close() {
    if (!box) return;
    box.remove();
    box = null;
    if (opener && opener.isConnected) opener.focus();
    opener = null;
  }

  function open(from) {
    if (framed || !d.body || !asked.length) return;
    opener = from || d.activeElement;
    show(true);
    d.getElementById("lg-h").focus();
  }

  function dress() {
    var sheet;
    try {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(LG.c);
      d.adoptedStyleSheets = d.adoptedStyleSheets.concat(sheet);
    } catch (older) { /* it asks without colours */ }
  }

  // Pages that draw themselves anew take the banner along; some people's programs do so on purpose.
  function ask() {
    if (framed || !asked.length || !d.body) return;
    if (!choice && free.length && !(box && box.isConnected) && tries++ < 9) show(false);
    if (!d.querySelector("[data-lg-open]") && tries++ < 9) speaks(press(d.body, words.k, null, "lg-open")).dataset.lgOpen = "";
  }

  function begin() {
    begun = true;
    look();
  }

  d.addEventListener("click", function (event) {
    var from = event.target.closest && event.target.closest("[data-lg-open]");
    if (from && !framed) { event.preventDefault(); open(from); }
  });
  d.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && box && choice) close();
  });

  choice = read();
  w.leadgate = { allowed: allowed, open: open, number: function () { return choice && choice.number; } };
  if (LG.m.length) {
    gtag("consent", "default", modes(null));
    if (choice) gtag("consent", "update", modes(choice));
  }
  speak();
  dress();
  if (choice) {
    clear();
    d.dispatchEvent(new CustomEvent("lg:consent", { detail: { allowed: granted(choice) } }));
  }
  new MutationObserver(look).observe(root, { childList: true, subtree: true });
  if (d.readyState === "loading") d.addEventListener("DOMContentLoaded", begin);
  else begin();
})(LG_SETTINGS);
