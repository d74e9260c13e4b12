// Registers the worker that keeps the pages of rights for reading without network.
"use strict"
if (navigator.serviceWorker) navigator.serviceWorker.register(document.currentScript.dataset.worker).catch(() => {})
