import type { Contender } from './contender';
import type { Crew } from './crew';
import type { Process } from './processes';

/** A server that can be killed and started again. */
export interface Killable {
  readonly url: string;
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
}

const most = 3; // workers at once

/** Does something to somebody, as drawn, mostly to one of those who hold something; says what. */
export const act = async (
  draw: (below: number) => number,
  server: Killable,
  { lease, killsServer }: Contender,
  crew: Crew,
  holding: ReadonlyArray<Process>,
): Promise<string> => {
  const among = holding.length > 0 && draw(3) > 0 ? holding : crew.workers();
  const [victim = crew.join()] = among.slice(draw(among.length));
  const [what, millis] = [draw(10), draw(lease)];
  const long = lease + 300 + millis;
  if (what < 3) {
    await crew.kill(victim);
    return `${victim.name} killed`;
  }
  if (what < 6) {
    await crew.stop(victim, long);
    return `${victim.name} stopped for ${long} ms`;
  }
  if (what === 6) {
    await crew.stop(victim, long);
    await crew.kill(victim);
    return `${victim.name} stopped for ${long} ms, let go and killed`;
  }
  if (what === 7 || (what === 8 && !killsServer)) {
    await crew.stop(victim, millis);
    return `${victim.name} stopped for ${millis} ms`;
  }
  if (what === 8) {
    await crew.disturbed();
    await server.kill();
    await server.start();
    return 'the server killed';
  }
  if (crew.workers().length < most) return `${crew.join().name} joined`;
  await crew.dismiss(victim);
  return `${victim.name} ended`;
};
