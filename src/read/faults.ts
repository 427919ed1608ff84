import { Fault, type Message } from "../model/index.js";

/** Codes of pdf.js's PasswordException, which it does not export. */
const NO_PASSWORD = 1;

const AGAIN: Message = {
  fr: "Télécharger ou exporter de nouveau le fichier.",
  en: "Download or export the file again.",
};

/** What the user can mend about a file that pdf.js refuses; any other error is given back as it is. */
export function openingFault(file: string, error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (error.name === "PasswordException") return passwordFault(file, error);
  if (
    error.name === "InvalidPDFException" ||
    error.name === "FormatError" ||
    error.name === "UnknownErrorException" ||
    error.name === "XRefParseException"
  )
    return damaged(file, error);
  return error;
}

function damaged(file: string, cause?: unknown): Fault {
  return new Fault({
    file,
    message: { fr: "Le PDF est abîmé ou tronqué.", en: "The PDF is damaged or cut short." },
    remedy: AGAIN,
    cause,
  });
}

function passwordFault(file: string, error: Error): Fault {
  const missing = (error as Error & { code?: number }).code === NO_PASSWORD;
  return new Fault({
    file,
    message: missing
      ? { fr: "Le PDF est protégé par un mot de passe.", en: "The PDF is locked by a password." }
      : { fr: "Le mot de passe n'ouvre pas ce PDF.", en: "The password does not open this PDF." },
    remedy: {
      fr: "En enregistrer une copie sans mot de passe, et prendre celle-là.",
      en: "Save a copy without password protection, and use that one.",
    },
    cause: error,
  });
}

/** Looks at the bytes before pdf.js does, for the plain mistakes. */
export function checkBytes(file: string, bytes: Uint8Array): void {
  if (bytes.length === 0)
    throw new Fault({
      file,
      message: { fr: "Le fichier est vide.", en: "The file is empty." },
      remedy: AGAIN,
    });
  // Readers accept the signature anywhere in the first 1024 bytes (ISO 32000-1, annex H.3).
  if (!Buffer.from(bytes.subarray(0, 1024)).includes("%PDF-"))
    throw new Fault({
      file,
      message: { fr: "Ce n'est pas un fichier PDF.", en: "This is not a PDF file." },
      remedy: {
        fr: "Donner le rapport en PDF ; enregistrer d'abord en PDF un document d'une autre sorte.",
        en: "Give the report as PDF; save documents of other kinds as PDF first.",
      },
    });
  // Such a file would open with its first pages only.
  if (statedLength(bytes) > bytes.length) throw damaged(file);
}

/** A file laid out for the web states its own length near the start (ISO 32000-1, annex F). */
function statedLength(bytes: Uint8Array): number {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString("latin1");
  const linearized = /\/Linearized\b[^>]*?\/L\s+(\d+)/.exec(head);
  return Number(linearized?.[1] ?? 0);
}

/** A file that cannot be read from the disk. */
export function diskFault(file: string, error: unknown): Fault {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  const reasons: Record<string, Message> = {
    ENOENT: { fr: "Le fichier n'existe pas.", en: "The file does not exist." },
    EISDIR: { fr: "C'est un dossier, pas un fichier.", en: "This is a folder, not a file." },
    EACCES: { fr: "Le fichier est interdit de lecture.", en: "The file may not be read." },
  };
  return new Fault({
    file,
    message: reasons[code] ?? {
      fr: `Le fichier ne peut être lu (${code}).`,
      en: `The file cannot be read (${code}).`,
    },
    remedy: { fr: "Vérifier le chemin et ses droits.", en: "Check the path and its permissions." },
    cause: error,
  });
}
