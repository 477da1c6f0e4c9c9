import { createHash } from 'node:crypto';

const node = (left: Buffer, right: Buffer): Buffer =>
  createHash('sha256').update('\x01').update(left).update(right).digest();

interface Subtree {
  readonly size: number;
  readonly hash: Buffer;
}

/** A Merkle tree as RFC 6962 has it, grown leaf by leaf; it keeps a hash for each level and no leaf. */
export interface MerkleTree {
  /** Takes the hash of the next leaf, 32 bytes in hexadecimal. */
  readonly add: (leafHash: string) => void;
  readonly size: () => number;
  /** The hash of the tree so far, in hexadecimal; of no leaves, the hash of nothing. */
  readonly root: () => string;
}

export const merkleTree = (): MerkleTree => {
  // Full subtrees from left to right, each smaller than the one before it: one for each bit that is set in the size.
  const full: Subtree[] = [];
  let size = 0;
  return {
    add: (leafHash) => {
      let grown: Subtree = { size: 1, hash: Buffer.from(leafHash, 'hex') };
      if (grown.hash.length !== 32) throw new TypeError(`${JSON.stringify(leafHash)} must be 64 hexadecimal digits`);
      for (let last = full.at(-1); last?.size === grown.size; last = full.at(-1)) {
        full.pop();
        grown = { size: grown.size * 2, hash: node(last.hash, grown.hash) };
      }
      full.push(grown);
      size += 1;
    },
    size: () => size,
    root: () =>
      full.length === 0
        ? createHash('sha256').digest('hex')
        : full
            .map(({ hash }) => hash)
            .reduceRight((right, left) => node(left, right))
            .toString('hex'),
  };
};
