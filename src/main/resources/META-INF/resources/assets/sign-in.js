/* Adds a button to the password field that shows what was typed. Without scripts there is none, and nothing is missed. */
(function () {
  function add(box) {
    var input = box.getElementsByTagName('input')[0];
    var button = document.createElement('button');
    function label() {
      var shown = input.type === 'text';
      button.setAttribute('aria-pressed', shown ? 'true' : 'false');
      button.title = box.getAttribute(shown ? 'data-hide' : 'data-show');
    }
    button.type = 'button';
    button.className = 'eye';
    button.setAttribute('aria-label', box.getAttribute('data-show'));
    button.setAttribute('aria-controls', input.id);
    button.onclick = function () {
      input.type = input.type === 'password' ? 'text' : 'password';
      label();
      input.focus();
    };
    /* a password manager must find a password field when the form is sent */
    input.form.addEventListener('submit', function () {
      input.type = 'password';
      label();
    }, false);
    label();
    box.appendChild(button);
  }
  var boxes = document.querySelectorAll('.reveal');
  for (var i = 0; i < boxes.length; i += 1) {
    add(boxes[i]);
  }
}());
