let watching = false;

/**
 * Of a damaged file pdf.js leaves rejections behind that nobody awaits; a browser only logs them, Node ends the
 * process. What was asked of pdf.js rejects by itself, and is told of its page, so these are let go. All others end
 * the process as they would without us, unless the program has its own way with them.
 */
export function letStraysGo(): void {
  if (watching) return;
  watching = true;
  process.on("unhandledRejection", (reason) => {
    const fromPdfjs = reason instanceof Error && /pdf\.worker\.mjs/.test(reason.stack ?? "");
    if (!fromPdfjs && process.listenerCount("unhandledRejection") === 1) throw reason;
  });
}
