// Keeps a page that says data-live up to date: reads it again every so many milliseconds and changes only what differs.
// Without this script every page still works; it just stands still.
(() => {
  "use strict";

  const live = document.querySelector("[data-live]");
  if (!live) return;
  const pace = Number(live.dataset.live);
  const notice = document.getElementById("unreachable");

  const keyOf = node => node.nodeType === Node.ELEMENT_NODE ? node.id || node.dataset.key || null : null;

  const alike = (one, other) =>
    one.nodeType === other.nodeType && one.nodeName === other.nodeName && keyOf(one) === keyOf(other);

  function become(old, fresh) {
    if (old.nodeType !== Node.ELEMENT_NODE) {
      if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
      return;
    }
    // What somebody is filling in stays as it is; so does what somebody has opened.
    if (old === document.activeElement && /^(INPUT|SELECT|TEXTAREA)$/.test(old.nodeName)) return;
    for (const { name } of [...old.attributes]) {
      if (!fresh.hasAttribute(name) && !(old.nodeName === "DETAILS" && name === "open")) old.removeAttribute(name);
    }
    for (const { name, value } of fresh.attributes) {
      if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    }
    becomeChildren(old, fresh);
  }

  function becomeChildren(old, fresh) {
    const keyed = new Map();
    for (const child of old.children) {
      const key = keyOf(child);
      if (key) keyed.set(key, child);
    }
    let place = old.firstChild;
    for (const wanted of [...fresh.childNodes]) {
      const key = keyOf(wanted);
      let match = key ? keyed.get(key) : null;
      if (!match && !key && place && alike(place, wanted)) match = place;
      if (match && match.nodeName === wanted.nodeName) {
        if (match === place) place = place.nextSibling;
        else old.insertBefore(match, place);
        become(match, wanted);
      } else {
        old.insertBefore(wanted, place);
      }
    }
    while (place) {
      const next = place.nextSibling;
      place.remove();
      place = next;
    }
  }

  async function refresh() {
    const answer = await fetch(location.href, { redirect: "manual", credentials: "same-origin" });
    if (answer.type === "opaqueredirect") {
      location.reload(); // the session has ended
      return false;
    }
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-live]");
    if (!fresh) throw new Error("no content");
    becomeChildren(live, fresh);
    return true;
  }

  async function follow() {
    let wait = pace;
    if (!document.hidden) {
      try {
        if (!await refresh()) return;
        notice.hidden = true;
      } catch {
        notice.hidden = false;
        wait = pace * 3;
      }
    }
    setTimeout(follow, wait);
  }

  setTimeout(follow, pace);
})();
