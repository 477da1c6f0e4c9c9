import type { AssessorFailed } from './assessor';

/** What an assessor of ours says where a question of its own failed. */
export const failedBy = ({ type, ...data }: { readonly type: string }): AssessorFailed => ({
  type: 'AssessorFailed',
  message: `${type} ${JSON.stringify(data)}`,
});
