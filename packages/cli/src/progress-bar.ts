import { Presets, SingleBar } from 'cli-progress';
import type { Progress } from './progress';

/** A bar that redraws itself on standard error: for a terminal only. */
export const progressBar = (stream: NodeJS.WritableStream): Progress => ({
  start: (what, total) => {
    const format = total === null ? `${what}  {value}` : `${what}  {bar}  {percentage} %  {value} of {total}`;
    const bar = new SingleBar({ format, stream, hideCursor: true, clearOnComplete: true }, Presets.shades_classic);
    bar.start(total ?? 0, 0);
    return {
      at: (done) => bar.update(done),
      end: () => bar.stop(),
    };
  },
});
