/** A page that is one picture. */
export interface ImagePage {
  /** JPEG file. */
  jpeg: Uint8Array;
  /** Of the picture, pixels. */
  pixels: { width: number; height: number };
  /** Of the page, points. */
  width: number;
  height: number;
}

/** Writes a PDF file that holds nothing but pictures, as scanners do (ISO 32000-1, 7.5). */
export function imagePdf(pages: readonly ImagePage[]): Uint8Array {
  const objects: Buffer[] = [];
  const kids = pages.map((_, i) => `${3 + 3 * i} 0 R`).join(" ");
  objects.push(object("<< /Type /Catalog /Pages 2 0 R >>"));
  objects.push(object(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`));
  pages.forEach((page, i) => {
    const content = `q ${page.width} 0 0 ${page.height} 0 0 cm /Im Do Q`;
    objects.push(
      object(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${page.width} ${page.height}]
/Contents ${4 + 3 * i} 0 R /Resources << /XObject << /Im ${5 + 3 * i} 0 R >> >> >>`),
      stream("", Buffer.from(content)),
      stream(
        `/Type /XObject /Subtype /Image /Width ${page.pixels.width} /Height ${page.pixels.height} ` +
          "/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode",
        page.jpeg,
      ),
    );
  });
  return assembled(objects);
}

const object = (text: string): Buffer => Buffer.from(text, "latin1");

function stream(entries: string, data: Uint8Array): Buffer {
  return Buffer.concat([
    object(`<< ${entries} /Length ${data.length} >>\nstream\n`),
    data,
    object("\nendstream"),
  ]);
}

function assembled(objects: readonly Buffer[]): Uint8Array {
  const parts: Buffer[] = [object("%PDF-1.4\n")];
  const offsets: number[] = [];
  let at = parts[0]?.length ?? 0;
  const write = (part: Buffer): void => {
    parts.push(part);
    at += part.length;
  };
  objects.forEach((body, i) => {
    offsets.push(at);
    write(Buffer.concat([object(`${i + 1} 0 obj\n`), body, object("\nendobj\n")]));
  });
  const start = at;
  const lines = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  write(object(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${lines}`));
  write(object(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`));
  return Buffer.concat(parts);
}
