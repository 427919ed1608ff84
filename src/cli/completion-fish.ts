import type { CompletedCommand, CompletedOption, Values } from "./completed.js";

/** One line for each command and each option. */
export function fishScript(commands: readonly CompletedCommand[]): string {
  return ["complete -c recoupe -f", ...commands.flatMap(linesOf)].join("\n");
}

function linesOf({ path, subcommands, options, values }: CompletedCommand): string[] {
  const here = seen(path);
  const open = `${here === "" ? "" : `${here}; and `}not __fish_seen_subcommand_from ${subcommands.map((s) => s.name).join(" ")}`;
  return [
    ...subcommands.map((s) => `complete -c recoupe -n ${quoted(open)} -a ${s.name} -d ${quoted(s.summary)}`),
    ...options.map((option) => optionLine(here, option)),
    ...(values === "nothing" || subcommands.length > 0
      ? []
      : [`complete -c recoupe -n ${quoted(here)} ${taken(values)}`]),
  ];
}

const seen = (path: readonly string[]): string =>
  path.map((word) => `__fish_seen_subcommand_from ${word}`).join("; and ");

function optionLine(here: string, { flags, description, values }: CompletedOption): string {
  const names = flags.map((flag) => (flag.startsWith("--") ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  const where = here === "" ? "" : ` -n ${quoted(here)}`;
  const value = values === "nothing" ? "" : ` -r ${taken(values)}`;
  return `complete -c recoupe${where} ${names.join(" ")}${value} -d ${quoted(description)}`;
}

function taken(values: Values): string {
  if (values === "folder") return "-a '(__fish_complete_directories)'";
  if (values === "file") return "-F";
  return typeof values === "string" ? "-f" : `-f -a ${quoted(values.join(" "))}`;
}

const quoted = (text: string): string => `'${text.replace(/['\\]/g, "\\$&")}'`;
