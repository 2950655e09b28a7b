// Asks a device for a passkey and sends its answer with the form that stands around the button.

// Scripts stand in /_/ below the path of the blog.
const base = new URL('..', import.meta.url).pathname.slice(0, -1);

async function ask(form) {
  const body = new URLSearchParams(new FormData(form));
  const response = await fetch(form.dataset.options, {
    method: 'POST', body, headers: { Accept: 'application/json' }, credentials: 'same-origin',
  });
  const answer = await response.json();
  if (!response.ok) {
    if (answer.type === 'urn:gonogo:problem:confirmation_needed') {
      location.assign(`${base}/admin/confirm/?to=${encodeURIComponent(location.pathname.slice(base.length))}`);
      return null;
    }

    throw new Error(answer.detail, { cause: 'said' });
  }

  const credential = form.dataset.passkey === 'create'
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(answer.options) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(answer.options) });
  return { ceremony: answer.ceremony, credential: JSON.stringify(credential.toJSON()) };
}

// The sentences stand at the form, in the language of the page.
function sentence(error, words) {
  if (error.cause === 'said') {
    return error.message;
  }

  return { NotAllowedError: words.cancelled, AbortError: words.cancelled, InvalidStateError: words.known }[error.name] ?? words.failed;
}

async function send(event) {
  const form = event.currentTarget;
  if (form.elements.credential.value !== '') {
    return;
  }

  event.preventDefault();
  const problem = form.querySelector('.problem');
  const button = form.querySelector('button');
  problem.hidden = true;
  if (!globalThis.PublicKeyCredential?.parseCreationOptionsFromJSON) {
    [problem.textContent, problem.hidden] = [form.dataset.missing, false];
    return;
  }

  button.setAttribute('aria-busy', 'true');
  try {
    const answer = await ask(form);
    if (answer) {
      form.elements.ceremony.value = answer.ceremony;
      form.elements.credential.value = answer.credential;
      form.submit();
    }
  } catch (error) {
    [problem.textContent, problem.hidden] = [sentence(error, form.dataset), false];
  } finally {
    button.removeAttribute('aria-busy');
  }
}

for (const form of document.querySelectorAll('form[data-passkey]')) {
  form.addEventListener('submit', send);
}
