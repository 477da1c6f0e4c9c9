/** What is wrong with a worker that has been made so. */
export type Planted = 'nothing' | 'checkpoint apart' | 'checkpoint not compared' | 'lease not checked';
