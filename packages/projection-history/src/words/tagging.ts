import { say, type Words } from './saying';

export const tagging: Words<'TagAdded' | 'TagRemoved'> = {
  TagAdded: ({ event: { tag } }) => say(`tagged the case ${tag}`),
  TagRemoved: ({ event: { tag } }) => say(`took the tag ${tag} away`),
};
