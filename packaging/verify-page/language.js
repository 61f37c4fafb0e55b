// Which language a visitor reads, remembered where the browser keeps anything.

export function rememberedLanguage() {
  let kept = null;
  try {
    kept = localStorage.getItem("language");
  } catch (error) {
    // A browser that keeps nothing.
  }
  if (kept === "id" || kept === "en") return kept;
  const wanted = (navigator.languages || [navigator.language || "id"]).map((tag) => tag.slice(0, 2).toLowerCase());
  return wanted.find((tag) => tag === "id" || tag === "en") || (wanted.length ? "en" : "id");
}

export function rememberLanguage(language) {
  try {
    localStorage.setItem("language", language);
  } catch (error) {
    // It is asked again next time.
  }
}
