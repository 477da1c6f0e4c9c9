import { AgentId, nullable, personal, TeamId, Text } from '@casebook/vocabulary';

/** The fields that say who is meant, each as it is stored in an event. */
export const somebody = {
  agent: nullable(AgentId),
  team: nullable(TeamId),
  name: personal(nullable(Text)),
  address: personal(nullable(Text)),
};
