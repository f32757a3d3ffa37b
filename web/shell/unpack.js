/**
 * The bytes of a core, from the form in which the build puts them into a script (build/bundle.js).
 * @param {Uint8Array<ArrayBuffer>} packed
 */
export async function unpack(packed) {
  const bytes = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(bytes).arrayBuffer());
}
