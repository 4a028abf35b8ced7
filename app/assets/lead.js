// An open page of somebody who leads a meeting: says whether the door may be opened and what is left of the time, and
// draws itself anew when something happened. As long as it is open the wall knows that somebody tells it who comes.
(function () {
  'use strict';
  var page = document.querySelector('[data-zive]');
  if (!page || !window.EventSource) return;
  var print = page.dataset.otisk || '';

  function put(selector, text, look) {
    var node = document.querySelector(selector);
    if (!node || typeof text !== 'string') return;
    if (node.textContent !== text) node.textContent = text;
    if (look !== undefined) node.className = ('tag ' + look).trim();
  }

  // Nobody's tap or half-written word is taken away.
  function busy() {
    var active = document.activeElement;
    if (active && /^(INPUT|TEXTAREA|SELECT)$/.test(active.tagName) && active.value) return true;
    return document.querySelector('form[data-sent]') !== null;
  }

  function tell(event) {
    var state = JSON.parse(event.data);
    put('[data-stena] .tag', state.slovo, state.vzhled);
    put('[data-stena-veta]', state.veta);
    put('[data-zbyva]', state.zbyva, state.znak);
    put('[data-konec]', state.konec);
    var light = document.querySelector('[data-stena]');
    if (light) light.dataset.stena = state.stena;
    if (print && String(state.otisk) !== print && !busy()) location.reload();
  }

  function open() {
    var source = new EventSource(page.dataset.zive);
    source.addEventListener('stav', tell);
    source.onerror = function () {
      source.close();
      // Without the server nobody knows what stands on the wall.
      put('[data-stena] .tag', 'nevíme', 'warning');
      put('[data-stena-veta]', 'Spojení se ztratilo. Než někoho pustíte dovnitř, zakryjte stěnu.');
      setTimeout(open, 1500);
    };
  }

  open();
})();
