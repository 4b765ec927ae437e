// Which link of the app a click follows.

/** The link to a page of this app that a click leads to in this tab, or null. */
export function linkFollowed(event) {
  const link = event.composedPath().find((each) => each instanceof HTMLAnchorElement);
  const elsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || link?.target === "_blank";
  return link && !elsewhere && link.origin === location.origin ? link : null;
}

/** Follow a link that was held back; where the page was made anew meanwhile, the same link of the new one. */
export function follow(link) {
  (link.isConnected ? link : [...document.links].find((each) => each.href === link.href))?.click();
}
