// What makes forms pleasanter where scripts run; every page works without it. Nothing here needs a browser newer than 2018.
(function () {
  'use strict';
  var who = document.body.getAttribute('data-who') || 'nobody';
  var tab = String(Math.random()).slice(2);
  var SECRET = /^(password|new_password|code|id_number|token|csrf|idempotency_key|version)$/;
  var KEPT_DAYS = 14;

  function store(name, value) {
    try {
      if (value === null) { localStorage.removeItem(name); } else { localStorage.setItem(name, JSON.stringify(value)); }
    } catch (error) { return; }
  }
  function stored(name) {
    try { return JSON.parse(localStorage.getItem(name)); } catch (error) { return null; }
  }
  function names() {
    try { return Object.keys(localStorage); } catch (error) { return []; }
  }
  function cookie(name) {
    var found = document.cookie.match('(?:^|; )' + name + '=([^;]*)');
    return found ? decodeURIComponent(found[1]) : '';
  }
  function notice(text, action, work) {
    var place = document.getElementById('kept-notices');
    if (!place || place.textContent.indexOf(text) >= 0) { return; }
    var box = document.createElement('div');
    box.className = 'box box-soon';
    box.appendChild(document.createTextNode(text + ' '));
    if (action) {
      var button = document.createElement('button');
      button.type = 'button';
      button.className = 'link-button';
      button.textContent = action;
      button.addEventListener('click', function () { work(); box.remove(); });
      box.appendChild(button);
    }
    place.appendChild(box);
  }
  function keyOf(form) { return 'zhiping:' + who + ':' + form.getAttribute('data-keep'); }
  function fields(form) {
    return Array.prototype.filter.call(form.elements, function (field) {
      return field.name && !SECRET.test(field.name) && ['hidden', 'password', 'file', 'submit', 'button'].indexOf(field.type) < 0;
    });
  }
  function typed(form) {
    return fields(form).map(function (field) {
      return [field.name, field.type === 'checkbox' || field.type === 'radio' ? [field.value, field.checked] : field.value];
    });
  }
  function fill(form, values) {
    var seen = {};
    fields(form).forEach(function (field) {
      var mine = values.filter(function (pair) { return pair[0] === field.name; });
      var pair = mine[seen[field.name] || 0];
      seen[field.name] = (seen[field.name] || 0) + 1;
      if (!pair) { return; }
      if (field.type === 'checkbox' || field.type === 'radio') { field.checked = pair[1][1]; } else { field.value = pair[1]; }
    });
  }
  function holds(pair) { return Array.isArray(pair[1]) ? pair[1][1] : pair[1] !== ''; }
  // Blank rows count for nothing, wherever they stand: the server leaves them out and the page has new ones at its end.
  function told(pairs) {
    var rows = {};
    return JSON.stringify(pairs.filter(holds).map(function (pair) {
      var place = pair[0].match(/^([^-]+)-(\d+)-(.+)$/);
      if (!place) { return pair; }
      var seen = rows[place[1]] = rows[place[1]] || [];
      if (seen.indexOf(place[2]) < 0) { seen.push(place[2]); }
      return [place[1] + '-' + seen.indexOf(place[2]) + '-' + place[3], pair[1]];
    }));
  }
  function differs(form, values) { return told(typed(form)) !== told(values); }
  // What was typed into rows that the page does not have: it is fetched once more with as many.
  function goneFor(form, values) {
    if (!form.hasAttribute('data-rows') || location.search.indexOf('rows=') >= 0) { return false; }
    var there = fields(form).map(function (field) { return field.name; });
    var rows = values.filter(holds).map(function (pair) {
      var row = pair[0].match(/^[^-]+-(\d+)-/);
      return row && there.indexOf(pair[0]) < 0 ? Number(row[1]) + 1 : 0;
    });
    var most = Math.max.apply(null, [0].concat(rows));
    if (most) { location.replace(location.pathname + '?rows=' + most); }
    return most > 0;
  }
  function ofForm(form) { return form.elements.idempotency_key ? form.elements.idempotency_key.value : ''; }

  // A form that arrived needs no copy any more; the server names its key in a cookie.
  function forgetWhatArrived() {
    var done = cookie('zhiping_done');
    if (!done) { return; }
    document.cookie = 'zhiping_done=; path=/; max-age=0';
    var old = Date.now() - KEPT_DAYS * 86400000;
    names().forEach(function (name) {
      if (name.indexOf('zhiping:') !== 0 || name.indexOf('zhiping:tab') === 0) { return; }
      var kept = stored(name);
      if (kept && kept.sent === done) { say('saved', name); store(name, null); }
      if (kept && kept.at < old) { store(name, null); }
    });
  }
  function keep(form) {
    var name = keyOf(form);
    var kept = stored(name);
    var waiting = null;
    if (kept && differs(form, kept.values) && !form.hasAttribute('data-failed')) {
      if (goneFor(form, kept.values)) { return; }
      fill(form, kept.values);
      notice('已恢复您上次填写但尚未提交的内容。', '放弃恢复', function () { store(name, null); form.reset(); });
    }
    function note(sent) { store(name, { values: typed(form), at: Date.now(), sent: sent || null }); }
    function settle() { clearTimeout(waiting); waiting = null; }
    function changed() { settle(); waiting = setTimeout(function () { settle(); note(); }, 400); }
    form.addEventListener('input', changed);
    form.addEventListener('change', changed);
    form.addEventListener('submit', function () { settle(); note(ofForm(form)); });
    window.addEventListener('pagehide', function () { if (waiting) { settle(); note(); } });
    say('open', name);
  }

  // Other windows with the same form; storage events reach every other window of this browser.
  function say(what, name) { store('zhiping:tab', { what: what, name: name, tab: tab, at: Date.now() }); }
  function isOpenHere(name) {
    return Array.prototype.some.call(document.querySelectorAll('form[data-keep]'), function (form) { return keyOf(form) === name; });
  }
  function hear(event) {
    if (event.key !== 'zhiping:tab' || !event.newValue) { return; }
    var heard = JSON.parse(event.newValue);
    if (heard.tab === tab || !isOpenHere(heard.name)) { return; }
    if (heard.what === 'open') { say('also', heard.name); }
    if (heard.what === 'saved') {
      notice('另一个窗口已提交本表单，请刷新本页后再填写。', '刷新', function () { location.reload(); });
    } else {
      notice('本表单已在另一个窗口中打开，请只在一个窗口中填写。');
    }
  }

  // A file goes the same way as without a script, with its progress shown. Where the form names a link for it, it goes
  // to the store itself and the form takes its key along; whatever goes wrong there, the form takes the file.
  function hex(digest) {
    return Array.prototype.map.call(new Uint8Array(digest), function (one) { return ('0' + one.toString(16)).slice(-2); }).join('');
  }
  function read(file) {
    return new Promise(function (done, fail) {
      var reader = new FileReader();
      reader.onload = function () { done(reader.result); };
      reader.onerror = fail;
      reader.readAsArrayBuffer(file);
    });
  }
  function linkFor(form, file, digest) {
    var told = new FormData();
    told.append('csrf', form.elements.csrf.value);
    told.append('filename', file.name);
    told.append('media_type', file.type);
    told.append('size', file.size);
    told.append('sha256', hex(digest));
    return fetch(form.getAttribute('data-link'), { method: 'POST', body: told, credentials: 'same-origin' }).then(function (answer) {
      if (!answer.ok) { throw new Error('refused'); }
      return answer.json();
    });
  }
  function putThere(link, file, bar) {
    return new Promise(function (done, fail) {
      var request = new XMLHttpRequest();
      request.upload.addEventListener('progress', function (step) {
        if (step.lengthComputable) { bar.value = 100 * step.loaded / step.total; }
      });
      request.addEventListener('load', function () { if (request.status === 200) { done(link.object_key); } else { fail(); } });
      request.addEventListener('error', fail);
      request.open('PUT', link.upload_url);
      request.send(file);
    });
  }
  function contents(form, bar) {
    var whole = new FormData(form);
    var field = form.querySelector('input[type=file]');
    var file = field && field.files[0];
    if (!form.hasAttribute('data-link') || !file || !window.fetch || !window.crypto || !crypto.subtle) {
      return Promise.resolve(whole);
    }
    return read(file).then(function (bytes) {
      return crypto.subtle.digest('SHA-256', bytes);
    }).then(function (digest) {
      return linkFor(form, file, digest);
    }).then(function (link) {
      return putThere(link, file, bar);
    }).then(function (key) {
      whole.delete(field.name);
      whole.append('object_key', key);
      return whole;
    }).catch(function () { return whole; });
  }
  function sendWithProgress(form) {
    form.addEventListener('submit', function (event) {
      var bar = form.querySelector('.upload-progress');
      if (!bar || !window.FormData || !window.XMLHttpRequest) { return; }
      event.preventDefault();
      var request = new XMLHttpRequest();
      var button = form.querySelector('button:not([type=button])');
      bar.hidden = false;
      button.disabled = true;
      request.upload.addEventListener('progress', function (step) {
        if (step.lengthComputable) { bar.value = 100 * step.loaded / step.total; }
      });
      function interrupted(text) {
        bar.hidden = true;
        button.disabled = false;
        notice(text + '所选文件和填写内容仍在，请稍后重新提交，重复提交不会重复办理。');
      }
      request.addEventListener('load', function () {
        if (request.status >= 500) { interrupted('服务暂时不可用，文件未能上传。'); } else { show(request, form); }
      });
      request.addEventListener('error', function () { interrupted('上传中断，请检查网络。'); });
      request.open('POST', form.action);
      contents(form, bar).then(function (body) { request.send(body); });
    });
  }
  function show(request, form) {
    if (request.status < 400) { location.assign(request.responseURL); return; }
    var answer = new DOMParser().parseFromString(request.responseText, 'text/html');
    var old = document.getElementById('content');
    var fresh = answer.getElementById('content');
    if (!fresh) { form.submit(); return; }
    old.innerHTML = fresh.innerHTML;
    old.focus();
    window.scrollTo(0, 0);
    start(old);
  }

  function start(place) {
    Array.prototype.forEach.call(place.querySelectorAll('form[data-keep]'), keep);
    Array.prototype.forEach.call(place.querySelectorAll('form.with-progress'), sendWithProgress);
    Array.prototype.forEach.call(place.querySelectorAll('[data-print]'), function (button) {
      button.hidden = false;
      button.addEventListener('click', function () { window.print(); });
    });
    Array.prototype.forEach.call(place.querySelectorAll('form[method=post]'), function (form) {
      form.addEventListener('submit', function (event) {
        if (form.getAttribute('data-on-its-way')) { event.preventDefault(); return; }
        if (!form.classList.contains('with-progress')) { form.setAttribute('data-on-its-way', 'yes'); }
      });
    });
  }
  window.addEventListener('pageshow', function () {
    Array.prototype.forEach.call(document.querySelectorAll('[data-on-its-way]'), function (form) { form.removeAttribute('data-on-its-way'); });
  });
  window.addEventListener('storage', hear);
  forgetWhatArrived();
  start(document);
})();
