// Originals are sent as they are: the laptop reads time and place from them. What is too large
// for the hotspot, or of a kind the laptop does not take, is drawn anew, upright.
const LIMITS = JSON.parse(document.body.dataset.limits);
const LONGEST = 3200;
const THUMB = 144;

class Refused extends Error {}

/** The picture as this phone can draw it; null if it cannot (HEIC on most). */
async function drawable(file) {
  const url = URL.createObjectURL(file);
  const image = new Image();
  try {
    await new Promise(function (resolve, reject) {
      image.onload = resolve;
      image.onerror = reject;
      image.src = url;
    });
    return image.naturalWidth ? image : null;
  } catch (error) {
    return null;
  } finally {
    setTimeout(() => URL.revokeObjectURL(url), 60000);
  }
}

function isTaken(head) {
  const text = String.fromCharCode.apply(null, head);
  const still = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"];
  return text.startsWith("\xff\xd8\xff") || text.startsWith("\x89PNG\r\n\x1a\n") ||
    (text.startsWith("RIFF") && text.slice(8, 12) === "WEBP") ||
    (text.slice(4, 8) === "ftyp" && still.includes(text.slice(8, 12)));
}

/** Drawing an image keeps it upright: browsers turn it as its EXIF says. */
function drawn(image, width, height, box) {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext("2d");
  if (pen === null) return null;
  pen.fillStyle = "white";
  pen.fillRect(0, 0, width, height);
  pen.imageSmoothingQuality = "high";
  pen.drawImage(image, box.x, box.y, box.width, box.height, 0, 0, width, height);
  return canvas;
}

function miniature(image) {
  const side = Math.min(image.naturalWidth, image.naturalHeight);
  const x = (image.naturalWidth - side) / 2;
  const y = (image.naturalHeight - side) / 2;
  const canvas = drawn(image, THUMB, THUMB, { x, y, width: side, height: side });
  return canvas === null ? "" : canvas.toDataURL("image/jpeg", 0.7);
}

async function shrunk(image) {
  const [width, height] = [image.naturalWidth, image.naturalHeight];
  const scale = Math.min(1, LONGEST / Math.max(width, height));
  const size = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  const canvas = drawn(image, size[0], size[1], { x: 0, y: 0, width, height });
  const blob = canvas && await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.92));
  if (canvas) canvas.width = canvas.height = 0; // old iPhones hold few canvases at once
  return blob;
}

/** Settle what will be sent of an item, and its miniature. Raises Refused. */
async function prepare(item) {
  const image = await drawable(item.file);
  if (image) item.thumb = miniature(image);
  const known = isTaken(await bytesOf(item.file.slice(0, 12)));
  if (!known && !image) throw new Refused("Berkas ini bukan foto.");
  const pixels = image ? image.naturalWidth * image.naturalHeight : 0;
  const asItIs = known && item.file.size <= LIMITS.original && pixels <= LIMITS.pixels;
  let blob = asItIs || !image ? null : await shrunk(image);
  if (blob === null) {
    if (item.file.size > LIMITS.picture) {
      throw new Refused("Foto ini terlalu besar. Ambil foto baru dengan ukuran biasa.");
    }
    // A copy: a gallery may take its file away while it waits.
    blob = new Blob([await bytesOf(item.file)]);
  }
  item.blob = blob;
  item.crc = await crc32(blob);
}
