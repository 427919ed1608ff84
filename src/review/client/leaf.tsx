import { useEffect, useState } from "preact/hooks";
import type { Detail, Queue } from "../wire.js";
import { fetchDetail } from "./api.js";
import { marksOf } from "./marks.js";
import { Pane } from "./pages.js";
import { linkTo, linkToPage } from "./place.js";
import { useWords } from "./settings.js";

/** Anomalies of one page that are drawn on it. */
const MOST_DRAWN = 30;

/** One page of a report, and all that is known of it. */
export function LeafView({ queue, document, page }: { queue: Queue; document: string; page: number }) {
  const { words, language } = useWords();
  const items = queue.items.filter((item) => item.documents.includes(document) && item.page === page);
  const [details, setDetails] = useState<Detail[]>([]);
  useEffect(() => {
    let left = false;
    const wanted = items.slice(0, MOST_DRAWN).map((item) => fetchDetail(item.id));
    Promise.allSettled(wanted).then((all) => {
      if (!left) setDetails(all.flatMap((one) => (one.status === "fulfilled" ? [one.value] : [])));
    });
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
        {items.length === 0 ? <p class="empty">{words.nothingHere}</p> : null}
        <ul class="listed">
          {items.map((item) => (
            <li>
              <a href={linkTo(item)}>{words.checks[item.check]}</a> {item.message[language]}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
