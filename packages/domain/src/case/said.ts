import { unlessErased, type Personal, type Text } from '@casebook/vocabulary';

/** Whether somebody who had to say something did not. What has been erased since was said. */
export const isUnsaid = (text: Personal<Text> | null): boolean => text === null || unlessErased(text)?.trim() === '';
