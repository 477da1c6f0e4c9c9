type Close = () => Promise<void>;

const open = new Set<Close>();

/** What must be closed however the command ends; the answer closes it at once. */
export const closing = (close: Close): Close => {
  const once = async (): Promise<void> => {
    if (open.delete(once)) await close();
  };
  open.add(once);
  return once;
};

/** Closes all that is open, the last opened first. */
export const stopEverything = async (): Promise<void> => {
  for (const close of [...open].reverse()) await close();
};
