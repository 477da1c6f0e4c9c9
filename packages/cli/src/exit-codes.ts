/** What the shell is told; every command's help lists them. */
export const exitCodes = {
  done: 0,
  drift: 1,
  wrongUsage: 2,
  notFound: 3,
  databaseUnavailable: 4,
  bug: 70,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
