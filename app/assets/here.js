// An open page of somebody who leads a meeting says every few seconds that it is there. Without it the wall hides
// everything: nobody would tell it who comes in.
(function () {
  'use strict';
  var page = document.querySelector('[data-tu]');
  if (!page) return;
  function tell() {
    fetch(page.dataset.tu, { method: 'POST', credentials: 'same-origin', cache: 'no-store' }).catch(function () {});
  }
  tell();
  setInterval(tell, 7000);
})();
