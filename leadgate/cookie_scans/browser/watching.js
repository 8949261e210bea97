/* Tells which script stores something. It runs in each frame before the page's own scripts do, changes nothing of what
   they see, and never says what a value is. LG_TELL stands for the name by which the scanner hears it. */
(function (TELL) {
  "use strict";
  var w = window, left = 400, hidden = new WeakMap();

  function say(kind, name) {
    var limit = Error.stackTraceLimit, stack = "", tag = document.currentScript;
    if (left-- <= 0) return;
    try {
      Error.stackTraceLimit = 40;
      stack = new Error().stack || "";
      Error.stackTraceLimit = limit;
      w[TELL](JSON.stringify([kind, String(name).slice(0, 200), String(stack), tag ? tag.src : "", location.href]));
    } catch (refused) { /* whoever looks is gone */ }
  }

  function wrap(owner, name, kind, named) {
    var real = owner && owner[name];
    if (!real) return;
    owner[name] = function () {
      var answer = real.apply(hidden.get(this) || this, arguments);
      if (kind) say(typeof kind === "function" ? kind(this) : kind, named(arguments));
      return answer;
    };
  }

  function first(given) { return given[0]; }

  var cookie = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
  Object.defineProperty(Document.prototype, "cookie", {
    configurable: true,
    enumerable: true,
    get: function () { return cookie.get.call(this); },
    set: function (value) {
      cookie.set.call(this, value);
      say("cookie", String(value).split(";")[0].split("=")[0].trim());
    }
  });

  if (w.CookieStore) wrap(CookieStore.prototype, "set", "cookie", function (given) {
    return given[0] && typeof given[0] === "object" ? given[0].name : given[0];
  });
  if (w.IDBFactory) wrap(IDBFactory.prototype, "open", "database", first);

  /* A key may also be set as a property, which no prototype hears of: both stores are seen through a Proxy. */
  var kinds = new WeakMap();
  ["localStorage", "sessionStorage"].forEach(function (which) {
    var own = Object.getOwnPropertyDescriptor(w, which), kind = which.slice(0, -7), behind, shown;
    if (!own || !own.get) return;
    Object.defineProperty(w, which, {
      configurable: true,
      enumerable: true,
      get: function () {
        var now = own.get.call(w);
        if (now && now !== behind) {
          behind = now;
          shown = new Proxy(now, {
            get: function (store, key) { return store[key]; },
            set: function (store, key, value) { store[key] = value; say(kind, key); return true; },
            defineProperty: function (store, key, how) { say(kind, key); return Reflect.defineProperty(store, key, how); }
          });
          hidden.set(shown, now);
          kinds.set(shown, kind);
        }
        return now && shown;
      }
    });
  });
  ["getItem", "removeItem", "key", "clear"].forEach(function (name) { wrap(Storage.prototype, name); });
  wrap(Storage.prototype, "setItem", function (store) { return kinds.get(store) || "local"; }, first);
  var length = Object.getOwnPropertyDescriptor(Storage.prototype, "length");
  Object.defineProperty(Storage.prototype, "length", {
    configurable: true,
    enumerable: true,
    get: function () { return length.get.call(hidden.get(this) || this); }
  });

  /* A text that is run later has no address; it gets that of whoever gave it. */
  ["setTimeout", "setInterval"].forEach(function (name) {
    var real = w[name];
    w[name] = function (work) {
      var given = Array.prototype.slice.call(arguments), from;
      if (typeof work === "string") {
        from = /https?:[^\s()]+(?=:\d+:\d+)/.exec(new Error().stack || "");
        if (from) given[0] = work + "\n//# sourceURL=" + from[0];
      }
      return real.apply(this, given);
    };
  });

  /* Calls of a browser to a browser go around every proxy. */
  ["RTCPeerConnection", "webkitRTCPeerConnection", "RTCDataChannel", "WebTransport"].forEach(function (name) { delete w[name]; });
})("LG_TELL");
