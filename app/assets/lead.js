// An open page of somebody who leads a meeting: says whether the door may be opened and what is left of the time, and
// draws itself anew when something happened. As long as it is open the wall knows that somebody tells it who comes.
(function () {
  'use strict';
  var page = document.querySelector('[data-zive]');
  if (!page || !window.EventSource) return;
  var print = page.dataset.otisk || '';
  var address = page.dataset.zive;

  // The server sends a beat every two seconds. A light that nobody tells about the wall any more promises nothing.
  var SILENCE = 6000;
  var PATIENCE = 1500;
  var LONGEST = 8000;
  var COVER = 'Než někoho pustíte dovnitř, zakryjte stěnu.';
  var source = null;
  var retry = null;
  var patience = PATIENCE;
  var heard = null;

  function put(selector, text, look) {
    var node = document.querySelector(selector);
    if (!node || typeof text !== 'string') return;
    if (node.textContent !== text) node.textContent = text;
    if (look !== undefined) node.className = ('tag ' + look).trim();
  }

  // Without the server nobody knows what stands on the wall. Where only the person can help, a link says how.
  function unknown(sentence, help) {
    put('[data-stena] .tag', 'nevíme', 'warning');
    put('[data-stena-veta]', sentence);
    var light = document.querySelector('[data-stena]');
    if (light) light.dataset.stena = 'nevime';
    var words = document.querySelector('[data-stena-veta]');
    if (!help || !words) return;
    // The page itself leads to where it is: to the sign-in page and back.
    var link = document.createElement('a');
    link.href = location.pathname;
    link.textContent = help;
    words.append(' ', link);
  }

  // Nobody's tap or half-written word is taken away.
  function busy() {
    var active = document.activeElement;
    if (active && /^(INPUT|TEXTAREA|SELECT)$/.test(active.tagName) && active.value) return true;
    return document.querySelector('form[data-sent]') !== null;
  }

  // By both clocks: one of them stands still while the machine sleeps.
  function alive() {
    heard = { counted: performance.now(), dated: Date.now() };
  }

  function beat() {
    alive();
    patience = PATIENCE;
  }

  function tell(event) {
    beat();
    var state = JSON.parse(event.data);
    put('[data-stena] .tag', state.slovo, state.vzhled);
    put('[data-stena-veta]', state.veta);
    put('[data-zbyva]', state.zbyva, state.znak);
    put('[data-konec]', state.konec);
    var light = document.querySelector('[data-stena]');
    if (light) light.dataset.stena = state.stena;
    if (print && String(state.otisk) !== print && !busy()) location.reload();
  }

  function lost() {
    source.close();
    source = null;
    unknown('Spojení se ztratilo. ' + COVER);
  }

  function later() {
    clearTimeout(retry);
    retry = setTimeout(open, patience);
    patience = Math.min(patience * 2, LONGEST);
  }

  // A stream does not say why it was refused; a question for data does.
  function ask() {
    var question = new AbortController();
    var limit = setTimeout(function () { question.abort(); }, SILENCE);
    fetch(address, { headers: { Accept: 'application/json' }, redirect: 'manual', cache: 'no-store', credentials: 'same-origin', signal: question.signal })
      .then(function (answer) {
        var isForm = answer.type === 'opaqueredirect';
        // What would be told is not read here.
        question.abort();
        // Meanwhile the person came back, and it was tried anew.
        if (source) return;
        if (answer.status === 401) unknown(COVER, 'Přihlaste se, prosím, znovu');
        else if (isForm || answer.status === 403 || answer.status === 404) unknown('Tato stránka už se sama neobnovuje. ' + COVER, 'Načíst ji znovu');
        else later();
      })
      .catch(later)
      .then(function () { clearTimeout(limit); });
  }

  function open() {
    clearTimeout(retry);
    retry = null;
    if (source) return;
    alive();
    source = new EventSource(address);
    source.addEventListener('tep', beat);
    source.addEventListener('stav', tell);
    source.onerror = function () {
      if (!source) return;
      var isRefused = source.readyState === EventSource.CLOSED;
      lost();
      if (isRefused) ask();
      else later();
    };
  }

  function look() {
    if (!source) return;
    if (performance.now() - heard.counted <= SILENCE && Date.now() - heard.dated <= SILENCE) return;
    lost();
    later();
  }

  // Somebody comes back to the page, perhaps from signing in elsewhere.
  function back() {
    if (document.visibilityState === 'hidden') return;
    look();
    if (!source) open();
  }

  setInterval(look, 1000);
  addEventListener('focus', back);
  addEventListener('online', back);
  document.addEventListener('visibilitychange', back);
  open();
})();
