// Small help with elements. Texts only ever become text nodes.

type Attributes = Record<string, string | boolean | ((event: Event) => void)>;

/** An element: handlers are named as events are, `true` sets an attribute without a value, `false` leaves it out. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      made.addEventListener(key, value);
    } else if (value !== false) {
      made.setAttribute(key, value === true ? '' : value);
    }
  }
  made.append(...children);
  return made;
}

/** The element of the page with an id. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) {
    throw new Error(`the page has no #${id}`);
  }
  return found;
}

/** Replaces what is in an element, and gives the focus back to the part that had it. */
export function refill(parent: HTMLElement, children: Node[]): void {
  const focused = parent.contains(document.activeElement) ? document.activeElement?.getAttribute('data-key') : null;
  parent.replaceChildren(...children);
  if (focused !== null && focused !== undefined) {
    parent.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }
}

/** What starts with Enter and Space as well as with a click. */
export function activated(run: () => void): Attributes {
  return {
    click: run,
    keydown: (event) => {
      if (event instanceof KeyboardEvent && (event.key === 'Enter' || event.key === ' ')) {
        event.preventDefault();
        run();
      }
    },
  };
}
