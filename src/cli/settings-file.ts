import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

export const SETTINGS_FILE = "recoupe.config.yaml";

/** The settings file in a folder, or in the nearest one above it that has one. */
export function settingsFileAbove(folder: string): string | undefined {
  const file = join(folder, SETTINGS_FILE);
  if (existsSync(file)) return file;
  const above = dirname(folder);
  return above === folder ? undefined : settingsFileAbove(above);
}
