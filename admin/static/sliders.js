// A slider beside each number of the what-if form. Without this file the numbers are typed, and the sliders stay away.
"use strict";
document.querySelectorAll("input.slider[data-for]").forEach((slider) => {
  const field = document.getElementById(slider.dataset.for);
  if (!field) return;
  slider.hidden = false;
  slider.addEventListener("input", () => { field.value = slider.value; });
  slider.addEventListener("change", () => { field.form.requestSubmit(); });
  field.addEventListener("input", () => { if (field.value !== "") slider.value = field.value; });
});
