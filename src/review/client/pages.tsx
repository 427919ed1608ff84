import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Box } from "../../model/index.js";
import { PICTURE_SCALE, pictureOf } from "./api.js";
import { type MarkKind, type PageMark, SIDE } from "./marks.js";
import { linkToPage } from "./place.js";
import { useWords } from "./settings.js";

interface Leaf {
  document: string;
  page: number;
}

interface Props {
  /** Of what is looked at: with another one the pages begin anew. */
  id: string;
  marks: readonly PageMark[];
  pointed: string;
}

/** The pages that something is about, the suspect's first; two side by side where it speaks of two. */
export function Pages({ id, marks, pointed }: Props) {
  const { words } = useWords();
  const leaves = leavesOf(marks);
  const [second, setSecond] = useState(1);
  useEffect(() => setSecond(1), [id]);
  const shown = [leaves[0], leaves[second]].filter((p) => p !== undefined);
  return (
    <section class="pages" aria-label={words.pages}>
      {leaves.length > 2 ? (
        <div class="tabs">
          {leaves.slice(1).map((leaf, i) => (
            <button type="button" aria-pressed={second === i + 1} onClick={() => setSecond(i + 1)}>
              {leaf.document}, p. {leaf.page}
            </button>
          ))}
        </div>
      ) : null}
      <div class="panes">
        {shown.map((leaf) => (
          <Pane key={`${id}|${leaf.document}|${leaf.page}`} leaf={leaf} marks={marks} pointed={pointed} />
        ))}
      </div>
      <Legend kinds={new Set(marks.map((m) => m.kind))} />
    </section>
  );
}

function leavesOf(marks: readonly PageMark[]): Leaf[] {
  const seen = new Map<string, Leaf>();
  for (const { document, page } of marks.toSorted((a, b) => b.weight - a.weight)) {
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

export function Pane({ leaf, marks, pointed }: { leaf: Leaf; marks: readonly PageMark[]; pointed: string }) {
  const { words } = useWords();
  const [page, setPage] = useState(leaf.page);
  const [size, setSize] = useState<{ width: number; height: number }>();
  const [zoom, setZoom] = useState<number>();
  const [failed, setFailed] = useState(false);
  const view = useRef<HTMLElement>(null);
  const here = marks.filter((m) => m.document === leaf.document && m.page === page);

  useLayoutEffect(() => {
    const box = around(here);
    if (size === undefined || zoom === undefined || view.current === null || box === undefined) return;
    const { clientWidth, clientHeight } = view.current;
    const labelled = withLabels(box, size.width);
    const { x0, x1 } = (labelled.x1 - labelled.x0) * zoom <= clientWidth ? labelled : box;
    view.current.scrollLeft = ((x0 + x1) / 2) * zoom - clientWidth / 2;
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
        <a href={linkToPage(leaf.document, page)}>
          {leaf.document}, {words.page} {page}
        </a>
        <span class="tools">
          <Tool label={words.previousPage} sign="‹" disabled={page <= 1} onClick={() => setPage(page - 1)} />
          <Tool label={words.nextPage} sign="›" disabled={failed} onClick={() => setPage(page + 1)} />
          <Tool label={words.zoomOut} sign="−" onClick={() => scale(1 / STEP)} />
          <Tool label={words.zoomIn} sign="+" onClick={() => scale(STEP)} />
        </span>
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section class="view" ref={view} tabIndex={0} aria-label={`${leaf.document}, ${words.page} ${page}`}>
        {failed ? <p class="empty">{words.pictureFails}</p> : null}
        {failed || size !== undefined ? null : <p class="empty">{words.loading}</p>}
        <div
          class="sheet"
          hidden={failed}
          style={size && zoom ? { width: px(size.width * zoom), height: px(size.height * zoom) } : {}}
        >
          <img
            src={pictureOf(leaf.document, page)}
            alt={`${leaf.document}, ${words.page} ${page}`}
            onLoad={(e) => loaded(e.currentTarget)}
            onError={() => setFailed(true)}
          />
          {size && zoom
            ? here.map((mark) => <Mark mark={mark} zoom={zoom} pointed={mark.key === pointed} />)
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

function Mark({ mark, zoom, pointed }: { mark: PageMark; zoom: number; pointed: boolean }) {
  const { x0, top, x1, bottom } = mark.box;
  return (
    <span
      class={`box ${mark.kind}${pointed ? " pointed" : ""}`}
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

function around(marks: readonly PageMark[]): Box | undefined {
  const boxes = marks.map((m) => m.box);
  if (boxes.length === 0) return undefined;
  return {
    x0: Math.min(...boxes.map((b) => b.x0)),
    top: Math.min(...boxes.map((b) => b.top)),
    x1: Math.max(...boxes.map((b) => b.x1)),
    bottom: Math.max(...boxes.map((b) => b.bottom)),
  };
}

/** Pixels a point below which print is hard to read. */
const READABLE = 0.85;

/** The cells with what leads to them: the beginning of their lines, where rows are named. */
function withLabels(box: Box, width: number): Box {
  return { ...box, x0: Math.min(box.x0, SIDE), x1: Math.max(box.x1, Math.min(box.x0 + MARGIN, width)) };
}

/**
 * Shows the cells, the labels of their rows and most of the page's width; less where that would be too small to read:
 * their rows, or the cells alone. Never so large that reading becomes looking.
 */
function fitting(marks: readonly PageMark[], width: number, view: HTMLElement | null): number {
  const box = around(marks) ?? { x0: 0, top: 0, x1: width, bottom: width };
  if (view === null) return 1;
  const fits = (wide: number): number => view.clientWidth / Math.min(width, wide);
  const labelled = withLabels(box, width);
  const whole = fits(Math.max(labelled.x1 - labelled.x0 + MARGIN, 0.8 * width));
  const cells = fits(Math.max(240, box.x1 - box.x0 + 2 * MARGIN));
  const high = view.clientHeight / Math.max(160, box.bottom - box.top + 2 * MARGIN);
  const row = fits(Math.max(labelled.x1 - labelled.x0 + SIDE, width / 2));
  const across = [whole, row].find((zoom) => zoom >= READABLE) ?? cells;
  return Math.min(2.2, Math.max(0.6, Math.min(across, high)));
}

const LEGEND: readonly MarkKind[] = ["suspect", "stated", "term", "label", "loose"];

function Legend({ kinds }: { kinds: ReadonlySet<MarkKind> }) {
  const { words } = useWords();
  return (
    <ul class="legend">
      {LEGEND.filter((kind) => kinds.has(kind)).map((kind) => (
        <li>
          <span class={`box ${kind}`} aria-hidden="true" /> {words.legend[kind]}
        </li>
      ))}
    </ul>
  );
}
