/** What commander says in English, and how the same is said in French. */
const SAID: readonly (readonly [RegExp, string])[] = [
  [/^error: unknown command '(.*)'/m, "erreur : commande inconnue « $1 »"],
  [/^error: unknown option '(.*)'/m, "erreur : option inconnue « $1 »"],
  [/^error: missing required argument '(.*)'/m, "erreur : il manque l'argument « $1 »"],
  [/^error: option '(.*)' argument missing/m, "erreur : l'option « $1 » attend une valeur"],
  [/^error: option '(.*)' argument '(.*)' is invalid\./m, "erreur : valeur « $2 » impossible pour « $1 » :"],
  [
    /^error: command-argument value '(.*)' is invalid for argument '(.*)'\./m,
    "erreur : valeur « $1 » impossible pour « $2 » :",
  ],
  [
    /^error: too many arguments for '(.*)'\. Expected (\d+) arguments? but got (\d+)\./m,
    "erreur : trop d'arguments pour « $1 » ($3 au lieu de $2)",
  ],
  [/^error: too many arguments\. Expected (\d+) arguments? but got (\d+)\./m, "erreur : trop d'arguments"],
  [/\(Did you mean one of (.*)\?\)/, "(vouliez-vous dire : $1 ?)"],
  [/\(Did you mean (.*)\?\)/, "(vouliez-vous dire « $1 » ?)"],
];

/** A message of commander; what is expected instead follows after a colon. */
export const inEnglish = (text: string): string => text.replace(/(?<=is invalid|for argument '.*')\. /, ": ");

/** The same in French where it is known. */
export const inFrench = (text: string): string =>
  SAID.reduce((said, [english, french]) => said.replace(english, french), text);
