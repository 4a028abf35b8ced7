// The wall in a browser. Every frame comes whole from the server, cut for everybody in the room. Whenever the server is
// silent for four seconds the wall empties itself, because nobody would tell it who came in; it fills again by itself.
(function () {
  'use strict';
  var wall = document.getElementById('stena');
  if (!wall || !wall.dataset.zive || !window.EventSource) return;

  var SILENCE = 4000;
  var address = wall.dataset.zive;
  var source = null;
  var heard = performance.now();
  var ticked = Date.now();
  var patience = 1000;
  // The server's time of day, carried on by this machine's counter and never by its clock.
  var base = null;

  function each(selector, act) {
    Array.prototype.forEach.call(wall.querySelectorAll(selector), act);
  }

  function empty() {
    each('[data-obsah], .left, .bar', function (node) { node.remove(); });
  }

  function tell(frame) {
    var to = frame && frame.dataset.videno;
    if (!to) return;
    // Two frames of the screen later it is really painted; a hidden page paints nothing and says nothing.
    requestAnimationFrame(function () {
      requestAnimationFrame(function () {
        fetch(to, { method: 'POST', credentials: 'same-origin', cache: 'no-store' }).catch(function () {});
      });
    });
  }

  function show(html) {
    wall.innerHTML = html;
    var frame = wall.querySelector('.frame');
    var moment = frame && Number(frame.dataset.okamzik);
    base = moment ? { moment: moment, counted: performance.now() } : null;
    tell(frame);
  }

  function open() {
    source = new EventSource(address);
    source.addEventListener('tep', function () { heard = performance.now(); patience = 1000; });
    source.addEventListener('obraz', function (event) {
      heard = performance.now();
      patience = 1000;
      show(event.data);
    });
    source.addEventListener('konec', function (event) {
      show(event.data);
      source.close();
      source = null;
      clearInterval(watch);
    });
    source.onerror = function () {
      if (!source) return;
      source.close();
      setTimeout(open, patience);
      patience = Math.min(patience * 2, 8000);
    };
  }

  var time = new Intl.DateTimeFormat('cs-CZ', { hour: 'numeric', minute: '2-digit', timeZone: 'Europe/Prague' });

  function tick() {
    var now = Date.now();
    // The machine slept: whatever stands there is old.
    var slept = now - ticked > SILENCE;
    ticked = now;
    if (slept || performance.now() - heard > SILENCE) empty();
    if (base) {
      var moment = base.moment + (performance.now() - base.counted);
      var text = time.format(new Date(moment)).replace(':', '.');
      each('[data-ted]', function (node) { if (node.textContent !== text) node.textContent = text; });
    }
  }

  var watch = setInterval(tick, 500);
  open();
})();
