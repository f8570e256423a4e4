
'use strict';
(() => {
  const root = document.documentElement;
  const $ = selector => document.querySelector(selector);
  // Seen by people, and by whoever tests the page.
  const fail = what => {
    root.dataset.failed = what;
    $('.failure').hidden = false;
  };
  addEventListener('error', event => fail(event.message || 'a picture'), true);
  addEventListener('securitypolicyviolation', event => fail(event.violatedDirective));

  const ROW_PIXELS = 56;
  const PAGE_SLICES = 10;
  const SVG = 'http://www.w3.org/2000/svg';
  const viewer = $('.viewer');
  const list = $('.list');
  const spacer = $('.rows');
  const choice = $('.toolbar').elements;
  const look = $('.controls').elements;
  const profile = $('.profile');
  const view = $('.stage .view');
  const heat = $('.stage .heat');

  const {threshold, rows: written} = JSON.parse($('#rows').textContent);
  written.pop();
  const rows = written.map(([status, anchor, directory, name, frame, series, kind, likelihood, low,
    high, novelty, alone, notes], order) => ({status, anchor, directory, name, frame, series, kind,
    likelihood, low, high, novelty, alone, notes, order}));
  const words = {clear: 'not suspicious', 'not-applicable': 'not applicable'};
  const decision = row => words[row.status] || row.status;
  const title = row => (row.frame ? row.name + ', ' + row.frame : row.name);

  // Text until here: a picture is made only of what comes into view.
  const pictures = row => {
    const text = document.getElementById(row.anchor + '-picture')?.textContent;
    if (!text) {
      return null;
    }
    const [picture, map] = text.split(' ');
    return {
      picture: 'data:image/jpeg;base64,' + picture,
      heat: map && 'data:image/png;base64,' + map,
    };
  };

  const collator = new Intl.Collator('en', {numeric: true});
  // Series 0 is none at all and comes last.
  const place = row => row.series || Infinity;
  const orders = {
    order: (a, b) => (a.series === b.series ? a.order - b.order : place(a) - place(b)),
    likelihood: (a, b) => (b.likelihood || -1) - (a.likelihood || -1) || a.order - b.order,
    name: (a, b) =>
      collator.compare(a.directory + a.name, b.directory + b.name) || a.order - b.order,
  };
  const kinds = {
    novel: row => row.novelty !== '',
    noted: row => row.likelihood !== '' && row.notes.length > 0,
  };
  let shown = rows;
  let at = -1;

  const element = (name, className, text) => {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  };
  const rowElement = index => {
    const row = shown[index];
    const made = element('div', 'row ' + row.status, '');
    made.id = 'row-' + index;
    made.dataset.index = index;
    made.setAttribute('role', 'option');
    made.setAttribute('aria-setsize', shown.length);
    made.setAttribute('aria-posinset', index + 1);
    made.style.top = index * ROW_PIXELS + 'px';
    const small = pictures(row);
    const picture = element(small ? 'img' : 'span', small ? '' : 'blank', '');
    if (small) {
      picture.alt = '';
      picture.src = small.picture;
    }
    const text = element('span', 'text', '');
    const more = [row.novelty && '\u26A0 unlike the training data', row.likelihood && row.kind,
      ...row.notes].filter(part => part).join(' \u00B7 ');
    text.append(element('span', 'name', title(row)), element('span', 'more', more));
    const verdict = element('span', 'verdict', '');
    verdict.append(element('span', 'number', row.likelihood), element('span', 'badge', decision(row)));
    made.append(picture, text, verdict);
    return made;
  };

  let drawn = new Map();
  const render = () => {
    const first = Math.max(0, Math.floor(list.scrollTop / ROW_PIXELS) - 4);
    const last = Math.min(
      shown.length, Math.ceil((list.scrollTop + (list.clientHeight || 600)) / ROW_PIXELS) + 4);
    const kept = new Map();
    for (let index = first; index < last; index++) {
      const made = drawn.get(index) || rowElement(index);
      made.setAttribute('aria-selected', index === at);
      kept.set(index, made);
    }
    spacer.replaceChildren(...kept.values());
    drawn = kept;
  };

  const svg = (name, attributes) => {
    const made = document.createElementNS(SVG, name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    return made;
  };
  const drawProfile = () => {
    const bars = {clear: '', suspicious: ''};
    shown.forEach((row, index) => {
      if (row.likelihood) {
        bars[row.status] += 'M' + (index + 0.1) + ' 100V' + (100 - Math.max(1, 100 * row.likelihood)) +
          'h.8V100z';
      }
    });
    profile.setAttribute('viewBox', '0 0 ' + Math.max(1, shown.length) + ' 100');
    profile.replaceChildren(
      ...Object.entries(bars).map(([status, d]) => svg('path', {class: status, d})),
      svg('path', {class: 'threshold', d: 'M0 ' + (100 - 100 * threshold) + 'H' + shown.length}),
      svg('path', {class: 'here', d: ''}));
  };

  const explain = row => {
    const facts = [];
    const add = (className, text) => facts.push(element('p', className, text));
    if (!row) {
      add('none', 'Nothing matches.');
      return facts;
    }
    const verdict = element('p', 'verdict ' + row.status, '');
    verdict.append(element('span', 'number', row.likelihood), element('span', 'badge', decision(row)));
    facts.push(verdict);
    if (row.likelihood) {
      add('interval', '90 % interval ' + row.low + ' to ' + row.high + ', threshold ' + threshold);
    }
    if (row.alone) {
      add('interval', 'Among its neighbours; by itself ' + row.alone + ', as the heat map');
    }
    if (row.novelty) {
      add('unfamiliar', '\u26A0 Unlike the training data: distance ' + row.novelty + ', above 1');
    }
    row.notes.forEach(note => add('warning', note));
    const path = element('p', 'path', '');
    path.append(element('span', 'directory', row.directory), element('span', 'name', row.name));
    facts.push(path);
    add('origin', [row.frame, row.series ? 'series ' + row.series : 'no series', row.kind]
      .filter(part => part).join(' \u00B7 '));
    add('origin', at + 1 + ' of ' + shown.length);
    return facts;
  };
  const select = index => {
    at = shown.length ? Math.max(0, Math.min(shown.length - 1, index)) : -1;
    const row = shown[at];
    const large = row && pictures(row);
    for (const [image, source, alt] of [
      [view, large?.picture, ' as the network saw it'], [heat, large?.heat, ': heat map over it'],
    ]) {
      image.hidden = !source || (image === heat && !look.heat.checked);
      if (source) {
        image.src = source;
        image.alt = title(row) + alt;
      } else {
        image.removeAttribute('src');
        image.alt = '';
      }
    }
    const without = $('.no-picture');
    without.hidden = !row || Boolean(large);
    without.textContent = row ? 'No picture: ' + decision(row) + '.' : '';
    viewer.querySelector('.facts').replaceChildren(...explain(row));
    profile.lastElementChild.setAttribute('d', row ? 'M' + (at + 0.5) + ' 0V100' : '');
    const top = at * ROW_PIXELS;
    if (top < list.scrollTop) {
      list.scrollTop = top;
    } else if (top + ROW_PIXELS > list.scrollTop + list.clientHeight) {
      list.scrollTop = top + ROW_PIXELS - list.clientHeight;
    }
    render();
    if (row) {
      list.setAttribute('aria-activedescendant', 'row-' + at);
    } else {
      list.removeAttribute('aria-activedescendant');
    }
  };

  const arrange = chosen => {
    const series = choice.series.value;
    const show = choice.show.value;
    const kind = kinds[show] || (row => show === '' || row.status === show);
    const text = choice.text.value.trim().toLowerCase();
    shown = rows
      .filter(row =>
        (series === '' || row.series === Number(series)) && kind(row) &&
        (text === '' || (row.directory + row.name).toLowerCase().includes(text)))
      .sort(orders[choice.sort.value]);
    drawn = new Map();
    spacer.style.height = shown.length * ROW_PIXELS + 'px';
    list.scrollTop = 0;
    choice.count.textContent = shown.length + ' of ' + rows.length;
    drawProfile();
    select(Math.max(0, shown.indexOf(chosen)));
  };

  const windows = {
    seen: [100, 100, 0], bright: [180, 100, 0], dark: [60, 100, 0], steep: [110, 190, 0],
    inverted: [100, 100, 1],
  };
  const paint = () => {
    const inverted = look.window.value === 'inverted' ? 1 : 0;
    view.style.filter =
      'invert(' + inverted + ') brightness(' + look.brightness.value + '%) contrast(' +
      look.contrast.value + '%)';
    heat.style.opacity = look.opacity.value / 100;
    heat.hidden = !look.heat.checked || !heat.hasAttribute('src');
  };
  const preset = name => {
    look.window.value = name;
    [look.brightness.value, look.contrast.value] = windows[name];
    paint();
  };

  const steps = {
    ArrowUp: -1, ArrowLeft: -1, k: -1, ArrowDown: 1, ArrowRight: 1, j: 1,
    PageUp: -PAGE_SLICES, PageDown: PAGE_SLICES, Home: -Infinity, End: Infinity,
  };
  viewer.addEventListener('keydown', event => {
    if (event.ctrlKey || event.altKey || event.metaKey ||
        event.target.matches('select, input:not([type=checkbox])')) {
      return;
    }
    if (event.key in steps) {
      select(at + steps[event.key]);
    } else if (event.key === 'h') {
      look.heat.checked = !look.heat.checked;
      paint();
    } else if (Object.keys(windows)[event.key - 1]) {
      preset(Object.keys(windows)[event.key - 1]);
    } else {
      return;
    }
    event.preventDefault();
  });
  list.addEventListener('scroll', render, {passive: true});
  list.addEventListener('click', event => {
    const row = event.target.closest('.row');
    if (row) {
      select(Number(row.dataset.index));
    }
  });
  profile.addEventListener('click', event => {
    const box = profile.getBoundingClientRect();
    select(Math.floor((event.clientX - box.left) / box.width * shown.length));
  });
  look.previous.addEventListener('click', () => select(at - 1));
  look.next.addEventListener('click', () => select(at + 1));
  $('.toolbar').addEventListener('input', () => arrange(shown[at]));
  $('.controls').addEventListener('input', event => {
    if (event.target === look.window) {
      preset(look.window.value);
    } else {
      if (event.target === look.brightness || event.target === look.contrast) {
        look.window.value = look.window.value === 'inverted' ? 'inverted' : 'own';
      }
      paint();
    }
  });
  for (const form of document.forms) {
    form.addEventListener('submit', event => event.preventDefault());
  }
  addEventListener('resize', render);

  // A link into the list must not lead to a slice that a filter hides.
  const follow = () => {
    if (location.hash === '#slices') {
      list.focus({preventScroll: true});
      return;
    }
    const row = rows.find(candidate => '#' + candidate.anchor === location.hash);
    if (row) {
      $('.toolbar').reset();
      choice.series.value = row.series;
      arrange(row);
      $('#slices').scrollIntoView();
      list.focus({preventScroll: true});
    }
  };
  addEventListener('hashchange', follow);
  document.querySelectorAll('a[href^="#slice-"]').forEach(link =>
    link.addEventListener('click', () => link.hash === location.hash && follow()));

  viewer.hidden = false;
  arrange();
  paint();
  follow();
  root.dataset.rows = rows.length;
})();
