import { readFeatures } from '../features/read-features';
import { shownFeatures } from '../features/shown';
import { fieldsOf, tagsOf } from './events';
import { lifecycle } from './lifecycle';
import { failuresOf, methodsOf } from './methods';
import type { Generators } from './page';
import { sourcesOf, type Sources } from './program';

/** What pages can ask for. Sources are read, with all their types, once a page asks. */
export const generatorsOf = (root: string): Generators => {
  const read = new Map<string, Sources>();
  const sources = (name: string): Sources => {
    const known = read.get(name) ?? sourcesOf(root, name);
    read.set(name, known);
    return known;
  };
  const makers: { readonly [kind: string]: (name: string) => string } = {
    features: () => shownFeatures(readFeatures(root).described),
    fields: (event) => fieldsOf(sources('domain'), event),
    lifecycle: () => lifecycle(root),
    methods: (type) => methodsOf(sources('casebook'), type),
  };
  const lists: { readonly [kind: string]: (name: string) => ReadonlyArray<string> } = {
    variants: (union) => tagsOf(sources('domain'), union),
    failures: (type) => failuresOf(sources('casebook'), type),
  };
  const chosen = <A>(table: { readonly [kind: string]: (name: string) => A }, what: string): A => {
    const [kind = '', name = ''] = what.split(' ');
    const one = table[kind];
    if (one === undefined) throw new Error(`${kind} is none of ${Object.keys(table).join(', ')}`);
    return one(name);
  };
  return { make: (what) => chosen(makers, what), names: (what) => chosen(lists, what) };
};
