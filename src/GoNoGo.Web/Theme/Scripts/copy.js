// Puts a button on each piece of code that copies it. Its words stand in the page, whose language they are in.
for (const code of document.querySelectorAll(".prose pre > code")) {
  if (!navigator.clipboard) break;
  const pre = code.parentElement, words = pre.closest(".prose").dataset;
  const box = document.createElement("div"), button = document.createElement("button");
  box.className = "code";
  button.className = "copy";
  button.type = "button";
  button.lang = document.documentElement.lang;
  button.textContent = words.copy;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(code.textContent);
    button.textContent = words.copied;
    setTimeout(() => { button.textContent = words.copy; }, 2000);
  });
  pre.replaceWith(box);
  box.append(pre, button);
}
