import { phrase, say, type Words } from './saying';

const listed = (attributes: { readonly [name: string]: string }): string =>
  Object.entries(attributes)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ');

/** What a source tells in its own terms. */
export const reported: Words<'ServiceLevelReported' | 'ActivityRecorded'> = {
  ServiceLevelReported: ({ event: { metric, outcome } }) => say(`reported the ${metric} service level as ${outcome}`),
  ActivityRecorded: ({ event: { label, attributes } }) => {
    const details = listed(attributes);
    return say(phrase(`recorded ‘${label}’`, details === '' ? null : `(${details})`));
  },
};
