import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

/** Builds the stewards' page into the package, with relative addresses: it is served below a random token. */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "./",
  logLevel: "warn",
  // No search for configurations of tools that are not used.
  css: { postcss: {} },
  build: {
    target: "es2022",
    cssMinify: false,
    outDir: fileURLToPath(new URL("../../../dist/review/client", import.meta.url)),
    emptyOutDir: true,
    // A data: address would be against the page's own policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
