// Loads the page anew when what it was made of has changed. Only in a preview on the author's own machine.
{
  let shown;
  new EventSource(document.currentScript.dataset.options).onmessage = change => {
    if (shown && shown !== change.data) location.reload();
    shown = change.data;
  };
}
