// The number of words of a box as they are typed. Without this file it is counted when they are saved.
"use strict";
document.querySelectorAll("textarea[data-budget]").forEach((box) => {
  const place = document.getElementById(box.id.replace(/-text$/, "-count"));
  if (!place) return;
  const count = () => {
    const words = box.value.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
    const over = words > Number(box.dataset.budget);
    place.textContent = `${over ? "▲ " : ""}${words} of ${box.dataset.budget} words, not saved yet`;
  };
  box.addEventListener("input", count);
  if (box.value !== box.defaultValue) count(); // typed before this file was there, or kept by the browser
});
