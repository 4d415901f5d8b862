// Draws every [data-chart] from its JSON block. Without this file a page keeps its sentence and its table.
(() => {
  const source = document.currentScript.dataset.vega;
  // The colours of LOOK's light ground, and those that take their place on the dark one.
  const dark = {
    "#ffffff": "#1a222b", "#f5f6f8": "#12181f", "#1b2733": "#e6eaef", "#566270": "#a3aeba", "#14548f": "#8cbcf0",
    "#d8dde3": "#313b46", "#8a94a0": "#6d7884", "#a8201a": "#ff9d94", "#fcebea": "#2a1716", "#7a4a00": "#f2bf66",
    "#fff3dc": "#2a2110", "#1d6a3b": "#86d3a1", "#e6f4ea": "#12241a", "#eceff2": "#1f2832",
  };
  const night = window.matchMedia("(prefers-color-scheme: dark)");
  let loading = null;

  function vega() {
    loading = loading || new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = source;
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    });
    return loading;
  }

  function spec(block) {
    const text = block.textContent;
    return JSON.parse(night.matches ? text.replace(/#[0-9a-f]{6}\b/gi, (c) => dark[c.toLowerCase()] || c) : text);
  }

  async function draw(root) {
    const places = [...root.querySelectorAll("[data-chart]")];
    if (!places.length) return;
    await vega();
    for (const place of places) {
      const block = document.getElementById(place.dataset.chart);
      if (!block) continue;
      const chart = { ...spec(block), background: "transparent" };
      // The place has its own name: what Vega would say of each mark would be read out a second time. Its tooltips
      // bring a style of their own, which the page's policy rightly refuses.
      chart.config = { ...chart.config, aria: false };
      const options = { ast: true, actions: false, defaultStyle: false, renderer: "svg", tooltip: false };
      await window.vegaEmbed(place, chart, options);
      place.querySelectorAll("svg").forEach((svg) => {
        svg.setAttribute("aria-hidden", "true");
        svg.removeAttribute("role");
      });
    }
  }

  draw(document);
  document.addEventListener("htmx:afterSwap", (event) => draw(event.target));
  night.addEventListener("change", () => draw(document));
})();
