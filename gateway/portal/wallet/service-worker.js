/** Keeps the files of the wallet, so that it opens without a network. It keeps no answer of the interface under /v1. */
const VERSION = __VERSION__;
const FILES = __FILES__;
const NAME = `wallet-${VERSION}`;

self.addEventListener('install', (event) => {
  // Past the cache of the browser, which may hold the page of the version before.
  const requests = FILES.map((file) => new Request(file, { cache: 'reload' }));
  // It waits until no page of the version before is open, because such a page may still load its parts.
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(requests)));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(removeOthers());
});

self.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== self.location.origin || !FILES.includes(pathname)) return;
  event.respondWith(mode === 'navigate' ? newest(event.request) : kept(event.request));
});

/** Returns the page from the network, so that a new version shows at once, or the kept one when there is no network. */
async function newest(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const page = await (await caches.open(NAME)).match('/');
    if (page === undefined) throw error;
    return page;
  }
}

/** Returns a file as it was kept: its name has the digest of its content. */
async function kept(request) {
  const cache = await caches.open(NAME);
  return (await cache.match(request)) ?? (await fetch(request));
}

async function removeOthers() {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith('wallet-') && name !== NAME).map((name) => caches.delete(name)),
  );
  await self.clients.claim();
}
