// Keeps one edition readable without a connection, for a reader who asked for it (the button at the foot of a page).
// With a connection every page comes from the server; what was taken down there leaves what is kept here.
'use strict';
const KEPT = 'kept';
const MOST = 40; // stories
const STORY = /href="(\/story\/\d+-[^"/]*\/)"/g;
const PARTS = ['/static/site/site.css', '/static/site/site.js', '/static/site/icon.svg'];

addEventListener('install', () => skipWaiting());
addEventListener('activate', event => event.waitUntil(clients.claim()));
addEventListener('message', event => {
  if (event.data.keep) event.waitUntil(keep(event.data.keep).then(count => event.source.postMessage({kept: count})));
  if (event.data.forget) event.waitUntil(caches.delete(KEPT).then(() => registration.unregister()));
});
addEventListener('fetch', event => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== location.origin || /^\/(desk|cms|accounts)\//.test(url.pathname)) return;
  event.respondWith(answer(event, url));
});

async function answer(event, url) {
  const cache = await caches.open(KEPT);
  try {
    const found = await fetch(event.request);
    const known = await cache.match(url.pathname);
    if (known && !url.search) {
      if (found.ok) event.waitUntil(cache.put(url.pathname, found.clone()));
      else if (found.status === 404 || found.status === 410) event.waitUntil(cache.delete(url.pathname));
      if (found.ok && known.headers.get('x-kept') === 'front') event.waitUntil(keep(url.pathname));
    }
    return found;
  } catch {
    return await cache.match(url.pathname) || new Response(
      '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Offline</title>' +
      '<link rel="stylesheet" href="/static/site/site.css"><main id="main"><h1>No connection</h1>' +
      '<p>This page was not kept. <a href="/">Front page</a></p></main>',
      {status: 503, headers: {'content-type': 'text/html; charset=utf-8'}});
  }
}

// Keep a front and the stories that it names; what it names no more is dropped. Returns how many stories are kept.
async function keep(front) {
  const cache = await caches.open(KEPT);
  const page = await fetch(front);
  if (!page.ok) return 0;
  const text = await page.text();
  const wanted = [...new Set([...text.matchAll(STORY)].map(found => found[1]))].slice(0, MOST);
  const stays = new Set([front, ...PARTS, ...wanted]);
  for (const request of await cache.keys()) if (!stays.has(new URL(request.url).pathname)) await cache.delete(request);
  await cache.put(front, new Response(text, {headers: {'content-type': 'text/html; charset=utf-8', 'x-kept': 'front'}}));
  let count = 0;
  for (const path of [...PARTS, ...wanted]) {
    const found = await fetch(path).catch(() => null);
    if (found && found.ok) { await cache.put(path, found); if (!path.startsWith('/static/')) count += 1; }
    else if (found) await cache.delete(path);
  }
  return count;
}
