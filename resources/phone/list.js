// What the page shows. An item's state: queued, preparing, sending, waiting, checking, stored,
// failed, refused, or gone (the page was loaded again and the browser had not kept its bytes).
const $ = (id) => document.getElementById(id);
const TEXTS = {
  queued: "Menunggu giliran",
  preparing: "Menyiapkan…",
  sending: "Mengirim…",
  waiting: "Terputus. Mencoba lagi…",
  checking: "Diperiksa laptop…",
  stored: "Tersimpan di laptop",
  failed: "Belum terkirim.",
  refused: "Tidak diterima.",
  gone: "Terhenti. Pilih foto ini sekali lagi.",
};
const items = [];

function roleName(code) {
  const button = document.querySelector(`[data-role="${code}"]`);
  return button ? button.textContent : "";
}

function place(item) {
  const li = $("item").content.firstElementChild.cloneNode(true);
  li.querySelector(".name").textContent = roleName(item.role) || `Foto ${item.number}`;
  li.querySelector(".again").addEventListener("click", () => again(item));
  li.querySelector(".away").addEventListener("click", () => discard(item));
  item.li = li;
  $("list").prepend(li);
  show(item);
}

function show(item) {
  const { li, state } = item;
  if (!li) return;
  li.className = state;
  const part = (name) => li.querySelector(name);
  const share = item.blob && item.blob.size ? (item.offset || 0) / item.blob.size : 0;
  const percent = state === "sending" && share ? ` ${Math.floor(share * 100)}%` : "";
  part(".state").textContent = (item.text || TEXTS[state]) + percent;
  const bar = part("progress");
  bar.hidden = !["sending", "checking", "waiting"].includes(state);
  bar.value = state === "checking" ? 1 : share;
  part(".again").hidden = !["failed", "gone"].includes(state);
  part(".again").textContent = state === "gone" ? "Pilih lagi" : "Coba lagi";
  part(".away").hidden = !["failed", "gone", "refused"].includes(state);
  part(".tick").hidden = state !== "stored";
  if (item.thumb && part("img").hidden) {
    part("img").src = item.thumb;
    part("img").hidden = false;
  }
}

/** The line above the list, the ticks on the roles, and whether more may come. */
function summarise(left) {
  const stored = items.filter((item) => item.state === "stored").length;
  $("empty").hidden = items.length > 0;
  $("summary").hidden = items.length === 0;
  $("summary").textContent = stored === items.length
    ? `${stored} foto tersimpan di laptop`
    : `${stored} dari ${items.length} foto tersimpan di laptop`;
  for (const button of document.querySelectorAll(".role")) {
    const has = items.some((item) => item.role === button.dataset.role && item.state === "stored");
    button.classList.toggle("has", has);
  }
  $("actions").classList.toggle("full", left === 0);
  $("full").hidden = left !== 0;
  $("full").textContent = "Batas jumlah foto tercapai. Buka kode baru di laptop untuk menambah.";
  $("camera").disabled = $("gallery").disabled = left === 0;
}

function showLink(on) {
  $("link").className = "link " + (on ? "on" : "off");
  $("link-text").textContent = on
    ? "Tersambung dengan laptop"
    : "Laptop tidak menjawab. Pastikan ponsel di jaringan yang sama dan kode masih terbuka.";
}

function showOver() {
  const stored = items.filter((item) => item.state === "stored").length;
  const here = ["stored", "refused", "checking"]; // what is being looked at will be stored
  const lost = items.filter((item) => !here.includes(item.state)).length;
  $("actions").hidden = $("link").hidden = $("empty").hidden = true;
  $("over").hidden = false;
  $("over-what").textContent = stored
    ? `Selesai. ${stored} foto tersimpan di laptop.`
    : "Laptop sudah menutup penerimaan foto.";
  $("over-lost").hidden = lost === 0;
  $("over-lost").textContent =
    `${lost} foto belum sampai. Buka lagi kode di laptop, lalu pilih foto itu sekali lagi.`;
  $("over-todo").hidden = lost > 0;
  for (const item of items) {
    for (const button of item.li.querySelectorAll("button, progress")) button.hidden = true;
    if (!here.includes(item.state)) {
      item.li.className = "failed";
      item.li.querySelector(".state").textContent = "Belum sampai di laptop.";
    }
  }
}
