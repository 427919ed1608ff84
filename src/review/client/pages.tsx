import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Box } from "../../model/index.js";
import type { Detail, Member } from "../wire.js";
import { PICTURE_SCALE, pictureOf } from "./api.js";
import { markOf } from "./marks.js";
import { useWords } from "./settings.js";

interface Place {
  document: string;
  page: number;
}

/** The pages an anomaly is about, the suspect's first; two side by side where it speaks of two. */
export function Pages({ detail, pointed }: { detail: Detail; pointed: string }) {
  const { words } = useWords();
  const places = placesOf(detail);
  const [second, setSecond] = useState(1);
  useEffect(() => setSecond(1), [detail.anomaly.anomaly_id]);
  const shown = [places[0], places[second]].filter((p) => p !== undefined);
  return (
    <section class="pages" aria-label={words.pages}>
      {places.length > 2 ? (
        <div class="tabs">
          {places.slice(1).map((place, i) => (
            <button type="button" aria-pressed={second === i + 1} onClick={() => setSecond(i + 1)}>
              {place.document}, p. {place.page}
            </button>
          ))}
        </div>
      ) : null}
      <div class="panes">
        {shown.map((place) => (
          <Pane
            key={`${detail.anomaly.anomaly_id}|${place.document}|${place.page}`}
            place={place}
            detail={detail}
            pointed={pointed}
          />
        ))}
      </div>
      <Legend />
    </section>
  );
}

function placesOf({ members }: Detail): Place[] {
  const order = members.toSorted((a, b) => (b.suspected ?? -1) - (a.suspected ?? -1));
  const seen = new Map<string, Place>();
  for (const { document, page } of order) {
    const key = `${document}|${page}`;
    if (!seen.has(key)) seen.set(key, { document, page });
  }
  return [...seen.values()];
}

const STEP = 1.25;
/** Pixels a point. */
const LEAST = 0.5;
const MOST = 4;
/** Points around the cells that are shown at first. */
const MARGIN = 70;

function Pane({ place, detail, pointed }: { place: Place; detail: Detail; pointed: string }) {
  const { words } = useWords();
  const [page, setPage] = useState(place.page);
  const [size, setSize] = useState<{ width: number; height: number }>();
  const [zoom, setZoom] = useState<number>();
  const [failed, setFailed] = useState(false);
  const view = useRef<HTMLElement>(null);
  const here = detail.members.filter((m) => m.document === place.document && m.page === page);

  useLayoutEffect(() => {
    const box = around(here);
    if (size === undefined || zoom === undefined || view.current === null || box === undefined) return;
    const { clientWidth, clientHeight } = view.current;
    view.current.scrollLeft = ((box.x0 + box.x1) / 2) * zoom - clientWidth / 2;
    view.current.scrollTop = ((box.top + box.bottom) / 2) * zoom - clientHeight / 2;
  }, [size, zoom, page]);

  const loaded = (picture: HTMLImageElement): void => {
    const width = picture.naturalWidth / PICTURE_SCALE;
    setSize({ width, height: picture.naturalHeight / PICTURE_SCALE });
    setFailed(false);
    if (zoom === undefined) setZoom(fitting(here, width, view.current));
  };
  const scale = (factor: number): void => setZoom(Math.min(MOST, Math.max(LEAST, (zoom ?? 1) * factor)));

  return (
    <figure class="pane">
      <figcaption>
        <span>
          {place.document}, {words.page} {page}
        </span>
        <span class="tools">
          <Tool label={words.previousPage} sign="‹" disabled={page <= 1} onClick={() => setPage(page - 1)} />
          <Tool label={words.nextPage} sign="›" disabled={failed} onClick={() => setPage(page + 1)} />
          <Tool label={words.zoomOut} sign="−" onClick={() => scale(1 / STEP)} />
          <Tool label={words.zoomIn} sign="+" onClick={() => scale(STEP)} />
        </span>
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section class="view" ref={view} tabIndex={0} aria-label={`${place.document}, ${words.page} ${page}`}>
        {failed ? <p class="empty">{words.pictureFails}</p> : null}
        <div
          class="sheet"
          hidden={failed}
          style={size && zoom ? { width: px(size.width * zoom), height: px(size.height * zoom) } : {}}
        >
          <img
            src={pictureOf(place.document, page)}
            alt={`${place.document}, ${words.page} ${page}`}
            onLoad={(e) => loaded(e.currentTarget)}
            onError={() => setFailed(true)}
          />
          {size && zoom
            ? here.map((member) => (
                <Mark member={member} zoom={zoom} detail={detail} pointed={member.observation === pointed} />
              ))
            : null}
        </div>
      </section>
    </figure>
  );
}

function Tool(props: { label: string; sign: string; disabled?: boolean; onClick: () => void }) {
  const { label, sign, disabled = false, onClick } = props;
  return (
    <button type="button" aria-label={label} title={label} disabled={disabled} onClick={onClick}>
      {sign}
    </button>
  );
}

const px = (length: number): string => `${length.toFixed(1)}px`;

/** Points between a value and what marks it. */
const AIR = 2;

function Mark(props: { member: Member; zoom: number; detail: Detail; pointed: boolean }) {
  const { member, zoom, detail, pointed } = props;
  const { x0, top, x1, bottom } = extentOf(member);
  const kind = markOf(member, detail);
  return (
    <span
      class={`box ${kind}${pointed ? " pointed" : ""}`}
      aria-hidden="true"
      style={{
        left: px((x0 - AIR) * zoom),
        top: px((top - AIR) * zoom),
        width: px((x1 - x0 + 2 * AIR) * zoom),
        height: px((bottom - top + 2 * AIR) * zoom),
      }}
    />
  );
}

/** Points that most reports leave white at the side. */
const SIDE = 30;

/** What to show of a value: for a label the row up to it, as the label stands at its start. */
const extentOf = ({ box, role }: Member): Box =>
  role === "label" ? { ...box, x0: Math.min(box.x0, SIDE) } : box;

function around(members: readonly Member[]): Box | undefined {
  const boxes = members.map(extentOf);
  if (boxes.length === 0) return undefined;
  return {
    x0: Math.min(...boxes.map((b) => b.x0)),
    top: Math.min(...boxes.map((b) => b.top)),
    x1: Math.max(...boxes.map((b) => b.x1)),
    bottom: Math.max(...boxes.map((b) => b.bottom)),
  };
}

/** Shows the cells and what stands around them; never so large that reading becomes looking. */
function fitting(members: readonly Member[], width: number, view: HTMLElement | null): number {
  const box = around(members) ?? { x0: 0, top: 0, x1: width, bottom: width };
  if (view === null) return 1;
  const wide = Math.min(width, Math.max(240, box.x1 - box.x0 + 2 * MARGIN));
  const high = Math.max(160, box.bottom - box.top + 2 * MARGIN);
  return Math.min(2.2, Math.max(0.6, Math.min(view.clientWidth / wide, view.clientHeight / high)));
}

function Legend() {
  const { words } = useWords();
  return (
    <ul class="legend">
      <li>
        <span class="box suspect" aria-hidden="true" /> {words.legendSuspect}
      </li>
      <li>
        <span class="box stated" aria-hidden="true" /> {words.legendStated}
      </li>
      <li>
        <span class="box term" aria-hidden="true" /> {words.legendTerm}
      </li>
    </ul>
  );
}
