// Keys for whatever on the page names some: <a data-keys="g o" data-keys-label="Overview">. A pair is pressed one after the other.
// They can be switched off on this device (WCAG 2.2, 2.1.4), and never fire while somebody types.

const off = 'gonogo-keys-off';
const dialog = document.getElementById('keys');
const pause = 3000;
let before = '';
let timer = 0;

const isOn = () => localStorage.getItem(off) === null;
const targets = () => [...document.querySelectorAll('[data-keys]')].filter(element => !element.disabled);
const isTyping = element => element.isContentEditable || element.matches('input:not([type=checkbox], [type=radio]), textarea, select');

function show() {
  const list = dialog.querySelector('dl');
  list.replaceChildren(...targets().map(element => {
    const row = document.createElement('div');
    const [keys, label] = [document.createElement('dt'), document.createElement('dd')];
    keys.append(...element.dataset.keys.split(' ').flatMap(key => {
      const kbd = document.createElement('kbd');
      kbd.textContent = key;
      return [kbd, ' '];
    }));
    label.textContent = element.dataset.keysLabel ?? element.textContent.trim();
    row.append(keys, label);
    return row;
  }));
  dialog.querySelector('#keys-on').checked = isOn();
  dialog.showModal();
}

function press(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || dialog.open || isTyping(event.target)) {
    return;
  }

  // The list can always be opened: from there keys are switched on again.
  if (event.key === '?') {
    event.preventDefault();
    show();
    return;
  }

  if (!isOn() || event.key.length !== 1) {
    return;
  }

  const sequence = before === '' ? event.key : `${before} ${event.key}`;
  const known = targets();
  const target = known.find(element => element.dataset.keys === sequence) ?? known.find(element => element.dataset.keys === event.key);
  clearTimeout(timer);
  before = '';
  if (target) {
    event.preventDefault();
    if (isTyping(target)) {
      target.focus();
    } else {
      target.click();
    }
  } else if (known.some(element => element.dataset.keys.startsWith(`${event.key} `))) {
    before = event.key;
    timer = setTimeout(() => { before = ''; }, pause);
  }
}

if (dialog) {
  document.addEventListener('keydown', press);
  document.documentElement.dataset.keysReady = '';
  document.querySelector('[data-keys="?"]')?.addEventListener('click', event => {
    event.preventDefault();
    show();
  });
  dialog.querySelector('#keys-on').addEventListener('change', event =>
    event.target.checked ? localStorage.removeItem(off) : localStorage.setItem(off, '1'));
}

// What has just been refused or done is where reading goes on.
document.querySelector('main [role=alert]:not([hidden]), main [aria-invalid=true]')?.closest('form, [role=alert]')
  ?.querySelector('[aria-invalid=true]')?.focus();
