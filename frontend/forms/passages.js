// Fill in the passage that a link names: ?in=62.5&out=70 becomes 1:02.5–1:10.

const asked = new URLSearchParams(location.search);
const [from, until] = ['in', 'out'].map(name => Number.parseFloat(asked.get(name)));
const field = document.querySelector('textarea[name=passages]');
if (field && !field.value && from >= 0) {
  field.value = until > from ? `${shown(from)}–${shown(until)}` : shown(from);
}

// As passages.py writes times: in tenths, hours only where there are any.
function shown(seconds) {
  const tenths = Math.round(seconds * 10);
  const [hours, minutes, rest] = [Math.floor(tenths / 36000), Math.floor(tenths / 600) % 60, tenths % 600];
  const two = number => String(number).padStart(2, '0');
  const tail = two(Math.floor(rest / 10)) + (rest % 10 ? `.${rest % 10}` : '');
  return hours ? `${hours}:${two(minutes)}:${tail}` : `${minutes}:${tail}`;
}
