import type { Text } from '@casebook/vocabulary';
import type { Complexity } from '../case/complexity';
import type { Category, Rulebook } from './rulebook';

/** A category by its path; undefined where the taxonomy has none of that path. */
export const categoryAt = ({ categories }: Rulebook, path: Text): Category | undefined =>
  categories.find((category) => category.path === path);

/** How hard cases of a category usually are; null where the taxonomy does not say. */
export const usualComplexity = (rulebook: Rulebook, path: Text): Complexity | null =>
  categoryAt(rulebook, path)?.complexity ?? null;
