// The queue without leaving the page: decisions go over the API, the next comment takes the place of the one that is done. Keys belong to
// the comment that has the focus: its buttons get them while it has (keys.js presses them). All of it works without this module, too.

// Scripts stand in /_/ below the path of the blog.
const base = new URL('..', import.meta.url).pathname.slice(0, -1);
const form = document.getElementById('queue');
const said = document.getElementById('queue-said');
const undo = document.getElementById('queue-undo');
const reasons = document.getElementById('reasons');
const undoPeriod = 60_000;
const words = said.dataset; // In the language of the page; % stands for a number.
const statuses = { approve: 'approved', reject: 'rejected', spam: 'spam' };
let current = null;
let last = null;

const cards = () => [...document.querySelectorAll('article.entry')];
const boxOf = card => card.querySelector('input[name=chosen]');
const chosen = () => cards().filter(card => boxOf(card).checked);
const say = text => { said.textContent = text; };
const numbered = (text, number) => text.replace('%', number);

function choose(card, focus = true) {
  current?.querySelectorAll('[data-key]').forEach(element => { delete element.dataset.keys; });
  current?.removeAttribute('aria-current');
  current = card ?? null;
  if (!current) {
    return;
  }

  current.setAttribute('aria-current', 'true');
  current.querySelectorAll('[data-key]').forEach(element => {
    element.dataset.keys = element.dataset.key;
    element.dataset.keysLabel = element.dataset.label;
  });
  if (focus) {
    current.focus({ preventScroll: true });
    current.scrollIntoView({ block: 'nearest' });
  }
}

function step(by) {
  const all = cards();
  choose(all[Math.min(Math.max(all.indexOf(current) + by, 0), all.length - 1)]);
}

function count() {
  const many = chosen().length;
  document.getElementById('queue-chosen').textContent = many > 0 ? `(${many})` : '';
}

async function ask(method, path, body) {
  const answer = await fetch(path, {
    method,
    headers: body ? { 'Content-Type': 'application/json', Accept: 'application/json' } : { Accept: 'application/json' },
    body: body && JSON.stringify(body),
  });
  if (answer.status === 401) {
    location.reload();
  }

  const json = answer.status === 204 ? null : await answer.json();
  return answer.ok ? json : { problem: json.detail };
}

function reasonFor(list) {
  if (list.value) {
    return Promise.resolve(list.value);
  }

  return new Promise(resolve => {
    reasons.returnValue = '';
    reasons.addEventListener('close', () => resolve(reasons.returnValue || null), { once: true });
    reasons.showModal();
  });
}

function show(card, problem) {
  const place = card.querySelector('[role=alert]');
  place.hidden = false;
  place.textContent = problem;
}

async function decide(picked, name, list) {
  const reason = name === 'reject' ? await reasonFor(list) : undefined;
  if (reason === null) {
    choose(current);
    return;
  }

  picked.forEach(card => card.setAttribute('aria-busy', 'true'));
  const comments = picked.map(card => ({ id: card.dataset.id, revision: Number(card.dataset.revision) }));
  let answer;
  try {
    answer = await ask('POST', `${base}/api/v1/moderation/decisions`, { status: statuses[name], reason, comments });
  } catch {
    answer = { problem: words.unreachable };
  }

  picked.forEach(card => card.removeAttribute('aria-busy'));
  if (answer.problem) {
    picked.forEach(card => show(card, answer.problem));
    say(answer.problem);
    return;
  }

  take(answer.items, statuses[name]);
}

function take(items, status) {
  const done = items.filter(item => item.decision);
  const refused = items.filter(item => item.problem);
  refused.forEach(item => show(document.getElementById(`c-${item.id}`), item.problem.detail));
  const all = cards();
  const gone = new Set(done.map(item => document.getElementById(`c-${item.id}`)));
  const from = current && gone.has(current) ? all.indexOf(current) : -1;
  const next = from < 0 ? current : all.slice(from).find(card => !gone.has(card)) ?? all.slice(0, from).reverse().find(card => !gone.has(card));
  last = {
    decisions: done.filter(item => item.decision.decision_id).map(item => [item.id, item.decision.decision_id]),
    places: [...gone].map(card => [card.parentElement, card.parentElement.nextElementSibling]),
  };
  gone.forEach(card => card.parentElement.remove());
  const left = cards().length;
  const what = done.length === 1 ? `${words[status]}.` : `${words[status]}: ${done.length}.`;
  const problem = refused.length > 0 ? ` ${numbered(words.refused, refused.length)}` : '';
  say(`${done.length > 0 ? what : words.none}${problem} ${numbered(words.left, left)}`);
  offerUndo();
  count();
  choose(next);
  if (left === 0) {
    refill();
  }
}

function offerUndo() {
  undo.hidden = last.decisions.length === 0;
  clearTimeout(offerUndo.timer);
  offerUndo.timer = setTimeout(() => { undo.hidden = true; }, undoPeriod);
}

async function takeBack() {
  if (!last || undo.hidden) {
    return;
  }

  const { decisions, places } = last;
  last = null;
  undo.hidden = true;
  const problems = [];
  const back = new Set();
  for (const [comment, decision] of decisions) {
    const answer = await ask('DELETE', `${base}/api/v1/comments/${comment}/decisions/${decision}`);
    if (answer?.problem) {
      problems.push(answer.problem);
    } else {
      back.add(comment);
      const card = places.map(([entry]) => entry.firstElementChild).find(entry => entry.dataset.id === comment);
      revise(card, answer.revision);
    }
  }

  const list = document.querySelector('ol.queue');
  for (const [entry, before] of places.toReversed().filter(([entry]) => back.has(entry.firstElementChild.dataset.id))) {
    list.insertBefore(entry, before?.parentElement === list ? before : null);
    choose(entry.firstElementChild);
  }

  document.querySelector('p.nothing.refilled')?.remove();
  say(problems.length > 0 ? problems[0] : back.size === 1 ? `${words.back}.` : `${words.back}: ${back.size}.`);
}

function revise(card, revision) {
  card.dataset.revision = revision;
  card.querySelector('[role=alert]').hidden = true;
  const value = `${card.dataset.id}:${revision}`;
  card.querySelectorAll('input[name=chosen], button[name]').forEach(element => { element.value = value; });
}

// What waits behind this page comes into its place; what can be undone can still be.
async function refill() {
  const answer = await fetch(location.href.replace(/([?&])after=[^&]*/, '$1'), { headers: { Accept: 'text/html' } });
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const entries = [...page.querySelectorAll('ol.queue > li')];
  document.getElementById('queue-figures').textContent = page.getElementById('queue-figures')?.textContent ?? '';
  document.querySelector('ol.queue').replaceChildren(...entries.map(entry => document.importNode(entry, true)));
  const more = document.getElementById('queue-more');
  const further = page.getElementById('queue-more');
  if (more && further) {
    more.href = further.getAttribute('href');
  } else {
    more?.remove();
  }

  if (entries.length > 0) {
    say(`${said.textContent} ${numbered(words.more, entries.length)}`);
    choose(cards()[0]);
  } else {
    say(`${said.textContent} ${page.querySelector('p.nothing')?.textContent ?? ''}`);
    document.querySelector('main').focus();
  }
}

if (form) {
  document.querySelectorAll('[data-script]').forEach(element => { element.hidden = false; });
  document.getElementById('queue-next').addEventListener('click', () => step(current ? 1 : 0));
  document.getElementById('queue-previous').addEventListener('click', () => step(-1));
  document.getElementById('queue-every').addEventListener('change', event => {
    cards().forEach(card => { boxOf(card).checked = event.target.checked; });
    count();
  });
  form.addEventListener('change', count);
  form.addEventListener('focusin', event => {
    const card = event.target.closest('article.entry');
    if (card && card !== current) {
      choose(card, false);
    }
  });
  form.addEventListener('submit', event => {
    event.preventDefault();
    const button = event.submitter;
    if (button.name === 'all') {
      const picked = chosen();
      if (picked.length === 0) {
        say(words.noneChosen);
      } else {
        decide(picked, button.value, document.getElementById('reason-all'));
      }
    } else {
      const card = button.closest('article.entry');
      choose(card, false);
      decide([card], button.name, card.querySelector('select'));
    }
  });
  undo.addEventListener('click', takeBack);
  reasons.addEventListener('keydown', event => {
    event.stopPropagation();
    const button = reasons.querySelectorAll('button')[Number(event.key) - 1];
    if (event.key.length === 1 && button) {
      event.preventDefault();
      button.click();
    }
  });
  choose(cards()[0], document.querySelector('.notice, [role=alert]:not([hidden])') === null);
}
