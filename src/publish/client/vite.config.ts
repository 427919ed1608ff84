import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

/** Builds the charts of the report into one script, which each report holds. */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  logLevel: "warn",
  // No search for configurations of tools that are not used.
  css: { postcss: {} },
  build: {
    target: "es2022",
    lib: {
      entry: fileURLToPath(new URL("main.ts", import.meta.url)),
      formats: ["iife"],
      name: "charts",
      fileName: () => "charts.js",
    },
    outDir: fileURLToPath(new URL("../../../dist/publish/client", import.meta.url)),
    emptyOutDir: true,
  },
});
