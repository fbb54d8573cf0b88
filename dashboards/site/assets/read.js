// The side list of a document follows the scroll: the goal that is being read is marked in it and kept in view.
"use strict";
(function () {
  const side = document.querySelector(".reading aside");
  const entries = [...side.querySelectorAll(".index a")].map((link) => ({ link, place: document.getElementById(link.hash.slice(1)) })).filter((entry) => entry.place);
  let current = null;
  let isWaiting = false;

  function follow() {
    isWaiting = false;
    const read = entries.filter((entry) => entry.place.getBoundingClientRect().top < window.innerHeight / 2).pop();
    const link = read ? read.link : null;
    if (link === current) return;
    if (current) current.removeAttribute("aria-current");
    current = link;
    if (!link) return;
    link.setAttribute("aria-current", "location");
    if (getComputedStyle(side).position === "sticky") side.scrollTop = link.offsetTop - side.clientHeight / 2;
  }

  window.addEventListener("scroll", () => {
    if (!isWaiting) window.requestAnimationFrame(follow);
    isWaiting = true;
  }, { passive: true });
  follow();
})();
