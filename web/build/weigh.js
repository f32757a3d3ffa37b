import { gzipSync } from 'node:zlib';

/** @param {string | Uint8Array} data */
export const gzipKb = (data) => gzipSync(data, { level: 9 }).length / 1000;
/** @param {string | Uint8Array} data */
export const rawKb = (data) => Buffer.byteLength(data) / 1000;

/**
 * Prints each weight beside its limit, and refuses a build that exceeds one.
 * @param {{ name: string, kb: number, limit: number }[]} weights
 */
export function weigh(weights) {
  const over = weights.filter(({ kb, limit }) => kb > limit);
  for (const { name, kb, limit } of weights) {
    console.log(`  ${name.padEnd(52)}${kb.toFixed(1).padStart(8)} kB of ${limit}${kb > limit ? '   TOO HEAVY' : ''}`);
  }
  if (over.length) throw new Error(`over the weight limit: ${over.map(({ name }) => name).join('; ')}`);
}
