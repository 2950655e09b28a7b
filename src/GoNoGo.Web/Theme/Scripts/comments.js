// Comments in place: what a link or a form leads to is asked for, and the part of it that the reader is about to use is put where they are.
// All words come from the server, in the page's language; where anything fails, the link or the form does what it does without this.
{
  const section = document.getElementById("comments"), address = section.dataset.address;
  const formOf = root => root.querySelector(".comment-form");

  const ask = async (url, options) => {
    const answer = await fetch(url, options);
    return { answer, page: new DOMParser().parseFromString(await answer.text(), "text/html") };
  };

  // A link to a comment that stands on another page of the thread.
  const wanted = /^#comment-([0-9a-f-]{36})$/.exec(location.hash);
  if (wanted && !document.getElementById(wanted[0].slice(1))) location.replace(`${address}/${wanted[1]}/`);

  const carry = (from, to) => {
    for (const field of from.querySelectorAll("textarea, input:not([type=hidden])")) {
      const same = to.elements[field.name];
      if (same) [same.value, same.checked] = [field.value, field.checked];
    }
  };

  const answerTo = async comment => {
    const { page } = await ask(comment ? `${address}?reply=${comment.id.slice("comment-".length)}` : address);
    const [old, form] = [formOf(section), formOf(page)];
    carry(old, form);
    section.querySelector(".preview")?.remove();
    old.remove();
    comment ? comment.append(form) : section.append(form);
    form.querySelector("textarea").focus();
  };

  section.addEventListener("click", async event => {
    const link = event.target.closest(".comment-reply, .comment-form .instead");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    try {
      await answerTo(link.matches(".comment-reply") ? link.closest("li") : null);
    } catch {
      location.assign(link.href);
    }
  });

  // Who begins to write gets what it takes to send at once; a button that somebody is on stays where it is.
  section.addEventListener("focusin", async event => {
    const form = event.target.closest(".comment-form");
    if (!form || event.target.matches("button") || form.elements.ticket || form.dataset.asked) return;
    form.dataset.asked = "yes";
    try {
      const fresh = formOf((await ask(address)).page);
      const buttons = form.querySelector(".buttons");
      if (form.elements.ticket || buttons.contains(document.activeElement)) return;
      form.prepend(fresh.elements.ticket);
      buttons.replaceWith(fresh.querySelector(".buttons"));
    } catch {
      delete form.dataset.asked;
    }
  });

  section.addEventListener("submit", async event => {
    const form = event.target.closest(".comment-form");
    if (!form) return;
    event.preventDefault();
    if (form.getAttribute("aria-busy")) return;
    form.setAttribute("aria-busy", "true");
    section.querySelector(".preview")?.remove();
    form.querySelector("[role=alert].unsent")?.remove();
    try {
      const body = new URLSearchParams(new FormData(form, event.submitter));
      const { answer, page } = await ask(form.action, { method: "POST", body });
      const next = formOf(page), preview = page.querySelector(".preview"), notice = page.querySelector(".notice");
      if (answer.redirected && notice) {
        form.replaceWith(notice);
        notice.tabIndex = -1;
        notice.focus();
        return;
      }
      if (!next) throw new Error(answer.statusText);
      form.replaceWith(...(preview ? [preview, next] : [next]));
      const shown = next.querySelector(".problems") ?? preview ?? next;
      shown.tabIndex = -1;
      shown.focus();
    } catch {
      const unsent = document.createElement("p");
      unsent.className = "problem unsent";
      unsent.setAttribute("role", "alert");
      unsent.textContent = section.dataset.unsent;
      form.removeAttribute("aria-busy");
      form.querySelector(".buttons").before(unsent);
    }
  });
}
