/** What the other side of a channel does with the next messages. */
export type Reception = 'takes' | 'refuses for now' | 'refuses for good' | 'is silent' | 'is away';
