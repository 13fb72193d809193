// Puts what stands in a list into the page, in its order: nothing is made anew that stays.

// `views` are the rows of `place` by the keys of what they show: each has its `element`. `shown`
// returns the view of one, made where it is new, and filled.
export function renderRows(place, views, all, shown) {
  // First what is gone: else every row below it would have to move past it.
  const kept = new Set(all.map(({ key }) => key));
  for (const [key, { element }] of views) {
    if (kept.has(key)) continue;
    element.remove();
    views.delete(key);
  }
  let next = place.firstElementChild;
  all.forEach((each, index) => {
    const { element } = shown(each, index);
    if (element === next) next = next.nextElementSibling;
    else place.insertBefore(element, next);
  });
}
