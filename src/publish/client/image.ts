/** A chart as an image that is told in words; its style is the page's own, as the page's policy allows no other. */
export function image(chart: Element, told: string): Element {
  for (const style of chart.querySelectorAll("style")) style.remove();
  for (const part of chart.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
  chart.setAttribute("role", "img");
  chart.setAttribute("aria-label", told);
  return chart;
}
