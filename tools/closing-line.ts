import type { Reporter, TestCase, TestModule } from "vitest/node";

/** Ends the run on one plain line, `N passed, N failed`, that any program can read. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>, errors: ReadonlyArray<unknown>): void {
    const cases: TestCase[] = modules.flatMap((m) => [...m.children.allTests()]);
    const count = (state: string) => cases.filter((c) => c.result().state === state).length;
    const broken = modules.filter(
      (m) => m.state() === "failed" && [...m.children.allTests("failed")].length === 0,
    );
    const failed = count("failed") + broken.length + errors.length;
    const skipped = count("skipped");
    const tail = skipped > 0 ? `, ${skipped} skipped` : "";
    process.stdout.write(`\n${count("passed")} passed, ${failed} failed${tail}\n`);
  }
}
