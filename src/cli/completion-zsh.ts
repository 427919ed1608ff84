import type { CompletedCommand, CompletedOption, Values } from "./completed.js";

/** A function for each command; those with commands below hand over to theirs. */
export function zshScript(commands: readonly CompletedCommand[]): string {
  const functions = commands.map((c) => (c.subcommands.length > 0 ? parent(c) : leaf(c)));
  return `#compdef recoupe\n${functions.join("\n")}
if [[ $funcstack[1] == _recoupe ]]; then _recoupe "$@"; else compdef _recoupe recoupe; fi`;
}

const nameOf = (path: readonly string[]): string => ["_recoupe", ...path].join("_");

function parent({ path, subcommands, options }: CompletedCommand): string {
  const below = subcommands.map((s) => `      ${quoted(`${s.name}:${s.summary.replaceAll(":", "\\:")}`)}`);
  const cases = subcommands.map((s) => `      ${s.name}) ${nameOf([...path, s.name])};;`);
  return `${nameOf(path)}() {
  local state line
  local -a below
  _arguments -C ${options.map(specification).join(" ")} '1:command:->command' '*::argument:->argument'
  case $state in
    command)
      below=(
${below.join("\n")}
      )
      _describe command below;;
    argument)
      case $line[1] in
${cases.join("\n")}
      esac;;
  esac
}`;
}

function leaf({ path, options, values }: CompletedCommand): string {
  const free = values === "nothing" ? "" : ` ${quoted(`*:argument:${action(values)}`)}`;
  return `${nameOf(path)}() {\n  _arguments ${options.map(specification).join(" ")}${free}\n}`;
}

function specification({ flags, description, values }: CompletedOption): string {
  const text = `[${description.replace(/[[\]:]/g, "\\$&")}]`;
  const taken = values === "nothing" ? "" : `:value:${action(values)}`;
  const either = flags.length > 1 ? `${quoted(`(${flags.join(" ")})`)}{${flags.join(",")}}` : flags.join("");
  return `${either}${quoted(text + taken)}`;
}

function action(values: Values): string {
  if (values === "folder") return "_files -/";
  if (values === "file") return "_files";
  return typeof values === "string" ? " " : `(${values.join(" ")})`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
