// A long piece of work goes on by itself, a few seconds at a time; "Stop here" stays in reach.
const form = document.getElementById("go-on");
if (form) setTimeout(() => form.requestSubmit(), 400);
