
'use strict';
(() => {
  const root = document.documentElement;
  const form = document.querySelector('.toolbar');
  const list = document.querySelector('.slices');
  const cards = Array.from(list.children);
  const viewer = document.querySelector('.viewer');
  const control = name => form.elements.namedItem(name);
  const pathOf = card => card.querySelector('.path').textContent;
  const names = new Intl.Collator('en', {numeric: true});
  const inOrder = (a, b) => a.dataset.order - b.dataset.order;
  // Series 0 is none at all and comes last.
  const seriesOf = card => Number(card.dataset.series) || Infinity;
  const orders = {
    order: (a, b) => (seriesOf(a) === seriesOf(b) ? inOrder(a, b) : seriesOf(a) - seriesOf(b)),
    likelihood: (a, b) => b.dataset.percent - a.dataset.percent || inOrder(a, b),
    name: (a, b) => names.compare(pathOf(a), pathOf(b)) || inOrder(a, b),
  };
  const kinds = {
    suspicious: card => card.classList.contains('suspicious'),
    clear: card => !card.classList.contains('suspicious'),
    unfamiliar: card => 'unfamiliar' in card.dataset,
    warned: card => card.querySelector('.warning') !== null,
  };
  let visible = cards;

  const filter = () => {
    const series = control('series').value;
    const kind = kinds[control('show').value];
    const text = control('text').value.trim().toLowerCase();
    visible = Array.from(list.children).filter(card => {
      const shown =
        (series === '' || card.dataset.series === series) &&
        (!kind || kind(card)) &&
        (text === '' || pathOf(card).toLowerCase().includes(text));
      card.hidden = !shown;
      return shown;
    });
    control('count').textContent = visible.length + ' of ' + cards.length + ' slices';
    document.getElementById('no-match').hidden = visible.length > 0;
  };
  const sort = () => {
    list.append(...cards.sort(orders[control('sort').value]));
    filter();
  };
  const colour = () => {
    root.classList.toggle('no-heat', !control('heat').checked);
    root.style.setProperty('--heat', control('opacity').value / 100);
  };

  let current = null;
  const show = card => {
    current = card;
    const plain = card.querySelector('.picture').cloneNode(true);
    const warm = plain.cloneNode(true);
    plain.querySelectorAll('.heat').forEach(heat => heat.remove());
    for (const picture of [plain, warm]) {
      picture.removeAttribute('tabindex');
      picture.removeAttribute('role');
      picture.removeAttribute('aria-label');
    }
    const pictures = warm.querySelector('.heat') ? [plain, warm] : [plain];
    viewer.querySelector('.viewer-pictures').replaceChildren(...pictures);
    const facts = card.querySelector('.facts').cloneNode(true);
    viewer.querySelector('.viewer-facts').replaceChildren(facts);
    viewer.classList.toggle('suspicious', card.classList.contains('suspicious'));
    viewer.querySelector('#viewer-title').textContent = card.querySelector('.name').textContent;
    viewer.querySelector('.viewer-place').textContent =
      visible.indexOf(card) + 1 + ' of ' + visible.length;
    if (!viewer.open) {
      viewer.showModal();
    }
  };
  const step = by => {
    const next = visible[visible.indexOf(current) + by];
    if (next) {
      show(next);
    }
  };
  viewer.addEventListener('keydown', event => {
    const by = {ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1}[event.key];
    if (by) {
      event.preventDefault();
      step(by);
    }
  });
  viewer.addEventListener('click', event => {
    if (event.target === viewer || event.target.name === 'close') {
      viewer.close();
    } else if (event.target.name === 'previous' || event.target.name === 'next') {
      step(event.target.name === 'next' ? 1 : -1);
    }
  });
  viewer.addEventListener('close', () => {
    if (current) {
      current.querySelector('.picture').focus();
      current.scrollIntoView({block: 'nearest'});
    }
  });

  for (const card of cards) {
    const picture = card.querySelector('.picture');
    picture.tabIndex = 0;
    picture.setAttribute('role', 'button');
    picture.setAttribute('aria-label', 'Enlarge ' + pathOf(card));
    picture.addEventListener('click', () => show(card));
    picture.addEventListener('keydown', event => {
      if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault();
        show(card);
      }
    });
  }

  // A link into the grid must not lead to a slice that a filter hides.
  const reveal = (series, anchor) => {
    form.reset();
    control('series').value = series;
    colour();
    sort();
    document.getElementById(anchor)?.scrollIntoView();
  };
  const SVG = 'http://www.w3.org/2000/svg';
  const svg = (name, attributes) => {
    const element = document.createElementNS(SVG, name);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    return element;
  };
  const profile = members => {
    const wide = members.length;
    const chart = svg('svg', {
      class: 'profile', viewBox: '0 0 ' + wide + ' 100', preserveAspectRatio: 'none', role: 'img',
      'aria-label': 'Likelihood of the slices in series order',
    });
    members.forEach((card, index) => {
      const high = Math.max(1, card.dataset.percent);
      const group = svg('g', {});
      const title = svg('title', {});
      title.textContent = pathOf(card).split(/[\\/]/).pop() + ': ' + card.querySelector('.number').textContent;
      group.append(
        title,
        svg('rect', {class: 'ground', x: index, y: 0, width: 1, height: 100}),
        svg('rect', {
          class: card.classList.contains('suspicious') ? 'suspicious' : '',
          x: index + 0.1, y: 100 - high, width: 0.8, height: high,
        }));
      group.addEventListener('click', () => show(card));
      chart.append(group);
    });
    const threshold = 100 - 100 * list.dataset.threshold;
    chart.append(svg('path', {d: 'M0 ' + threshold + 'H' + wide}));
    const name = document.createElement('span');
    name.className = 'profile-name';
    name.textContent = 'slice by slice, first to last';
    return [chart, name];
  };
  document.querySelectorAll('tr[data-series]').forEach(row => {
    const series = row.dataset.series;
    row.querySelector('.series-link').addEventListener('click', event => {
      event.preventDefault();
      reveal(series, 'slices');
    });
    const members = cards.filter(card => card.dataset.series === series).sort(inOrder);
    if (members.length > 1) {
      row.querySelector('.likelihood').append(...profile(members));
    }
  });
  window.addEventListener('hashchange', () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target?.hidden) {
      reveal('', target.id);
    }
  });

  form.addEventListener('submit', event => event.preventDefault());
  form.addEventListener('input', event => {
    if (event.target.name === 'heat' || event.target.name === 'opacity') {
      colour();
    } else if (event.target.name === 'sort') {
      sort();
    } else {
      filter();
    }
  });
  root.classList.add('js');
  form.hidden = false;
  colour();
  sort();
})();
