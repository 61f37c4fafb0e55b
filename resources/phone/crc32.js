// A page without a certificate has no WebCrypto. Against a line that garbles, 32 bits of CRC
// are enough; against somebody who can change what is sent, no hash sent beside it would help.
const CRC = new Uint32Array(256).map(function (_zero, index) {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** The bytes of a blob. Blob.arrayBuffer is younger than the phones of some curators. */
function bytesOf(blob) {
  return new Response(blob).arrayBuffer().then((buffer) => new Uint8Array(buffer));
}

/** CRC-32 of a blob, read in pieces so that no phone has to hold it twice. */
async function crc32(blob) {
  let value = -1;
  for (let at = 0; at < blob.size; at += 1 << 20) {
    const bytes = await bytesOf(blob.slice(at, at + (1 << 20)));
    for (let index = 0; index < bytes.length; index += 1) {
      value = (value >>> 8) ^ CRC[(value ^ bytes[index]) & 255];
    }
  }
  return (value ^ -1) >>> 0;
}
