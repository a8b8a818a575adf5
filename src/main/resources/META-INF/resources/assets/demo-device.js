// The demo device asks again by itself; without scripts its button does.
(function () {
  var form = document.getElementById("ask");
  setTimeout(function () { form.submit(); }, (Number(form.getAttribute("data-interval")) + 1) * 1000);
})();
