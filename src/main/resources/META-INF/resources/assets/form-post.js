/* Sends the answer on to the application. Plain enough for old engines. */
(function () {
  function send() {
    var form = document.getElementById('form-post');
    if (form) {
      form.submit();
    }
  }
  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', send, false);
  } else {
    send();
  }
}());
