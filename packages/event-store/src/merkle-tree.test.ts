import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { merkleTree } from './merkle-tree';

const sha256 = (...parts: ReadonlyArray<Buffer>): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
const leaf = (data: Buffer): Buffer => sha256(Buffer.from([0]), data);

// The definition, as RFC 6962 writes it down: split at the largest power of two below the size.
const root = (leaves: ReadonlyArray<Buffer>): Buffer => {
  const [only] = leaves;
  if (only === undefined) return sha256();
  if (leaves.length === 1) return only;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return sha256(Buffer.from([1]), root(leaves.slice(0, split)), root(leaves.slice(split)));
};

const grown = (leaves: ReadonlyArray<Buffer>): string => {
  const tree = merkleTree();
  for (const one of leaves) tree.add(one.toString('hex'));
  expect(tree.size()).toBe(leaves.length);
  return tree.root();
};

describe('a Merkle tree', () => {
  test('has the root that RFC 6962 defines, at every size', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 8 }), { maxLength: 70 }), (data) => {
        const leaves = data.map((bytes) => leaf(Buffer.from(bytes)));
        expect(grown(leaves)).toBe(root(leaves).toString('hex'));
      }),
    );
  });

  test('takes hashes of 32 bytes only', () => {
    expect(() => merkleTree().add('00ff')).toThrow('must be 64 hexadecimal digits');
  });
});

const folder = join(__dirname, '../../../../shared/data/vectors');
const isThere = existsSync(folder);
if (!isThere) console.warn('the public vectors of RFC 6962 are not beside this clone: their tests are skipped');

(isThere ? describe : describe.skip)('a Merkle tree, by public vectors', () => {
  test('has the roots of the reference tree of RFC 6962, from 0 to 8 leaves', () => {
    const { leafInputs, rootsBySize } = JSON.parse(
      readFileSync(join(folder, 'rfc6962-reference-tree.json'), 'utf8'),
    ) as { readonly leafInputs: ReadonlyArray<string>; readonly rootsBySize: ReadonlyArray<string> };
    const leaves = leafInputs.map((hex) => leaf(Buffer.from(hex, 'hex')));
    expect(rootsBySize).toHaveLength(9);
    expect(rootsBySize.map((_, size) => grown(leaves.slice(0, size)))).toEqual(rootsBySize);
  });

  test('has the roots of up to 130 leaves of one byte', () => {
    const { own } = JSON.parse(readFileSync(join(folder, 'merkle-accumulated.json'), 'utf8')) as {
      readonly own: { readonly roots: { readonly sha256: string } };
    };
    const tree = merkleTree();
    const lines = [`0 ${tree.root()}\n`];
    for (let byte = 0; byte < 130; byte += 1) {
      tree.add(leaf(Buffer.from([byte])).toString('hex'));
      lines.push(`${byte + 1} ${tree.root()}\n`);
    }
    expect(sha256(Buffer.from(lines.join(''))).toString('hex')).toBe(own.roots.sha256);
  });
});
