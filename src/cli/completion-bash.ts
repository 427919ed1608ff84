import type { CompletedCommand, Values } from "./completed.js";

/** Case by case: which command stands in the line, then what its options and arguments take. */
export function bashScript(commands: readonly CompletedCommand[]): string {
  const paths = commands.filter((c) => c.path.length > 0).map((c) => `"${c.path.join(" ")}"`);
  const valued = commands.flatMap(({ path, options }) =>
    options
      .filter((o) => o.values !== "nothing")
      .map(
        (o) =>
          `    ${o.flags.map((f) => `"${path.join(" ")}:${f}"`).join("|")}) ${reply(o.values)}; return;;`,
      ),
  );
  const free = commands.map(
    (c) =>
      `    "${c.path.join(" ")}") ${c.subcommands.length > 0 ? reply(c.subcommands.map((s) => s.name)) : reply(c.values)};;`,
  );
  const flags = commands.map(
    (c) => `      "${c.path.join(" ")}") ${reply(c.options.flatMap((o) => o.flags))};;`,
  );
  return `# bash completion for recoupe
_recoupe() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command="" i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "\${command:+$command }\${COMP_WORDS[i]}" in
      ${paths.join("|")}) command="\${command:+$command }\${COMP_WORDS[i]}";;
    esac
  done
  case "$command:$prev" in
${valued.join("\n")}
  esac
  if [[ $cur == -* ]]; then
    case "$command" in
${flags.join("\n")}
    esac
    return
  fi
  case "$command" in
${free.join("\n")}
  esac
}
complete -o filenames -F _recoupe recoupe`;
}

function reply(values: Values): string {
  if (values === "folder") return 'COMPREPLY=($(compgen -d -- "$cur"))';
  if (values === "file") return 'COMPREPLY=($(compgen -f -- "$cur"))';
  const words = typeof values === "string" ? [] : values;
  return `COMPREPLY=($(compgen -W "${words.join(" ")}" -- "$cur"))`;
}
