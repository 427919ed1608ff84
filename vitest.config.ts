import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/fixtures/seed.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: "forks",
    // As many as the smallest machine has cores: most tests wait for a thread, a process or a page of their own.
    maxWorkers: 2,
    reporters: ["default", "./tools/closing-line.ts"],
  },
});
