/* Goes on to the application once the frames have loaded, or after a while. Plain enough for old engines. */
(function () {
  var link = document.getElementById('return');
  var left = false;
  function leave() {
    if (!left) {
      left = true;
      window.location.replace(link.href);
    }
  }
  if (link) {
    setTimeout(leave, Number(link.getAttribute('data-patience')));
    if (document.readyState === 'complete') {
      leave();
    } else {
      window.addEventListener('load', leave, false);
    }
  }
}());
