/** One at a time: calls while one is under way share the next one, which begins after all of them were made. */
export const singleFlight = <A, B>(work: (argument: A) => Promise<B>): ((argument: A) => Promise<B>) => {
  let current: Promise<unknown> | undefined;
  let next: Promise<B> | undefined;
  const run = (argument: A): Promise<B> => {
    const running = work(argument).finally(() => {
      if (current === running) current = undefined;
    });
    current = running;
    return running;
  };
  return (argument) => {
    if (current === undefined) return run(argument);
    next ??= current
      .catch(() => undefined) // its own callers hear of it
      .then(() => {
        next = undefined;
        return run(argument);
      });
    return next;
  };
};
