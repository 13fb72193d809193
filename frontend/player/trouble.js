// Says in one sentence what stopped the film, and offers to try again.

export function tellTrouble(screen, again) {
  const panel = document.createElement('div');
  panel.className = 'trouble';
  panel.hidden = true;
  panel.setAttribute('role', 'alert');
  const words = document.createElement('p');
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Try again';
  button.addEventListener('click', () => {
    panel.hidden = true;
    again();
  });
  panel.append(words, button);
  screen.append(panel);
  return sentence => {
    words.textContent = sentence;
    panel.hidden = false;
    button.focus();
  };
}
