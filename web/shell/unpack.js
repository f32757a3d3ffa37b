/**
 * The bytes of a core, from the form in which the build puts them into a script (build/bundle.js).
 * @param {Uint8Array<ArrayBuffer>} packed
 */
export async function unpack(packed) {
  // Read by hand: Firefox reports damaged bytes that a Response reads as uncaught, though they are caught.
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const parts = [];
  for (let part = await reader.read(); !part.done; part = await reader.read()) parts.push(part.value);
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
