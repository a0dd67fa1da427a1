// Optional: every page works without it. Nothing is stored unless a reader asks for it, and then in this browser only.
(() => {
  'use strict';
  offline();
  const tools = document.querySelector('.tools');
  if (!tools) return;
  const {story, version} = tools.dataset;
  const text = [...document.querySelectorAll('h1, .standfirst > span, .body > p > span')];
  const said = tools.querySelector('[role=status]');
  const key = 'read:' + story;
  const on = (name, act) => {
    const button = tools.querySelector(`[data-act=${name}]`);
    button.hidden = false;
    button.addEventListener('click', () => act(button));
    return button;
  };
  if (navigator.share) {
    on('share', () => navigator.share({title: document.title, url: tools.querySelector('a').href}).catch(() => {}));
  }
  if (window.speechSynthesis) {
    let started = '';
    on('listen', button => {
      if (started) { speechSynthesis.cancel(); button.textContent = started; started = ''; return; }
      started = button.textContent;
      button.textContent = button.dataset.stop;
      text.forEach((each, at) => {
        const line = new SpeechSynthesisUtterance(each.textContent);
        line.lang = document.documentElement.lang;
        if (at === text.length - 1) line.onend = () => { button.textContent = started || button.textContent; started = ''; };
        speechSynthesis.speak(line);
      });
    });
    addEventListener('pagehide', () => speechSynthesis.cancel());
  }
  try {
    const before = localStorage.getItem(key);
    if (before !== null) said.textContent = before === version ? said.dataset.same : said.dataset.changed;
    on('keep', button => { localStorage.setItem(key, version); said.textContent = said.dataset.same; button.hidden = true; });
    if (before === version) tools.querySelector('[data-act=keep]').hidden = true;
  } catch { /* no storage here: the button stays away */ }
  const last = text[text.length - 1];
  if (last && navigator.sendBeacon && window.IntersectionObserver) {
    const seen = new IntersectionObserver(rows => {
      if (rows.some(row => row.isIntersecting)) { seen.disconnect(); navigator.sendBeacon(`/read/${story}/`); }
    });
    seen.observe(last);
  }

  // The newest edition kept in this browser, for a reader who asks: offline.js does the work.
  function offline() {
    const line = document.querySelector('.offline');
    if (!line || !navigator.serviceWorker || !window.isSecureContext) return;
    const [button, said] = [line.querySelector('button'), line.querySelector('[role=status]')];
    const working = navigator.serviceWorker.controller;
    const show = kept => { button.textContent = kept ? button.dataset.forget : button.dataset.keep; button.dataset.kept = kept ? 1 : ''; };
    line.hidden = false;
    show(working);
    if (!navigator.onLine) said.textContent = said.dataset.offline;
    addEventListener('offline', () => { said.textContent = said.dataset.offline; });
    addEventListener('online', () => { said.textContent = ''; });
    navigator.serviceWorker.addEventListener('message', event => {
      if (event.data.kept === undefined) return;
      said.textContent = said.dataset.kept.replace('0', event.data.kept);
      show(true);
    });
    button.addEventListener('click', async () => {
      if (button.dataset.kept) {
        navigator.serviceWorker.controller?.postMessage({forget: true});
        said.textContent = '';
        show(false);
        return;
      }
      said.textContent = '…';
      await navigator.serviceWorker.register('/offline.js');
      (await navigator.serviceWorker.ready).active.postMessage({keep: line.dataset.front});
    });
  }
})();
