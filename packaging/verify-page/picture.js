// Codes in a picture, where the browser itself can read them; elsewhere nothing is offered.

const FORMAT = "qr_code";

export async function canReadPictures() {
  if (typeof BarcodeDetector === "undefined") return false;
  try {
    return (await BarcodeDetector.getSupportedFormats()).includes(FORMAT);
  } catch (error) {
    return false;
  }
}

/** The text of a code in a chosen file, ours before others; null when none is read. */
export async function codeIn(file) {
  try {
    const image = await createImageBitmap(file);
    const found = await new BarcodeDetector({ formats: [FORMAT] }).detect(image);
    const texts = found.map((code) => code.rawValue).filter(Boolean);
    return texts.find((text) => text.includes("/#")) || texts[0] || null;
  } catch (error) {
    return null; // no picture, or one that this browser cannot open
  }
}
