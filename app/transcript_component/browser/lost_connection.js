// Streamlit puts a dialog over the page while it cannot reach its server. It takes the keyboard and hides the transcript
// although everything here goes on without a server, so it is closed, and the loss is told in our own words.

const CLOSE = 'button[aria-label="Close"]';
const HEADING = "Connection error";

/** Watches for that dialog and tells when the connection is lost. */
export class LostConnection {
  /** @param {() => void} lost called each time the loss is noticed */
  constructor(lost) {
    this.observer = new MutationObserver((changes) => {
      for (const change of changes) {
        for (const node of change.addedNodes) {
          const dialog = node instanceof Element ? lostDialogOf(node) ?? lostDialogOf(node.querySelector('[role="dialog"]')) : null;
          if (!dialog) continue;
          dialog.querySelector(CLOSE)?.click();
          lost();
        }
      }
    });
    this.observer.observe(document.body, { childList: true, subtree: true });
  }

  stop() {
    this.observer.disconnect();
  }
}

/** Streamlit's dialog on a lost connection, if `element` is in it; otherwise null. */
export function lostDialogOf(element) {
  const dialog = element?.closest('[role="dialog"]');
  return dialog?.textContent.startsWith(HEADING) ? dialog : null;
}
