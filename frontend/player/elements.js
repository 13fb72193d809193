// Makes elements; what people typed becomes text, never markup.

export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

// A link; `unseen` are words for those who hear it apart from what stands around it.
export function link(href, text, unseen = '') {
  const made = element('a', { href }, text);
  if (unseen) made.append(element('span', { className: 'unseen', textContent: unseen }));
  return made;
}
