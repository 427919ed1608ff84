import { useEffect, useState } from "preact/hooks";
import type { Detail, Queue } from "../wire.js";
import { fetchPage } from "./api.js";
import { marksOf } from "./marks.js";
import { Pane } from "./pages.js";
import { linkTo, linkToPage } from "./place.js";
import { useWords } from "./settings.js";
import { said } from "./typeset.js";

/** One page of a report, and all that is known of it. */
export function LeafView({ queue, document, page }: { queue: Queue; document: string; page: number }) {
  const { words, language } = useWords();
  const [details, setDetails] = useState<Detail[]>([]);
  useEffect(() => {
    let left = false;
    fetchPage(document, page).then(
      (found) => left || setDetails(found),
      () => left || setDetails([]),
    );
    return () => {
      left = true;
    };
  }, [queue, document, page]);
  const pages = queue.documents.find((d) => d.id === document)?.pages ?? page;
  const marks = details.flatMap(marksOf).filter((m) => m.document === document && m.page === page);
  return (
    <>
      <section class="pages" aria-label={words.pages}>
        <div class="panes">
          <Pane key={`${document}|${page}`} leaf={{ document, page }} marks={marks} pointed="" />
        </div>
      </section>
      <section class="panel" aria-label={words.ruling}>
        <h1>
          <span class="message">
            {document}, {words.page} {page} {words.of} {pages}
          </span>
        </h1>
        <p class="steps">
          {page > 1 ? <a href={linkToPage(document, page - 1)}>{words.previousPage}</a> : null}
          {page < pages ? <a href={linkToPage(document, page + 1)}>{words.nextPage}</a> : null}
        </p>
        {details.length === 0 ? <p class="empty">{words.nothingHere}</p> : null}
        <ul class="listed">
          {details.map(({ item }) => (
            <li>
              <a href={linkTo(item)}>{words.checks[item.check]}</a> {said(item.message, language)}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
