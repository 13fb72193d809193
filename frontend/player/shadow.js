// Shadow trees whose styles are constructed sheets, so that the page's policy may forbid inline ones.

const names = new WeakMap();

// Every tree gets sheets of its own: media-chrome changes their rules element by element.
export function fillShadow(root, html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  const { content } = template;
  // Nested elements fill their own trees when they are defined.
  for (const nested of content.querySelectorAll('template[shadowrootmode]')) nested.remove();
  const adopted = [...content.querySelectorAll('style')].map(style => {
    style.remove();
    const sheet = new CSSStyleSheet({ media: style.media });
    sheet.replaceSync(style.textContent);
    names.set(sheet, style.id);
    return sheet;
  });
  root.replaceChildren(document.importNode(content, true));
  root.adoptedStyleSheets = adopted;
}

// What media-chrome sees in place of its <style> elements: those that hold for every medium.
export function plainSheets(root) {
  return root.adoptedStyleSheets.filter(sheet => !sheet.media.length).map(sheet => ({ sheet }));
}

// A <style id> as media-chrome's menus see it: something whose media they switch.
export function namedSheet(root, name) {
  const sheet = root.adoptedStyleSheets.find(one => names.get(one) === name);
  return {
    setAttribute(_, media) {
      sheet.media.mediaText = media;
    },
  };
}
