// What is searched and what is searched for, written alike.
"use strict";
(function () {
  const folded = (text) => text.normalize("NFKC").toLowerCase();
  // 南湖22-1, as people say NH22-1, is its place and its number.
  const wordsOf = (text) => folded(text).replace(/([\u4e00-\u9fff])(\d{2}-?\d+)(?!\S)/g, "$1 $2").split(/\s+/).filter(Boolean);
  window.DUBAN_SEARCH = { folded, wordsOf };
})();
