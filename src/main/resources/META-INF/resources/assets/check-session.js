/*
 * Tells the pages of an application whether the sessions of this browser have changed since it was answered (OpenID Connect
 * Session Management 1.0, section 3.2). Plain enough for old engines, which have no SHA-256 of their own.
 */
(function () {
  var MESSAGE = /^(.+) ([0-9a-f]{64})\.([0-9a-f]{1,64})$/;

  /* FIPS 180-4, section 4.2.2: the fractions of the cube roots of the first 64 primes */
  function fractions(count, root) {
    var found = [];
    var candidate = 2;
    var i;
    while (found.length < count) {
      for (i = 2; i * i <= candidate && candidate % i !== 0; i += 1) { /* look for a divisor */ }
      if (i * i > candidate) {
        found.push((Math.pow(candidate, 1 / root) % 1) * 4294967296 | 0);
      }
      candidate += 1;
    }
    return found;
  }

  var K = fractions(64, 3);
  var START = fractions(8, 2);

  function turned(word, bits) {
    return (word >>> bits) | (word << (32 - bits));
  }

  function bytesOf(text) {
    var utf8 = unescape(encodeURIComponent(text));
    var bytes = [];
    for (var i = 0; i < utf8.length; i += 1) {
      bytes.push(utf8.charCodeAt(i));
    }
    return bytes;
  }

  function padded(bytes) {
    var bits = bytes.length * 8;
    bytes.push(128);
    while (bytes.length % 64 !== 56) {
      bytes.push(0);
    }
    for (var shift = 56; shift >= 0; shift -= 8) {
      bytes.push(shift > 31 ? 0 : (bits >>> shift) & 255);
    }
    return bytes;
  }

  function schedule(bytes, from) {
    var w = [];
    var i;
    for (i = 0; i < 16; i += 1) {
      var at = from + 4 * i;
      w.push((bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]);
    }
    for (i = 16; i < 64; i += 1) {
      var a = w[i - 15];
      var b = w[i - 2];
      var s0 = turned(a, 7) ^ turned(a, 18) ^ (a >>> 3);
      var s1 = turned(b, 17) ^ turned(b, 19) ^ (b >>> 10);
      w.push((w[i - 16] + s0 + w[i - 7] + s1) | 0);
    }
    return w;
  }

  function block(state, w) {
    var s = state.slice(0);
    var i;
    for (i = 0; i < 64; i += 1) {
      var s1 = turned(s[4], 6) ^ turned(s[4], 11) ^ turned(s[4], 25);
      var choice = (s[4] & s[5]) ^ (~s[4] & s[6]);
      var one = (s[7] + s1 + choice + K[i] + w[i]) | 0;
      var s0 = turned(s[0], 2) ^ turned(s[0], 13) ^ turned(s[0], 22);
      var majority = (s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]);
      s = [(one + s0 + majority) | 0, s[0], s[1], s[2], (s[3] + one) | 0, s[4], s[5], s[6]];
    }
    for (i = 0; i < 8; i += 1) {
      s[i] = (s[i] + state[i]) | 0;
    }
    return s;
  }

  function sha256(text) {
    var bytes = padded(bytesOf(text));
    var state = START;
    var hex = '';
    var i;
    for (i = 0; i < bytes.length; i += 64) {
      state = block(state, schedule(bytes, i));
    }
    for (i = 0; i < 8; i += 1) {
      hex += ('0000000' + (state[i] >>> 0).toString(16)).slice(-8);
    }
    return hex;
  }

  function browserState() {
    var name = document.documentElement.getAttribute('data-cookie') + '=';
    var cookies = document.cookie.split('; ');
    for (var i = 0; i < cookies.length; i += 1) {
      if (cookies[i].indexOf(name) === 0) {
        return cookies[i].substring(name.length);
      }
    }
    return '';
  }

  /* Where the browser hides our cookies from other sites' pages, "changed" would make them ask for ever (section 5.1). */
  function withoutState(answer) {
    if (!document.hasStorageAccess) {
      answer('changed');
      return;
    }
    document.hasStorageAccess().then(function (has) {
      answer(has ? 'changed' : 'error');
    }, function () {
      answer('error');
    });
  }

  function receive(event) {
    var parts = MESSAGE.exec(event.data);
    function answer(text) {
      event.source.postMessage(text, event.origin);
    }
    if (!event.source || !event.origin || event.origin === 'null') {
      return;
    }
    if (typeof event.data !== 'string' || !parts) {
      answer('error');
      return;
    }
    var state = browserState();
    if (!state) {
      withoutState(answer);
      return;
    }
    var hash = sha256(parts[1] + ' ' + event.origin + ' ' + state + ' ' + parts[3]);
    answer(hash === parts[2] ? 'unchanged' : 'changed');
  }

  window.addEventListener('message', receive, false);
}());
