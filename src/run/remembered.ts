/** Answers kept; those that nobody asked for longest go first. */
const MOST_KEPT = 100;

/** What is asked for again and again is asked once; what failed is asked again. */
export function remembered<T>(ask: (id: string) => Promise<T>): (id: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (id) => {
    const answer = remember(known, id, known.get(id) ?? ask(id));
    answer.catch(() => known.delete(id));
    return answer;
  };
}

/** Keeps an answer, and at most so many in all. */
export function remember<T>(known: Map<string, T>, key: string, value: T, most = MOST_KEPT): T {
  known.delete(key);
  known.set(key, value);
  const [oldest] = known.keys();
  if (known.size > most && oldest !== undefined) known.delete(oldest);
  return value;
}
