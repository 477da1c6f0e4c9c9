import { lookOf, type Look } from './present/look';
import { silent, type Progress } from './progress';
import type * as ProgressBar from './progress-bar';

declare const require: (module: './progress-bar') => typeof ProgressBar;

interface Wishes {
  /** False with --no-color. */
  readonly color: boolean;
  readonly quiet: boolean;
}

/** Colours only where somebody looks: a terminal, without NO_COLOR (https://no-color.org). */
export const look = ({ color }: Wishes, stream: NodeJS.WriteStream = process.stdout): Look => {
  const wanted = color && (process.env['NO_COLOR'] ?? '') === '' && process.env['TERM'] !== 'dumb';
  // Undefined where it is no terminal, which a colour library takes as leave to guess.
  return lookOf(stream.columns, wanted && Boolean(stream.isTTY));
};

/** Redrawn lines only where somebody looks. */
export const progress = ({ quiet }: Wishes): Progress =>
  quiet || !process.stderr.isTTY ? silent : require('./progress-bar').progressBar(process.stderr);

export const say = (text: string): void => void process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);

export const note =
  ({ quiet }: Wishes) =>
  (text: string): void =>
    quiet ? undefined : void process.stderr.write(`${text}\n`);
