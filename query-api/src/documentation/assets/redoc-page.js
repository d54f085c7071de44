// Starts Redoc on our own description. A file of its own, because the page's policy allows no script inside it.
Redoc.init('/openapi.json', { hideDownloadButton: false, nativeScrollbars: true }, document.getElementById('page'))
