// Reads values out where the pointer is, and switches series off and on by their legend. The page is whole without it.
(function () {
  'use strict';

  // Turns a share of an axis, 0 to 1, into a value; axis is "kind from to".
  function valueAt(axis, share) {
    var parts = axis.split(' ');
    var from = Number(parts[1]);
    var to = Number(parts[2]);
    if (parts[0] === 'log') {
      return from * Math.pow(to / from, share);
    }
    return parts[0] === 'tail' ? 100 * (1 - Math.pow(10, -to * share)) : from + (to - from) * share;
  }

  function figure(value, digits) {
    return value === 0 ? '0' : String(Number(value.toPrecision(digits)));
  }

  function percentile(value) {
    var nines = Math.max(0, -Math.log10(1 - value / 100));
    return value.toFixed(Math.min(8, Math.max(1, Math.ceil(nines)))) + ' %';
  }

  function pointsOf(line) {
    return line.getAttribute('points').trim().split(/\s+/).map(function (pair) {
      return pair.split(',').map(Number);
    });
  }

  function nearest(points, x) {
    return points.reduce(function (best, point) {
      return Math.abs(point[0] - x) < Math.abs(best[0] - x) ? point : best;
    });
  }

  function Reader(svg) {
    this.svg = svg;
    this.figure = svg.parentNode;
    var field = svg.dataset.field.split(' ').map(Number);
    this.left = field[0];
    this.top = field[1];
    this.right = field[2];
    this.bottom = field[3];
    this.series = [];
    svg.querySelectorAll('.layer').forEach(function (layer) {
      var line = layer.querySelector('.shapes polyline:not(.thin)');
      if (line && line.getAttribute('points').trim()) {
        this.series.push({layer: layer, name: layer.querySelector('.legend text').textContent, points: pointsOf(line)});
      }
    }, this);
    this.cross = document.createElementNS(svg.namespaceURI, 'line');
    this.cross.setAttribute('class', 'axis hair');
    this.box = document.createElement('div');
    this.box.className = 'readout';
    svg.addEventListener('pointermove', this.show.bind(this));
    svg.addEventListener('pointerdown', this.show.bind(this));
    svg.addEventListener('pointerleave', this.hide.bind(this));
  }

  Reader.prototype.show = function (event) {
    var seen = this.svg.getBoundingClientRect();
    var scale = this.svg.viewBox.baseVal.width / seen.width;
    var x = (event.clientX - seen.left) * scale;
    var on = this.series.filter(function (line) {
      return !line.layer.classList.contains('off');
    });
    if (x < this.left || x > this.right || on.length === 0) {
      this.hide();
      return;
    }
    var at = nearest(on[0].points, x)[0];
    this.box.textContent = this.lines(on, at).join('\n');
    this.cross.setAttribute('x1', at);
    this.cross.setAttribute('x2', at);
    this.cross.setAttribute('y1', this.top);
    this.cross.setAttribute('y2', this.bottom);
    this.svg.appendChild(this.cross);
    this.figure.appendChild(this.box);
    var left = at / scale + 12;
    if (left + this.box.offsetWidth > seen.width) {
      left = Math.max(0, at / scale - 12 - this.box.offsetWidth);
    }
    this.box.style.left = left + 'px';
    this.box.style.top = this.top / scale + 4 + 'px';
  };

  Reader.prototype.lines = function (on, at) {
    var data = this.svg.dataset;
    var x = valueAt(data.x, (at - this.left) / (this.right - this.left));
    var lines = [data.x.indexOf('tail') === 0 ? percentile(x) + ' of frames' : figure(x, 4) + ' s'];
    on.forEach(function (line) {
      var y = nearest(line.points, at)[1];
      var value = valueAt(data.y, (this.bottom - y) / (this.bottom - this.top));
      lines.push(line.name + ': ' + figure(value, 3) + ' ' + data.yUnit.split(', ').pop());
    }, this);
    return lines;
  };

  Reader.prototype.hide = function () {
    this.cross.remove();
    this.box.remove();
  };

  // A legend entry becomes a switch, for the keyboard too. Both drawings of a plot, wide and narrow, are switched together.
  function makeSwitch(legend, place, figureOfPlot) {
    function toggle() {
      var off = !legend.parentNode.classList.contains('off');
      figureOfPlot.querySelectorAll('svg').forEach(function (svg) {
        var layer = svg.querySelectorAll('.layer')[place];
        layer.classList.toggle('off', off);
        layer.querySelector('.legend').setAttribute('aria-pressed', String(!off));
      });
    }
    legend.setAttribute('role', 'button');
    legend.setAttribute('tabindex', '0');
    legend.setAttribute('aria-pressed', 'true');
    legend.addEventListener('click', toggle);
    legend.addEventListener('keydown', function (event) {
      if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault();
        toggle();
      }
    });
  }

  document.querySelectorAll('svg[data-field]').forEach(function (svg) {
    // The browser would show the title beside the read-out.
    svg.setAttribute('aria-label', svg.querySelector('title').textContent);
    svg.removeAttribute('aria-labelledby');
    svg.setAttribute('role', 'group');
    svg.querySelector('title').remove();
    svg.classList.add('ready');
    svg.querySelectorAll('.legend').forEach(function (legend, place) {
      makeSwitch(legend, place, svg.parentNode);
    });
    new Reader(svg);
  });
}());
