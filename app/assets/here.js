// An open page of somebody who leads a meeting says every few seconds that it is there. Without it the wall hides
// everything: nobody would tell it who comes in.
(function () {
  'use strict';
  var page = document.querySelector('[data-tu]');
  if (!page) return;
  function tell() {
    var asked = { method: 'POST', credentials: 'same-origin', cache: 'no-store' };
    fetch(page.dataset.tu, asked).then(function (answer) {
      // The server was started anew and knows of no open page: this one is opened once more, unseen.
      if (answer.status === 205) return fetch(location.pathname, { credentials: 'same-origin', cache: 'no-store' });
    }).catch(function () {});
  }
  tell();
  setInterval(tell, 7000);
})();
