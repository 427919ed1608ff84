import type { Help } from "./help.js";

const OUT = "dossier d'une publication : ce que `recoupe run` a écrit";

export const FRENCH: Help = {
  description: "Tire de rapports d'activité (PDF) des données contrôlées et sourcées.",
  titles: {
    usage: "Usage :",
    command: "COMMANDE",
    arguments: "Arguments :",
    options: "Options :",
    commands: "Commandes :",
    examples: "Exemples :",
  },
  foot: [
    "`recoupe COMMANDE --help` : options, exemples ; `--lang en` parle anglais.",
    "Réglages : recoupe.config.yaml, dans ce dossier ou l'un de ceux au-dessus.",
    "Codes : 0 fait ; 1 rapports incomplets ; 2 usage ou réglage erroné ;",
    "        3 anomalies de --fail-on ; 70 une erreur du programme.",
  ],
  shared: {
    help: "dire ceci",
    version: "dire la version",
    lang: "langue des messages",
    json: "pour un programme : JSON sur la sortie standard",
  },
  expected: {
    whole: "un nombre entier à partir de 1 est attendu.",
    port: "un port de 0 à 65535 est attendu.",
    oneOf: (choices) => `valeurs possibles : ${choices}.`,
  },
  commands: {
    run: {
      summary: "lire des rapports, écrire les données contrôlées",
      description: "Lit des fichiers et dossiers de rapports PDF et écrit le jeu de données contrôlé.",
      about: {
        paths: "fichiers PDF, ou dossiers qui en contiennent",
        out: "où le jeu de données est écrit",
        publisher: "prendre ce livre de règles au lieu de reconnaître l'éditeur",
        rulebooks: "dossier d'autres livres de règles (<code>.yaml)",
        "fail-on": "code 3 s'il y a des anomalies de cette gravité ou d'une plus forte",
        workers: "documents lus en même temps (par défaut : un par cœur)",
        queue: "faire lire des `recoupe worker` : adresse de PostgreSQL ou de Redis",
        split: "une publication par éditeur : pour des milliers de rapports",
        cache: "dossier où les résultats sont gardés pour la fois suivante",
        "no-cache": "tout relire, et ne rien garder",
        "cache-mb": "mégaoctets que le cache peut garder après une lecture",
        "document-seconds": "secondes de calcul qu'un rapport peut prendre",
        "document-mb": "mégaoctets d'objets qu'un rapport peut tenir",
        limits: "autres limites imposées à un rapport : pages=500,operators=1000000",
      },
      examples: [
        ["recoupe run report.pdf --out output", "un rapport"],
        [
          "recoupe run reports --out output --fail-on error",
          "un dossier ; code 3 si des sommes sont fausses",
        ],
        ["recoupe run reports --workers 1 --no-cache --json", "un bilan pour un programme"],
      ],
    },
    inspect: {
      summary: "montrer ce qui a été vu sur une page",
      description: "Affiche les blocs d'une page et, avec --draw, en écrit une image où ils sont tracés.",
      about: {
        file: "un fichier PDF",
        page: "cette page seulement",
        draw: "ce qui est tracé",
        out: "où les images sont écrites",
      },
      examples: [
        ["recoupe inspect report.pdf --page 4", "titres, tableaux et chiffres de la page 4"],
        ["recoupe inspect report.pdf --page 4 --draw cells --out pictures", "la même en image"],
      ],
    },
    review: {
      summary: "décider des anomalies, sur une page locale",
      description: "Sert la page où l'on décide des anomalies, et en donne l'adresse.",
      about: {
        folder: OUT,
        port: "port (par défaut : un port libre)",
        host: "adresse d'écoute ; hors de cette machine, avec --stewards",
        stewards: "fichier de qui peut décider : une adresse à chacun",
        origin: "ce que voient les navigateurs derrière un mandataire (https://…)",
        "sign-off": "une seconde personne vise chaque décision, désormais",
        "no-sign-off": "une seule étape suffit, désormais",
        open: "ouvrir un navigateur",
        "no-open": "ne pas ouvrir de navigateur",
        cache: "dossier du cache",
        rulebooks: "dossier d'autres livres de règles (<code>.yaml)",
      },
      examples: [["recoupe review output", "jusqu'à Ctrl+C"]],
    },
    decisions: {
      summary: "vérifier, lister ou exporter le journal des décisions",
      description: "Vérifie le journal des décisions : code 2 s'il a été altéré ou coupé.",
      about: {
        folder: OUT,
        verify: "vérifier seulement (par défaut)",
        list: "lister les décisions en vigueur",
        export: "l'afficher en tableau",
      },
      examples: [
        ["recoupe decisions output", "le journal est-il entier ?"],
        ["recoupe decisions output --export csv", "qui a décidé quoi, et quand"],
      ],
    },
    publish: {
      summary: "réécrire une publication, imprimée ou corrigée",
      description: "Réécrit tous les fichiers d'une publication à partir de ses tables.",
      about: {
        folder: OUT,
        out: "un autre dossier (par défaut : le même)",
        values: "valeurs retenues : corrected (corrigées, par défaut) ou printed (imprimées)",
        cache: "dossier du cache",
      },
      examples: [["recoupe publish output --out printed --values printed", "sans les corrections"]],
    },
    diff: {
      summary: "dire ce qui a changé entre deux publications",
      description: "Dit ce qui a changé : valeurs, observations nouvelles ou disparues, anomalies.",
      about: { old: "dossier de l'ancienne publication", new: "dossier de la nouvelle" },
      examples: [
        ["recoupe diff output printed", "en mots"],
        ["recoupe diff output printed --json", "pour un programme"],
      ],
    },
    rules: {
      summary: "vérifier, ébaucher, expliquer les livres de règles",
      description: "Pour qui écrit des livres de règles.",
      about: {},
      examples: [],
    },
    "rules check": {
      summary: "vérifier les livres de règles, et leur effet",
      description: "Vérifie chaque livre de règles, et ce que ses règles font dans les rapports donnés.",
      about: {
        paths: "fichiers PDF, ou dossiers qui en contiennent",
        publisher: "prendre ce livre de règles au lieu de reconnaître l'éditeur",
        rulebooks: "dossier d'autres livres de règles (<code>.yaml)",
        cache: "dossier du cache",
      },
      examples: [
        ["recoupe rules check", "les livres de règles sont-ils bien formés ?"],
        ["recoupe rules check report.pdf", "quelles règles ont servi, et ce qui n'en a pas"],
      ],
    },
    "rules draft": {
      summary: "ébaucher un livre de règles pour un nouveau rapport",
      description: "Affiche une ébauche de livre de règles pour un rapport inconnu, suppositions marquées.",
      about: {
        file: "un fichier PDF",
        publisher: "code du nouveau livre (par défaut : nom du fichier)",
        cache: "dossier du cache",
      },
      examples: [["recoupe rules draft report.pdf --publisher new > new.yaml", "à reprendre à la main"]],
    },
    "rules explain": {
      summary: "dire pourquoi un chiffre est devenu ce qu'il est",
      description: "Dit pourquoi un chiffre est devenu ce qu'il est : règles, mots trouvés, rivales.",
      about: {
        file: "un fichier PDF",
        page: "cette page seulement",
        value: "les chiffres imprimés ainsi seulement, espaces à part",
        rulebooks: "dossier d'autres livres de règles (<code>.yaml)",
        cache: "dossier du cache",
      },
      examples: [['recoupe rules explain report.pdf --page 3 --value "1 186"', "un chiffre"]],
    },
    cache: {
      summary: "ce que les lectures passées ont gardé",
      description: "Liste ce que garde le dossier du cache, ou le supprime.",
      about: {
        what: "list, prune (jusqu'à --cache-mb) ou clear",
        cache: "dossier du cache",
        "cache-mb": "mégaoctets que prune laisse",
      },
      examples: [
        ["recoupe cache", "combien il y a"],
        ["recoupe cache prune --cache-mb 200", "garder ce qui a servi en dernier"],
      ],
    },
    worker: {
      summary: "lire des rapports mis en file par d'autres machines",
      description: "Lit les rapports que `recoupe run --queue` met en file, jusqu'à ce qu'on l'arrête.",
      about: {
        queue: "adresse de PostgreSQL ou de Redis (par défaut : RECOUPE_QUEUE)",
        workers: "rapports lus en même temps (par défaut : un par cœur)",
        health: "port où il dit comment il va, pour qui le surveille",
        cache: "dossier où les résultats sont gardés",
        "no-cache": "ne rien garder hors de la file",
        "document-seconds": "secondes de calcul qu'un rapport peut prendre",
        "document-mb": "mégaoctets d'objets qu'un rapport peut tenir",
        limits: "autres limites imposées à un rapport : pages=500,operators=1000000",
        rulebooks: "dossier d'autres livres de règles (<code>.yaml)",
      },
      examples: [["recoupe worker --queue postgres://user@host/base", "sur autant de machines qu'on veut"]],
    },
    status: {
      summary: "dire où en est une lecture en file",
      description: "Dit où en est une lecture en file.",
      about: { queue: "adresse de PostgreSQL ou de Redis (par défaut : RECOUPE_QUEUE)" },
      examples: [["recoupe status --queue postgres://user@host/base", "une fois"]],
    },
    doctor: {
      summary: "dire ce qui manque sur cette machine",
      description: "Essaie ce qu'une lecture demande à cette machine ; dit ce qui manque et le remède.",
      about: {
        out: "dossier où les lectures doivent écrire",
        cache: "dossier du cache",
        rulebooks: "dossier d'autres livres de règles (<code>.yaml)",
      },
      examples: [["recoupe doctor", "code 1 si une lecture échouerait"]],
    },
    completion: {
      summary: "afficher un script de complétion",
      description: "Affiche un script qui complète commandes, options et éditeurs.",
      about: { shell: "bash, zsh ou fish" },
      examples: [
        ["recoupe completion bash > ~/.local/share/bash-completion/completions/recoupe", "bash"],
        ['recoupe completion zsh > "$fpath[1]/_recoupe"', "zsh"],
        ["recoupe completion fish > ~/.config/fish/completions/recoupe.fish", "fish"],
      ],
    },
  },
};
