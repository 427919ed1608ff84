/**
 * Prints the bill of materials (CycloneDX) of what runs: `npm run --silent sbom > sbom.json`. npm writes one of all packages;
 * asked to leave out those for development, it also leaves out what they share with those that run.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

interface Locked {
  packages: Record<string, { version?: string; dev?: boolean }>;
}

interface Bill {
  components: { "bom-ref": string; name: string; version: string }[];
  dependencies: { ref: string; dependsOn?: string[] }[];
}

const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as Locked;
const running = new Set(
  Object.entries(packages)
    .filter(([path, { dev }]) => path !== "" && dev !== true)
    .map(([path, { version }]) => `${path.replace(/^.*node_modules\//, "")}@${version}`),
);
const written = execFileSync("npm", ["sbom", "--sbom-format", "cyclonedx", "--package-lock-only"], {
  encoding: "utf8",
  maxBuffer: 2 ** 27,
  stdio: ["ignore", "pipe", "ignore"],
});
const bill = JSON.parse(written) as Bill;
const components = bill.components.filter(({ name, version }) => running.has(`${name}@${version}`));
const kept = new Set(components.map((component) => component["bom-ref"]));
const dependencies = bill.dependencies
  .filter(({ ref }) => kept.has(ref) || ref.startsWith("recoupe@"))
  .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((one) => kept.has(one)) }));
console.log(JSON.stringify({ ...bill, components, dependencies }, null, 2));
