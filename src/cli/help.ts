/** What `--help` says of one command. */
export interface CommandHelp {
  /** A few words, for the list of all commands. */
  summary: string;
  description: string;
  /** By the names of arguments and options, as the program has them. */
  about: Record<string, string>;
  /** Command lines that work as they stand, and what each is for. */
  examples: readonly (readonly [string, string])[];
}

/** What the command line says about itself in one language. */
export interface Help {
  description: string;
  titles: Record<"usage" | "command" | "arguments" | "options" | "commands" | "examples", string>;
  /** The last lines of `recoupe --help`. */
  foot: readonly string[];
  /** Options that any command takes. */
  shared: Record<"help" | "version" | "lang" | "json", string>;
  expected: {
    whole: string;
    port: string;
    oneOf: (choices: string) => string;
  };
  commands: Record<CommandName, CommandHelp>;
}

export type CommandName =
  | "run"
  | "inspect"
  | "review"
  | "decisions"
  | "publish"
  | "diff"
  | "rules"
  | "rules check"
  | "rules draft"
  | "rules explain"
  | "cache"
  | "worker"
  | "status"
  | "doctor"
  | "completion";
