import type { Help } from "./help.js";

const OUT = "folder of a publication: what `recoupe run` wrote";

export const ENGLISH: Help = {
  description: "Turns published activity reports (PDF) into checked, traceable data.",
  titles: {
    usage: "Usage:",
    command: "COMMAND",
    arguments: "Arguments:",
    options: "Options:",
    commands: "Commands:",
    examples: "Examples:",
  },
  foot: [
    "`recoupe COMMAND --help` tells options and examples; `--lang fr` speaks French.",
    "Settings: recoupe.config.yaml, in this folder or in one above it.",
    "Exit codes: 0 done; 1 some reports incomplete; 2 wrong usage or settings;",
    "            3 anomalies of --fail-on; 70 a mistake of this programme.",
  ],
  shared: {
    help: "tell this",
    version: "tell the version",
    lang: "language of what is said",
    json: "for programs: JSON on standard output",
  },
  expected: {
    whole: "a whole number from 1 is expected.",
    port: "a port from 0 to 65535 is expected.",
    oneOf: (choices) => `one of ${choices} is expected.`,
  },
  commands: {
    run: {
      summary: "read reports, write the checked dataset",
      description: "Reads files and folders of PDF reports and writes the checked dataset.",
      about: {
        paths: "PDF files, and folders of them",
        out: "where the dataset is written",
        publisher: "take this rulebook instead of recognising the publisher",
        rulebooks: "folder of further rulebooks (<code>.yaml)",
        "fail-on": "exit 3 where anomalies of this severity, or a graver one, exist",
        workers: "documents read at the same time (default: one a core)",
        queue: "let `recoupe worker` processes read: address of PostgreSQL or Redis",
        split: "a publication for each publisher: for thousands of reports",
        cache: "folder in which results are kept for the next run",
        "no-cache": "read everything anew, and keep nothing for the next run",
        "cache-mb": "megabytes that the cache may hold after a run",
        "document-seconds": "seconds of processor time that one report may take",
        "document-mb": "megabytes of objects that one report may hold",
        limits: "other limits on what a report may ask, as pages=500,operators=1000000",
      },
      examples: [
        ["recoupe run report.pdf --out output", "one report"],
        ["recoupe run reports --out output --fail-on error", "a folder; exit 3 where sums do not hold"],
        ["recoupe run reports --workers 1 --no-cache --json", "a summary for programs"],
      ],
    },
    inspect: {
      summary: "show what was seen on a page",
      description: "Prints the blocks of a page and, with --draw, writes a picture of it with them drawn on.",
      about: {
        file: "a PDF file",
        page: "only this page",
        draw: "what to draw",
        out: "where pictures are written",
      },
      examples: [
        ["recoupe inspect report.pdf --page 4", "headings, tables and figures of page 4"],
        ["recoupe inspect report.pdf --page 4 --draw cells --out pictures", "the same as a picture"],
      ],
    },
    review: {
      summary: "decide on anomalies, on a local page",
      description: "Serves the page on which stewards decide on anomalies, and prints its address.",
      about: {
        folder: OUT,
        port: "port (default: any that is free)",
        host: "address to listen on; beyond this machine, with --stewards",
        stewards: "file of who may decide: each gets an address",
        origin: "what browsers see behind a reverse proxy (https://…)",
        "sign-off": "a second person signs each decision, from now on",
        "no-sign-off": "one step is enough, from now on",
        open: "open a browser",
        "no-open": "do not open a browser",
        cache: "folder of the cache",
        rulebooks: "folder of further rulebooks (<code>.yaml)",
      },
      examples: [["recoupe review output", "until Ctrl+C"]],
    },
    decisions: {
      summary: "verify, list or export the log of decisions",
      description: "Verifies the log of decisions: exits 2 where it was altered or cut.",
      about: {
        folder: OUT,
        verify: "only verify (default)",
        list: "list the decisions in force",
        export: "print it as a table",
      },
      examples: [
        ["recoupe decisions output", "is the log whole?"],
        ["recoupe decisions output --export csv", "who ruled what, and when"],
      ],
    },
    publish: {
      summary: "write a publication anew, as printed or as corrected",
      description: "Writes all files of a publication anew from its tables.",
      about: {
        folder: OUT,
        out: "another folder to write to (default: the same)",
        values: "retained values: corrected (default) or printed",
        cache: "folder of the cache",
      },
      examples: [["recoupe publish output --out printed --values printed", "without stewards' corrections"]],
    },
    diff: {
      summary: "tell what changed between two publications",
      description: "Tells what changed: values, new and gone observations, anomalies opened and closed.",
      about: { old: "folder of the older publication", new: "folder of the newer one" },
      examples: [
        ["recoupe diff output printed", "in words"],
        ["recoupe diff output printed --json", "for programs"],
      ],
    },
    rules: {
      summary: "check, draft and explain rulebooks",
      description: "For whoever writes rulebooks.",
      about: {},
      examples: [],
    },
    "rules check": {
      summary: "check every rulebook, and what it does in reports",
      description: "Checks every rulebook, and what its rules do in the given reports.",
      about: {
        paths: "PDF files, and folders of them",
        publisher: "take this rulebook instead of recognising the publisher",
        rulebooks: "folder of further rulebooks (<code>.yaml)",
        cache: "folder of the cache",
      },
      examples: [
        ["recoupe rules check", "are all rulebooks well formed?"],
        ["recoupe rules check report.pdf", "which rules matched where, and what has none"],
      ],
    },
    "rules draft": {
      summary: "print a starter rulebook for an unseen report",
      description: "Prints a starter rulebook for an unseen report, its guesses marked.",
      about: {
        file: "a PDF file",
        publisher: "code of the new rulebook (default: from the file's name)",
        cache: "folder of the cache",
      },
      examples: [["recoupe rules draft report.pdf --publisher new > new.yaml", "to be mended by hand"]],
    },
    "rules explain": {
      summary: "tell why a figure became what it became",
      description: "Tells why a figure became what it became: rules, words they found, rivals.",
      about: {
        file: "a PDF file",
        page: "only this page",
        value: "only figures printed so, spaces aside",
        rulebooks: "folder of further rulebooks (<code>.yaml)",
        cache: "folder of the cache",
      },
      examples: [['recoupe rules explain report.pdf --page 3 --value "1 186"', "one figure"]],
    },
    cache: {
      summary: "what earlier runs left for later ones",
      description: "Lists what is kept in the cache folder, or removes it.",
      about: {
        what: "list, prune (down to --cache-mb) or clear",
        cache: "folder of the cache",
        "cache-mb": "megabytes that prune leaves",
      },
      examples: [
        ["recoupe cache", "how much there is"],
        ["recoupe cache prune --cache-mb 200", "keep what was used last"],
      ],
    },
    worker: {
      summary: "read reports that other machines queue",
      description: "Reads reports that `recoupe run --queue` puts in a queue, until it is stopped.",
      about: {
        queue: "address of PostgreSQL or Redis (default: RECOUPE_QUEUE)",
        workers: "reports read at the same time (default: one a core)",
        health: "port on which it tells how it is, for those who watch over it",
        cache: "folder in which results are kept",
        "no-cache": "keep nothing beside the queue",
        "document-seconds": "seconds of processor time that one report may take",
        "document-mb": "megabytes of objects that one report may hold",
        limits: "other limits on what a report may ask, as pages=500,operators=1000000",
        rulebooks: "folder of further rulebooks (<code>.yaml)",
      },
      examples: [["recoupe worker --queue postgres://user@host/base", "on any number of machines"]],
    },
    status: {
      summary: "tell how far a queued run is",
      description: "Tells how far a queued run is.",
      about: { queue: "address of PostgreSQL or Redis (default: RECOUPE_QUEUE)" },
      examples: [["recoupe status --queue postgres://user@host/base", "once"]],
    },
    doctor: {
      summary: "tell what is missing on this machine",
      description: "Tries what a run needs on this machine, and tells what is missing and how to mend it.",
      about: {
        out: "folder that runs are to write to",
        cache: "folder of the cache",
        rulebooks: "folder of further rulebooks (<code>.yaml)",
      },
      examples: [["recoupe doctor", "exits 1 where a run would fail"]],
    },
    completion: {
      summary: "print a completion script for a shell",
      description: "Prints a script that completes commands, options and publishers.",
      about: { shell: "bash, zsh or fish" },
      examples: [
        ["recoupe completion bash > ~/.local/share/bash-completion/completions/recoupe", "bash"],
        ['recoupe completion zsh > "$fpath[1]/_recoupe"', "zsh"],
        ["recoupe completion fish > ~/.config/fish/completions/recoupe.fish", "fish"],
      ],
    },
  },
};
