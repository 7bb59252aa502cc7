// The live preview in the browser: shows the findings of the last build and loads the page anew
// when another release is served. Never part of a published page.
(function () {
  'use strict';

  var WORDS = {
    zh: { bar: '预览', none: '没有发现问题', errors: '个错误', warnings: '个警告', notes: '个提示',
      broken: '有错误，仍显示上一次成功的版本', lost: '预览已停止，等待重新连接', next: 'F8 下一处', hide: '收起', open: '展开' },
    en: { bar: 'Preview', none: 'no findings', errors: 'errors', warnings: 'warnings', notes: 'notes',
      broken: 'errors: the last good version is shown', lost: 'the preview has stopped; waiting for it', next: 'F8 next', hide: 'Hide', open: 'Show' }
  };
  var words = /^en/i.test(document.documentElement.lang) ? WORDS.en : WORDS.zh;
  var mine = document.currentScript.src.split('?')[1] || null;
  var KEY = 'gongkai-preview:' + location.pathname;
  var OPEN = 'gongkai-preview-open';
  var source = null;
  var at = -1;

  // ---- the page's state over a reload: scroll, focus, opened details

  function path(element) {
    var steps = [];
    for (; element && element !== document.body; element = element.parentElement) {
      if (element.id) { steps.unshift('#' + CSS.escape(element.id)); return steps.join(' > '); }
      var nth = Array.prototype.indexOf.call(element.parentElement.children, element) + 1;
      steps.unshift(element.localName + ':nth-child(' + nth + ')');
    }
    return steps.length ? 'body > ' + steps.join(' > ') : '';
  }

  function find(selector) {
    try { return selector ? document.querySelector(selector) : null; } catch (error) { return null; }
  }

  function remember() {
    var details = Array.prototype.map.call(document.querySelectorAll('details'), function (one) { return one.open; });
    var state = { y: window.scrollY, focus: path(document.activeElement), details: details };
    try { sessionStorage.setItem(KEY, JSON.stringify(state)); } catch (error) { /* storage is off: the top of the page, then */ }
  }

  function restore() {
    var state = null;
    try { state = JSON.parse(sessionStorage.getItem(KEY)); sessionStorage.removeItem(KEY); } catch (error) { return; }
    if (!state) { return; }
    Array.prototype.forEach.call(document.querySelectorAll('details'), function (one, index) {
      if (typeof state.details[index] === 'boolean') { one.open = state.details[index]; }
    });
    var focus = find(state.focus);
    if (focus) { focus.focus({ preventScroll: true }); }
    window.scrollTo(0, state.y);
  }

  // ---- the overlay

  function make(name, className, text) {
    var element = document.createElement(name);
    if (className) { element.className = className; }
    if (text) { element.textContent = text; }
    return element;
  }

  var panel = make('aside', 'gongkai-preview');
  panel.setAttribute('aria-label', words.bar);
  var status = make('p', 'gongkai-preview-status', words.bar);
  status.setAttribute('role', 'status');
  var toggle = make('button', 'gongkai-preview-toggle', '');
  toggle.type = 'button';
  var list = make('ol', 'gongkai-preview-list');
  list.id = 'gongkai-preview-list';
  toggle.setAttribute('aria-controls', list.id);
  panel.append(status, toggle, list);

  // Errors open the list by themselves; otherwise it stays as it was last left.
  function opened(state) {
    if (state.errors > 0) { return true; }
    try { return sessionStorage.getItem(OPEN) === 'yes'; } catch (error) { return false; }
  }

  function choose(open) {
    try { sessionStorage.setItem(OPEN, open ? 'yes' : 'no'); } catch (error) { /* forgotten at the next page, then */ }
    unfold(open);
  }

  function unfold(open) {
    list.hidden = !open;
    toggle.textContent = open ? words.hide : words.open;
    toggle.setAttribute('aria-expanded', String(open));
  }

  function place(finding) {
    return finding.line ? finding.path + ':' + finding.line + ':' + finding.column : finding.path;
  }

  function item(finding) {
    var entry = make('li', 'gongkai-preview-' + finding.severity);
    entry.tabIndex = -1;
    entry.append(make('code', '', place(finding)), make('strong', '', finding.message));
    if (finding.rule) { entry.append(make('span', '', finding.rule)); }
    if (finding.help) { entry.append(make('span', '', finding.help)); }
    entry.append(make('small', '', finding.code));
    return entry;
  }

  function show(state) {
    var counts = ['errors', 'warnings', 'notes'].filter(function (kind) { return state[kind] > 0; })
      .map(function (kind) { return state[kind] + ' ' + words[kind]; });
    var text = words.bar + ' · ' + (counts.length ? counts.join(' · ') : words.none);
    if (state.errors > 0) { text += ' · ' + words.broken; }
    if (counts.length) { text += ' · ' + words.next; }
    status.textContent = text;
    panel.classList.toggle('gongkai-preview-broken', state.errors > 0);
    panel.classList.remove('gongkai-preview-lost');
    list.replaceChildren.apply(list, state.findings.map(item));
    toggle.hidden = !state.findings.length;
    unfold(opened(state));
    at = -1;
  }

  function next(event) {
    if (event.key !== 'F8' || !list.children.length) { return; }
    event.preventDefault();
    unfold(true);
    at = (at + (event.shiftKey ? list.children.length - 1 : 1)) % list.children.length;
    list.children[Math.max(at, 0)].focus();
  }

  // ---- the connection; closed while the page is hidden, so that many tabs do not use it up

  function receive(event) {
    var state = JSON.parse(event.data);
    show(state);
    if (state.release && state.release !== mine) {
      remember();
      location.reload();
    }
  }

  function connect() {
    if (document.hidden) {
      if (source) { source.close(); source = null; }
    } else if (!source || source.readyState === 2) {
      source = new EventSource('/_gongkai/events');
      source.onmessage = receive;
      source.onerror = function () {
        status.textContent = words.bar + ' · ' + words.lost;
        panel.classList.add('gongkai-preview-lost');
      };
    }
  }

  toggle.addEventListener('click', function () { choose(list.hidden); });
  document.addEventListener('keydown', next);
  document.addEventListener('visibilitychange', connect);
  window.addEventListener('pagehide', function () { if (source) { source.close(); source = null; } });
  window.addEventListener('pageshow', connect);
  document.body.append(panel);
  restore();
  connect();
}());
