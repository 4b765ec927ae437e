"""Windows of the browser as the tests open them."""

from playwright.sync_api import Browser, BrowserContext, ViewportSize, expect

PATIENCE = 60_000
"""Milliseconds that a test waits for a condition before it fails."""

WINDOW: ViewportSize = {"width": 1400, "height": 900}

WINDOW_BEHIND = "Document.prototype.hasFocus = () => false;"
"""For `add_init_script`: nothing is read by being in view; what is passed by key or marked still is."""


def new_context(chromium: Browser) -> BrowserContext:
    """A profile of its own, with windows of the usual size."""
    context = chromium.new_context(viewport=WINDOW, accept_downloads=True)
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    return context
