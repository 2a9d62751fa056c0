// What makes forms pleasanter where scripts run; every page works without it.
(function () {
  'use strict';
  if (window.htmx) {
    window.htmx.config.includeIndicatorStyles = false;
    window.htmx.config.allowEval = false;
  }
})();
