<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="id_ID" sourcelanguage="en">
<context>
    <name>AboutProduct</name>
    <message>
        <source>The objection is recorded.</source>
        <translation>Keberatan dicatat.</translation>
    </message>
</context>
<context>
    <name>AbsorptionPanel</name>
    <message>
        <source>Ordered through e-order</source>
        <translation>Dipesan lewat e-order</translation>
    </message>
    <message>
        <source>Spending known</source>
        <translation>Belanja yang diketahui</translation>
    </message>
    <message>
        <source>Share of spending</source>
        <translation>Bagian dari belanja</translation>
    </message>
    <message>
        <source>Businesses</source>
        <translation>Usaha</translation>
    </message>
    <message>
        <source>Is the target reached?</source>
        <translation>Apakah target tercapai?</translation>
    </message>
    <message>
        <source>Share of spending by month</source>
        <translation>Bagian dari belanja per bulan</translation>
    </message>
    <message>
        <source>Which agency orders how much?</source>
        <translation>Perangkat daerah mana memesan berapa?</translation>
    </message>
    <message>
        <source>Where do the orders go?</source>
        <translation>Ke mana pesanan itu pergi?</translation>
    </message>
    <message>
        <source>What is ordered?</source>
        <translation>Apa yang dipesan?</translation>
    </message>
    <message>
        <source>No transaction recap yet</source>
        <translation>Belum ada rekap transaksi</translation>
    </message>
    <message>
        <source>Import the recap of e-order; the spending of the agencies goes beside it.</source>
        <translation>Impor rekap transaksi e-order; total belanja perangkat daerah ditaruh di sampingnya.</translation>
    </message>
    <message>
        <source>Import a recap</source>
        <translation>Impor rekap</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Wilayah</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategori</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>Perangkat daerah</translation>
    </message>
    <message>
        <source>From month</source>
        <translation>Dari bulan</translation>
    </message>
    <message>
        <source>To month</source>
        <translation>Sampai bulan</translation>
    </message>
    <message>
        <source>All categories</source>
        <translation>Semua kategori</translation>
    </message>
    <message>
        <source>Save as XLSX</source>
        <translation>Simpan XLSX</translation>
    </message>
    <message>
        <source>A row for each</source>
        <translation>Satu baris untuk setiap</translation>
    </message>
    <message>
        <source>Business</source>
        <translation>Usaha</translation>
    </message>
    <message>
        <source>District</source>
        <translation>Kecamatan</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Bulan</translation>
    </message>
    <message>
        <source>All figures</source>
        <translation>Semua angka</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nama</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Baris</translation>
    </message>
    <message>
        <source>Ordered</source>
        <translation>Dipesan</translation>
    </message>
    <message>
        <source>Spending</source>
        <translation>Belanja</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Bagian</translation>
    </message>
    <message>
        <source>All agencies</source>
        <translation>Semua SKPD</translation>
    </message>
    <message>
        <source>From the start</source>
        <translation>Dari awal</translation>
    </message>
    <message>
        <source>Until now</source>
        <translation>Sampai kini</translation>
    </message>
    <message>
        <source>{amount} of businesses that nobody recognised yet: see Import.</source>
        <translation>{amount} dari usaha yang belum dikenali: lihat Impor.</translation>
    </message>
    <message>
        <source>{amount} · spending unknown</source>
        <translation>{amount} · belanja belum diketahui</translation>
    </message>
</context>
<context>
    <name>AdviceList</name>
    <message>
        <source>A good picture: nothing to do better.</source>
        <translation>Foto sudah bagus.</translation>
    </message>
</context>
<context>
    <name>AidCard</name>
    <message>
        <source>Aid received</source>
        <translation>Bantuan yang diterima</translation>
    </message>
    <message>
        <source>received on {day}</source>
        <translation>diterima {day}</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>dan {count} lagi</translation>
    </message>
</context>
<context>
    <name>AppealCard</name>
    <message>
        <source>Reason</source>
        <translation>Alasan</translation>
    </message>
    <message>
        <source>It is answered by a curator or chair who neither scored nor decided this product.</source>
        <translation>Dijawab oleh kurator atau ketua tim yang tidak menilai maupun menetapkan produk ini.</translation>
    </message>
    <message>
        <source>Brought by</source>
        <translation>Diajukan oleh</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>Dicatat</translation>
    </message>
    <message>
        <source>Answer due</source>
        <translation>Batas jawaban</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Jawaban</translation>
    </message>
    <message>
        <source>The chair now corrects the decision with a reason, or the product is scored again.</source>
        <translation>Ketua tim kini mengoreksi hasil dengan alasan, atau produk dinilai ulang.</translation>
    </message>
    <message>
        <source>Your answer with its reason</source>
        <translation>Jawaban Anda beserta alasannya</translation>
    </message>
    <message>
        <source>Uphold the objection</source>
        <translation>Terima keberatan</translation>
    </message>
    <message>
        <source>Dismiss it</source>
        <translation>Tolak</translation>
    </message>
</context>
<context>
    <name>ArrivalTile</name>
    <message>
        <source>Being checked</source>
        <translation>Diperiksa</translation>
    </message>
    <message>
        <source>Stored</source>
        <translation>Tersimpan</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Ditolak</translation>
    </message>
    <message>
        <source>Broken off</source>
        <translation>Terputus</translation>
    </message>
</context>
<context>
    <name>AskCodePanel</name>
    <message>
        <source>Your colleague&apos;s laptop shows it below the saved file.</source>
        <translation>Laptop rekan Anda menampilkannya setelah berkas disimpan.</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Kode</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Buka</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
    <message>
        <source>{name} is from a colleague</source>
        <translation>{name} berasal dari rekan</translation>
    </message>
    <message>
        <source>Fill this in.</source>
        <translation>Wajib diisi.</translation>
    </message>
</context>
<context>
    <name>AutomaticRow</name>
    <message>
        <source>Pause for an hour</source>
        <translation>Jeda satu jam</translation>
    </message>
    <message>
        <source>Go on now</source>
        <translation>Lanjutkan sekarang</translation>
    </message>
    <message>
        <source>Open the settings</source>
        <translation>Buka Pengaturan</translation>
    </message>
    <message>
        <source>It synchronises only when you press the button.</source>
        <translation>Hanya berjalan saat Anda menekan tombol.</translation>
    </message>
    <message>
        <source>Automatic: off</source>
        <translation>Otomatis: mati</translation>
    </message>
    <message>
        <source>Quiet until {time}. The button works all the same.</source>
        <translation>Dijeda sampai {time}. Tombol tetap bisa dipakai.</translation>
    </message>
    <message>
        <source>Automatic: paused</source>
        <translation>Otomatis: dijeda</translation>
    </message>
    <message>
        <source>Automatic: on</source>
        <translation>Otomatis: menyala</translation>
    </message>
    <message>
        <source>It waits: this network is paid by the amount of data.</source>
        <translation>Menunggu: jaringan ini berbayar menurut pemakaian.</translation>
    </message>
    <message>
        <source>It goes on by itself as soon as the centre can be reached.</source>
        <translation>Berjalan sendiri begitu pusat terjangkau.</translation>
    </message>
    <message>
        <source>It sends by itself what you enter.</source>
        <translation>Yang Anda isi terkirim dengan sendirinya.</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Close the message</source>
        <translation>Tutup pesan</translation>
    </message>
</context>
<context>
    <name>BatchPrinting</name>
    <message>
        <source>No certificate has been issued yet.</source>
        <translation>Belum ada sertifikat yang diterbitkan.</translation>
    </message>
</context>
<context>
    <name>BatchSheet</name>
    <message>
        <source>Print many certificates</source>
        <translation>Cetak banyak sertifikat</translation>
    </message>
    <message>
        <source>Only those that were never printed here</source>
        <translation>Hanya yang belum pernah dicetak di sini</translation>
    </message>
    <message>
        <source>Certificates made ready</source>
        <translation>Sertifikat yang siap</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Kegiatan</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
    <message>
        <source>Make ready</source>
        <translation>Siapkan</translation>
    </message>
    <message>
        <source>{count} of {there} certificates, a page each.</source>
        <translation>{count} dari {there} sertifikat, masing-masing satu halaman.</translation>
    </message>
    <message>
        <source>At most {most} at a time; the others follow after these.</source>
        <translation>Paling banyak {most} sekaligus; sisanya menyusul sesudah ini.</translation>
    </message>
    <message>
        <source>Those printed before will say SALINAN.</source>
        <translation>Yang pernah dicetak akan bertanda SALINAN.</translation>
    </message>
    <message>
        <source>{done} of {total} ready…</source>
        <translation>{done} dari {total} siap…</translation>
    </message>
</context>
<context>
    <name>BeforeAfterSheet</name>
    <message>
        <source>Before and after</source>
        <translation>Sebelum dan sesudah</translation>
    </message>
    <message>
        <source>What it had before is shown once your own sheet is in.</source>
        <translation>Nilai percobaan sebelumnya tampil sesudah lembar Anda sendiri dikirim.</translation>
    </message>
    <message>
        <source>Score everything again</source>
        <translation>Nilai ulang semuanya</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Tutup</translation>
    </message>
    <message>
        <source>This is the first attempt: there is nothing to compare.</source>
        <translation>Ini percobaan pertama: belum ada yang dapat dibandingkan.</translation>
    </message>
    <message>
        <source>Attempt {number}</source>
        <translation>Percobaan {number}</translation>
    </message>
    <message>
        <source>Not decided yet</source>
        <translation>Belum ditetapkan</translation>
    </message>
    <message>
        <source>Decided {moment}</source>
        <translation>Ditetapkan {moment}</translation>
    </message>
    <message>
        <source>No new photograph</source>
        <translation>Belum ada foto baru</translation>
    </message>
</context>
<context>
    <name>BlindNote</name>
    <message>
        <source>Not listed until decided: {count} products of a blind session.</source>
        <translation>Tidak ditampilkan sampai ada hasilnya: {count} produk kegiatan buta.</translation>
    </message>
</context>
<context>
    <name>BusinessEditor</name>
    <message>
        <source>Led by a woman</source>
        <translation>Dipimpin perempuan</translation>
    </message>
    <message>
        <source>UP2K group</source>
        <translation>Kelompok UP2K</translation>
    </message>
    <message>
        <source>The owner agrees</source>
        <translation>Pemilik setuju</translation>
    </message>
    <message>
        <source>Business</source>
        <translation>Usaha</translation>
    </message>
    <message>
        <source>Business name</source>
        <translation>Nama usaha</translation>
    </message>
    <message>
        <source>Brand</source>
        <translation>Merek</translation>
    </message>
    <message>
        <source>Owner&apos;s name</source>
        <translation>Nama pemilik</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>Telepon</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Alamat</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Kota</translation>
    </message>
    <message>
        <source>District</source>
        <translation>Kecamatan</translation>
    </message>
    <message>
        <source>Ward</source>
        <translation>Kelurahan</translation>
    </message>
    <message>
        <source>Street and number</source>
        <translation>Jalan dan nomor</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Identitas</translation>
    </message>
    <message>
        <source>Owner&apos;s NIK</source>
        <translation>NIK pemilik</translation>
    </message>
    <message>
        <source>Jakpreneur number</source>
        <translation>Nomor Jakpreneur</translation>
    </message>
    <message>
        <source>Sponsoring agency</source>
        <translation>Dinas pengampu</translation>
    </message>
    <message>
        <source>Note and consent</source>
        <translation>Catatan dan persetujuan</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Catatan</translation>
    </message>
    <message>
        <source>Consent of the owner</source>
        <translation>Persetujuan pemilik</translation>
    </message>
    <message>
        <source>Recorded on {day}.</source>
        <translation>Dicatat pada {day}.</translation>
    </message>
    <message>
        <source>Outside your region: scored here, seen by both.</source>
        <translation>Di luar wilayah Anda: dinilai di sini, terlihat oleh kedua wilayah.</translation>
    </message>
</context>
<context>
    <name>BusinessesPage</name>
    <message>
        <source>Only possible duplicates</source>
        <translation>Hanya yang mungkin ganda</translation>
    </message>
    <message>
        <source>Search businesses</source>
        <translation>Cari usaha</translation>
    </message>
    <message>
        <source>Businesses</source>
        <translation>Usaha</translation>
    </message>
    <message>
        <source>No business found</source>
        <translation>Usaha tidak ditemukan</translation>
    </message>
    <message>
        <source>Try fewer letters, or register it as a new one.</source>
        <translation>Coba dengan huruf lebih sedikit, atau daftarkan sebagai usaha baru.</translation>
    </message>
    <message>
        <source>New business</source>
        <translation>Usaha baru</translation>
    </message>
    <message>
        <source>Two businesses again.</source>
        <translation>Kembali menjadi dua usaha.</translation>
    </message>
    <message>
        <source>{count} found</source>
        <translation>{count} ditemukan</translation>
    </message>
    <message>
        <source>{count} on this laptop</source>
        <translation>{count} di laptop ini</translation>
    </message>
</context>
<context>
    <name>CardSheet</name>
    <message>
        <source>Scan booth cards</source>
        <translation>Pindai kartu lapak</translation>
    </message>
    <message>
        <source>Hold the booth card in front of the camera.</source>
        <translation>Arahkan kartu lapak ke kamera.</translation>
    </message>
    <message>
        <source>Hold the next booth card in front of the camera.</source>
        <translation>Arahkan kartu lapak berikutnya ke kamera.</translation>
    </message>
    <message>
        <source>Type the code of the card, or tick the business off in the list.</source>
        <translation>Ketik kode kartunya, atau centang usahanya pada daftar.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Selesai</translation>
    </message>
</context>
<context>
    <name>Cards</name>
    <message>
        <source>Not sent</source>
        <translation>Belum terkirim</translation>
    </message>
    <message>
        <source>Maybe twice</source>
        <translation>Mungkin ganda</translation>
    </message>
    <message>
        <source>{count} products</source>
        <translation>{count} produk</translation>
    </message>
    <message>
        <source>{document} expired</source>
        <translation>{document} habis</translation>
    </message>
</context>
<context>
    <name>Carrying</name>
    <message>
        <source>Writing {name}…</source>
        <translation>Menulis {name}…</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>Tersimpan: {name}</translation>
    </message>
    <message>
        <source>{rows} records and {photos} photos, {size}.</source>
        <translation>{rows} data dan {photos} foto, {size}.</translation>
    </message>
    <message>
        <source>Your colleague opens it with this code.</source>
        <translation>Rekan Anda membukanya dengan kode ini.</translation>
    </message>
    <message>
        <source>Hand it to the centre. Until its answer is back, everything waits on.</source>
        <translation>Serahkan kepada pusat. Sebelum jawabannya kembali, semua tetap menunggu di sini.</translation>
    </message>
    <message>
        <source>Reading {name}…</source>
        <translation>Membaca {name}…</translation>
    </message>
    <message>
        <source>This file was taken in before; nothing changed.</source>
        <translation>Berkas ini sudah pernah dibuka; tidak ada yang berubah.</translation>
    </message>
    <message>
        <source>The centre&apos;s answer is taken in.</source>
        <translation>Jawaban pusat sudah masuk.</translation>
    </message>
    <message>
        <source>{rows} records and {photos} photos are confirmed or new.</source>
        <translation>{rows} data dan {photos} foto terkonfirmasi atau baru.</translation>
    </message>
    <message>
        <source>Taken in from {sender}.</source>
        <translation>Sudah masuk dari {sender}.</translation>
    </message>
    <message>
        <source>{rows} records, {sheets} sheets, {drafts} drafts, {photos} photos.</source>
        <translation>{rows} data, {sheets} lembar penilaian, {drafts} draf, {photos} foto.</translation>
    </message>
</context>
<context>
    <name>CertificateQuestion</name>
    <message>
        <source>Why it still holds</source>
        <translation>Mengapa tetap berlaku</translation>
    </message>
    <message>
        <source>It still holds</source>
        <translation>Tetap berlaku</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Cabut</translation>
    </message>
    <message>
        <source>A certificate falls when what it vouches for is not the same any more.</source>
        <translation>Sertifikat gugur bila yang dijaminnya tidak sama lagi.</translation>
    </message>
    <message>
        <source>Tell the team&apos;s chair or the kasatpel, who may revoke it.</source>
        <translation>Beri tahu ketua tim atau kasatpel, yang boleh mencabutnya.</translation>
    </message>
    <message>
        <source>ingredients</source>
        <translation>bahan</translation>
    </message>
    <message>
        <source>maker</source>
        <translation>pembuat</translation>
    </message>
    <message>
        <source>packaging</source>
        <translation>kemasan</translation>
    </message>
    <message>
        <source>Changed: {what}. Does the certificate {number} still hold?</source>
        <translation>Berubah: {what}. Apakah sertifikat {number} tetap berlaku?</translation>
    </message>
    <message>
        <source>Certificate revoked.</source>
        <translation>Sertifikat dicabut.</translation>
    </message>
    <message>
        <source>Noted: the certificate still holds.</source>
        <translation>Dicatat: sertifikat tetap berlaku.</translation>
    </message>
</context>
<context>
    <name>CertificatesPage</name>
    <message>
        <source>Certificates</source>
        <translation>Sertifikat</translation>
    </message>
    <message>
        <source>Check a certificate</source>
        <translation>Periksa sertifikat</translation>
    </message>
    <message>
        <source>Print many</source>
        <translation>Cetak banyak</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>Belum terkirim</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>Dokumen cetak</translation>
    </message>
    <message>
        <source>No paper here yet</source>
        <translation>Belum ada dokumen</translation>
    </message>
    <message>
        <source>Certificates and improvement sheets appear here after scoring.</source>
        <translation>Sertifikat dan lembar perbaikan muncul di sini setelah penilaian.</translation>
    </message>
    <message>
        <source>Score a product</source>
        <translation>Mulai menilai</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Semua</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>Lulus</translation>
    </message>
    <message>
        <source>To improve</source>
        <translation>Belum lulus</translation>
    </message>
    <message>
        <source>Papers appear after scoring</source>
        <translation>Dokumen muncul setelah penilaian</translation>
    </message>
    <message>
        <source>{count} papers</source>
        <translation>{count} dokumen</translation>
    </message>
    <message>
        <source>Certificate issued.</source>
        <translation>Sertifikat diterbitkan.</translation>
    </message>
    <message>
        <source>Sent to the printer: {title}</source>
        <translation>Dikirim ke printer: {title}</translation>
    </message>
    <message>
        <source>{done} of {total} pages went to the printer: {title}</source>
        <translation>{done} dari {total} halaman dikirim ke printer: {title}</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Simpan PDF</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>Tersimpan: {name}</translation>
    </message>
</context>
<context>
    <name>Chairing</name>
    <message>
        <source>The panel&apos;s sheets</source>
        <translation>Lembar tim kurator</translation>
    </message>
    <message>
        <source>Decide the result</source>
        <translation>Tetapkan hasil</translation>
    </message>
    <message>
        <source>Correct the result</source>
        <translation>Koreksi hasil</translation>
    </message>
    <message>
        <source>Save the correction</source>
        <translation>Simpan koreksi</translation>
    </message>
    <message>
        <source>The result is decided.</source>
        <translation>Hasil sudah ditetapkan.</translation>
    </message>
    <message>
        <source>The result is taken back.</source>
        <translation>Hasil sudah diurungkan.</translation>
    </message>
    <message>
        <source>Send the product down to {level}?</source>
        <translation>Kembalikan produk ke tingkat {level}?</translation>
    </message>
    <message>
        <source>This curation ends without a result. The product must pass {level} again before it comes back. This cannot be undone.</source>
        <translation>Kurasi ini berakhir tanpa hasil. Produk harus lulus lagi di tingkat {level} sebelum kembali ke sini. Ini tidak dapat diurungkan.</translation>
    </message>
    <message>
        <source>Send down</source>
        <translation>Kembalikan</translation>
    </message>
    <message>
        <source>The business and the panel below read this.</source>
        <translation>Dibaca pelaku usaha dan tim di tingkat bawah.</translation>
    </message>
    <message>
        <source>The product was sent down.</source>
        <translation>Produk sudah dikembalikan.</translation>
    </message>
    <message>
        <source>The conflict of interest is taken back.</source>
        <translation>Catatan benturan kepentingan dicabut.</translation>
    </message>
    <message>
        <source>The conflict of interest is recorded.</source>
        <translation>Benturan kepentingan tercatat.</translation>
    </message>
</context>
<context>
    <name>ChannelsPage</name>
    <message>
        <source>Region</source>
        <translation>Wilayah</translation>
    </message>
    <message>
        <source>Who may enter</source>
        <translation>Siapa boleh masuk</translation>
    </message>
    <message>
        <source>What runs out</source>
        <translation>Dokumen berakhir</translation>
    </message>
    <message>
        <source>Rules of entry</source>
        <translation>Aturan masuk</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>{count} papers run out within 30 days</source>
        <translation>{count} dokumen penentu kanal berakhir dalam 30 hari</translation>
    </message>
    <message>
        <source>{count} businesses are still being looked at</source>
        <translation>{count} usaha masih diperiksa</translation>
    </message>
</context>
<context>
    <name>CoachingPage</name>
    <message>
        <source>Coaching</source>
        <translation>Pembinaan</translation>
    </message>
    <message>
        <source>What curation found, and what training changed</source>
        <translation>Yang ditemukan kurasi, dan yang diubah pelatihan</translation>
    </message>
    <message>
        <source>New training</source>
        <translation>Pelatihan baru</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Tampilan</translation>
    </message>
    <message>
        <source>Needs</source>
        <translation>Kebutuhan</translation>
    </message>
    <message>
        <source>Trainings</source>
        <translation>Pelatihan</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Hasil</translation>
    </message>
    <message>
        <source>Training saved.</source>
        <translation>Pelatihan tersimpan.</translation>
    </message>
    <message>
        <source>Cancel this training?</source>
        <translation>Batalkan pelatihan ini?</translation>
    </message>
    <message>
        <source>{topic}: its invitations go with it. It can be undone.</source>
        <translation>{topic}: undangannya ikut dibatalkan. Ini bisa diurungkan.</translation>
    </message>
    <message>
        <source>Cancel the training</source>
        <translation>Batalkan pelatihan</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Tetap adakan</translation>
    </message>
    <message>
        <source>Training cancelled.</source>
        <translation>Pelatihan dibatalkan.</translation>
    </message>
    <message>
        <source>{count} places offered.</source>
        <translation>{count} tempat ditawarkan.</translation>
    </message>
    <message>
        <source>Attendance noted.</source>
        <translation>Kehadiran dicatat.</translation>
    </message>
    <message>
        <source>Offers withdrawn.</source>
        <translation>Tawaran ditarik.</translation>
    </message>
    <message>
        <source>{title} is at the printer.</source>
        <translation>{title} dikirim ke printer.</translation>
    </message>
</context>
<context>
    <name>CoachingWords</name>
    <message>
        <source>{count} businesses · {offered} already offered</source>
        <translation>{count} usaha · {offered} sudah ditawari</translation>
    </message>
    <message>
        <source>{count} complaints</source>
        <translation>{count} keluhan</translation>
    </message>
    <message>
        <source>{came} of {all} came</source>
        <translation>{came} dari {all} hadir</translation>
    </message>
    <message>
        <source>{count} offered</source>
        <translation>{count} ditawari</translation>
    </message>
    <message>
        <source>No criterion in particular</source>
        <translation>Tanpa kriteria tertentu</translation>
    </message>
    <message>
        <source>aimed at</source>
        <translation>dituju</translation>
    </message>
    <message>
        <source>Too few to tell</source>
        <translation>Terlalu sedikit</translation>
    </message>
    <message>
        <source>Moves it</source>
        <translation>Menaikkan</translation>
    </message>
    <message>
        <source>Lowers it</source>
        <translation>Menurunkan</translation>
    </message>
    <message>
        <source>Not proven</source>
        <translation>Belum terbukti</translation>
    </message>
</context>
<context>
    <name>CodeCamera</name>
    <message>
        <source>Scan with the camera</source>
        <translation>Pindai dengan kamera</translation>
    </message>
    <message>
        <source>Close the camera</source>
        <translation>Tutup kamera</translation>
    </message>
    <message>
        <source>Hold the certificate&apos;s code in front of the camera.</source>
        <translation>Arahkan kode pada sertifikat ke kamera.</translation>
    </message>
    <message>
        <source>The camera cannot be used on this laptop.</source>
        <translation>Kamera tidak dapat dipakai di laptop ini.</translation>
    </message>
    <message>
        <source>Choose a file or paste the text of the code instead.</source>
        <translation>Pilih berkas atau tempel teks kodenya saja.</translation>
    </message>
    <message>
        <source>This code is not a certificate&apos;s.</source>
        <translation>Kode ini bukan kode sertifikat.</translation>
    </message>
    <message>
        <source>Hold the code closer, flat and in the light.</source>
        <translation>Dekatkan kodenya, datar dan cukup terang.</translation>
    </message>
</context>
<context>
    <name>CodePanel</name>
    <message>
        <source>Do not write the code on the stick: whoever has both can read the file.</source>
        <translation>Jangan simpan kode bersama flashdisk: siapa pun yang memegang keduanya dapat membaca berkasnya.</translation>
    </message>
    <message>
        <source>Copy the code</source>
        <translation>Salin kode</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Selesai</translation>
    </message>
    <message>
        <source>Code for {name}</source>
        <translation>Kode untuk {name}</translation>
    </message>
    <message>
        <source>Read it aloud, group by group: {spelt}.</source>
        <translation>Bacakan per kelompok: {spelt}.</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Tersalin</translation>
    </message>
</context>
<context>
    <name>CompareSheet</name>
    <message>
        <source>One business or two?</source>
        <translation>Satu usaha atau dua?</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Urungkan</translation>
    </message>
    <message>
        <source>Two businesses</source>
        <translation>Bukan ganda</translation>
    </message>
    <message>
        <source>Keep the left one</source>
        <translation>Simpan yang kiri</translation>
    </message>
    <message>
        <source>Keep the right one</source>
        <translation>Simpan yang kanan</translation>
    </message>
    <message>
        <source>Nothing left to compare.</source>
        <translation>Tidak ada lagi yang perlu dibandingkan.</translation>
    </message>
    <message>
        <source>The last answer can still be taken back here.</source>
        <translation>Jawaban terakhir masih dapat diurungkan di sini.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Tutup</translation>
    </message>
    <message>
        <source>The same number stands in both records.</source>
        <translation>Nomor yang sama tercatat di kedua data.</translation>
    </message>
    <message>
        <source>Both look alike.</source>
        <translation>Kedua data ini mirip.</translation>
    </message>
    <message>
        <source>Choose which one to keep; products and papers of both stay together, and they can be separated again. Click a value to keep it in any case.</source>
        <translation>Pilih data yang disimpan: produk dan dokumen keduanya menjadi satu, dan kapan pun dapat dipisahkan lagi. Klik satu isian agar isian itu tetap dipakai.</translation>
    </message>
    <message>
        <source>Business name</source>
        <translation>Nama usaha</translation>
    </message>
    <message>
        <source>Brand</source>
        <translation>Merek</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Pemilik</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>Telepon</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Alamat</translation>
    </message>
    <message>
        <source>Owner&apos;s NIK</source>
        <translation>NIK pemilik</translation>
    </message>
    <message>
        <source>Jakpreneur number</source>
        <translation>Nomor Jakpreneur</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Catatan</translation>
    </message>
    <message>
        <source>Merged into one business.</source>
        <translation>Digabung menjadi satu usaha.</translation>
    </message>
    <message>
        <source>Remembered: two businesses.</source>
        <translation>Dicatat: bukan ganda.</translation>
    </message>
</context>
<context>
    <name>CompareTable</name>
    <message>
        <source>Counts</source>
        <translation>Dihitung</translation>
    </message>
    <message>
        <source>Tied</source>
        <translation>Terkait</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ya</translation>
    </message>
    <message>
        <source>Sheet of {name} counts</source>
        <translation>Lembar {name} dihitung</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Nilai</translation>
    </message>
    <message>
        <source>Settle: {name}</source>
        <translation>Putusan: {name}</translation>
    </message>
    <message>
        <source>The strictest</source>
        <translation>Yang terketat</translation>
    </message>
    <message>
        <source>Noted</source>
        <translation>Dicatat</translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message>
        <source>What</source>
        <translation>Bagian</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Sebelum</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Sesudah</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Perbedaan</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Bandingkan dengan</translation>
    </message>
    <message>
        <source>{n} differences</source>
        <translation>{n} perbedaan</translation>
    </message>
    <message>
        <source>No difference</source>
        <translation>Tidak ada perbedaan</translation>
    </message>
    <message>
        <source>(whole)</source>
        <translation>(seluruhnya)</translation>
    </message>
</context>
<context>
    <name>ConfirmSheet</name>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
</context>
<context>
    <name>ConflictStory</name>
    <message>
        <source>Changed by two people</source>
        <translation>Bentrok: diubah dua orang</translation>
    </message>
    <message>
        <source>The one before (K)</source>
        <translation>Sebelumnya (K)</translation>
    </message>
    <message>
        <source>The next one (J)</source>
        <translation>Berikutnya (J)</translation>
    </message>
    <message>
        <source>Keep this</source>
        <translation>Pakai ini</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>Punya Anda</translation>
    </message>
    <message>
        <source>At the centre</source>
        <translation>Di pusat</translation>
    </message>
    <message>
        <source>This product is judged blind: what differs is shown once it has its result.</source>
        <translation>Produk ini sedang dinilai buta: isi yang berbeda tampil sesudah hasilnya ada.</translation>
    </message>
    <message>
        <source>Both values are kept until then.</source>
        <translation>Kedua isian tersimpan sampai saat itu.</translation>
    </message>
    <message>
        <source>They differ in the digits that are hidden.</source>
        <translation>Bedanya ada pada angka yang disembunyikan.</translation>
    </message>
    <message>
        <source>All yours</source>
        <translation>Pakai punya Anda</translation>
    </message>
    <message>
        <source>All of the centre&apos;s</source>
        <translation>Pakai yang di pusat</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Urungkan</translation>
    </message>
    <message>
        <source>All are decided. Your choices go to the centre with the next sync.</source>
        <translation>Semua sudah dipilih. Pilihan Anda dikirim pada sinkronisasi berikutnya.</translation>
    </message>
    <message>
        <source>1 and 2 choose, ↑ and ↓ turn over.</source>
        <translation>Tombol 1 atau 2 memilih, ↑ dan ↓ berpindah.</translation>
    </message>
    <message>
        <source>{at} of {total}</source>
        <translation>{at} dari {total}</translation>
    </message>
    <message>
        <source>All {count} fields of this record:</source>
        <translation>Semua {count} kolom catatan ini:</translation>
    </message>
    <message>
        <source>Kept yours: {what}</source>
        <translation>Dipakai punya Anda: {what}</translation>
    </message>
    <message>
        <source>Kept the centre&apos;s: {what}</source>
        <translation>Dipakai yang di pusat: {what}</translation>
    </message>
</context>
<context>
    <name>CriteriaCard</name>
    <message>
        <source>Which criteria are weak?</source>
        <translation>Kriteria mana yang lemah?</translation>
    </message>
    <message>
        <source>Mean over the sheets that stand; 100% is the whole weight.</source>
        <translation>Rata-rata lembar yang berlaku; 100% berarti seluruh bobot.</translation>
    </message>
    <message>
        <source>No sheet in this selection.</source>
        <translation>Tidak ada lembar dalam pilihan ini.</translation>
    </message>
</context>
<context>
    <name>CurationPage</name>
    <message>
        <source>No product to show</source>
        <translation>Tidak ada produk untuk ditampilkan</translation>
    </message>
    <message>
        <source>Add a product to the queue, or show others of it.</source>
        <translation>Tambahkan produk ke antrean, atau tampilkan bagian lain.</translation>
    </message>
    <message>
        <source>What you entered is saved.</source>
        <translation>Isian Anda sudah tersimpan.</translation>
    </message>
</context>
<context>
    <name>DayTab</name>
    <message>
        <source>Scan a booth card, or type its code</source>
        <translation>Pindai kartu lapak, atau ketik kodenya</translation>
    </message>
    <message>
        <source>Code of the booth card</source>
        <translation>Kode kartu lapak</translation>
    </message>
    <message>
        <source>Scan with the camera</source>
        <translation>Pindai dengan kamera</translation>
    </message>
    <message>
        <source>Recap as XLSX</source>
        <translation>Rekap sebagai XLSX</translation>
    </message>
    <message>
        <source>Attendance and takings</source>
        <translation>Kehadiran dan omzet</translation>
    </message>
    <message>
        <source>Is here</source>
        <translation>Hadir</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Spasi</translation>
    </message>
    <message>
        <source>Told by</source>
        <translation>Menurut</translation>
    </message>
    <message>
        <source>Note the takings</source>
        <translation>Catat omzet</translation>
    </message>
    <message>
        <source>Nobody has a booth on this day</source>
        <translation>Belum ada yang mendapat lapak pada hari ini</translation>
    </message>
    <message>
        <source>Give the booths first; then scan the cards here.</source>
        <translation>Bagikan lapaknya dahulu, lalu pindai kartunya di sini.</translation>
    </message>
    <message>
        <source>Takings, Rp</source>
        <translation>Omzet, Rp</translation>
    </message>
    <message>
        <source>Takings of the day, Rp</source>
        <translation>Omzet hari itu, Rp</translation>
    </message>
    <message>
        <source>Attendance</source>
        <translation>Kehadiran</translation>
    </message>
    <message>
        <source>Recap</source>
        <translation>Rekap</translation>
    </message>
    <message>
        <source>{came} of {all} are here · {told} told their takings · {sum} in all</source>
        <translation>{came} dari {all} hadir · {told} melapor omzet · seluruhnya {sum}</translation>
    </message>
    <message>
        <source>Booth</source>
        <translation>Lapak</translation>
    </message>
    <message>
        <source>Business</source>
        <translation>Usaha</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produk</translation>
    </message>
    <message>
        <source>Takings</source>
        <translation>Omzet</translation>
    </message>
    <message>
        <source>Here since</source>
        <translation>Hadir pukul</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>belum</translation>
    </message>
    <message>
        <source>{time} · scanned</source>
        <translation>{time} · dipindai</translation>
    </message>
    <message>
        <source>{time} · ticked</source>
        <translation>{time} · dicentang</translation>
    </message>
    <message>
        <source>Day, kecamatan or category</source>
        <translation>Hari, kecamatan atau kategori</translation>
    </message>
    <message>
        <source>Booths</source>
        <translation>Lapak</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>Hadir</translation>
    </message>
    <message>
        <source>Told</source>
        <translation>Melapor</translation>
    </message>
    <message>
        <source>Mean a booth</source>
        <translation>Rata-rata per lapak</translation>
    </message>
    <message>
        <source>Booth {no}: {name} is here.</source>
        <translation>Lapak {no}: {name} hadir.</translation>
    </message>
    <message>
        <source>Booth {no}: {name} was noted before.</source>
        <translation>Lapak {no}: {name} sudah dicatat hadir.</translation>
    </message>
    <message>
        <source>The card still says booth {old}: it was swapped. Print a new one.</source>
        <translation>Kartunya masih menyebut lapak {old}: sudah ditukar. Cetak kartu baru.</translation>
    </message>
</context>
<context>
    <name>DeliveryPanel</name>
    <message>
        <source>Purchase list</source>
        <translation>Daftar belanja</translation>
    </message>
    <message>
        <source>Receipts per office</source>
        <translation>Tanda terima per kantor</translation>
    </message>
    <message>
        <source>Payment recap</source>
        <translation>Rekap pembayaran</translation>
    </message>
    <message>
        <source>Deliveries</source>
        <translation>Penyaluran</translation>
    </message>
    <message>
        <source>Office</source>
        <translation>Kantor</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Klaster</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Paket</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Disalurkan</translation>
    </message>
    <message>
        <source>Received by</source>
        <translation>Diterima oleh</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Dibayar</translation>
    </message>
    <message>
        <source>Nothing to deliver yet</source>
        <translation>Belum ada yang disalurkan</translation>
    </message>
    <message>
        <source>Once packages are composed, their way to the offices is noted here.</source>
        <translation>Setelah paket tersusun, perjalanannya ke kantor dicatat di sini.</translation>
    </message>
    <message>
        <source>Not delivered</source>
        <translation>Belum disalurkan</translation>
    </message>
    <message>
        <source>{done} of {all} orders delivered · {paid} of {due} paid</source>
        <translation>{done} dari {all} pesanan disalurkan · {paid} dari {due} dibayar</translation>
    </message>
    <message>
        <source>no</source>
        <translation>belum</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>dan {count} lagi</translation>
    </message>
    <message>
        <source>Noted.</source>
        <translation>Tercatat.</translation>
    </message>
</context>
<context>
    <name>DeliverySheet</name>
    <message>
        <source>Note the delivery</source>
        <translation>Catat penyaluran</translation>
    </message>
    <message>
        <source>Received by</source>
        <translation>Diterima oleh</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tanggal</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Catat</translation>
    </message>
    <message>
        <source>Delivery noted.</source>
        <translation>Penyaluran tercatat.</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Undone.</source>
        <translation>Sudah diurungkan.</translation>
    </message>
</context>
<context>
    <name>Detail</name>
    <message>
        <source>Story of the product</source>
        <translation>Riwayat produk</translation>
    </message>
    <message>
        <source>Open the product</source>
        <translation>Buka produk</translation>
    </message>
    <message>
        <source>Record an objection</source>
        <translation>Catat keberatan</translation>
    </message>
    <message>
        <source>Print the letter with the result</source>
        <translation>Cetak surat pemberitahuan hasil</translation>
    </message>
    <message>
        <source>Tell the result by WhatsApp</source>
        <translation>Kabarkan hasil lewat WhatsApp</translation>
    </message>
</context>
<context>
    <name>DetailCard</name>
    <message>
        <source>Open product</source>
        <translation>Buka produk</translation>
    </message>
    <message>
        <source>No product chosen</source>
        <translation>Belum ada produk dipilih</translation>
    </message>
    <message>
        <source>Choose one at the left to see why.</source>
        <translation>Pilih di sebelah kiri untuk melihat alasannya.</translation>
    </message>
    <message>
        <source>Why it may not go out</source>
        <translation>Mengapa belum boleh</translation>
    </message>
    <message>
        <source>What will be written</source>
        <translation>Yang akan ditulis</translation>
    </message>
    <message>
        <source>May stay until {day}, if nothing changes.</source>
        <translation>Berlaku sampai {day}, bila tidak ada yang berubah.</translation>
    </message>
    <message>
        <source>Exported on {moment}</source>
        <translation>Diekspor {moment}</translation>
    </message>
    <message>
        <source>Nothing changed since.</source>
        <translation>Tidak ada yang berubah sejak itu.</translation>
    </message>
    <message>
        <source>Another picture</source>
        <translation>Foto lain</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>(kosong)</translation>
    </message>
</context>
<context>
    <name>DocumentRow</name>
    <message>
        <source>In process</source>
        <translation>Diproses</translation>
    </message>
    <message>
        <source>Remove this document</source>
        <translation>Hapus dokumen ini</translation>
    </message>
    <message>
        <source>Kind of document</source>
        <translation>Jenis dokumen</translation>
    </message>
    <message>
        <source>Number of the document</source>
        <translation>Nomor dokumen</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nomor</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Berlaku sampai</translation>
    </message>
</context>
<context>
    <name>DocumentsCard</name>
    <message>
        <source>Which documents are missing or run out?</source>
        <translation>Dokumen mana yang kurang atau habis?</translation>
    </message>
    <message>
        <source>{missing} missing · {expired} expired · {ending} within 90 days</source>
        <translation>{missing} belum ada · {expired} lewat · {ending} habis ≤ 90 hari</translation>
    </message>
    <message>
        <source>Products whose rubric asks for it, as of today; months do not matter.</source>
        <translation>Produk yang rubriknya memerlukannya, keadaan hari ini, tanpa saringan bulan.</translation>
    </message>
</context>
<context>
    <name>DocumentsEditor</name>
    <message>
        <source>Other document</source>
        <translation>Dokumen lain</translation>
    </message>
</context>
<context>
    <name>DoubledNotice</name>
    <message>
        <source>{product} has two certificates in force.</source>
        <translation>{product} punya dua sertifikat yang berlaku.</translation>
    </message>
    <message>
        <source>Revoke one…</source>
        <translation>Cabut salah satu…</translation>
    </message>
    <message>
        <source>Revoke {number}</source>
        <translation>Cabut {number}</translation>
    </message>
    <message>
        <source>Tell the team&apos;s chair or the kasatpel, who may revoke it.</source>
        <translation>Beri tahu ketua tim atau kasatpel, yang boleh mencabutnya.</translation>
    </message>
</context>
<context>
    <name>DraftRow</name>
    <message>
        <source>{curator}, {device} · {count} answers</source>
        <translation>{curator}, {device} · {count} jawaban</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Lanjutkan</translation>
    </message>
    <message>
        <source>waits for its curator</source>
        <translation>menunggu kuratornya</translation>
    </message>
</context>
<context>
    <name>DraftsList</name>
    <message>
        <source>Sheets begun on other laptops</source>
        <translation>Lembar yang dimulai di laptop lain</translation>
    </message>
</context>
<context>
    <name>DrawDetail</name>
    <message>
        <source>Find a business or an area</source>
        <translation>Cari usaha atau wilayah</translation>
    </message>
    <message>
        <source>Drawn</source>
        <translation>Undian</translation>
    </message>
    <message>
        <source>Business</source>
        <translation>Usaha</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Wilayah</translation>
    </message>
    <message>
        <source>In the list</source>
        <translation>No. daftar</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Hasil</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Urutan</translation>
    </message>
    <message>
        <source>Enter the numbers</source>
        <translation>Masukkan angka</translation>
    </message>
    <message>
        <source>Files to publish</source>
        <translation>Berkas pengumuman</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Cetak</translation>
    </message>
    <message>
        <source>Why not me?</source>
        <translation>Mengapa bukan saya?</translation>
    </message>
    <message>
        <source>Replace …</source>
        <translation>Ganti …</translation>
    </message>
    <message>
        <source>Another draw took its place: {reason}</source>
        <translation>Digantikan undian lain: {reason}</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>Buka penggantinya</translation>
    </message>
    <message>
        <source>Another laptop typed other numbers: {numbers}. The first noted count.</source>
        <translation>Laptop lain mencatat angka lain: {numbers}. Yang dicatat lebih dahulu yang berlaku.</translation>
    </message>
    <message>
        <source>Compare with the source; if these are wrong, replace the draw.</source>
        <translation>Cocokkan dengan sumbernya; bila yang ini keliru, adakan undian pengganti.</translation>
    </message>
    <message>
        <source>Do not use it; ask who changed it.</source>
        <translation>Jangan dipakai; tanyakan siapa yang mengubahnya.</translation>
    </message>
    <message>
        <source>Frozen and announced. The numbers appear on {day}.</source>
        <translation>Sudah dibekukan dan diumumkan. Angkanya terbit {day}.</translation>
    </message>
    <message>
        <source>{count} candidates for {places} places, announced {told}, numbers {day}</source>
        <translation>{count} peserta untuk {places} tempat, diumumkan {told}, angka terbit {day}</translation>
    </message>
    <message>
        <source>Number {at}</source>
        <translation>Angka {at}</translation>
    </message>
    <message>
        <source>Hash</source>
        <translation>Sidik jari</translation>
    </message>
    <message>
        <source>Of the places: women-led {women}, UP2K {up2k}.</source>
        <translation>Dari tempat yang ada: perempuan {women}, UP2K {up2k}.</translation>
    </message>
    <message>
        <source>{share} (of candidates {expected})</source>
        <translation>{share} (di antara peserta {expected})</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Tempat</translation>
    </message>
    <message>
        <source>Waiting {at}</source>
        <translation>Tunggu {at}</translation>
    </message>
</context>
<context>
    <name>DrawsPage</name>
    <message>
        <source>Draws and fairness</source>
        <translation>Undian dan keadilan</translation>
    </message>
    <message>
        <source>New draw</source>
        <translation>Undian baru</translation>
    </message>
    <message>
        <source>Draws</source>
        <translation>Undian</translation>
    </message>
    <message>
        <source>Fairness</source>
        <translation>Keadilan</translation>
    </message>
</context>
<context>
    <name>DrawsPanel</name>
    <message>
        <source>Draws</source>
        <translation>Undian</translation>
    </message>
    <message>
        <source>No draw yet</source>
        <translation>Belum ada undian</translation>
    </message>
    <message>
        <source>A draw freezes who takes part before a public number decides. Anybody can do it again.</source>
        <translation>Undian membekukan daftar peserta sebelum angka publik menentukannya. Siapa pun dapat mengulangnya.</translation>
    </message>
    <message>
        <source>New draw</source>
        <translation>Undian baru</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>Belum terkirim</translation>
    </message>
    <message>
        <source>Announced. Publish its files before the numbers appear.</source>
        <translation>Sudah diumumkan. Sebarkan berkasnya sebelum angkanya terbit.</translation>
    </message>
    <message>
        <source>Drawn. Publish the result.</source>
        <translation>Sudah diundi. Sebarkan hasilnya.</translation>
    </message>
    <message>
        <source>Result of the draw</source>
        <translation>Berita hasil undian</translation>
    </message>
    <message>
        <source>Announcement of the draw</source>
        <translation>Pengumuman undian</translation>
    </message>
    <message>
        <source>Sent to the printer: {title}</source>
        <translation>Dikirim ke printer: {title}</translation>
    </message>
    <message>
        <source>Folder for the files of the draw</source>
        <translation>Folder untuk berkas undian</translation>
    </message>
    <message>
        <source>{count} files written to {folder}.</source>
        <translation>{count} berkas ditulis ke {folder}.</translation>
    </message>
</context>
<context>
    <name>DueWords</name>
    <message>
        <source>{days} days late</source>
        <translation>Terlambat {days} hari</translation>
    </message>
    <message>
        <source>Due today</source>
        <translation>Batas hari ini</translation>
    </message>
    <message>
        <source>{days} days left</source>
        <translation>{days} hari lagi</translation>
    </message>
</context>
<context>
    <name>EOrderPage</name>
    <message>
        <source>Progress</source>
        <translation>Kemajuan</translation>
    </message>
    <message>
        <source>e-order</source>
        <translation>e-order</translation>
    </message>
    <message>
        <source>Registering products, and what agencies order of them</source>
        <translation>Mendaftarkan produk, dan berapa yang dipesan perangkat daerah</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Tampilan</translation>
    </message>
    <message>
        <source>Registration</source>
        <translation>Pendaftaran</translation>
    </message>
    <message>
        <source>Absorption</source>
        <translation>Serapan</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Impor</translation>
    </message>
    <message>
        <source>Where shall the folder go?</source>
        <translation>Folder itu ditaruh di mana?</translation>
    </message>
    <message>
        <source>Writing the package …</source>
        <translation>Menulis paket …</translation>
    </message>
    <message>
        <source>{count} products with {photos} photographs written to {name}.</source>
        <translation>{count} produk dengan {photos} foto ditulis ke {name}.</translation>
    </message>
    <message>
        <source>Writing the workbook …</source>
        <translation>Menulis buku kerja …</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>Tersimpan: {name}</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>Daftar</translation>
    </message>
    <message>
        <source>Which list?</source>
        <translation>Daftar yang mana?</translation>
    </message>
    <message>
        <source>Reading the file …</source>
        <translation>Membaca berkas …</translation>
    </message>
    <message>
        <source>Importing …</source>
        <translation>Mengimpor …</translation>
    </message>
    <message>
        <source>The list was imported.</source>
        <translation>Daftar sudah diimpor.</translation>
    </message>
    <message>
        <source>{count} lines recognised.</source>
        <translation>{count} baris dikenali.</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Simpan sebagai</translation>
    </message>
</context>
<context>
    <name>EffectsPanel</name>
    <message>
        <source>What trainings moved</source>
        <translation>Yang digerakkan pelatihan</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topik</translation>
    </message>
    <message>
        <source>Criterion</source>
        <translation>Kriteria</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Produk</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Sebelum</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Sesudah</translation>
    </message>
    <message>
        <source>By itself</source>
        <translation>Dengan sendirinya</translation>
    </message>
    <message>
        <source>Gain (90 %)</source>
        <translation>Tambahan (90 %)</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Kesimpulan</translation>
    </message>
    <message>
        <source>Points of a hundred. “By itself” is how far products of businesses that did not come moved from the same beginning; the gain is what is left. Fewer than five products say nothing.</source>
        <translation>Poin dari seratus. “Dengan sendirinya” ialah seberapa jauh produk usaha yang tidak ikut bergerak dari awal yang sama; sisanya ialah tambahan dari pelatihan. Kurang dari lima produk tidak berkata apa-apa.</translation>
    </message>
    <message>
        <source>Nothing to compare yet</source>
        <translation>Belum ada yang bisa dibandingkan</translation>
    </message>
    <message>
        <source>A product must be curated, its business trained, and the product again.</source>
        <translation>Produk perlu dikurasi, usahanya dilatih, lalu produknya dikurasi lagi.</translation>
    </message>
    <message>
        <source>Which training moves which criterion</source>
        <translation>Pelatihan mana menggerakkan kriteria mana</translation>
    </message>
</context>
<context>
    <name>EmblemPicker</name>
    <message>
        <source>Choose a picture</source>
        <translation>Pilih gambar</translation>
    </message>
    <message>
        <source>Without emblem</source>
        <translation>Tanpa lambang</translation>
    </message>
    <message>
        <source>No emblem: the letterhead is printed without one.</source>
        <translation>Belum ada lambang: kop surat dicetak tanpa lambang.</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Gambar</translation>
    </message>
</context>
<context>
    <name>EnrolPanel</name>
    <message>
        <source>Address of the centre</source>
        <translation>Alamat pusat</translation>
    </message>
    <message>
        <source>Twelve letters and digits from your admin; valid once.</source>
        <translation>Dua belas huruf dan angka dari admin; berlaku sekali.</translation>
    </message>
    <message>
        <source>One-time code</source>
        <translation>Kode sekali pakai</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Hubungkan</translation>
    </message>
    <message>
        <source>It is the same, connect</source>
        <translation>Sama, hubungkan</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Kembali</translation>
    </message>
    <message>
        <source>No public authority vouches for this address. Compare these characters with those your admin reads to you. Connect only if they are the same.</source>
        <translation>Alamat ini tidak dijamin lembaga sertifikasi umum. Cocokkan huruf dan angka ini dengan yang dibacakan admin. Hubungkan hanya jika sama persis.</translation>
    </message>
    <message>
        <source>Connect this laptop to the centre</source>
        <translation>Hubungkan laptop ini ke pusat</translation>
    </message>
    <message>
        <source>Until then everything works on this laptop, and papers say that they are for practice.</source>
        <translation>Sebelum terhubung, semua tetap berjalan di laptop ini, dan dokumen bertanda latihan.</translation>
    </message>
    <message>
        <source>Fill this in.</source>
        <translation>Wajib diisi.</translation>
    </message>
    <message>
        <source>The code has twelve letters and digits.</source>
        <translation>Kode terdiri atas dua belas huruf dan angka.</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Menghubungkan…</translation>
    </message>
</context>
<context>
    <name>EntryLine</name>
    <message>
        <source>e.g. Sudin Pendidikan Jakarta Timur</source>
        <translation>mis. Sudin Pendidikan Jakarta Timur</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Tambah</translation>
    </message>
    <message>
        <source>Office</source>
        <translation>Kantor</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Klaster</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Paket</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Simpan</translation>
    </message>
</context>
<context>
    <name>EventPanel</name>
    <message>
        <source>Day</source>
        <translation>Hari</translation>
    </message>
    <message>
        <source>Change the event</source>
        <translation>Ubah acara</translation>
    </message>
    <message>
        <source>Remove the event</source>
        <translation>Hapus acara</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Denah</translation>
    </message>
    <message>
        <source>Booths and turns</source>
        <translation>Lapak dan giliran</translation>
    </message>
    <message>
        <source>Attendance and takings</source>
        <translation>Kehadiran dan omzet</translation>
    </message>
    <message>
        <source>Open the event</source>
        <translation>Mulai acara</translation>
    </message>
    <message>
        <source>Close the event</source>
        <translation>Tutup acara</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>Buka lagi</translation>
    </message>
    <message>
        <source>Plan {name}</source>
        <translation>Denah {name}</translation>
    </message>
    <message>
        <source>Places {name}</source>
        <translation>Daftar lapak {name}</translation>
    </message>
    <message>
        <source>Booth cards {name}</source>
        <translation>Kartu lapak {name}</translation>
    </message>
    <message>
        <source>Recap {name}</source>
        <translation>Rekap {name}</translation>
    </message>
</context>
<context>
    <name>EventPapers</name>
    <message>
        <source>Save the recap</source>
        <translation>Simpan rekap</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>Tersimpan: {name}</translation>
    </message>
    <message>
        <source>Sent to the printer: {title}</source>
        <translation>Dikirim ke printer: {title}</translation>
    </message>
</context>
<context>
    <name>EventSheet</name>
    <message>
        <source>Change the event</source>
        <translation>Ubah acara</translation>
    </message>
    <message>
        <source>New event</source>
        <translation>Acara baru</translation>
    </message>
    <message>
        <source>One booth for all days</source>
        <translation>Satu lapak untuk semua hari</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Wilayah</translation>
    </message>
    <message>
        <source>Name of the event</source>
        <translation>Nama acara</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Tempat</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>Hari pertama</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Hari terakhir</translation>
    </message>
    <message>
        <source>Number of Fridays</source>
        <translation>Banyaknya Jumat</translation>
    </message>
    <message>
        <source>Areas take turns by</source>
        <translation>Giliran wilayah dihitung</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Simpan</translation>
    </message>
    <message>
        <source>From {first} to {last}, one event a week.</source>
        <translation>Dari {first} sampai {last}, satu acara setiap pekan.</translation>
    </message>
    <message>
        <source>One event on {first}.</source>
        <translation>Satu acara pada {first}.</translation>
    </message>
</context>
<context>
    <name>EventsPage</name>
    <message>
        <source>Events</source>
        <translation>Acara</translation>
    </message>
    <message>
        <source>New event</source>
        <translation>Acara baru</translation>
    </message>
    <message>
        <source>No event yet</source>
        <translation>Belum ada acara</translation>
    </message>
    <message>
        <source>Plan a bazaar, a mall, some Fridays or an exhibition; booths come next.</source>
        <translation>Rencanakan bazar, mal, beberapa Jumat atau pameran; lapaknya menyusul.</translation>
    </message>
    <message>
        <source>{coming} to come · {all} in all</source>
        <translation>{coming} akan datang · seluruhnya {all}</translation>
    </message>
    <message>
        <source>{taken} of {booths}</source>
        <translation>{taken} dari {booths}</translation>
    </message>
    <message>
        <source>The event is saved.</source>
        <translation>Acara disimpan.</translation>
    </message>
    <message>
        <source>{count} events are saved.</source>
        <translation>{count} acara disimpan.</translation>
    </message>
    <message>
        <source>The event is removed.</source>
        <translation>Acara dihapus.</translation>
    </message>
</context>
<context>
    <name>ExpiringCard</name>
    <message>
        <source>Documents that run out</source>
        <translation>Masa berlaku dokumen</translation>
    </message>
    <message>
        <source>No document runs out in the next three months.</source>
        <translation>Tidak ada dokumen yang habis masa berlakunya dalam tiga bulan ini.</translation>
    </message>
    <message>
        <source>{count} papers on which a market channel hangs run out within 30 days</source>
        <translation>{count} dokumen penentu kanal pasar berakhir dalam 30 hari</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Kedaluwarsa</translation>
    </message>
    <message>
        <source>Until today</source>
        <translation>Sampai hari ini</translation>
    </message>
    <message>
        <source>{days} days left</source>
        <translation>{days} hari lagi</translation>
    </message>
</context>
<context>
    <name>ExpiryDetail</name>
    <message>
        <source>Go to the business</source>
        <translation>Ke usahanya</translation>
    </message>
    <message>
        <source>WhatsApp</source>
        <translation>WhatsApp</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>Surat</translation>
    </message>
    <message>
        <source>Not told yet.</source>
        <translation>Belum diberi tahu.</translation>
    </message>
    <message>
        <source>Told {when} by {how}.</source>
        <translation>Diberi tahu {when} lewat {how}.</translation>
    </message>
    <message>
        <source>{n} times before.</source>
        <translation>{n} kali sebelumnya.</translation>
    </message>
    <message>
        <source>Open the product</source>
        <translation>Buka produk</translation>
    </message>
    <message>
        <source>ran out on {day}</source>
        <translation>berakhir {day}</translation>
    </message>
    <message>
        <source>good until {day}</source>
        <translation>berlaku sampai {day}</translation>
    </message>
    <message>
        <source>Shut without it: {channels}.</source>
        <translation>Tertutup tanpanya: {channels}.</translation>
    </message>
    <message>
        <source>Waits for a new one: {channels}.</source>
        <translation>Menunggu yang baru: {channels}.</translation>
    </message>
</context>
<context>
    <name>ExpiryPanel</name>
    <message>
        <source>Papers</source>
        <translation>Dokumen cetak</translation>
    </message>
    <message>
        <source>All papers</source>
        <translation>Semua dokumen</translation>
    </message>
    <message>
        <source>Businesses</source>
        <translation>Usaha</translation>
    </message>
    <message>
        <source>Letters to all</source>
        <translation>Surat untuk semua</translation>
    </message>
    <message>
        <source>Letters made</source>
        <translation>Surat yang sudah jadi</translation>
    </message>
    <message>
        <source>Nothing runs out</source>
        <translation>Tidak ada yang berakhir</translation>
    </message>
    <message>
        <source>Papers on which a channel hangs appear here before their last day.</source>
        <translation>Dokumen penentu kanal tampil di sini sebelum hari terakhirnya.</translation>
    </message>
    <message>
        <source>Stop making letters</source>
        <translation>Hentikan pembuatan surat</translation>
    </message>
    <message>
        <source>Letters to these {count} businesses</source>
        <translation>Surat untuk {count} usaha ini</translation>
    </message>
    <message>
        <source>{first} (+{n} more)</source>
        <translation>{first} (+{n} lagi)</translation>
    </message>
</context>
<context>
    <name>ExpiryTelling</name>
    <message>
        <source>Not all letters came out: nobody is noted as told. Print them again.</source>
        <translation>Tidak semua surat keluar: belum ada yang dicatat sudah diberi tahu. Cetak lagi.</translation>
    </message>
    <message>
        <source>Noted: {count} businesses were told by letter.</source>
        <translation>Tercatat: {count} usaha diberi tahu lewat surat.</translation>
    </message>
    <message>
        <source>Noted: told by WhatsApp.</source>
        <translation>Tercatat: diberi tahu lewat WhatsApp.</translation>
    </message>
    <message>
        <source>Message copied.</source>
        <translation>Pesan disalin.</translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message>
        <source>Sent to the printer: {title}</source>
        <translation>Dikirim ke printer: {title}</translation>
    </message>
    <message>
        <source>Save the recap</source>
        <translation>Simpan rekap</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>Tersimpan: {name}</translation>
    </message>
</context>
<context>
    <name>FairnessDoor</name>
    <message>
        <source>Score fairness</source>
        <translation>Keadilan nilai</translation>
    </message>
    <message>
        <source>My leniency</source>
        <translation>Kecenderungan nilai saya</translation>
    </message>
</context>
<context>
    <name>FairnessFigures</name>
    <message>
        <source>Gini of turns</source>
        <translation>Gini giliran</translation>
    </message>
    <message>
        <source>Gini of RWs</source>
        <translation>Gini antar-RW</translation>
    </message>
    <message>
        <source>Led by women</source>
        <translation>Dipimpin perempuan</translation>
    </message>
    <message>
        <source>UP2K groups</source>
        <translation>UP2K</translation>
    </message>
    <message>
        <source>First time this year</source>
        <translation>Pertama tahun ini</translation>
    </message>
    <message>
        <source>Longest wait left</source>
        <translation>Tunggu terlama tersisa</translation>
    </message>
    <message>
        <source>{part} of {whole}</source>
        <translation>{part} dari {whole}</translation>
    </message>
    <message>
        <source>{part} (candidates {whole})</source>
        <translation>{part} (calon {whole})</translation>
    </message>
    <message>
        <source>{count} days</source>
        <translation>{count} hari</translation>
    </message>
</context>
<context>
    <name>FairnessPanel</name>
    <message>
        <source>These figures explain scores and never change a result. Leniency compares curators on shared products only; lines show 95 % intervals.</source>
        <translation>Angka ini menjelaskan nilai dan tidak pernah mengubah hasil. Kemurahan hanya dibandingkan pada produk yang dinilai bersama; garis menunjukkan rentang 95 %.</translation>
    </message>
    <message>
        <source>Reckoning …</source>
        <translation>Menghitung …</translation>
    </message>
    <message>
        <source>This takes a second or two.</source>
        <translation>Butuh satu atau dua detik.</translation>
    </message>
    <message>
        <source>No sheet has been submitted yet</source>
        <translation>Belum ada lembar yang dikirim</translation>
    </message>
    <message>
        <source>Agreement and leniency appear once curators have scored the same products.</source>
        <translation>Kesepakatan dan kemurahan tampil setelah kurator menilai produk yang sama.</translation>
    </message>
    <message>
        <source>The figures could not be reckoned</source>
        <translation>Angkanya tidak dapat dihitung</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Coba lagi</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>Kesepakatan kurator</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>Latihan</translation>
    </message>
    <message>
        <source>Agreement for each criterion</source>
        <translation>Kesepakatan tiap kriteria</translation>
    </message>
    <message>
        <source>Alpha</source>
        <translation>Alfa</translation>
    </message>
    <message>
        <source>Leniency</source>
        <translation>Kemurahan nilai</translation>
    </message>
    <message>
        <source>Leniency of each curator</source>
        <translation>Kemurahan nilai tiap kurator</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Poin</translation>
    </message>
    <message>
        <source>Who is next</source>
        <translation>Siapa berikutnya</translation>
    </message>
    <message>
        <source>Totals: raw, and free of leniency</source>
        <translation>Nilai akhir: mentah dan disetarakan</translation>
    </message>
    <message>
        <source>Totals of each product</source>
        <translation>Nilai akhir tiap produk</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>Mentah</translation>
    </message>
    <message>
        <source>Fair</source>
        <translation>Setara</translation>
    </message>
    <message>
        <source>Ring: the raw total, which alone counts. Dot: free of leniency.</source>
        <translation>Lingkaran: nilai mentah, satu-satunya yang berlaku. Titik: bila semua kurator sama murahnya.</translation>
    </message>
    <message>
        <source>All sheets are safe.</source>
        <translation>Semua lembar tetap tersimpan.</translation>
    </message>
    <message>
        <source>The curators form {count} groups that share no product.</source>
        <translation>Kurator terbagi dalam {count} kelompok yang tidak menilai produk yang sama.</translation>
    </message>
    <message>
        <source>Between groups leniency cannot be compared; one shared product joins two.</source>
        <translation>Antarkelompok kemurahan tidak dapat dibandingkan; satu produk yang dinilai bersama menghubungkan dua kelompok.</translation>
    </message>
    <message>
        <source>Nobody has scored the same products as you: there is no comparison.</source>
        <translation>Belum ada yang menilai produk yang sama dengan Anda: tidak ada pembanding.</translation>
    </message>
    <message>
        <source>Too few products were scored by others as well: {least} are needed.</source>
        <translation>Terlalu sedikit produk yang juga dinilai orang lain: perlu {least}.</translation>
    </message>
    <message>
        <source>You give about {points} points more than your colleagues for the same products.</source>
        <translation>Untuk produk yang sama, Anda memberi sekitar {points} poin lebih banyak daripada rekan.</translation>
    </message>
    <message>
        <source>You give about {points} points less than your colleagues for the same products.</source>
        <translation>Untuk produk yang sama, Anda memberi sekitar {points} poin lebih sedikit daripada rekan.</translation>
    </message>
    <message>
        <source>You score the same products much as your colleagues do.</source>
        <translation>Untuk produk yang sama, nilai Anda setara dengan rekan.</translation>
    </message>
    <message>
        <source>With 95 % certainty the difference lies between {low} and {high} points.</source>
        <translation>Dengan keyakinan 95 %, selisihnya antara {low} dan {high} poin.</translation>
    </message>
    <message>
        <source>{count} sheets</source>
        <translation>{count} lembar</translation>
    </message>
</context>
<context>
    <name>FaultsSheet</name>
    <message>
        <source>Not ready to be published</source>
        <translation>Belum dapat diterbitkan</translation>
    </message>
    <message>
        <source>The draft is kept.</source>
        <translation>Konsep tetap tersimpan.</translation>
    </message>
    <message>
        <source>… and {n} more</source>
        <translation>… dan {n} lagi</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Tutup</translation>
    </message>
</context>
<context>
    <name>FeedbackCard</name>
    <message>
        <source>Feedback</source>
        <translation>Umpan balik</translation>
    </message>
    <message>
        <source>Products of the package</source>
        <translation>Produk dalam paket</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produk</translation>
    </message>
    <message>
        <source>Said</source>
        <translation>Nilai</translation>
    </message>
    <message>
        <source>Rating 1 to 5</source>
        <translation>Nilai 1 sampai 5</translation>
    </message>
    <message>
        <source>Note and go on</source>
        <translation>Catat dan lanjut</translation>
    </message>
    <message>
        <source>What it is about</source>
        <translation>Tentang</translation>
    </message>
    <message>
        <source>In their words</source>
        <translation>Kata mereka</translation>
    </message>
    <message>
        <source>Choose an office at the left.</source>
        <translation>Pilih kantor di sebelah kiri.</translation>
    </message>
    <message>
        <source>Once the delivery is noted, what the office says can be written down here.</source>
        <translation>Setelah penyalurannya dicatat, kata kantor itu dapat ditulis di sini.</translation>
    </message>
    <message>
        <source>In general</source>
        <translation>Umum</translation>
    </message>
</context>
<context>
    <name>Field</name>
    <message>
        <source>required</source>
        <translation>wajib</translation>
    </message>
</context>
<context>
    <name>Fields</name>
    <message>
        <source>Name</source>
        <translation>Nama</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Note needed up to score</source>
        <translation>Catatan wajib sampai nilai</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Sumber</translation>
    </message>
    <message>
        <source>Certificate valid for (months)</source>
        <translation>Masa berlaku sertifikat (bulan)</translation>
    </message>
    <message>
        <source>Certificate ends with these documents</source>
        <translation>Masa berlaku dipersingkat oleh dokumen</translation>
    </message>
    <message>
        <source>Recommended documents (for grade A)</source>
        <translation>Dokumen anjuran (untuk kelas A)</translation>
    </message>
    <message>
        <source>Proposal</source>
        <translation>Usulan</translation>
    </message>
    <message>
        <source>Official</source>
        <translation>Resmi</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Kode</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Bobot</translation>
    </message>
    <message>
        <source>Floor, in per cent of the weight</source>
        <translation>Batas bawah, dalam persen bobot</translation>
    </message>
    <message>
        <source>Below this part of its weight the product cannot pass.</source>
        <translation>Di bawah bagian bobot ini produk tidak dapat lulus.</translation>
    </message>
    <message>
        <source>May be marked “does not apply”</source>
        <translation>Boleh ditandai “tidak berlaku”</translation>
    </message>
    <message>
        <source>Photograph needed up to score</source>
        <translation>Foto wajib sampai nilai</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Apa yang harus dilakukan</translation>
    </message>
    <message>
        <source>Whom to ask</source>
        <translation>Hubungi siapa</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Pertanyaan</translation>
    </message>
    <message>
        <source>Proved by</source>
        <translation>Dibuktikan dengan</translation>
    </message>
    <message>
        <source>“In process” is enough for a conditional pass</source>
        <translation>“Dalam proses” cukup untuk lulus bersyarat</translation>
    </message>
    <message>
        <source>Only from this shelf life (days)</source>
        <translation>Hanya bila masa simpan mulai (hari)</translation>
    </message>
    <message>
        <source>Terms of grace (days)</source>
        <translation>Tenggat (hari)</translation>
    </message>
    <message>
        <source>Basis</source>
        <translation>Dasar</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>Penjelasan</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ya</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Tidak</translation>
    </message>
    <message>
        <source>Total below</source>
        <translation>Nilai di bawah</translation>
    </message>
    <message>
        <source>Total from</source>
        <translation>Nilai mulai</translation>
    </message>
    <message>
        <source>Some requirement is</source>
        <translation>Ada syarat wajib yang</translation>
    </message>
    <message>
        <source>A floor is missed</source>
        <translation>Batas bawah terlewati</translation>
    </message>
    <message>
        <source>A critical finding</source>
        <translation>Ada temuan kritis</translation>
    </message>
    <message>
        <source>All recommended documents</source>
        <translation>Dokumen anjuran lengkap</translation>
    </message>
    <message>
        <source>Then the outcome is</source>
        <translation>Maka hasilnya</translation>
    </message>
    <message>
        <source>and the grade</source>
        <translation>dengan kelas</translation>
    </message>
</context>
<context>
    <name>FiguresModel</name>
    <message>
        <source>Businesses</source>
        <translation>Usaha</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Verifikasi</translation>
    </message>
    <message>
        <source>Scored</source>
        <translation>Dinilai</translation>
    </message>
    <message>
        <source>Conditional</source>
        <translation>Bersyarat</translation>
    </message>
    <message>
        <source>To improve</source>
        <translation>Perbaikan</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gagal</translation>
    </message>
    <message>
        <source>Region or month</source>
        <translation>Wilayah / bulan</translation>
    </message>
</context>
<context>
    <name>FileAppealSheet</name>
    <message>
        <source>Record an objection</source>
        <translation>Catat keberatan</translation>
    </message>
    <message>
        <source>Who brings it</source>
        <translation>Yang mengajukan</translation>
    </message>
    <message>
        <source>Reason, in the business&apos;s own words</source>
        <translation>Alasan, dengan kata-kata pelaku usaha</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
    <message>
        <source>Record it</source>
        <translation>Catat</translation>
    </message>
    <message>
        <source>{product} · objections until {date}</source>
        <translation>{product} · keberatan sampai {date}</translation>
    </message>
</context>
<context>
    <name>FilesCard</name>
    <message>
        <source>By file (USB)</source>
        <translation>Lewat berkas (USB)</translation>
    </message>
    <message>
        <source>Without a network, a USB stick carries the same, sealed, late or twice.</source>
        <translation>Tanpa jaringan, flashdisk membawa hal yang sama: tersegel, boleh terlambat, boleh dua kali.</translation>
    </message>
    <message>
        <source>Save to a file…</source>
        <translation>Simpan ke berkas…</translation>
    </message>
    <message>
        <source>For a colleague…</source>
        <translation>Untuk rekan…</translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation>Buka berkas…</translation>
    </message>
    <message>
        <source>Save to a file</source>
        <translation>Simpan ke berkas</translation>
    </message>
    <message>
        <source>centre</source>
        <translation>pusat</translation>
    </message>
    <message>
        <source>Save for a colleague</source>
        <translation>Simpan untuk rekan</translation>
    </message>
    <message>
        <source>colleague</source>
        <translation>rekan</translation>
    </message>
    <message>
        <source>Open a file</source>
        <translation>Buka berkas</translation>
    </message>
    <message>
        <source>Kurasi file</source>
        <translation>Berkas Kurasi</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Region</source>
        <translation>Wilayah</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Tingkat</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategori</translation>
    </message>
    <message>
        <source>From month</source>
        <translation>Dari bulan</translation>
    </message>
    <message>
        <source>To month</source>
        <translation>Sampai bulan</translation>
    </message>
    <message>
        <source>All levels</source>
        <translation>Semua tingkat</translation>
    </message>
    <message>
        <source>All categories</source>
        <translation>Semua kategori</translation>
    </message>
    <message>
        <source>From the start</source>
        <translation>Sejak awal</translation>
    </message>
    <message>
        <source>Until now</source>
        <translation>Sampai kini</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>Changed elsewhere.</source>
        <translation>Diubah di tempat lain.</translation>
    </message>
    <message>
        <source>Changed elsewhere: {value}</source>
        <translation>Diubah di tempat lain: {value}</translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>Name as on your assignment letter</source>
        <translation>Nama sesuai surat tugas</translation>
    </message>
    <message>
        <source>Preparing sample data</source>
        <translation>Menyiapkan data contoh</translation>
    </message>
    <message>
        <source>Welcome to Kurasi Lapangan</source>
        <translation>Selamat datang di Kurasi Lapangan</translation>
    </message>
    <message>
        <source>Register, photograph, score and certify Jakpreneur products at the bazaar, with or without a network.</source>
        <translation>Daftarkan, foto, nilai, dan terbitkan sertifikat produk Jakpreneur di bazar, dengan atau tanpa jaringan.</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Nama Anda</translation>
    </message>
    <message>
        <source>Try with sample data</source>
        <translation>Coba dengan data contoh</translation>
    </message>
    <message>
        <source>Forty businesses and sixty drawn products fill every page. Nothing of it is ever sent.</source>
        <translation>Empat puluh usaha dan enam puluh produk rekaan mengisi semua halaman. Tidak ada yang dikirim.</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>Coba</translation>
    </message>
    <message>
        <source>Start empty</source>
        <translation>Mulai kosong</translation>
    </message>
    <message>
        <source>Work at once without a network. Papers say LATIHAN until the laptop is connected to the centre.</source>
        <translation>Langsung bekerja tanpa jaringan. Dokumen bertanda LATIHAN sampai laptop terhubung ke pusat.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Mulai</translation>
    </message>
    <message>
        <source>Connect to the centre</source>
        <translation>Hubungkan ke pusat</translation>
    </message>
    <message>
        <source>With the address and the one-time code from your admin. Your district&apos;s businesses are fetched.</source>
        <translation>Dengan alamat dan kode sekali pakai dari admin. Data usaha kecamatan Anda akan diambil.</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Hubungkan</translation>
    </message>
    <message>
        <source>Preparing product {done} of {total} …</source>
        <translation>Menyiapkan produk {done} dari {total} …</translation>
    </message>
</context>
<context>
    <name>FloorSide</name>
    <message>
        <source>Rows of booths</source>
        <translation>Baris lapak</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Baris</translation>
    </message>
    <message>
        <source>Booths a row</source>
        <translation>Lapak per baris</translation>
    </message>
    <message>
        <source>Width, m</source>
        <translation>Lebar, m</translation>
    </message>
    <message>
        <source>Depth, m</source>
        <translation>Dalam, m</translation>
    </message>
    <message>
        <source>Aisle, m</source>
        <translation>Lorong, m</translation>
    </message>
    <message>
        <source>Draw the rows anew</source>
        <translation>Susun ulang baris</translation>
    </message>
    <message>
        <source>Booths a day</source>
        <translation>Lapak per hari</translation>
    </message>
    <message>
        <source>Use these numbers</source>
        <translation>Pakai angka ini</translation>
    </message>
    <message>
        <source>Choose a booth with the mouse or with Page Down.</source>
        <translation>Pilih lapak dengan tetikus atau Page Down.</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nomor</translation>
    </message>
    <message>
        <source>Only for (none ticked: any)</source>
        <translation>Hanya untuk (tanpa centang: semua)</translation>
    </message>
    <message>
        <source>No booth chosen</source>
        <translation>Belum ada lapak dipilih</translation>
    </message>
    <message>
        <source>Booth {no}</source>
        <translation>Lapak {no}</translation>
    </message>
</context>
<context>
    <name>FloorTab</name>
    <message>
        <source>Plan of the floor</source>
        <translation>Denah lapak</translation>
    </message>
    <message>
        <source>Add a booth</source>
        <translation>Tambah lapak</translation>
    </message>
    <message>
        <source>Take the booth away</source>
        <translation>Hapus lapak</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>Urungkan (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Print the plan</source>
        <translation>Cetak denah</translation>
    </message>
    <message>
        <source>Save the plan</source>
        <translation>Simpan denah</translation>
    </message>
    <message>
        <source>{counts} booths a day</source>
        <translation>{counts} lapak per hari</translation>
    </message>
    <message>
        <source>No booth drawn yet</source>
        <translation>Belum ada lapak digambar</translation>
    </message>
    <message>
        <source>{counts} booths a day · not saved yet</source>
        <translation>{counts} lapak per hari · belum disimpan</translation>
    </message>
    <message>
        <source>The plan is saved.</source>
        <translation>Denah disimpan.</translation>
    </message>
</context>
<context>
    <name>FloorView</name>
    <message>
        <source>{count} booths</source>
        <translation>{count} lapak</translation>
    </message>
    <message>
        <source>Booth {no}: {x} m from the left, {y} m from the top</source>
        <translation>Lapak {no}: {x} m dari kiri, {y} m dari atas</translation>
    </message>
</context>
<context>
    <name>FollowUpsPage</name>
    <message>
        <source>Follow-up</source>
        <translation>Tindak lanjut</translation>
    </message>
    <message>
        <source>Products to follow up</source>
        <translation>Produk yang ditindaklanjuti</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>Tidak ada</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>Terlambat</translation>
    </message>
    <message>
        <source>Within 14 days</source>
        <translation>14 hari ke depan</translation>
    </message>
    <message>
        <source>All open</source>
        <translation>Semua terbuka</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Selesai</translation>
    </message>
    <message>
        <source>Objections</source>
        <translation>Keberatan</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Dijawab</translation>
    </message>
    <message>
        <source>{count} things overdue</source>
        <translation>{count} perbaikan terlambat</translation>
    </message>
    <message>
        <source>{count} objections waiting</source>
        <translation>{count} keberatan menunggu</translation>
    </message>
    <message>
        <source>No business is late with what it was told to mend.</source>
        <translation>Tidak ada usaha yang terlambat memperbaiki.</translation>
    </message>
    <message>
        <source>Nothing falls due within the next two weeks.</source>
        <translation>Tidak ada batas waktu dalam dua minggu ke depan.</translation>
    </message>
    <message>
        <source>What a decision asks a business to mend appears here.</source>
        <translation>Yang diminta diperbaiki oleh hasil kurasi tampil di sini.</translation>
    </message>
    <message>
        <source>What was mended and looked at appears here.</source>
        <translation>Yang sudah diperbaiki dan dilihat kurator tampil di sini.</translation>
    </message>
    <message>
        <source>Objections of businesses against a decision appear here.</source>
        <translation>Keberatan pelaku usaha atas hasil kurasi tampil di sini.</translation>
    </message>
    <message>
        <source>Answered objections stay readable here.</source>
        <translation>Keberatan yang sudah dijawab tetap dapat dibaca di sini.</translation>
    </message>
    <message>
        <source>Marked as done.</source>
        <translation>Ditandai selesai.</translation>
    </message>
    <message>
        <source>Open again.</source>
        <translation>Dibuka lagi.</translation>
    </message>
    <message>
        <source>The objection is answered.</source>
        <translation>Keberatan dijawab.</translation>
    </message>
</context>
<context>
    <name>FullPhotos</name>
    <message>
        <source>{title}, photograph {at} of {count}</source>
        <translation>{title}, foto {at} dari {count}</translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message>
        <source>{count} photos that were on their way are being added.</source>
        <translation>{count} foto yang belum selesai sedang ditambahkan.</translation>
    </message>
    <message>
        <source>{count} photos were not in yet when the program stopped. See Products.</source>
        <translation>{count} foto belum masuk ketika program terhenti. Lihat halaman Produk.</translation>
    </message>
    <message>
        <source>Stopped: {count} photos added, {dropped} left out.</source>
        <translation>Dihentikan: {count} foto ditambahkan, {dropped} tidak dimasukkan.</translation>
    </message>
    <message>
        <source>{count} photos added.</source>
        <translation>{count} foto ditambahkan.</translation>
    </message>
    <message>
        <source>Photo mended.</source>
        <translation>Foto diperbaiki.</translation>
    </message>
    <message>
        <source>Photo removed.</source>
        <translation>Foto dihapus.</translation>
    </message>
    <message>
        <source>This photo shows: {role}.</source>
        <translation>Foto ini menunjukkan: {role}.</translation>
    </message>
    <message>
        <source>What the photo shows was taken away.</source>
        <translation>Keterangan isi foto dihapus.</translation>
    </message>
    <message>
        <source>This photo stands first now.</source>
        <translation>Foto ini sekarang foto utama.</translation>
    </message>
</context>
<context>
    <name>GateRow</name>
    <message>
        <source>no answer yet</source>
        <translation>belum dijawab</translation>
    </message>
</context>
<context>
    <name>GebetanPage</name>
    <message>
        <source>Gebetan UMKM</source>
        <translation>Gebetan UMKM</translation>
    </message>
    <message>
        <source>Round</source>
        <translation>Putaran</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ubah</translation>
    </message>
    <message>
        <source>Close the round</source>
        <translation>Tutup putaran</translation>
    </message>
    <message>
        <source>New round</source>
        <translation>Putaran baru</translation>
    </message>
    <message>
        <source>Parts of the round</source>
        <translation>Bagian putaran</translation>
    </message>
    <message>
        <source>No round yet</source>
        <translation>Belum ada putaran</translation>
    </message>
    <message>
        <source>Every month civil servants buy a parcel of small businesses&apos; products, worth what their rank pays. Open this month&apos;s round to take the orders.</source>
        <translation>Setiap bulan pegawai membeli paket berisi produk usaha kecil senilai kelas jabatannya. Buka putaran bulan ini untuk menerima pesanan.</translation>
    </message>
    <message>
        <source>Orders from {first} to {last}</source>
        <translation>Pesanan {first} sampai {last}</translation>
    </message>
    <message>
        <source>delivered on {day}</source>
        <translation>disalurkan {day}</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Pesanan</translation>
    </message>
    <message>
        <source>Picked businesses</source>
        <translation>Usaha terpilih</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Paket</translation>
    </message>
    <message>
        <source>Delivery &amp; feedback</source>
        <translation>Penyaluran &amp; umpan balik</translation>
    </message>
    <message>
        <source>The round is closed.</source>
        <translation>Putaran ditutup.</translation>
    </message>
</context>
<context>
    <name>GradesCard</name>
    <message>
        <source>How good are they?</source>
        <translation>Seberapa baik hasilnya?</translation>
    </message>
    <message>
        <source>Grade {grade}</source>
        <translation>Kelas {grade}</translation>
    </message>
    <message>
        <source>Mean total: {mean}</source>
        <translation>Nilai rata-rata: {mean}</translation>
    </message>
</context>
<context>
    <name>Guide</name>
    <message>
        <source>Network of this laptop</source>
        <translation>Jaringan laptop ini</translation>
    </message>
    <message>
        <source>Connect the phone to the Wi-Fi “{name}”.</source>
        <translation>Sambungkan ponsel ke Wi-Fi “{name}”.</translation>
    </message>
    <message>
        <source>Connect the phone to the same network as this laptop.</source>
        <translation>Sambungkan ponsel ke jaringan yang sama dengan laptop ini.</translation>
    </message>
    <message>
        <source>Connect the phone to the hotspot of this laptop.</source>
        <translation>Sambungkan ponsel ke hotspot laptop ini.</translation>
    </message>
    <message>
        <source>A phone whose hotspot this laptop uses is connected already.</source>
        <translation>Ponsel yang hotspotnya dipakai laptop ini sudah tersambung.</translation>
    </message>
    <message>
        <source>Point the phone&apos;s camera at the code.</source>
        <translation>Arahkan kamera ponsel ke kode ini.</translation>
    </message>
    <message>
        <source>Or type the address below it into the phone&apos;s browser.</source>
        <translation>Atau ketik alamat di bawahnya di peramban ponsel.</translation>
    </message>
    <message>
        <source>Take or choose photos on the phone.</source>
        <translation>Ambil atau pilih foto di ponsel.</translation>
    </message>
    <message>
        <source>They appear here by themselves. No internet is needed.</source>
        <translation>Foto muncul di sini dengan sendirinya, tanpa internet.</translation>
    </message>
    <message>
        <source>This laptop is on no network yet.</source>
        <translation>Laptop ini belum tersambung ke jaringan.</translation>
    </message>
    <message>
        <source>Internet is not needed, only a hotspot between phone and laptop.</source>
        <translation>Internet tidak perlu; cukup hotspot antara ponsel dan laptop.</translation>
    </message>
    <message>
        <source>Switch on the hotspot of a phone, then connect this laptop to its Wi-Fi.</source>
        <translation>Nyalakan hotspot ponsel, lalu sambungkan laptop ini ke Wi-Fi ponsel itu.</translation>
    </message>
    <message>
        <source>Or on Windows: Settings, Network, Mobile hotspot; then connect the phone.</source>
        <translation>Atau di Windows: Pengaturan, Jaringan, Hotspot seluler; lalu sambungkan ponsel.</translation>
    </message>
    <message>
        <source>The code appears here by itself.</source>
        <translation>Kodenya muncul di sini dengan sendirinya.</translation>
    </message>
    <message>
        <source>Photos can still be added from files.</source>
        <translation>Foto tetap dapat ditambahkan dari berkas.</translation>
    </message>
    <message>
        <source>If Windows asks about the firewall, allow Kurasi Lapangan (Python) on private and public networks. Was it refused before: Windows Security, Firewall, Allow an app.</source>
        <translation>Bila Windows bertanya soal firewall, izinkan Kurasi Lapangan (Python) di jaringan privat dan publik. Pernah ditolak: Keamanan Windows, Firewall, Izinkan aplikasi.</translation>
    </message>
    <message>
        <source>If this laptop has a firewall, allow port {port}.</source>
        <translation>Bila laptop ini memakai firewall, izinkan porta {port}.</translation>
    </message>
    <message>
        <source>Switch off mobile data on the phone for a moment, and check its Wi-Fi.</source>
        <translation>Matikan sebentar data seluler di ponsel dan periksa Wi-Fi-nya.</translation>
    </message>
    <message>
        <source>No phone has opened the page yet.</source>
        <translation>Belum ada ponsel yang membuka halamannya.</translation>
    </message>
</context>
<context>
    <name>HandSheet</name>
    <message>
        <source>Give booth {no} out of turn</source>
        <translation>Beri lapak {no} di luar giliran</translation>
    </message>
    <message>
        <source>{day}. The rules of the channel hold out of turn too.</source>
        <translation>{day}. Syarat kanal tetap berlaku di luar giliran.</translation>
    </message>
    <message>
        <source>Business or product</source>
        <translation>Usaha atau produk</translation>
    </message>
    <message>
        <source>Businesses found</source>
        <translation>Usaha yang ditemukan</translation>
    </message>
    <message>
        <source>Whoever asks why will read it.</source>
        <translation>Dibaca oleh siapa pun yang bertanya sebabnya.</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Alasan</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
    <message>
        <source>Give the booth</source>
        <translation>Beri lapak</translation>
    </message>
    <message>
        <source>Business</source>
        <translation>Usaha</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produk</translation>
    </message>
    <message>
        <source>May take part</source>
        <translation>Boleh ikut</translation>
    </message>
</context>
<context>
    <name>HeadFoot</name>
    <message>
        <source>Head of the certificate</source>
        <translation>Kepala sertifikat</translation>
    </message>
    <message>
        <source>Foot of the certificate</source>
        <translation>Kaki sertifikat</translation>
    </message>
    <message>
        <source>Signatures</source>
        <translation>Tanda tangan</translation>
    </message>
</context>
<context>
    <name>HistoryCard</name>
    <message>
        <source>Earlier synchronisations</source>
        <translation>Sinkronisasi sebelumnya</translation>
    </message>
    <message>
        <source>None yet.</source>
        <translation>Belum ada.</translation>
    </message>
    <message>
        <source>Sent {sent}, received {received}, photos {photos}</source>
        <translation>Terkirim {sent}, diterima {received}, foto {photos}</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Riwayat</translation>
    </message>
    <message>
        <source>Nothing was published for this region yet.</source>
        <translation>Belum ada yang diterbitkan untuk wilayah ini.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Tampilkan</translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message>
        <source>Businesses</source>
        <translation>Usaha</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Produk</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>Lulus</translation>
    </message>
    <message>
        <source>To improve</source>
        <translation>Perlu tindak lanjut</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>Belum terkirim</translation>
    </message>
    <message>
        <source>Outcomes</source>
        <translation>Hasil</translation>
    </message>
    <message>
        <source>Begin with the first business</source>
        <translation>Mulai dari usaha pertama</translation>
    </message>
    <message>
        <source>Register a business, add its product with a photo, score it, and print its certificate. Everything works without internet.</source>
        <translation>Daftarkan usaha, tambahkan produk dan fotonya, nilai, lalu cetak sertifikatnya. Semua berjalan tanpa internet.</translation>
    </message>
    <message>
        <source>Register a business</source>
        <translation>Daftarkan usaha</translation>
    </message>
    <message>
        <source>Recap</source>
        <translation>Rekap</translation>
    </message>
    <message>
        <source>Business</source>
        <translation>Usaha</translation>
    </message>
    <message>
        <source>Register a new one</source>
        <translation>Daftarkan usaha</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produk</translation>
    </message>
    <message>
        <source>With its photos</source>
        <translation>Beserta fotonya</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Penilaian</translation>
    </message>
    <message>
        <source>On the rubric</source>
        <translation>Menurut rubrik</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Sertifikat</translation>
    </message>
    <message>
        <source>See and print</source>
        <translation>Lihat dan cetak</translation>
    </message>
    <message>
        <source>Synchronise</source>
        <translation>Sinkronkan</translation>
    </message>
    <message>
        <source>Send to the centre</source>
        <translation>Kirim ke pusat</translation>
    </message>
    <message>
        <source>Outcomes of this session</source>
        <translation>Hasil kegiatan ini</translation>
    </message>
    <message>
        <source>Good morning, {name}</source>
        <translation>Selamat pagi, {name}</translation>
    </message>
    <message>
        <source>Good day, {name}</source>
        <translation>Selamat siang, {name}</translation>
    </message>
    <message>
        <source>Good afternoon, {name}</source>
        <translation>Selamat sore, {name}</translation>
    </message>
    <message>
        <source>Good evening, {name}</source>
        <translation>Selamat malam, {name}</translation>
    </message>
    <message>
        <source>{count} products decided</source>
        <translation>{count} produk ditetapkan</translation>
    </message>
    <message>
        <source>Nothing decided in this session yet.</source>
        <translation>Belum ada hasil yang ditetapkan di kegiatan ini.</translation>
    </message>
</context>
<context>
    <name>ImportPanel</name>
    <message>
        <source>Which list</source>
        <translation>Daftar yang mana</translation>
    </message>
    <message>
        <source>Transaction recap</source>
        <translation>Rekap transaksi</translation>
    </message>
    <message>
        <source>Total spending</source>
        <translation>Total belanja</translation>
    </message>
    <message>
        <source>Aid (BPUM)</source>
        <translation>Bantuan (BPUM)</translation>
    </message>
    <message>
        <source>Choose a file …</source>
        <translation>Pilih berkas …</translation>
    </message>
    <message>
        <source>What is wrong in the file</source>
        <translation>Yang salah di berkas</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Baris</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Kolom</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Alasan</translation>
    </message>
    <message>
        <source>Import nothing</source>
        <translation>Jangan impor</translation>
    </message>
    <message>
        <source>Lines whose business is not known</source>
        <translation>Baris yang usahanya belum dikenali</translation>
    </message>
    <message>
        <source>Name in the recap</source>
        <translation>Nama di rekap</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Baris</translation>
    </message>
    <message>
        <source>Ordered</source>
        <translation>Dipesan</translation>
    </message>
    <message>
        <source>Say whose it is …</source>
        <translation>Tentukan usahanya …</translation>
    </message>
    <message>
        <source>Recaps so far</source>
        <translation>Rekap yang sudah masuk</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Kapan</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Berkas</translation>
    </message>
    <message>
        <source>Whose is it?</source>
        <translation>Milik siapa?</translation>
    </message>
    <message>
        <source>Columns: transaction number, date, agency, business (or NIB), product, amount. A line that comes again counts once.</source>
        <translation>Kolom: nomor transaksi, tanggal, perangkat daerah, usaha (atau NIB), produk, nilai. Baris yang datang lagi dihitung sekali.</translation>
    </message>
    <message>
        <source>Columns: agency, month (and year), total spending. A month that comes again is replaced.</source>
        <translation>Kolom: perangkat daerah, bulan (dan tahun), total belanja. Bulan yang datang lagi menggantikan yang lama.</translation>
    </message>
    <message>
        <source>Columns: NIK, NIB, Jakpreneur ID or business, year or date, amount. The NIK serves to find the business and is not kept.</source>
        <translation>Kolom: NIK, NIB, ID Jakpreneur atau usaha, tahun atau tanggal, nilai. NIK hanya dipakai untuk menemukan usahanya dan tidak disimpan.</translation>
    </message>
    <message>
        <source>Import {count} good lines</source>
        <translation>Impor {count} baris yang baik</translation>
    </message>
    <message>
        <source>Import {count} lines</source>
        <translation>Impor {count} baris</translation>
    </message>
    <message>
        <source>{count} new</source>
        <translation>{count} baru</translation>
    </message>
    <message>
        <source>{count} changed</source>
        <translation>{count} berubah</translation>
    </message>
    <message>
        <source>{count} known already</source>
        <translation>{count} sudah ada</translation>
    </message>
    <message>
        <source>{count} of businesses not recognised</source>
        <translation>{count} dari usaha yang belum dikenali</translation>
    </message>
    <message>
        <source>{count} rows cannot be read; each is named below.</source>
        <translation>{count} baris tidak dapat dibaca; masing-masing disebut di bawah.</translation>
    </message>
    <message>
        <source>The first {most} are listed.</source>
        <translation>{most} yang pertama ditampilkan.</translation>
    </message>
    <message>
        <source>There is nothing to import.</source>
        <translation>Tidak ada yang perlu diimpor.</translation>
    </message>
    <message>
        <source>Import the good rows, or nothing and mend the file first?</source>
        <translation>Impor baris yang baik saja, atau jangan dahulu dan perbaiki berkasnya?</translation>
    </message>
</context>
<context>
    <name>IndicatorRow</name>
    <message>
        <source>What did you find? (Enter to go on)</source>
        <translation>Apa yang Anda temukan? (Enter untuk lanjut)</translation>
    </message>
    <message>
        <source>Note for {name}</source>
        <translation>Catatan untuk {name}</translation>
    </message>
</context>
<context>
    <name>InterestSheet</name>
    <message>
        <source>Are you close to this business?</source>
        <translation>Apa hubungan Anda dengan usaha ini?</translation>
    </message>
    <message>
        <source>You will not score {business} in this session. The chair sees why. It can be undone.</source>
        <translation>Anda tidak akan menilai {business} dalam kegiatan ini. Ketua tim melihat alasannya. Catatan ini dapat dicabut.</translation>
    </message>
    <message>
        <source>What ties you to it?</source>
        <translation>Apa hubungannya?</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
</context>
<context>
    <name>ItemRow</name>
    <message>
        <source>Ask: {whom}</source>
        <translation>Tanya: {whom}</translation>
    </message>
    <message>
        <source>Done {when}</source>
        <translation>Selesai {when}</translation>
    </message>
    <message>
        <source>Mark as done</source>
        <translation>Tandai selesai</translation>
    </message>
    <message>
        <source>Not done after all</source>
        <translation>Ternyata belum</translation>
    </message>
</context>
<context>
    <name>Judging</name>
    <message>
        <source>{count} indicators without a score</source>
        <translation>{count} indikator belum diberi skor</translation>
    </message>
    <message>
        <source>{count} notes for a score of 1</source>
        <translation>{count} catatan untuk skor 1</translation>
    </message>
    <message>
        <source>{count} requirements without an answer</source>
        <translation>{count} syarat wajib belum dijawab</translation>
    </message>
    <message>
        <source>a photograph of what was found</source>
        <translation>foto temuan</translation>
    </message>
    <message>
        <source>The sheet is not complete: {what}.</source>
        <translation>Lembar belum lengkap: {what}.</translation>
    </message>
    <message>
        <source>The sheet is open again.</source>
        <translation>Lembar terbuka kembali.</translation>
    </message>
    <message>
        <source>The result is decided.</source>
        <translation>Hasil sudah ditetapkan.</translation>
    </message>
</context>
<context>
    <name>KeptForm</name>
    <message>
        <source>Not saved yet · {moment}</source>
        <translation>Belum disimpan · {moment}</translation>
    </message>
    <message>
        <source>What was typed is discarded.</source>
        <translation>Ketikan dibuang.</translation>
    </message>
    <message>
        <source>The newer values stand on the form.</source>
        <translation>Isian memakai nilai yang lebih baru.</translation>
    </message>
</context>
<context>
    <name>LabControls</name>
    <message>
        <source>Weights</source>
        <translation>Bobot</translation>
    </message>
    <message>
        <source>Thresholds</source>
        <translation>Ambang</translation>
    </message>
    <message>
        <source>Floors, in per cent</source>
        <translation>Batas bawah, dalam persen</translation>
    </message>
    <message>
        <source>Requirements that count</source>
        <translation>Syarat yang diperhitungkan</translation>
    </message>
    <message>
        <source>When one is not met</source>
        <translation>Bila ada yang belum terpenuhi</translation>
    </message>
    <message>
        <source>When one is in process</source>
        <translation>Bila ada yang dalam proses</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Tanpa akibat</translation>
    </message>
    <message>
        <source>{count} indicators</source>
        <translation>{count} indikator</translation>
    </message>
</context>
<context>
    <name>LabView</name>
    <message>
        <source>Move</source>
        <translation>Berpindah</translation>
    </message>
    <message>
        <source>Better</source>
        <translation>Naik</translation>
    </message>
    <message>
        <source>Worse</source>
        <translation>Turun</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>Lulus</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Dari</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Menjadi</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Hasil</translation>
    </message>
    <message>
        <source>Moves</source>
        <translation>Perpindahan</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produk</translation>
    </message>
    <message>
        <source>Business</source>
        <translation>Usaha</translation>
    </message>
    <message>
        <source>District</source>
        <translation>Kecamatan</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Nilai</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>Nama-nama</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Sesudah</translation>
    </message>
    <message>
        <source>By category</source>
        <translation>Per kategori</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategori</translation>
    </message>
    <message>
        <source>By district</source>
        <translation>Per kecamatan</translation>
    </message>
    <message>
        <source>Back to the start</source>
        <translation>Kembali ke awal</translation>
    </message>
    <message>
        <source>Take over as draft</source>
        <translation>Jadikan konsep</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Ekspor</translation>
    </message>
    <message>
        <source>Turn the rules</source>
        <translation>Ubah aturan</translation>
    </message>
    <message>
        <source>Who moves</source>
        <translation>Siapa berpindah</translation>
    </message>
    <message>
        <source>Mend what is marked red first; then rules can be tried.</source>
        <translation>Perbaiki dahulu yang ditandai merah; setelah itu aturan dapat dicoba.</translation>
    </message>
    <message>
        <source>Reading all stored results …</source>
        <translation>Membaca semua hasil tersimpan …</translation>
    </message>
    <message>
        <source>Rules like these contradict themselves: nothing was tried.</source>
        <translation>Aturan ini saling bertentangan: tidak ada yang dicoba.</translation>
    </message>
    <message>
        <source>Tried on {n} stored results with {m} sheets.</source>
        <translation>Dicoba pada {n} hasil tersimpan dengan {m} lembar.</translation>
    </message>
    <message>
        <source>{n} of them were decided under earlier rules or papers and stand as stored.</source>
        <translation>{n} di antaranya ditetapkan dengan aturan atau dokumen yang lebih lama dan tetap seperti tersimpan.</translation>
    </message>
    <message>
        <source>Never scored yet, counted as not applicable: {names}.</source>
        <translation>Belum pernah dinilai, dihitung tidak berlaku: {names}.</translation>
    </message>
    <message>
        <source>Never asked yet, counted as not met: {names}.</source>
        <translation>Belum pernah ditanyakan, dihitung belum terpenuhi: {names}.</translation>
    </message>
</context>
<context>
    <name>LabelOffers</name>
    <message>
        <source>Wave it away ({key})</source>
        <translation>Abaikan ({key})</translation>
    </message>
    <message>
        <source>A photo shows the code of certificate {number}.</source>
        <translation>Foto memuat kode sertifikat {number}.</translation>
    </message>
    <message>
        <source>Open certificate</source>
        <translation>Buka sertifikat</translation>
    </message>
    <message>
        <source>Found on a label: {document} {number}.</source>
        <translation>Ditemukan pada foto label: {document} {number}.</translation>
    </message>
    <message>
        <source>Fill in</source>
        <translation>Isikan</translation>
    </message>
    <message>
        <source>Fill it in? It replaces {number} on the form. You save it yourself.</source>
        <translation>Isikan? Nomor {number} di formulir akan diganti. Anda sendiri yang menyimpan.</translation>
    </message>
    <message>
        <source>Fill it in on the form? You still check and save it yourself.</source>
        <translation>Isikan ke formulir? Anda sendiri yang memeriksa dan menyimpan.</translation>
    </message>
</context>
<context>
    <name>LostBar</name>
    <message>
        <source>Let it go</source>
        <translation>Lepaskan</translation>
    </message>
    <message>
        <source>Settle all</source>
        <translation>Selesaikan semua</translation>
    </message>
    <message>
        <source>In turn: the next free booth that fits, else the place is let go.</source>
        <translation>Menurut urutan: lapak kosong berikutnya yang cocok, bila tidak ada tempatnya dilepaskan.</translation>
    </message>
    <message>
        <source>What stood in the way is gone: send it again.</source>
        <translation>Yang menghalangi sudah tidak ada: kirim lagi.</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Kirim lagi</translation>
    </message>
    <message>
        <source>The next free booth is {no}.</source>
        <translation>Lapak kosong berikutnya: {no}.</translation>
    </message>
    <message>
        <source>Take booth {no}</source>
        <translation>Pakai lapak {no}</translation>
    </message>
    <message>
        <source>Let the place go; the business comes first at the next turn.</source>
        <translation>Lepaskan tempat ini; usahanya didahulukan pada giliran berikutnya.</translation>
    </message>
    <message>
        <source>{count} more like it.</source>
        <translation>Masih ada {count} lagi.</translation>
    </message>
    <message>
        <source>It is kept here and counts for nothing until you decide.</source>
        <translation>Tetap tercatat di sini dan belum dihitung sampai Anda memutuskan.</translation>
    </message>
    <message>
        <source>Booth {no} instead; the centre hears of it at the next sync.</source>
        <translation>Diganti lapak {no}; pusat mengetahuinya pada sinkron berikutnya.</translation>
    </message>
    <message>
        <source>It is sent again at the next sync.</source>
        <translation>Dikirim lagi pada sinkron berikutnya.</translation>
    </message>
    <message>
        <source>The place is let go.</source>
        <translation>Tempat itu dilepaskan.</translation>
    </message>
    <message>
        <source>{moved} have another booth, {dropped} were let go.</source>
        <translation>{moved} mendapat lapak lain, {dropped} dilepaskan.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Search …</source>
        <translation>Cari …</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Beranda</translation>
    </message>
    <message>
        <source>Businesses</source>
        <translation>Usaha</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Produk</translation>
    </message>
    <message>
        <source>Curation</source>
        <translation>Kurasi</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>Sertifikat</translation>
    </message>
    <message>
        <source>Follow-up</source>
        <translation>Tindak lanjut</translation>
    </message>
    <message>
        <source>Market</source>
        <translation>Pasar</translation>
    </message>
    <message>
        <source>Recap</source>
        <translation>Rekap</translation>
    </message>
    <message>
        <source>Rubrics</source>
        <translation>Rubrik</translation>
    </message>
    <message>
        <source>Synchronisation</source>
        <translation>Sinkronisasi</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Pengaturan</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Urungkan</translation>
    </message>
    <message>
        <source>Something went wrong in the program.</source>
        <translation>Terjadi kesalahan pada program.</translation>
    </message>
    <message>
        <source>Everything saved so far is safe.</source>
        <translation>Semua yang sudah tersimpan tetap aman.</translation>
    </message>
    <message>
        <source>Try again. If it comes back, tell your admin what you did.</source>
        <translation>Coba lagi. Jika terulang, ceritakan kepada admin apa yang Anda lakukan.</translation>
    </message>
    <message>
        <source>No session yet</source>
        <translation>Belum ada kegiatan</translation>
    </message>
</context>
<context>
    <name>MarketCard</name>
    <message>
        <source>You are about to score it: its results are not shown yet.</source>
        <translation>Anda akan menilainya: hasilnya belum ditampilkan.</translation>
    </message>
    <message>
        <source>Open in Channels</source>
        <translation>Buka di Kanal</translation>
    </message>
    <message>
        <source>Market channels</source>
        <translation>Kanal pasar</translation>
    </message>
</context>
<context>
    <name>MarketTabs</name>
    <message>
        <source>Channels</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Acara</translation>
    </message>
    <message>
        <source>Draws and fairness</source>
        <translation>Undian dan keadilan</translation>
    </message>
    <message>
        <source>Coaching</source>
        <translation>Pembinaan</translation>
    </message>
</context>
<context>
    <name>MaskedEdit</name>
    <message>
        <source>Show the number</source>
        <translation>Tampilkan nomor</translation>
    </message>
    <message>
        <source>Hide the number</source>
        <translation>Sembunyikan nomor</translation>
    </message>
</context>
<context>
    <name>MatchSheet</name>
    <message>
        <source>Whose is it?</source>
        <translation>Milik siapa?</translation>
    </message>
    <message>
        <source>Search business</source>
        <translation>Cari usaha</translation>
    </message>
    <message>
        <source>Businesses</source>
        <translation>Usaha</translation>
    </message>
    <message>
        <source>All lines that say “{name}” will belong to the business you choose.</source>
        <translation>Semua baris bernama “{name}” akan menjadi milik usaha yang Anda pilih.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
    <message>
        <source>This one</source>
        <translation>Yang ini</translation>
    </message>
</context>
<context>
    <name>MemberRow</name>
    <message>
        <source>You</source>
        <translation>Anda</translation>
    </message>
</context>
<context>
    <name>Mending</name>
    <message>
        <source>It goes to the centre&apos;s staff with the next sync.</source>
        <translation>Diserahkan kepada petugas pusat pada sinkronisasi berikutnya.</translation>
    </message>
    <message>
        <source>It is with the centre&apos;s staff already.</source>
        <translation>Sudah berada pada petugas pusat.</translation>
    </message>
    <message>
        <source>They decide; you see their answer here.</source>
        <translation>Mereka yang memutuskan; jawabannya tampil di sini.</translation>
    </message>
</context>
<context>
    <name>MendingSheet</name>
    <message>
        <source>Mend photo</source>
        <translation>Perbaiki foto</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>Batalkan langkah (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Redo (Ctrl+Shift+Z)</source>
        <translation>Ulangi langkah (Ctrl+Shift+Z)</translation>
    </message>
    <message>
        <source>Back to the original</source>
        <translation>Kembali ke asli</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Sebelum</translation>
    </message>
    <message>
        <source>Hold to compare with the original</source>
        <translation>Tahan untuk membandingkan dengan foto asli</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Simpan</translation>
    </message>
    <message>
        <source>Leave without saving?</source>
        <translation>Tutup tanpa menyimpan?</translation>
    </message>
    <message>
        <source>The photo stays as it was before; what you changed here is lost.</source>
        <translation>Foto tetap seperti sebelumnya; perubahan di sini hilang.</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Tutup</translation>
    </message>
    <message>
        <source>Go on mending</source>
        <translation>Lanjut memperbaiki</translation>
    </message>
</context>
<context>
    <name>MessageSheet</name>
    <message>
        <source>Tell the result by WhatsApp</source>
        <translation>Kabarkan hasil lewat WhatsApp</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Pesan</translation>
    </message>
    <message>
        <source>Save the PDF</source>
        <translation>Simpan PDF</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Salin</translation>
    </message>
    <message>
        <source>Open WhatsApp</source>
        <translation>Buka WhatsApp</translation>
    </message>
    <message>
        <source>It goes to the number of the business. Attach the PDF there.</source>
        <translation>Terkirim ke nomor usaha ini. Lampirkan PDF-nya di sana.</translation>
    </message>
    <message>
        <source>WhatsApp asks whom it is for. Attach the PDF there.</source>
        <translation>WhatsApp akan menanyakan penerimanya. Lampirkan PDF-nya di sana.</translation>
    </message>
    <message>
        <source>Message copied.</source>
        <translation>Pesan disalin.</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Simpan PDF</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>Tersimpan: {name}</translation>
    </message>
    <message>
        <source>Tell by WhatsApp</source>
        <translation>Beri tahu lewat WhatsApp</translation>
    </message>
    <message>
        <source>WhatsApp asks whom it is for.</source>
        <translation>WhatsApp akan menanyakan penerimanya.</translation>
    </message>
    <message>
        <source>It goes to the number of the business.</source>
        <translation>Dikirim ke nomor usaha itu.</translation>
    </message>
</context>
<context>
    <name>MonthsCard</name>
    <message>
        <source>How do the months compare?</source>
        <translation>Bagaimana bulan ini dibanding lalu?</translation>
    </message>
    <message>
        <source>Outcomes by month</source>
        <translation>Hasil per bulan</translation>
    </message>
    <message>
        <source>{month}: {of} passed</source>
        <translation>{month}: lulus {of}</translation>
    </message>
    <message>
        <source>Nothing was decided in this selection.</source>
        <translation>Belum ada yang ditetapkan dalam pilihan ini.</translation>
    </message>
    <message>
        <source>before: {words}</source>
        <translation>sebelumnya {words}</translation>
    </message>
</context>
<context>
    <name>NeedsPanel</name>
    <message>
        <source>Region</source>
        <translation>Wilayah</translation>
    </message>
    <message>
        <source>Criteria</source>
        <translation>Kriteria</translation>
    </message>
    <message>
        <source>Businesses that need coaching</source>
        <translation>Usaha yang perlu pembinaan</translation>
    </message>
    <message>
        <source>Business</source>
        <translation>Usaha</translation>
    </message>
    <message>
        <source>District</source>
        <translation>Kecamatan</translation>
    </message>
    <message>
        <source>Needs</source>
        <translation>Yang dibutuhkan</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Pelatihan</translation>
    </message>
    <message>
        <source>Tick the first {n}</source>
        <translation>Centang {n} teratas</translation>
    </message>
    <message>
        <source>Offer a training</source>
        <translation>Tawarkan pelatihan</translation>
    </message>
    <message>
        <source>No needs here</source>
        <translation>Tidak ada kebutuhan di sini</translation>
    </message>
    <message>
        <source>No decision that stands has a criterion below 70 % of its points.</source>
        <translation>Tidak ada hasil yang berlaku dengan kriteria di bawah 70 % nilainya.</translation>
    </message>
    <message>
        <source>{count} businesses</source>
        <translation>{count} usaha</translation>
    </message>
    <message>
        <source>All needs</source>
        <translation>Semua kebutuhan</translation>
    </message>
    <message>
        <source>offered</source>
        <translation>ditawari</translation>
    </message>
</context>
<context>
    <name>NewDrawSheet</name>
    <message>
        <source>New draw</source>
        <translation>Undian baru</translation>
    </message>
    <message>
        <source>List from CSV</source>
        <translation>Daftar dari CSV</translation>
    </message>
    <message>
        <source>Choose for what is drawn.</source>
        <translation>Pilih untuk apa diundi.</translation>
    </message>
    <message>
        <source>Replace a draw</source>
        <translation>Undian pengganti</translation>
    </message>
    <message>
        <source>What was wrong with the draw it replaces</source>
        <translation>Apa yang salah pada undian yang digantikan</translation>
    </message>
    <message>
        <source>Drawn for</source>
        <translation>Diundi untuk</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nama</translation>
    </message>
    <message>
        <source>Day the numbers appear</source>
        <translation>Hari angka terbit</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>Tempat peserta</translation>
    </message>
    <message>
        <source>Public number that decides, and where it is read</source>
        <translation>Angka publik yang menentukan, dan di mana dibaca</translation>
    </message>
    <message>
        <source>Second number (may stay empty)</source>
        <translation>Angka kedua (boleh kosong)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
    <message>
        <source>Freeze and announce</source>
        <translation>Bekukan dan umumkan</translation>
    </message>
    <message>
        <source>Choose an event or a round …</source>
        <translation>Pilih acara atau putaran …</translation>
    </message>
    <message>
        <source>List of candidates</source>
        <translation>Daftar peserta</translation>
    </message>
    <message>
        <source>Looking who may take part …</source>
        <translation>Memeriksa siapa yang boleh ikut …</translation>
    </message>
    <message>
        <source>{count} may take part, {out} not yet (each can ask why).</source>
        <translation>{count} boleh ikut, {out} belum (masing-masing dapat bertanya sebabnya).</translation>
    </message>
    <message>
        <source>{count} may take part.</source>
        <translation>{count} boleh ikut.</translation>
    </message>
    <message>
        <source>At the weekend neither exchange nor bank publishes.</source>
        <translation>Pada akhir pekan bursa dan bank tidak menerbitkan angka.</translation>
    </message>
</context>
<context>
    <name>NextList</name>
    <message>
        <source>No product would gain much by one more sheet.</source>
        <translation>Tidak ada produk yang banyak terbantu oleh satu lembar lagi.</translation>
    </message>
    <message>
        <source>Open {product}</source>
        <translation>Buka {product}</translation>
    </message>
    <message>
        <source>you</source>
        <translation>Anda</translation>
    </message>
    <message>
        <source>One more sheet by {who} helps; figures are shown once yours is in.</source>
        <translation>Satu lembar lagi dari {who} menolong; angkanya tampil setelah lembar Anda dikirim.</translation>
    </message>
    <message>
        <source>the class is still unsure</source>
        <translation>kelasnya masih belum pasti</translation>
    </message>
    <message>
        <source>{reasons}: one more sheet by {who} helps most.</source>
        <translation>{reasons}: satu lembar lagi dari {who} paling menolong.</translation>
    </message>
    <message>
        <source>the sheets are {points} points apart</source>
        <translation>lembarnya terpaut {points} poin</translation>
    </message>
    <message>
        <source>a requirement was judged in two ways</source>
        <translation>syarat wajib dinilai berbeda</translation>
    </message>
    <message>
        <source>its total of {total} is close to the threshold {bound}</source>
        <translation>nilainya {total} dekat batas {bound}</translation>
    </message>
    <message>
        <source>there is only one sheet</source>
        <translation>baru ada satu lembar</translation>
    </message>
    <message>
        <source>it joins curators who share no product yet</source>
        <translation>lembar itu menghubungkan kurator yang belum menilai produk yang sama</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>The clock of this laptop is {much} slow.</source>
        <translation>Jam laptop ini terlambat {much}.</translation>
    </message>
    <message>
        <source>The clock of this laptop is {much} fast.</source>
        <translation>Jam laptop ini terlalu cepat {much}.</translation>
    </message>
    <message>
        <source>Set the clock of this laptop: papers carry its date.</source>
        <translation>Setel jam laptop ini: tanggalnya tercetak di dokumen.</translation>
    </message>
    <message>
        <source>The program on this laptop is older than the centre&apos;s ({version}).</source>
        <translation>Program di laptop ini lebih lama daripada program pusat ({version}).</translation>
    </message>
    <message>
        <source>What you enter is kept, and sent as far as both understand each other.</source>
        <translation>Isian Anda tetap tersimpan, dan dikirim sejauh keduanya saling mengerti.</translation>
    </message>
    <message>
        <source>Ask your admin for the newest version.</source>
        <translation>Minta versi terbaru kepada admin.</translation>
    </message>
    <message>
        <source>The centre still runs an older version ({version}).</source>
        <translation>Pusat masih memakai versi lama ({version}).</translation>
    </message>
    <message>
        <source>What it does not know yet waits here and goes by itself later.</source>
        <translation>Yang belum dikenal pusat menunggu di sini dan nanti terkirim sendiri.</translation>
    </message>
    <message>
        <source>This laptop and the centre differ in {regions}. Nothing is lost: the centre was told, and they are compared again at the next sync.</source>
        <translation>Isi laptop ini dan pusat berbeda di {regions}. Tidak ada yang hilang: pusat sudah diberi tahu, dan keduanya dibandingkan lagi pada sinkronisasi berikutnya.</translation>
    </message>
</context>
<context>
    <name>NumbersCard</name>
    <message>
        <source>Official number</source>
        <translation>Nomor resmi</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Pola nomor</translation>
    </message>
    <message>
        <source>Classification</source>
        <translation>Klasifikasi</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>Begin again with 1 each year</source>
        <translation>Mulai lagi dari 1 setiap tahun</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>Contoh</translation>
    </message>
    <message>
        <source>Given when the centre confirms</source>
        <translation>Diberikan saat ditetapkan pusat</translation>
    </message>
    <message>
        <source>From blocks lent to laptops</source>
        <translation>Dari jatah nomor di laptop</translation>
    </message>
    <message>
        <source>Only the parts named here may stand in braces.</source>
        <translation>Hanya bagian yang disebut di sini boleh berada dalam kurung kurawal.</translation>
    </message>
    <message>
        <source>Only letters, digits, spaces and . / - _ ( )</source>
        <translation>Hanya huruf, angka, spasi, dan . / - _ ( )</translation>
    </message>
    <message>
        <source>{seq}, the running number, is missing.</source>
        <translation>{seq}, nomor urut, belum ada.</translation>
    </message>
    <message>
        <source>{seq} may stand only once.</source>
        <translation>{seq} hanya boleh sekali.</translation>
    </message>
    <message>
        <source>Something must part {seq} from other digits.</source>
        <translation>Harus ada pemisah antara {seq} dan angka lain.</translation>
    </message>
    <message>
        <source>Without {tahun} the numbers of next year would be those of this one.</source>
        <translation>Tanpa {tahun}, nomor tahun depan akan sama dengan nomor tahun ini.</translation>
    </message>
    <message>
        <source>The classification is still empty.</source>
        <translation>Klasifikasi masih kosong.</translation>
    </message>
    <message>
        <source>The unit is still empty.</source>
        <translation>Unit masih kosong.</translation>
    </message>
    <message>
        <source>Longer than {n} characters.</source>
        <translation>Lebih dari {n} huruf.</translation>
    </message>
    <message>
        <source>Numbers are there without a network; gaps are accounted for.</source>
        <translation>Nomor tersedia tanpa jaringan; nomor yang tidak terpakai dicatat.</translation>
    </message>
    <message>
        <source>No gaps; at the booth a certificate has its register number alone.</source>
        <translation>Nomor tidak meloncat; di lapangan sertifikat hanya bernomor register.</translation>
    </message>
</context>
<context>
    <name>NumbersSheet</name>
    <message>
        <source>Enter the public numbers</source>
        <translation>Masukkan angka publik</translation>
    </message>
    <message>
        <source>Copy them as published. The result cannot be changed afterwards: a mistake is corrected by a new draw that says why.</source>
        <translation>Salin seperti terbit. Hasilnya tidak dapat diubah lagi: kekeliruan diperbaiki dengan undian baru yang menyebut alasannya.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>Undi</translation>
    </message>
    <message>
        <source>For instance 7.241,88</source>
        <translation>Misalnya 7.241,88</translation>
    </message>
    <message>
        <source>Counts as {number}</source>
        <translation>Dibaca {number}</translation>
    </message>
    <message>
        <source>This is no number yet.</source>
        <translation>Ini belum angka.</translation>
    </message>
</context>
<context>
    <name>OfferSheet</name>
    <message>
        <source>Offer a training</source>
        <translation>Tawarkan pelatihan</translation>
    </message>
    <message>
        <source>{count} businesses are invited. Who has a place keeps it.</source>
        <translation>{count} usaha diundang. Yang sudah punya tempat tetap memilikinya.</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Pelatihan</translation>
    </message>
    <message>
        <source>New training</source>
        <translation>Pelatihan baru</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
    <message>
        <source>Offer</source>
        <translation>Tawarkan</translation>
    </message>
    <message>
        <source>{count} seats left</source>
        <translation>sisa {count} kursi</translation>
    </message>
</context>
<context>
    <name>OptionalDate</name>
    <message>
        <source>No end date</source>
        <translation>Tanpa batas waktu</translation>
    </message>
</context>
<context>
    <name>OrdersPanel</name>
    <message>
        <source>Import file</source>
        <translation>Impor berkas</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Pesanan</translation>
    </message>
    <message>
        <source>Office</source>
        <translation>Kantor</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Jenis</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Wilayah</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Klaster</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Paket</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Tagihan</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>Paket</translation>
    </message>
    <message>
        <source>No orders yet</source>
        <translation>Belum ada pesanan</translation>
    </message>
    <message>
        <source>Type the office, the cluster and how many packages, then press Enter. A list of the offices can be imported as CSV or XLSX.</source>
        <translation>Ketik kantor, klaster dan jumlah paket, lalu tekan Enter. Daftar kantor dapat diimpor sebagai CSV atau XLSX.</translation>
    </message>
    <message>
        <source>{orders} orders · {packages} packages · {due}</source>
        <translation>{orders} pesanan · {packages} paket · {due}</translation>
    </message>
    <message>
        <source>Orders are taken from {first} to {last}. Change the round to move the days.</source>
        <translation>Pesanan diterima {first} sampai {last}. Ubah putaran untuk menggeser tanggalnya.</translation>
    </message>
    <message>
        <source>composed</source>
        <translation>tersusun</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>disalurkan</translation>
    </message>
    <message>
        <source>Orders removed.</source>
        <translation>Pesanan dihapus.</translation>
    </message>
    <message>
        <source>Lists (*.csv *.xlsx)</source>
        <translation>Daftar (*.csv *.xlsx)</translation>
    </message>
    <message>
        <source>Import orders</source>
        <translation>Impor pesanan</translation>
    </message>
    <message>
        <source>{count} orders imported.</source>
        <translation>{count} pesanan diimpor.</translation>
    </message>
</context>
<context>
    <name>OwnProducts</name>
    <message>
        <source>Products of this business</source>
        <translation>Produk usaha ini</translation>
    </message>
    <message>
        <source>No products yet</source>
        <translation>Belum ada produk</translation>
    </message>
    <message>
        <source>Add the first one to photograph it.</source>
        <translation>Tambahkan yang pertama, lalu foto.</translation>
    </message>
    <message>
        <source>Add product</source>
        <translation>Tambah</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Produk</translation>
    </message>
</context>
<context>
    <name>OwnerPicker</name>
    <message>
        <source>Type the name of a business or its owner</source>
        <translation>Ketik nama usaha atau pemiliknya</translation>
    </message>
    <message>
        <source>Businesses that match</source>
        <translation>Usaha yang cocok</translation>
    </message>
</context>
<context>
    <name>PackageWords</name>
    <message>
        <source>{amount}, to the last rupiah.</source>
        <translation>{amount}, penuh sampai rupiah terakhir.</translation>
    </message>
    <message>
        <source>{total} of {amount} ({share}), {spare} left.</source>
        <translation>{total} dari {amount} ({share}), sisa {spare}.</translation>
    </message>
    <message>
        <source>No business is picked that could fill it.</source>
        <translation>Belum ada usaha terpilih yang dapat mengisinya.</translation>
    </message>
    <message>
        <source>Still empty.</source>
        <translation>Masih kosong.</translation>
    </message>
    <message>
        <source>{count} products would still fit.</source>
        <translation>{count} produk masih muat.</translation>
    </message>
    <message>
        <source>Every product that is picked is in it.</source>
        <translation>Semua produk terpilih sudah ada di dalamnya.</translation>
    </message>
    <message>
        <source>The amount binds: the cheapest of {count} products that would suit costs {price}.</source>
        <translation>Nilai paket yang membatasi: dari {count} produk lain yang cocok, yang termurah {price}.</translation>
    </message>
    <message>
        <source>Categories bind: every further product repeats one.</source>
        <translation>Kategori yang membatasi: semua produk lain mengulang kategori.</translation>
    </message>
    <message>
        <source>Districts bind: every further product repeats one.</source>
        <translation>Kecamatan yang membatasi: semua produk lain mengulang kecamatan.</translation>
    </message>
    <message>
        <source>Stock binds: too few pieces are left of what would suit.</source>
        <translation>Stok yang membatasi: sisa produk yang cocok tidak cukup.</translation>
    </message>
    <message>
        <source>Every further product is of a business that is in it.</source>
        <translation>Produk lain berasal dari usaha yang sudah ada di dalamnya.</translation>
    </message>
    <message>
        <source>The amount binds.</source>
        <translation>Nilai paket yang membatasi.</translation>
    </message>
    <message>
        <source>{spent} of {ordered} ordered is in the packages; the best that is possible at all is at most {gap} better.</source>
        <translation>{spent} dari {ordered} pesanan terisi; susunan terbaik yang mungkin paling banyak {gap} lebih baik.</translation>
    </message>
    <message>
        <source>Put together by hand.</source>
        <translation>Disusun dengan tangan.</translation>
    </message>
    <message>
        <source>Composed together with {orders} orders out of {goods} products; no better is possible.</source>
        <translation>Disusun bersama {orders} pesanan dari {goods} produk; tidak mungkin lebih baik.</translation>
    </message>
    <message>
        <source>Composed together with {orders} orders out of {goods} products, at most {gap} below the best that is possible.</source>
        <translation>Disusun bersama {orders} pesanan dari {goods} produk, paling banyak {gap} di bawah susunan terbaik yang mungkin.</translation>
    </message>
    <message>
        <source>{count} packages hold less than {share} of their worth, {empty} of them nothing: too few businesses are picked for this round, or their stock is too small.</source>
        <translation>{count} pesanan terisi kurang dari {share}, {empty} di antaranya kosong: usaha terpilih untuk putaran ini terlalu sedikit, atau stoknya terlalu kecil.</translation>
    </message>
    <message>
        <source>{left} businesses never took part.</source>
        <translation>{left} usaha belum pernah ikut.</translation>
    </message>
    <message>
        <source>After this round {left} businesses are left that never took part</source>
        <translation>Setelah putaran ini tersisa {left} usaha yang belum pernah ikut</translation>
    </message>
    <message>
        <source>enough for {rounds} rounds of {size}.</source>
        <translation>cukup untuk {rounds} putaran berisi {size} usaha.</translation>
    </message>
    <message>
        <source>not enough for one more of {size}. Curate at least {missing} new ones before the next month, or make the next round smaller; nobody takes part twice.</source>
        <translation>tidak cukup untuk satu putaran lagi berisi {size} usaha. Kurasi sedikitnya {missing} usaha baru sebelum bulan depan, atau perkecil putaran berikutnya; tidak ada yang ikut dua kali.</translation>
    </message>
</context>
<context>
    <name>PackagesPanel</name>
    <message>
        <source>Compose packages</source>
        <translation>Susun paket</translation>
    </message>
    <message>
        <source>Also those made by hand</source>
        <translation>Termasuk buatan tangan</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Hentikan</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Periksa lagi</translation>
    </message>
    <message>
        <source>Packages composed</source>
        <translation>Paket tersusun</translation>
    </message>
    <message>
        <source>Filled</source>
        <translation>Terisi</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Paket</translation>
    </message>
    <message>
        <source>Office</source>
        <translation>Kantor</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Klaster</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Sisa</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Keadaan</translation>
    </message>
    <message>
        <source>Nothing to compose yet</source>
        <translation>Belum ada yang disusun</translation>
    </message>
    <message>
        <source>Packages are composed from the orders and the businesses that are picked.</source>
        <translation>Paket disusun dari pesanan dan usaha terpilih.</translation>
    </message>
    <message>
        <source>What is in it</source>
        <translation>Isi paket</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produk</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategori</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Harga</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>Ganti</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Tambah</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>Keluarkan</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>disalurkan</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>kosong</translation>
    </message>
    <message>
        <source>faulty</source>
        <translation>keliru</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>buatan tangan</translation>
    </message>
    <message>
        <source>in order</source>
        <translation>sesuai</translation>
    </message>
    <message>
        <source>{share} filled</source>
        <translation>{share} terisi</translation>
    </message>
    <message>
        <source>no better is possible</source>
        <translation>tidak mungkin lebih baik</translation>
    </message>
    <message>
        <source>at most {gap} below the best</source>
        <translation>paling banyak {gap} di bawah susunan terbaik</translation>
    </message>
    <message>
        <source>{count} empty or faulty</source>
        <translation>{count} kosong atau keliru</translation>
    </message>
    <message>
        <source>{count} never took part</source>
        <translation>{count} usaha belum pernah ikut</translation>
    </message>
    <message>
        <source>{count} packages composed.</source>
        <translation>{count} pesanan tersusun.</translation>
    </message>
    <message>
        <source>{count} left as they were.</source>
        <translation>{count} dibiarkan.</translation>
    </message>
    <message>
        <source>The package is changed.</source>
        <translation>Paket diubah.</translation>
    </message>
</context>
<context>
    <name>PanelSection</name>
    <message>
        <source>Compare the sheets</source>
        <translation>Bandingkan lembar</translation>
    </message>
    <message>
        <source>Look without scoring</source>
        <translation>Lihat tanpa menilai</translation>
    </message>
    <message>
        <source>Panel · {count} sheets, at least {wanted}</source>
        <translation>Tim · {count} lembar, perlu {wanted}</translation>
    </message>
    <message>
        <source>You see the others&apos; sheets once yours is submitted.</source>
        <translation>Lembar anggota lain terlihat setelah lembar Anda dikirim.</translation>
    </message>
    <message>
        <source>Certificate {number} was issued from an older result. It cannot be revoked in the program yet: ask for the paper back.</source>
        <translation>Sertifikat {number} terbit dari hasil lama. Pencabutan belum dapat dilakukan di program ini: minta kembali lembarnya.</translation>
    </message>
    <message>
        <source>Sent down a level</source>
        <translation>Dikembalikan</translation>
    </message>
    <message>
        <source>The chair&apos;s reason</source>
        <translation>Alasan ketua tim</translation>
    </message>
    <message>
        <source>Older results</source>
        <translation>Hasil lama</translation>
    </message>
    <message>
        <source>Earlier levels and attempts</source>
        <translation>Tingkat dan percobaan sebelumnya</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>diurungkan</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>dikoreksi</translation>
    </message>
    <message>
        <source>attempt {number}</source>
        <translation>percobaan {number}</translation>
    </message>
    <message>
        <source>{where}: sent down. {why}</source>
        <translation>{where}: dikembalikan. {why}</translation>
    </message>
</context>
<context>
    <name>PanelSheet</name>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Tutup</translation>
    </message>
    <message>
        <source>It comes to</source>
        <translation>Hasilnya</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Alasan</translation>
    </message>
    <message>
        <source>Stays with the result; whoever reads it later sees it.</source>
        <translation>Ikut tersimpan bersama hasil dan dapat dibaca kemudian.</translation>
    </message>
</context>
<context>
    <name>PanelWords</name>
    <message>
        <source>{count} more sheets are needed.</source>
        <translation>Masih perlu {count} lembar lagi.</translation>
    </message>
    <message>
        <source>{who} has a conflict of interest.</source>
        <translation>{who} punya benturan kepentingan.</translation>
    </message>
    <message>
        <source>{who} submitted two sheets. Choose one.</source>
        <translation>{who} mengirim dua lembar. Pilih salah satu.</translation>
    </message>
    <message>
        <source>Two laptops ended this curation. The later result counts; correct it if needed.</source>
        <translation>Dua laptop mengakhiri kurasi ini. Hasil terakhir yang berlaku; koreksi bila perlu.</translation>
    </message>
    <message>
        <source>The level below no longer says passed.</source>
        <translation>Hasil tingkat di bawahnya tidak lagi lulus.</translation>
    </message>
    <message>
        <source>Only {who} noted: {what}.</source>
        <translation>Hanya dicatat {who}: {what}.</translation>
    </message>
    <message>
        <source>Answered differently: {what}.</source>
        <translation>Dijawab berbeda: {what}.</translation>
    </message>
    <message>
        <source>Totals are {points} points apart ({who}).</source>
        <translation>Nilai total berselisih {points} poin ({who}).</translation>
    </message>
    <message>
        <source>{what}: {points} points apart.</source>
        <translation>{what}: berselisih {points} poin.</translation>
    </message>
    <message>
        <source>{who} took only {seconds} seconds.</source>
        <translation>{who} mengisi hanya {seconds} detik.</translation>
    </message>
    <message>
        <source>{who} replaced their sheet when others could be seen.</source>
        <translation>{who} mengganti lembarnya setelah lembar lain terlihat.</translation>
    </message>
    <message>
        <source>No sheet from {who} yet.</source>
        <translation>Belum ada lembar dari {who}.</translation>
    </message>
</context>
<context>
    <name>PaperChoice</name>
    <message>
        <source>Which paper</source>
        <translation>Surat yang mana</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Sertifikat</translation>
    </message>
    <message>
        <source>Improvement sheet</source>
        <translation>Lembar perbaikan</translation>
    </message>
    <message>
        <source>Letter with the result</source>
        <translation>Surat pemberitahuan hasil</translation>
    </message>
    <message>
        <source>Next grade sheet</source>
        <translation>Lembar naik kelas</translation>
    </message>
</context>
<context>
    <name>PaperPanel</name>
    <message>
        <source>Register number</source>
        <translation>Nomor registrasi</translation>
    </message>
    <message>
        <source>Official number</source>
        <translation>Nomor resmi</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Berlaku sampai</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Nilai</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Tingkat</translation>
    </message>
    <message>
        <source>Issue certificate</source>
        <translation>Terbitkan sertifikat</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Simpan PDF</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Cetak</translation>
    </message>
    <message>
        <source>Story of the product</source>
        <translation>Riwayat produk</translation>
    </message>
    <message>
        <source>Record an objection</source>
        <translation>Catat keberatan</translation>
    </message>
    <message>
        <source>Tell the result by WhatsApp</source>
        <translation>Kabarkan hasil lewat WhatsApp</translation>
    </message>
    <message>
        <source>Put a digital signature …</source>
        <translation>Bubuhkan tanda tangan digital…</translation>
    </message>
    <message>
        <source>Signed on laptop {code}</source>
        <translation>Tertanda di {code}</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>Cabut…</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>Belum terkirim</translation>
    </message>
    <message>
        <source>Digitally signed</source>
        <translation>Bertanda tangan digital</translation>
    </message>
</context>
<context>
    <name>PapersCard</name>
    <message>
        <source>Letters &amp; signatures</source>
        <translation>Surat &amp; tanda tangan</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Buka</translation>
    </message>
    <message>
        <source>Letterhead, emblem, signatories and numbers come from {region}, published by its admin and the same on every laptop.</source>
        <translation>Kop, lambang, penanda tangan, dan nomor berasal dari {region}: diterbitkan adminnya dan sama di setiap laptop.</translation>
    </message>
    <message>
        <source>Nobody has published a set-up for this region yet: papers take the letterhead and the signatories below.</source>
        <translation>Wilayah ini belum punya setelan surat: surat memakai kop dan penanda tangan di bawah ini.</translation>
    </message>
</context>
<context>
    <name>PapersFrame</name>
    <message>
        <source>What the papers of a region take from their office</source>
        <translation>Yang diambil surat suatu wilayah dari kantornya</translation>
    </message>
    <message>
        <source>Letters &amp; signatures</source>
        <translation>Surat &amp; tanda tangan</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Pengaturan</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>Buang</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Ubah</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Terbitkan</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Wilayah</translation>
    </message>
    <message>
        <source>As its reader sees it</source>
        <translation>Seperti dilihat pembacanya</translation>
    </message>
    <message>
        <source>{name} · has its own</source>
        <translation>{name} · punya sendiri</translation>
    </message>
</context>
<context>
    <name>PapersPage</name>
    <message>
        <source>Draft</source>
        <translation>Konsep</translation>
    </message>
    <message>
        <source>Saved {time}</source>
        <translation>Tersimpan {time}</translation>
    </message>
    <message>
        <source>From {region}</source>
        <translation>Dari {region}</translation>
    </message>
    <message>
        <source>From this laptop</source>
        <translation>Dari laptop ini</translation>
    </message>
    <message>
        <source>This region has no set-up of its own.</source>
        <translation>Wilayah ini tidak punya setelan sendiri.</translation>
    </message>
    <message>
        <source>Until there is one, papers take the settings of each laptop.</source>
        <translation>Selama belum ada, surat memakai setelan tiap laptop.</translation>
    </message>
    <message>
        <source>You look at a published version.</source>
        <translation>Anda melihat versi yang pernah diterbitkan.</translation>
    </message>
    <message>
        <source>Back to what counts</source>
        <translation>Kembali ke yang berlaku</translation>
    </message>
    <message>
        <source>Your text is kept.</source>
        <translation>Isinya tetap tersimpan.</translation>
    </message>
    <message>
        <source>Make it a draft again</source>
        <translation>Jadikan konsep lagi</translation>
    </message>
    <message>
        <source>Version {n} is published and waits for the centre.</source>
        <translation>Versi {n} sudah diterbitkan dan menunggu pusat.</translation>
    </message>
    <message>
        <source>Synchronise; until then the version before counts.</source>
        <translation>Sinkronkan; sampai saat itu versi sebelumnya yang berlaku.</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>Tarik kembali</translation>
    </message>
    <message>
        <source>Version {n} was published since this draft was begun.</source>
        <translation>Versi {n} terbit sejak konsep ini dimulai.</translation>
    </message>
    <message>
        <source>Look at what changes before you publish over it.</source>
        <translation>Periksa daftar perubahan sebelum menerbitkan di atasnya.</translation>
    </message>
    <message>
        <source>From {day} nobody signs for this region.</source>
        <translation>Mulai {day} tidak ada penanda tangan di wilayah ini.</translation>
    </message>
    <message>
        <source>Add a successor before that day: without one no certificate is issued.</source>
        <translation>Tambahkan penggantinya sebelum hari itu: tanpa penanda tangan sertifikat tidak terbit.</translation>
    </message>
    <message>
        <source>Nothing differs from the version in force.</source>
        <translation>Tidak ada bedanya dengan versi yang berlaku.</translation>
    </message>
    <message>
        <source>Published. It goes out with the next sync.</source>
        <translation>Diterbitkan. Terkirim pada sinkronisasi berikutnya.</translation>
    </message>
</context>
<context>
    <name>PapersSheet</name>
    <message>
        <source>Print</source>
        <translation>Cetak</translation>
    </message>
    <message>
        <source>What is to be printed?</source>
        <translation>Apa yang dicetak?</translation>
    </message>
    <message>
        <source>Attendance list</source>
        <translation>Daftar hadir</translation>
    </message>
    <message>
        <source>Running order</source>
        <translation>Urutan tampil</translation>
    </message>
    <message>
        <source>Labels with blind codes</source>
        <translation>Label kode buta</translation>
    </message>
    <message>
        <source>Blank score sheets of all products</source>
        <translation>Lembar penilaian kosong semua produk</translation>
    </message>
    <message>
        <source>My score sheet of this product</source>
        <translation>Lembar penilaian saya untuk produk ini</translation>
    </message>
    <message>
        <source>Official report (Berita Acara)</source>
        <translation>Berita acara</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
</context>
<context>
    <name>PartTree</name>
    <message>
        <source>Parts of the rubric</source>
        <translation>Bagian rubrik</translation>
    </message>
    <message>
        <source>Make weights add up</source>
        <translation>Sesuaikan bobot</translation>
    </message>
    <message>
        <source>Remove this part</source>
        <translation>Hapus bagian ini</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Naikkan</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Turunkan</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Umum</translation>
    </message>
    <message>
        <source>Requirements</source>
        <translation>Syarat wajib</translation>
    </message>
    <message>
        <source>Critical findings</source>
        <translation>Temuan kritis</translation>
    </message>
    <message>
        <source>Outcomes</source>
        <translation>Hasil</translation>
    </message>
    <message>
        <source>else</source>
        <translation>selain itu</translation>
    </message>
    <message>
        <source>Weights: {sum} of 100</source>
        <translation>Bobot: {sum} dari 100</translation>
    </message>
    <message>
        <source>{name}: {sum} of {wanted}</source>
        <translation>{name}: {sum} dari {wanted}</translation>
    </message>
    <message>
        <source>Requirement</source>
        <translation>Syarat</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Temuan</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Baris</translation>
    </message>
    <message>
        <source>Indicator</source>
        <translation>Indikator</translation>
    </message>
    <message>
        <source>Criterion</source>
        <translation>Kriteria</translation>
    </message>
    <message>
        <source>Add: {what}</source>
        <translation>Tambah: {what}</translation>
    </message>
</context>
<context>
    <name>PdfBar</name>
    <message>
        <source>Previous page</source>
        <translation>Halaman sebelumnya</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Halaman berikutnya</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Halaman</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Perkecil</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Perbesar</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Perbesar</translation>
    </message>
    <message>
        <source>Whole page</source>
        <translation>Satu halaman penuh</translation>
    </message>
    <message>
        <source>Page width</source>
        <translation>Selebar halaman</translation>
    </message>
    <message>
        <source>Zoom {percent}</source>
        <translation>Perbesaran {percent}</translation>
    </message>
</context>
<context>
    <name>PdfPreview</name>
    <message>
        <source>Drawing the preview…</source>
        <translation>Menyiapkan pratinjau…</translation>
    </message>
    <message>
        <source>No preview yet</source>
        <translation>Belum ada pratinjau</translation>
    </message>
    <message>
        <source>This paper cannot be shown</source>
        <translation>Dokumen ini tidak dapat ditampilkan</translation>
    </message>
    <message>
        <source>Preview, page {page} of {count}</source>
        <translation>Pratinjau, halaman {page} dari {count}</translation>
    </message>
</context>
<context>
    <name>PhoneRoom</name>
    <message>
        <source>The laptop could not store this photo.</source>
        <translation>Laptop tidak dapat menyimpan foto ini.</translation>
    </message>
</context>
<context>
    <name>PhoneSheet</name>
    <message>
        <source>Photos from a phone</source>
        <translation>Foto dari ponsel</translation>
    </message>
    <message>
        <source>Code for the phone</source>
        <translation>Kode untuk ponsel</translation>
    </message>
    <message>
        <source>Photos appear here within seconds.</source>
        <translation>Foto muncul di sini dalam beberapa detik.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Selesai</translation>
    </message>
    <message>
        <source>Address for the phone&apos;s browser</source>
        <translation>Alamat untuk peramban ponsel</translation>
    </message>
    <message>
        <source>{count} phones connected</source>
        <translation>{count} ponsel tersambung</translation>
    </message>
    <message>
        <source>Phone connected</source>
        <translation>Ponsel tersambung</translation>
    </message>
    <message>
        <source>Waiting for a phone</source>
        <translation>Menunggu ponsel</translation>
    </message>
    <message>
        <source>{name} was not taken in.</source>
        <translation>{name} tidak diterima.</translation>
    </message>
    <message>
        <source>{count} of {total} photos stored</source>
        <translation>{count} dari {total} foto tersimpan</translation>
    </message>
    <message>
        <source>{count} photos are still on their way.</source>
        <translation>{count} foto masih dalam perjalanan.</translation>
    </message>
    <message>
        <source>Press Done once more to close without them.</source>
        <translation>Tekan Selesai sekali lagi untuk menutup tanpa foto itu.</translation>
    </message>
</context>
<context>
    <name>PhotoCoach</name>
    <message>
        <source>Blurred</source>
        <translation>Buram</translation>
    </message>
    <message>
        <source>Blurred. Steady your elbows, then tap the screen to focus.</source>
        <translation>Foto buram. Topang siku, lalu ketuk layar untuk fokus.</translation>
    </message>
    <message>
        <source>Too dark</source>
        <translation>Terlalu gelap</translation>
    </message>
    <message>
        <source>Too dark. Move closer to a window or turn on a lamp.</source>
        <translation>Foto gelap. Dekatkan ke jendela atau nyalakan lampu.</translation>
    </message>
    <message>
        <source>Too bright</source>
        <translation>Terlalu terang</translation>
    </message>
    <message>
        <source>Too bright. Move away from the light or lower the exposure.</source>
        <translation>Foto terlalu terang. Jauhi cahaya atau turunkan pencahayaan.</translation>
    </message>
    <message>
        <source>Glare</source>
        <translation>Silau</translation>
    </message>
    <message>
        <source>Light is mirrored. Tilt the product or move the lamp aside.</source>
        <translation>Ada pantulan cahaya. Miringkan produk atau geser lampunya.</translation>
    </message>
    <message>
        <source>Too far</source>
        <translation>Terlalu jauh</translation>
    </message>
    <message>
        <source>The product is small. Come closer until it fills the frame.</source>
        <translation>Produk tampak kecil. Dekati sampai memenuhi bingkai.</translation>
    </message>
    <message>
        <source>Cut off</source>
        <translation>Terpotong</translation>
    </message>
    <message>
        <source>The product is cut off. Step back until all of it shows.</source>
        <translation>Produk terpotong. Mundur sampai terlihat seluruhnya.</translation>
    </message>
    <message>
        <source>Busy ground</source>
        <translation>Latar ramai</translation>
    </message>
    <message>
        <source>Too much around it. Put the product before a plain ground.</source>
        <translation>Sekitarnya ramai. Letakkan produk di depan latar polos.</translation>
    </message>
    <message>
        <source>Label unread</source>
        <translation>Label kabur</translation>
    </message>
    <message>
        <source>The label cannot be read. Bring it closer and straight on.</source>
        <translation>Label tidak terbaca. Foto lebih dekat dan tegak lurus.</translation>
    </message>
    <message>
        <source>A face</source>
        <translation>Ada wajah</translation>
    </message>
    <message>
        <source>A face is in the picture. Photograph the product alone.</source>
        <translation>Ada wajah di foto. Foto produknya saja.</translation>
    </message>
    <message>
        <source>Few pixels</source>
        <translation>Piksel kurang</translation>
    </message>
    <message>
        <source>Too few pixels. Use the original, not one sent by chat.</source>
        <translation>Piksel terlalu sedikit. Pakai foto asli, bukan kiriman chat.</translation>
    </message>
</context>
<context>
    <name>PhotoSheet</name>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Previous photo</source>
        <translation>Foto sebelumnya</translation>
    </message>
    <message>
        <source>Next photo</source>
        <translation>Foto berikutnya</translation>
    </message>
    <message>
        <source>Remove photo</source>
        <translation>Hapus foto</translation>
    </message>
    <message>
        <source>Put it first</source>
        <translation>Jadikan utama</translation>
    </message>
    <message>
        <source>Mend…</source>
        <translation>Perbaiki…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Tutup</translation>
    </message>
</context>
<context>
    <name>PhotoTile</name>
    <message>
        <source>Remove {name}</source>
        <translation>Hapus {name}</translation>
    </message>
</context>
<context>
    <name>Photos</name>
    <message>
        <source>Photo {number}</source>
        <translation>Foto {number}</translation>
    </message>
</context>
<context>
    <name>PhotosCard</name>
    <message>
        <source>Photos taken in</source>
        <translation>Foto yang dimasukkan</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Hentikan</translation>
    </message>
    <message>
        <source>Leave out the pictures that are not in yet</source>
        <translation>Foto yang belum masuk tidak dimasukkan</translation>
    </message>
    <message>
        <source>Ask again at the next start</source>
        <translation>Tanyakan lagi saat program dibuka berikutnya</translation>
    </message>
    <message>
        <source>Drop pictures anywhere on this page, or paste them with Ctrl+V.</source>
        <translation>Seret gambar ke mana saja di halaman ini, atau tempel dengan Ctrl+V.</translation>
    </message>
    <message>
        <source>{count} photos wait. They are added once the product is saved.</source>
        <translation>{count} foto menunggu dan ditambahkan setelah produk disimpan.</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} dari {total}</translation>
    </message>
    <message>
        <source>{count} pictures were not taken in.</source>
        <translation>{count} gambar tidak dapat dipakai.</translation>
    </message>
    <message>
        <source>{count} photos were not in yet when the program stopped unexpectedly.</source>
        <translation>{count} foto belum masuk ketika program terhenti mendadak.</translation>
    </message>
    <message>
        <source>Those that were in are kept, and none comes in twice.</source>
        <translation>Yang sudah masuk tetap tersimpan, dan tidak ada yang masuk dua kali.</translation>
    </message>
    <message>
        <source>Add them now</source>
        <translation>Masukkan sekarang</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Gambar</translation>
    </message>
    <message>
        <source>Choose photos</source>
        <translation>Pilih foto</translation>
    </message>
    <message>
        <source>Folder to watch</source>
        <translation>Folder yang dipantau</translation>
    </message>
</context>
<context>
    <name>PhotosOnDisk</name>
    <message>
        <source>Photos on this laptop</source>
        <translation>Foto di laptop ini</translation>
    </message>
    <message>
        <source>Check all photos</source>
        <translation>Periksa semua foto</translation>
    </message>
    <message>
        <source>Left on the disk</source>
        <translation>Sisa ruang disk</translation>
    </message>
    <message>
        <source>Photos take</source>
        <translation>Dipakai foto</translation>
    </message>
    <message>
        <source>All photos are here and whole.</source>
        <translation>Semua foto ada dan utuh.</translation>
    </message>
    <message>
        <source>and {count} more products</source>
        <translation>dan {count} produk lain</translation>
    </message>
    <message>
        <source>{count} photo files are missing or damaged.</source>
        <translation>{count} berkas foto hilang atau rusak.</translation>
    </message>
</context>
<context>
    <name>PickSheet</name>
    <message>
        <source>Price and stock</source>
        <translation>Harga dan stok</translation>
    </message>
    <message>
        <source>Price of one, in rupiah</source>
        <translation>Harga satuan, rupiah</translation>
    </message>
    <message>
        <source>Pieces it can make for this round</source>
        <translation>Stok yang disanggupi untuk putaran ini</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Simpan</translation>
    </message>
</context>
<context>
    <name>PicksPanel</name>
    <message>
        <source>Candidates</source>
        <translation>Calon</translation>
    </message>
    <message>
        <source>Business</source>
        <translation>Usaha</translation>
    </message>
    <message>
        <source>District</source>
        <translation>Kecamatan</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>Menunggu</translation>
    </message>
    <message>
        <source>Pick</source>
        <translation>Pilih</translation>
    </message>
    <message>
        <source>No candidate</source>
        <translation>Tidak ada calon</translation>
    </message>
    <message>
        <source>Picked businesses</source>
        <translation>Usaha terpilih</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produk</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Harga</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Sisa</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Keadaan</translation>
    </message>
    <message>
        <source>Price and stock</source>
        <translation>Harga dan stok</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Batalkan</translation>
    </message>
    <message>
        <source>Nobody is picked yet</source>
        <translation>Belum ada usaha terpilih</translation>
    </message>
    <message>
        <source>Pick businesses from the list at the left; each takes part once only.</source>
        <translation>Pilih usaha dari daftar di kiri; setiap usaha hanya ikut sekali.</translation>
    </message>
    <message>
        <source>Candidates, whose turn it is first</source>
        <translation>Calon menurut giliran</translation>
    </message>
    <message>
        <source>Stock</source>
        <translation>Stok</translation>
    </message>
    <message>
        <source>Picked for this round</source>
        <translation>Terpilih untuk putaran ini</translation>
    </message>
    <message>
        <source>No business that may enter Gebetan is left: each takes part once only. New ones come from curation; what a product still lacks stands under Channels.</source>
        <translation>Tidak ada lagi usaha yang boleh ikut: setiap usaha hanya sekali. Usaha baru datang dari kurasi; kekurangan tiap produk ada di halaman Kanal.</translation>
    </message>
    <message>
        <source>{days} days</source>
        <translation>{days} hari</translation>
    </message>
    <message>
        <source>No other candidate is left.</source>
        <translation>Tidak ada calon lain.</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>Keluarkan</translation>
    </message>
    <message>
        <source>Next in turn: {business}, {product}.</source>
        <translation>Giliran berikutnya: {business}, {product}.</translation>
    </message>
    <message>
        <source>Take the next</source>
        <translation>Ambil berikutnya</translation>
    </message>
    <message>
        <source>{count} picked.</source>
        <translation>{count} terpilih.</translation>
    </message>
    <message>
        <source>{business} leaves this round and may be picked later. Packages that hold its product have to be composed again.</source>
        <translation>{business} keluar dari putaran ini dan boleh dipilih lain kali. Paket yang berisi produknya harus disusun ulang.</translation>
    </message>
    <message>
        <source>Withdraw {business}</source>
        <translation>Batalkan {business}</translation>
    </message>
    <message>
        <source>Whoever comes later reads it in the story of the product.</source>
        <translation>Alasan ini terbaca dalam riwayat produknya.</translation>
    </message>
    <message>
        <source>Withdrawn.</source>
        <translation>Dibatalkan.</translation>
    </message>
</context>
<context>
    <name>PicturePage</name>
    <message>
        <source>Watching {folder} pauses until a product is on show.</source>
        <translation>Pantauan {folder} dijeda sampai sebuah produk tampil.</translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>Gambar tempelan</translation>
    </message>
    <message>
        <source>Dropped picture</source>
        <translation>Gambar seretan</translation>
    </message>
</context>
<context>
    <name>PlacesTab</name>
    <message>
        <source>Give booths by turns</source>
        <translation>Bagikan menurut giliran</translation>
    </message>
    <message>
        <source>Booth cards</source>
        <translation>Kartu lapak</translation>
    </message>
    <message>
        <source>List of places</source>
        <translation>Daftar lapak</translation>
    </message>
    <message>
        <source>Booths and who has them</source>
        <translation>Lapak dan penempatnya</translation>
    </message>
    <message>
        <source>Did not come</source>
        <translation>Tidak datang</translation>
    </message>
    <message>
        <source>Gives up …</source>
        <translation>Mundur …</translation>
    </message>
    <message>
        <source>Swap or move …</source>
        <translation>Tukar atau pindah …</translation>
    </message>
    <message>
        <source>Give out of turn …</source>
        <translation>Beri di luar giliran …</translation>
    </message>
    <message>
        <source>No booth given yet</source>
        <translation>Belum ada lapak yang dibagikan</translation>
    </message>
    <message>
        <source>Draw the plan first, then give the booths by turns.</source>
        <translation>Susun denahnya dahulu, lalu bagikan lapaknya menurut giliran.</translation>
    </message>
    <message>
        <source>Booths</source>
        <translation>Lapak</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Menunggu</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Berakhir</translation>
    </message>
    <message>
        <source>{free} free</source>
        <translation>{free} kosong</translation>
    </message>
    <message>
        <source>Booth</source>
        <translation>Lapak</translation>
    </message>
    <message>
        <source>Business</source>
        <translation>Usaha</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produk</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Wilayah</translation>
    </message>
    <message>
        <source>Turn</source>
        <translation>Urutan</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Keadaan</translation>
    </message>
    <message>
        <source>free</source>
        <translation>kosong</translation>
    </message>
    <message>
        <source>The places are given.</source>
        <translation>Lapak dibagikan.</translation>
    </message>
    <message>
        <source>Booth {no} is free now.</source>
        <translation>Lapak {no} kini kosong.</translation>
    </message>
    <message>
        <source>Booth {no}: {name} moves up from the waiting list.</source>
        <translation>Lapak {no}: {name} naik dari daftar tunggu.</translation>
    </message>
    <message>
        <source>{name} gives up</source>
        <translation>{name} mundur</translation>
    </message>
    <message>
        <source>Booth {no} goes to the first of the waiting list that may stand there.</source>
        <translation>Lapak {no} diberikan kepada usaha pertama dari daftar tunggu yang memenuhi syarat.</translation>
    </message>
    <message>
        <source>Another booth for {name}</source>
        <translation>Lapak lain untuk {name}</translation>
    </message>
    <message>
        <source>Both places end and two new ones begin; print their cards again.</source>
        <translation>Kedua tempat berakhir dan dua yang baru dimulai; cetak lagi kartunya.</translation>
    </message>
    <message>
        <source>{no} · {name}</source>
        <translation>{no} · {name}</translation>
    </message>
    <message>
        <source>{no} · free</source>
        <translation>{no} · kosong</translation>
    </message>
    <message>
        <source>The booths are changed.</source>
        <translation>Lapak diganti.</translation>
    </message>
    <message>
        <source>The booth is given.</source>
        <translation>Lapak diberikan.</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>Picture of the camera</source>
        <translation>Gambar dari kamera</translation>
    </message>
    <message>
        <source>Opening the camera…</source>
        <translation>Membuka kamera…</translation>
    </message>
</context>
<context>
    <name>PreviewView</name>
    <message>
        <source>This rubric cannot be shown as a sheet yet.</source>
        <translation>Rubrik ini belum dapat ditampilkan sebagai lembar.</translation>
    </message>
    <message>
        <source>Mend what is marked red first.</source>
        <translation>Perbaiki dahulu yang ditandai merah.</translation>
    </message>
    <message>
        <source>Show me</source>
        <translation>Tunjukkan</translation>
    </message>
    <message>
        <source>Points as on paper: {total}</source>
        <translation>Nilai seperti di kertas: {total}</translation>
    </message>
</context>
<context>
    <name>PrintSheet</name>
    <message>
        <source>Print</source>
        <translation>Cetak</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Semua</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Halaman</translation>
    </message>
    <message>
        <source>For example 1-3, 5</source>
        <translation>Misalnya 1-3, 5</translation>
    </message>
    <message>
        <source>One copy fewer</source>
        <translation>Kurangi satu rangkap</translation>
    </message>
    <message>
        <source>One copy more</source>
        <translation>Tambah satu rangkap</translation>
    </message>
    <message>
        <source>Print this paper</source>
        <translation>Cetak dokumen ini</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>Printer</translation>
    </message>
    <message>
        <source>Each certificate comes out once; its next print says SALINAN.</source>
        <translation>Setiap sertifikat dicetak sekali; cetakan berikutnya bertuliskan SALINAN.</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Rangkap</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Simpan PDF</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
</context>
<context>
    <name>Printing</name>
    <message>
        <source>Save as PDF</source>
        <translation>Simpan PDF</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>Tersimpan: {name}</translation>
    </message>
</context>
<context>
    <name>ProblemsSheet</name>
    <message>
        <source>Nothing was imported</source>
        <translation>Tidak ada yang diimpor</translation>
    </message>
    <message>
        <source>Mend these places in the file, then import it again: {count}.</source>
        <translation>Perbaiki {count} tempat ini dalam berkas, lalu impor lagi.</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Baris</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Kolom</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Yang keliru</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Kekeliruan</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Tutup</translation>
    </message>
</context>
<context>
    <name>ProductEditor</name>
    <message>
        <source>Choose</source>
        <translation>Pilih</translation>
    </message>
    <message>
        <source>Business</source>
        <translation>Usaha</translation>
    </message>
    <message>
        <source>Product name</source>
        <translation>Nama produk</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategori</translation>
    </message>
    <message>
        <source>Price in rupiah</source>
        <translation>Harga (rupiah)</translation>
    </message>
    <message>
        <source>Net content</source>
        <translation>Isi bersih</translation>
    </message>
    <message>
        <source>Shelf life in days</source>
        <translation>Masa simpan (hari)</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Deskripsi</translation>
    </message>
    <message>
        <source>Ingredients</source>
        <translation>Komposisi</translation>
    </message>
    <message>
        <source>Legal documents</source>
        <translation>Dokumen legalitas</translation>
    </message>
</context>
<context>
    <name>ProductPicker</name>
    <message>
        <source>Which product comes next?</source>
        <translation>Produk mana berikutnya?</translation>
    </message>
    <message>
        <source>Search product or business</source>
        <translation>Cari produk atau usaha</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Produk</translation>
    </message>
    <message>
        <source>Register a new product</source>
        <translation>Daftarkan produk baru</translation>
    </message>
    <message>
        <source>Score this product</source>
        <translation>Nilai produk ini</translation>
    </message>
</context>
<context>
    <name>ProductsPage</name>
    <message>
        <source>Search products</source>
        <translation>Cari produk</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Produk</translation>
    </message>
    <message>
        <source>No product found</source>
        <translation>Produk tidak ditemukan</translation>
    </message>
    <message>
        <source>Try fewer letters or another category.</source>
        <translation>Coba dengan huruf lebih sedikit atau kategori lain.</translation>
    </message>
    <message>
        <source>Category filter</source>
        <translation>Saring kategori</translation>
    </message>
    <message>
        <source>All categories</source>
        <translation>Semua kategori</translation>
    </message>
    <message>
        <source>New product</source>
        <translation>Produk baru</translation>
    </message>
    <message>
        <source>Go to the business</source>
        <translation>Ke usahanya</translation>
    </message>
    <message>
        <source>Story of the product</source>
        <translation>Riwayat produk</translation>
    </message>
    <message>
        <source>Score now</source>
        <translation>Nilai sekarang</translation>
    </message>
    <message>
        <source>{count} found</source>
        <translation>{count} ditemukan</translation>
    </message>
    <message>
        <source>{count} on this laptop</source>
        <translation>{count} di laptop ini</translation>
    </message>
</context>
<context>
    <name>ProgressSheet</name>
    <message>
        <source>Printing</source>
        <translation>Mencetak</translation>
    </message>
    <message>
        <source>Pages printed</source>
        <translation>Halaman tercetak</translation>
    </message>
    <message>
        <source>Stop printing</source>
        <translation>Hentikan cetak</translation>
    </message>
    <message>
        <source>{done} of {total} pages at printer {name}</source>
        <translation>{done} dari {total} halaman di printer {name}</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Menghentikan…</translation>
    </message>
</context>
<context>
    <name>PublishSheet</name>
    <message>
        <source>Publish {name}, version {n}</source>
        <translation>Terbitkan {name}, versi {n}</translation>
    </message>
    <message>
        <source>{n} values differ from the newest version. After the centre has taken it, sessions held on its day or later judge by it. What is open or scored already keeps its version.</source>
        <translation>{n} nilai berbeda dari versi terbaru. Sesudah diterima pusat, kegiatan pada hari itu dan sesudahnya menilai dengannya. Yang sudah dibuka atau dinilai tetap memakai versinya.</translation>
    </message>
    <message>
        <source>All curators read this.</source>
        <translation>Dibaca semua kurator.</translation>
    </message>
    <message>
        <source>What changed, and why</source>
        <translation>Apa yang berubah, dan mengapa</translation>
    </message>
    <message>
        <source>Counts from</source>
        <translation>Mulai berlaku</translation>
    </message>
    <message>
        <source>Publish version {n} for {region}</source>
        <translation>Terbitkan versi {n} untuk {region}</translation>
    </message>
    <message>
        <source>After the centre has taken it, every laptop of the region prints with it from {day}. Certificates that were issued stay as they are.</source>
        <translation>Setelah diterima pusat, setiap laptop wilayah ini mencetak dengannya mulai {day}. Sertifikat yang sudah terbit tidak berubah.</translation>
    </message>
    <message>
        <source>What changes</source>
        <translation>Yang berubah</translation>
    </message>
    <message>
        <source>… and {n} more</source>
        <translation>… dan {n} lagi</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Terbitkan</translation>
    </message>
    <message>
        <source>The day of the session counts, not the day of the score sheet.</source>
        <translation>Yang menentukan adalah hari kegiatan, bukan hari lembar penilaian.</translation>
    </message>
    <message>
        <source>Version {n} is due from {day}; before that day this one takes its place.</source>
        <translation>Versi {n} berlaku mulai {day}; bila lebih awal, versi ini menggantikannya.</translation>
    </message>
</context>
<context>
    <name>QueueColumn</name>
    <message>
        <source>Products of the session</source>
        <translation>Produk kegiatan ini</translation>
    </message>
    <message>
        <source>Add product</source>
        <translation>Tambah produk</translation>
    </message>
    <message>
        <source>Check in: type or scan a code</source>
        <translation>Masuk: ketik atau pindai kode</translation>
    </message>
    <message>
        <source>Check in by code</source>
        <translation>Masuk dengan kode</translation>
    </message>
    <message>
        <source>Check in by code ({keys})</source>
        <translation>Masuk dengan kode ({keys})</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Tampilkan</translation>
    </message>
    <message>
        <source>All products ({count})</source>
        <translation>Semua produk ({count})</translation>
    </message>
    <message>
        <source>Waiting for verification ({count})</source>
        <translation>Menunggu verifikasi ({count})</translation>
    </message>
    <message>
        <source>Waiting for validation ({count})</source>
        <translation>Menunggu validasi ({count})</translation>
    </message>
    <message>
        <source>Ready to be scored ({count})</source>
        <translation>Siap dinilai ({count})</translation>
    </message>
    <message>
        <source>Being scored ({count})</source>
        <translation>Sedang dinilai ({count})</translation>
    </message>
    <message>
        <source>Decided ({count})</source>
        <translation>Ditetapkan ({count})</translation>
    </message>
    <message>
        <source>Sent down</source>
        <translation>Dikembalikan</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>Hadir</translation>
    </message>
    <message>
        <source>Unverified</source>
        <translation>Tanpa verifikasi</translation>
    </message>
    <message>
        <source>{count} scored</source>
        <translation>{count} terisi</translation>
    </message>
    <message>
        <source>Not scored yet</source>
        <translation>Belum dinilai</translation>
    </message>
    <message>
        <source>{code} was here already.</source>
        <translation>{code} sudah masuk sebelumnya.</translation>
    </message>
    <message>
        <source>{code} is here.</source>
        <translation>{code} sudah masuk.</translation>
    </message>
</context>
<context>
    <name>QueueList</name>
    <message>
        <source>Alt with Up or Down moves a product</source>
        <translation>Alt dengan panah atas atau bawah memindahkan produk</translation>
    </message>
</context>
<context>
    <name>RankingSheet</name>
    <message>
        <source>Ranking</source>
        <translation>Peringkat</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Tutup</translation>
    </message>
    <message>
        <source>The best {count} of those that passed are picked.</source>
        <translation>Dipilih {count} terbaik dari yang lulus.</translation>
    </message>
    <message>
        <source>Equal points are told apart by: {rules}.</source>
        <translation>Nilai yang sama dibedakan berurutan oleh: {rules}.</translation>
    </message>
    <message>
        <source>{count} products have no result yet.</source>
        <translation>{count} produk belum punya hasil.</translation>
    </message>
    <message>
        <source>Picked</source>
        <translation>Terpilih</translation>
    </message>
    <message>
        <source>Not picked</source>
        <translation>Tidak terpilih</translation>
    </message>
    <message>
        <source>equal by every rule</source>
        <translation>seri menurut semua aturan</translation>
    </message>
    <message>
        <source>told apart by: {rule}</source>
        <translation>dibedakan oleh: {rule}</translation>
    </message>
</context>
<context>
    <name>ReasonSheet</name>
    <message>
        <source>Reason</source>
        <translation>Alasan</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
    <message>
        <source>Whoever asks why will read it. No phone numbers or NIK.</source>
        <translation>Dibaca oleh siapa pun yang bertanya sebabnya. Tanpa nomor telepon atau NIK.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Simpan</translation>
    </message>
</context>
<context>
    <name>RecentSessions</name>
    <message>
        <source>Go on with a session</source>
        <translation>Lanjutkan kegiatan</translation>
    </message>
</context>
<context>
    <name>RecordForm</name>
    <message>
        <source>New</source>
        <translation>Baru</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>Belum disimpan</translation>
    </message>
    <message>
        <source>Everything is saved</source>
        <translation>Semua tersimpan</translation>
    </message>
</context>
<context>
    <name>RecordFrame</name>
    <message>
        <source>Save</source>
        <translation>Simpan</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation>Buang perubahan</translation>
    </message>
    <message>
        <source>Not saved yet: {name}, typed {moment}.</source>
        <translation>Belum disimpan: {name}, diketik {moment}.</translation>
    </message>
    <message>
        <source>Typed {moment} and not saved yet.</source>
        <translation>Belum disimpan, diketik {moment}.</translation>
    </message>
    <message>
        <source>Nothing of it is lost. Go on, then save it or discard it.</source>
        <translation>Tidak ada yang hilang. Lanjutkan, lalu simpan atau buang.</translation>
    </message>
    <message>
        <source>The saved record is no longer on this laptop; what was typed stays here.</source>
        <translation>Data yang tersimpan tidak ada lagi di laptop ini; ketikan tetap ada di sini.</translation>
    </message>
    <message>
        <source>Save it as a new one, or discard it.</source>
        <translation>Simpan sebagai data baru, atau buang.</translation>
    </message>
    <message>
        <source>Changed elsewhere since you began to type: {fields}.</source>
        <translation>Sudah diubah di tempat lain sejak Anda mengetik: {fields}.</translation>
    </message>
    <message>
        <source>What you typed stays. If you save, it takes the place of the newer one.</source>
        <translation>Ketikan Anda tetap ada. Bila disimpan, ketikan itu menggantikan nilai yang lebih baru.</translation>
    </message>
    <message>
        <source>Take the newer one</source>
        <translation>Pakai yang lebih baru</translation>
    </message>
    <message>
        <source>{count} more forms wait to be saved.</source>
        <translation>{count} isian lain juga belum disimpan.</translation>
    </message>
    <message>
        <source>Go on with it</source>
        <translation>Lanjutkan</translation>
    </message>
</context>
<context>
    <name>RecordPage</name>
    <message>
        <source>Saved.</source>
        <translation>Tersimpan.</translation>
    </message>
</context>
<context>
    <name>RecordStanding</name>
    <message>
        <source>At the centre</source>
        <translation>Di pusat</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Menunggu</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>Bentrok</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Ditolak</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>Diserahkan</translation>
    </message>
</context>
<context>
    <name>RefusalCard</name>
    <message>
        <source>Refused by the centre</source>
        <translation>Ditolak pusat</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Coba lagi</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>dan {count} lagi</translation>
    </message>
</context>
<context>
    <name>RefusalRow</name>
    <message>
        <source>The centre&apos;s staff decide. Until then it stays here, unchanged.</source>
        <translation>Petugas pusat yang memutuskan. Sampai saat itu tetap tersimpan di sini.</translation>
    </message>
    <message>
        <source>Handed over, waits for the staff</source>
        <translation>Diserahkan, menunggu petugas</translation>
    </message>
    <message>
        <source>Waits for another record</source>
        <translation>Menunggu catatan lain</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Ambil kembali</translation>
    </message>
    <message>
        <source>Hand over to the centre</source>
        <translation>Serahkan ke pusat</translation>
    </message>
</context>
<context>
    <name>RegionsCard</name>
    <message>
        <source>Which region is behind?</source>
        <translation>Kecamatan mana tertinggal?</translation>
    </message>
    <message>
        <source>A row for each</source>
        <translation>Satu baris untuk tiap</translation>
    </message>
    <message>
        <source>nothing decided</source>
        <translation>belum ada hasil</translation>
    </message>
    <message>
        <source>Share that passed, the lowest first. Press a row to go into it.</source>
        <translation>Bagian yang lulus, terendah dahulu. Tekan satu baris untuk masuk ke wilayah itu.</translation>
    </message>
    <message>
        <source>Nothing was decided in this selection.</source>
        <translation>Belum ada yang ditetapkan dalam pilihan ini.</translation>
    </message>
</context>
<context>
    <name>RegistrationPanel</name>
    <message>
        <source>New or changed</source>
        <translation>Baru atau berubah</translation>
    </message>
    <message>
        <source>Exported, unchanged</source>
        <translation>Sudah diekspor</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>Belum boleh</translation>
    </message>
    <message>
        <source>No longer fit</source>
        <translation>Tidak memenuhi lagi</translation>
    </message>
    <message>
        <source>Products for e-order</source>
        <translation>Produk untuk e-order</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produk</translation>
    </message>
    <message>
        <source>Business</source>
        <translation>Usaha</translation>
    </message>
    <message>
        <source>Standing</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Sampai</translation>
    </message>
    <message>
        <source>Exports so far</source>
        <translation>Ekspor yang sudah ada</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Kapan</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Produk</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Berkas</translation>
    </message>
    <message>
        <source>No product has come up to provinsi yet</source>
        <translation>Belum ada produk yang sampai ke provinsi</translation>
    </message>
    <message>
        <source>Products that pass curation at provinsi level appear here by themselves.</source>
        <translation>Produk yang lulus kurasi tingkat provinsi muncul di sini dengan sendirinya.</translation>
    </message>
    <message>
        <source>Which products</source>
        <translation>Produk yang mana</translation>
    </message>
    <message>
        <source>All products</source>
        <translation>Semua produk</translation>
    </message>
    <message>
        <source>New and changed only</source>
        <translation>Baru dan berubah saja</translation>
    </message>
    <message>
        <source>Into a folder</source>
        <translation>Ke folder</translation>
    </message>
    <message>
        <source>Export ZIP</source>
        <translation>Ekspor ZIP</translation>
    </message>
</context>
<context>
    <name>Rekap</name>
    <message>
        <source>{passed} of {decided} · {rate}</source>
        <translation>{passed} dari {decided} · {rate}</translation>
    </message>
    <message>
        <source>Requirement not met: {name}</source>
        <translation>Syarat belum terpenuhi: {name}</translation>
    </message>
    <message>
        <source>Requirement in process: {name}</source>
        <translation>Syarat dalam proses: {name}</translation>
    </message>
    <message>
        <source>Criterion below its floor: {name}</source>
        <translation>Kriteria di bawah batas: {name}</translation>
    </message>
    <message>
        <source>Critical finding: {name}</source>
        <translation>Temuan kritis: {name}</translation>
    </message>
</context>
<context>
    <name>RekapPage</name>
    <message>
        <source>Recap</source>
        <translation>Rekap</translation>
    </message>
    <message>
        <source>Save as XLSX</source>
        <translation>Simpan XLSX</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Simpan PDF</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Cetak</translation>
    </message>
    <message>
        <source>Businesses</source>
        <translation>Usaha</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Verifikasi</translation>
    </message>
    <message>
        <source>Scored</source>
        <translation>Dinilai</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>Lulus</translation>
    </message>
    <message>
        <source>Pass rate</source>
        <translation>Persentase lulus</translation>
    </message>
    <message>
        <source>All figures</source>
        <translation>Semua angka</translation>
    </message>
    <message>
        <source>A row for each</source>
        <translation>Satu baris untuk tiap</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Bulan</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Semua</translation>
    </message>
    <message>
        <source>Sample data</source>
        <translation>Data contoh</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>Latihan</translation>
    </message>
    <message>
        <source>Counting anew: {count} districts left. The figures grow meanwhile.</source>
        <translation>Sedang dihitung ulang: {count} kecamatan lagi. Angka masih bertambah.</translation>
    </message>
    <message>
        <source>By the district a business comes from · decisions that stand</source>
        <translation>Menurut kecamatan asal usaha · keputusan yang berlaku</translation>
    </message>
    <message>
        <source>practice does not count</source>
        <translation>latihan tidak dihitung</translation>
    </message>
    <message>
        <source>Stop saving</source>
        <translation>Berhenti menyimpan</translation>
    </message>
</context>
<context>
    <name>Results</name>
    <message>
        <source>Sent {sent} records and {photos} photos, received {received} records.</source>
        <translation>Terkirim {sent} data dan {photos} foto, diterima {received} data.</translation>
    </message>
    <message>
        <source>The next synchronisation goes on from here.</source>
        <translation>Sinkronisasi berikutnya melanjutkan dari sini.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Dihentikan.</translation>
    </message>
    <message>
        <source>Synchronised, but some records need you.</source>
        <translation>Sudah disinkronkan, tetapi ada data yang perlu Anda periksa.</translation>
    </message>
    <message>
        <source>Records are synchronised; some photos still wait.</source>
        <translation>Data sudah disinkronkan; sebagian foto masih menunggu.</translation>
    </message>
    <message>
        <source>Synchronised.</source>
        <translation>Sudah disinkronkan.</translation>
    </message>
</context>
<context>
    <name>RevokeSheet</name>
    <message>
        <source>Revoke the certificate</source>
        <translation>Cabut sertifikat</translation>
    </message>
    <message>
        <source>Issue another in its place at once</source>
        <translation>Langsung terbitkan penggantinya</translation>
    </message>
    <message>
        <source>{number} stays in force and is named as what stands in its place.</source>
        <translation>{number} tetap berlaku dan disebut sebagai penggantinya.</translation>
    </message>
    <message>
        <source>{product} · {number}</source>
        <translation>{product} · {number}</translation>
    </message>
    <message>
        <source>From the next sync on, whoever checks its code is told that it was revoked. A revocation that was sent is never taken back.</source>
        <translation>Sejak sinkronisasi berikutnya, siapa pun yang memeriksa kodenya diberi tahu bahwa sertifikat ini dicabut. Pencabutan yang sudah terkirim tidak dapat diurungkan.</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Alasan</translation>
    </message>
    <message>
        <source>What happened, in a sentence.</source>
        <translation>Apa yang terjadi, dalam satu kalimat.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Keterangan</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Cabut</translation>
    </message>
</context>
<context>
    <name>Revoking</name>
    <message>
        <source>Certificate revoked.</source>
        <translation>Sertifikat dicabut.</translation>
    </message>
    <message>
        <source>The certificate holds again.</source>
        <translation>Sertifikat berlaku lagi.</translation>
    </message>
</context>
<context>
    <name>RoleBar</name>
    <message>
        <source>Shows</source>
        <translation>Menunjukkan</translation>
    </message>
</context>
<context>
    <name>RoleRow</name>
    <message>
        <source>none</source>
        <translation>belum ada</translation>
    </message>
</context>
<context>
    <name>Room</name>
    <message>
        <source>The photos on this laptop take {used} by now.</source>
        <translation>Foto di laptop ini sudah memakai {used}.</translation>
    </message>
    <message>
        <source>Only {free} are left on the disk of this laptop.</source>
        <translation>Ruang disk laptop ini tinggal {free}.</translation>
    </message>
    <message>
        <source>New photos are refused: less than {reserve} are left on the disk of this laptop.</source>
        <translation>Foto baru ditolak: ruang disk laptop ini tinggal kurang dari {reserve}.</translation>
    </message>
    <message>
        <source>Photos already taken are safe. Make room by moving other files off this laptop.</source>
        <translation>Foto yang sudah masuk aman. Pindahkan berkas lain dari laptop ini.</translation>
    </message>
</context>
<context>
    <name>RoundPapers</name>
    <message>
        <source>{title} is at the printer.</source>
        <translation>{title} sudah dikirim ke printer.</translation>
    </message>
</context>
<context>
    <name>RoundSheet</name>
    <message>
        <source>Change the round</source>
        <translation>Ubah putaran</translation>
    </message>
    <message>
        <source>New round</source>
        <translation>Putaran baru</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Simpan</translation>
    </message>
    <message>
        <source>Delivery day is known</source>
        <translation>Tanggal penyaluran sudah pasti</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Bulan</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Wilayah</translation>
    </message>
    <message>
        <source>Orders open on</source>
        <translation>Pesanan dibuka</translation>
    </message>
    <message>
        <source>Orders close on</source>
        <translation>Pesanan ditutup</translation>
    </message>
    <message>
        <source>Delivered on</source>
        <translation>Disalurkan</translation>
    </message>
    <message>
        <source>What a package is worth, in rupiah</source>
        <translation>Nilai paket, rupiah</translation>
    </message>
    <message>
        <source>The round is saved.</source>
        <translation>Putaran tersimpan.</translation>
    </message>
</context>
<context>
    <name>RubricEditor</name>
    <message>
        <source>Choose a part at the left.</source>
        <translation>Pilih satu bagian di sebelah kiri.</translation>
    </message>
</context>
<context>
    <name>RubricsFrame</name>
    <message>
        <source>Content</source>
        <translation>Isi</translation>
    </message>
    <message>
        <source>As curators see it</source>
        <translation>Seperti dilihat kurator</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Perbandingan</translation>
    </message>
    <message>
        <source>Rule laboratory</source>
        <translation>Laboratorium aturan</translation>
    </message>
    <message>
        <source>Rubrics</source>
        <translation>Rubrik</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>Urungkan (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Redo (Ctrl+Y)</source>
        <translation>Ulangi (Ctrl+Y)</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>Buang</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Impor</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Ekspor</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Ubah</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Terbitkan</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Versi</translation>
    </message>
    <message>
        <source>Draft of yours</source>
        <translation>Konsep Anda</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Konsep</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>Berlaku</translation>
    </message>
    <message>
        <source>From {day}</source>
        <translation>Mulai {day}</translation>
    </message>
    <message>
        <source>Earlier version</source>
        <translation>Versi terdahulu</translation>
    </message>
    <message>
        <source>Waits for the centre</source>
        <translation>Menunggu pusat</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Ditolak</translation>
    </message>
    <message>
        <source>A proposal, not an official rubric.</source>
        <translation>Usulan, bukan rubrik resmi.</translation>
    </message>
    <message>
        <source>Saved {time}</source>
        <translation>Tersimpan {time}</translation>
    </message>
    <message>
        <source>Your text is kept.</source>
        <translation>Isinya tetap tersimpan.</translation>
    </message>
    <message>
        <source>Make it a draft again</source>
        <translation>Jadikan konsep lagi</translation>
    </message>
    <message>
        <source>Version {n} is published and waits for the centre.</source>
        <translation>Versi {n} sudah diterbitkan dan menunggu pusat.</translation>
    </message>
    <message>
        <source>Synchronise; until then the version before counts.</source>
        <translation>Sinkronkan; sampai saat itu versi sebelumnya yang berlaku.</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>Tarik kembali</translation>
    </message>
    <message>
        <source>Version {n} was published since this draft was begun.</source>
        <translation>Versi {n} terbit sejak konsep ini dimulai.</translation>
    </message>
    <message>
        <source>Your draft is kept.</source>
        <translation>Konsep Anda tetap tersimpan.</translation>
    </message>
    <message>
        <source>Bring both together</source>
        <translation>Gabungkan keduanya</translation>
    </message>
    <message>
        <source>Version {n} · {day}</source>
        <translation>Versi {n} · {day}</translation>
    </message>
</context>
<context>
    <name>RubricsPage</name>
    <message>
        <source>Draft thrown away.</source>
        <translation>Konsep dibuang.</translation>
    </message>
    <message>
        <source>Published for practice on this laptop.</source>
        <translation>Diterbitkan untuk latihan di laptop ini.</translation>
    </message>
    <message>
        <source>Published. It waits for the centre.</source>
        <translation>Sudah diterbitkan. Menunggu pusat.</translation>
    </message>
    <message>
        <source>Both changes are in the draft now.</source>
        <translation>Kedua perubahan kini ada di konsep.</translation>
    </message>
    <message>
        <source>{n} values were changed by both: yours stand. Compare them.</source>
        <translation>{n} isian diubah keduanya: isian Anda yang dipakai. Bandingkan dahulu.</translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation>Tersimpan sebagai {name}.</translation>
    </message>
    <message>
        <source>Imported as draft.</source>
        <translation>Diimpor sebagai konsep.</translation>
    </message>
</context>
<context>
    <name>RulesSheet</name>
    <message>
        <source>Rules of entry</source>
        <translation>Aturan masuk</translation>
    </message>
    <message>
        <source>Counts from</source>
        <translation>Mulai berlaku</translation>
    </message>
    <message>
        <source>Save as a file</source>
        <translation>Simpan sebagai berkas</translation>
    </message>
    <message>
        <source>Read an edited file</source>
        <translation>Baca berkas yang diubah</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Kembali</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Terbitkan</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Tutup</translation>
    </message>
    <message>
        <source>Rules of entry, version 1 of the program</source>
        <translation>Aturan masuk, versi 1 bawaan program</translation>
    </message>
    <message>
        <source>Rules of entry, version {n}, in force since {day}</source>
        <translation>Aturan masuk, versi {n}, berlaku sejak {day}</translation>
    </message>
    <message>
        <source>Rules of entry, version {n}, in force since {day}, by {who}</source>
        <translation>Aturan masuk, versi {n}, berlaku sejak {day}, oleh {who}</translation>
    </message>
    <message>
        <source>Version {n} waits for the centre.</source>
        <translation>Versi {n} menunggu pusat.</translation>
    </message>
    <message>
        <source>Take it back as a file</source>
        <translation>Tarik kembali sebagai berkas</translation>
    </message>
    <message>
        <source>Version {n} counts from {day}.</source>
        <translation>Versi {n} berlaku mulai {day}.</translation>
    </message>
    <message>
        <source>Saved as {name}. Edit it with any text editor, then read it here.</source>
        <translation>Tersimpan sebagai {name}. Ubah dengan penyunting teks apa pun, lalu baca di sini.</translation>
    </message>
    <message>
        <source>Counting who would fall out and come in…</source>
        <translation>Menghitung siapa yang tersingkir dan masuk…</translation>
    </message>
    <message>
        <source>{done} of {total} products looked at…</source>
        <translation>{done} dari {total} produk diperiksa…</translation>
    </message>
    <message>
        <source>What this file would change</source>
        <translation>Yang diubah berkas ini</translation>
    </message>
    <message>
        <source>The file was made from another version: check each line below.</source>
        <translation>Berkas ini dibuat dari versi lain: periksa tiap baris di bawah.</translation>
    </message>
    <message>
        <source>Only an admin of the province publishes. Send them this file.</source>
        <translation>Hanya admin provinsi yang menerbitkan. Kirim berkas ini kepadanya.</translation>
    </message>
    <message>
        <source>{out} products would fall out, {into} would come in.</source>
        <translation>{out} produk tersingkir, {into} produk masuk.</translation>
    </message>
    <message>
        <source>{n} rules differ. Counted over all products that were judged, as of today.</source>
        <translation>{n} aturan berbeda. Dihitung atas semua produk yang pernah dinilai, per hari ini.</translation>
    </message>
    <message>
        <source>Published for practice on this laptop.</source>
        <translation>Diterbitkan untuk latihan di laptop ini.</translation>
    </message>
    <message>
        <source>Published. It waits for the centre.</source>
        <translation>Sudah diterbitkan. Menunggu pusat.</translation>
    </message>
</context>
<context>
    <name>SafetyCard</name>
    <message>
        <source>Safe to wipe</source>
        <translation>Aman dihapus</translation>
    </message>
    <message>
        <source>Nothing would be lost with this laptop.</source>
        <translation>Ya: tidak ada yang hilang bersama laptop ini.</translation>
    </message>
    <message>
        <source>Not yet: something is only on this laptop.</source>
        <translation>Belum: ada yang hanya ada di sini.</translation>
    </message>
    <message>
        <source>The centre has signed for {records} records and {photos} photos.</source>
        <translation>Pusat menandatangani {records} data dan {photos} foto.</translation>
    </message>
    <message>
        <source>{count} records are not confirmed yet</source>
        <translation>{count} data belum dikonfirmasi</translation>
    </message>
    <message>
        <source>{count} photos are not confirmed yet</source>
        <translation>{count} foto belum dikonfirmasi</translation>
    </message>
    <message>
        <source>{count} records are refused or with the centre&apos;s staff</source>
        <translation>{count} data ditolak atau ada pada petugas</translation>
    </message>
    <message>
        <source>{count} drafts are on this laptop only</source>
        <translation>{count} draf hanya ada di laptop ini</translation>
    </message>
    <message>
        <source>{count} batches of other laptops are not passed on yet</source>
        <translation>{count} titipan laptop lain belum diteruskan</translation>
    </message>
</context>
<context>
    <name>SamePictureBanner</name>
    <message>
        <source>A photo here is already used for “{product}” of {business}.</source>
        <translation>Ada foto yang sudah dipakai untuk “{product}” dari {business}.</translation>
    </message>
    <message>
        <source>If they are different products, photograph this one anew.</source>
        <translation>Bila produknya berbeda, foto ulang produk ini.</translation>
    </message>
    <message>
        <source>Open that product</source>
        <translation>Buka produk itu</translation>
    </message>
</context>
<context>
    <name>ScoreRow</name>
    <message>
        <source>Not applicable</source>
        <translation>Tidak berlaku</translation>
    </message>
    <message>
        <source>{text} (T)</source>
        <translation>{text} (T)</translation>
    </message>
    <message>
        <source>Note (N)</source>
        <translation>Catatan (N)</translation>
    </message>
    <message>
        <source>weight {weight}</source>
        <translation>bobot {weight}</translation>
    </message>
    <message>
        <source>Note required</source>
        <translation>Wajib catatan</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Catatan</translation>
    </message>
    <message>
        <source>no score yet</source>
        <translation>belum ada skor</translation>
    </message>
    <message>
        <source>not applicable</source>
        <translation>tidak berlaku</translation>
    </message>
    <message>
        <source>note required</source>
        <translation>wajib catatan</translation>
    </message>
    <message>
        <source>Keys 1 to 4 score, T not applicable, N note</source>
        <translation>Tombol 1 sampai 4 untuk skor, T tidak berlaku, N catatan</translation>
    </message>
</context>
<context>
    <name>SealCard</name>
    <message>
        <source>Digital signature</source>
        <translation>Tanda tangan digital</translation>
    </message>
    <message>
        <source>With the electronic certificate of the Dinas. Its password or PIN is asked for each time and stored nowhere.</source>
        <translation>Dengan sertifikat elektronik milik Dinas. Kata sandi atau PIN ditanyakan setiap kali dan tidak disimpan di mana pun.</translation>
    </message>
    <message>
        <source>P12 file</source>
        <translation>Berkas P12</translation>
    </message>
    <message>
        <source>PKCS#11 module</source>
        <translation>Modul PKCS#11</translation>
    </message>
    <message>
        <source>Label of the token</source>
        <translation>Label token</translation>
    </message>
    <message>
        <source>Label of the key</source>
        <translation>Label kunci</translation>
    </message>
    <message>
        <source>Empty: without a timestamp. It needs a network.</source>
        <translation>Kosong: tanpa stempel waktu. Memerlukan jaringan.</translation>
    </message>
    <message>
        <source>Timestamp service</source>
        <translation>Layanan stempel waktu</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Tidak ada</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>Pilih…</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Pilih berkas</translation>
    </message>
</context>
<context>
    <name>SealSheet</name>
    <message>
        <source>Put a digital signature</source>
        <translation>Bubuhkan tanda tangan digital</translation>
    </message>
    <message>
        <source>Password of the file</source>
        <translation>Kata sandi berkas</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Remember it until the program is closed</source>
        <translation>Ingat sampai program ditutup</translation>
    </message>
    <message>
        <source>Certificates signed</source>
        <translation>Sertifikat ditandatangani</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>Bubuhkan</translation>
    </message>
    <message>
        <source>With the key in {name}</source>
        <translation>Dengan kunci dalam {name}</translation>
    </message>
    <message>
        <source>With the key on the token {name}</source>
        <translation>Dengan kunci di token {name}</translation>
    </message>
    <message>
        <source>This certificate</source>
        <translation>Sertifikat ini</translation>
    </message>
    <message>
        <source>All {n} that wait</source>
        <translation>Semua {n} yang menunggu</translation>
    </message>
</context>
<context>
    <name>Sealing</name>
    <message>
        <source>{n} certificates signed digitally.</source>
        <translation>{n} sertifikat ditandatangani secara digital.</translation>
    </message>
    <message>
        <source>{n} were left out: {why}</source>
        <translation>{n} dilewati: {why}</translation>
    </message>
    <message>
        <source>The timestamp service did not answer.</source>
        <translation>Layanan stempel waktu tidak menjawab.</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Clear the search</source>
        <translation>Hapus pencarian</translation>
    </message>
</context>
<context>
    <name>SearchPalette</name>
    <message>
        <source>Search</source>
        <translation>Cari</translation>
    </message>
    <message>
        <source>Name, owner, NIB or phone number</source>
        <translation>Nama, pemilik, NIB, atau nomor telepon</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Hasil pencarian</translation>
    </message>
    <message>
        <source>Typing errors are forgiven. Down and Enter open.</source>
        <translation>Salah ketik tidak apa-apa. Tombol ↓ lalu Enter untuk membuka.</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>Tidak ditemukan.</translation>
    </message>
    <message>
        <source>Business</source>
        <translation>Usaha</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produk</translation>
    </message>
</context>
<context>
    <name>SecondChance</name>
    <message>
        <source>Before and after</source>
        <translation>Sebelum dan sesudah</translation>
    </message>
    <message>
        <source>Attempt {number}</source>
        <translation>Kurasi ke-{number}</translation>
    </message>
    <message>
        <source>Only {count} to score again</source>
        <translation>Hanya {count} butir dinilai ulang</translation>
    </message>
    <message>
        <source>Everything is scored again.</source>
        <translation>Semua butir dinilai ulang.</translation>
    </message>
</context>
<context>
    <name>SessionCard</name>
    <message>
        <source>Open a curation session</source>
        <translation>Buka kegiatan kurasi</translation>
    </message>
    <message>
        <source>Open session</source>
        <translation>Buka kegiatan</translation>
    </message>
    <message>
        <source>Scored products</source>
        <translation>Produk yang dinilai</translation>
    </message>
    <message>
        <source>{count} wait for you</source>
        <translation>{count} menunggu Anda</translation>
    </message>
    <message>
        <source>{count} waiting</source>
        <translation>{count} belum dinilai</translation>
    </message>
    <message>
        <source>{count} to decide</source>
        <translation>{count} siap ditetapkan</translation>
    </message>
    <message>
        <source>No session is open</source>
        <translation>Belum ada kegiatan yang dibuka</translation>
    </message>
    <message>
        <source>Open the session of today, then products can be scored.</source>
        <translation>Buka kegiatan hari ini untuk mulai menilai produk.</translation>
    </message>
    <message>
        <source>Open a session</source>
        <translation>Buka kegiatan</translation>
    </message>
    <message>
        <source>{scored} of {total} products scored</source>
        <translation>{scored} dari {total} produk dinilai</translation>
    </message>
    <message>
        <source>Continue scoring</source>
        <translation>Lanjut menilai</translation>
    </message>
    <message>
        <source>Start scoring</source>
        <translation>Mulai menilai</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Ditutup</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>Latihan</translation>
    </message>
</context>
<context>
    <name>SessionFields</name>
    <message>
        <source>For example: Setiabudi bazaar</source>
        <translation>Misalnya: Bazar Setiabudi</translation>
    </message>
    <message>
        <source>For example: Setiabudi park</source>
        <translation>Misalnya: Taman Setiabudi</translation>
    </message>
    <message>
        <source>All that pass</source>
        <translation>Semua yang lulus</translation>
    </message>
    <message>
        <source>Products may be scored without verification</source>
        <translation>Boleh dinilai tanpa verifikasi (datang langsung)</translation>
    </message>
    <message>
        <source>Judge blind: codes in place of names</source>
        <translation>Penilaian buta: kode menggantikan nama</translation>
    </message>
    <message>
        <source>Practice: nothing is sent, no certificates</source>
        <translation>Latihan: tidak dikirim, tanpa sertifikat</translation>
    </message>
    <message>
        <source>Name of the event</source>
        <translation>Nama kegiatan</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tanggal</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Tempat</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Tingkat</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Kota</translation>
    </message>
    <message>
        <source>District</source>
        <translation>Kecamatan</translation>
    </message>
    <message>
        <source>Chair</source>
        <translation>Ketua tim</translation>
    </message>
    <message>
        <source>What the panel agrees on</source>
        <translation>Kesepakatan tim</translation>
    </message>
    <message>
        <source>Sheets for a decision, at least</source>
        <translation>Lembar minimal per keputusan</translation>
    </message>
    <message>
        <source>Pick the best</source>
        <translation>Pilih terbaik</translation>
    </message>
    <message>
        <source>Panel</source>
        <translation>Anggota tim kurator</translation>
    </message>
</context>
<context>
    <name>SessionHead</name>
    <message>
        <source>Curation</source>
        <translation>Kurasi</translation>
    </message>
    <message>
        <source>PRACTICE. Nothing scored here is sent, and no certificate comes of it.</source>
        <translation>LATIHAN. Nilai di kegiatan ini tidak dikirim dan tidak menjadi sertifikat.</translation>
    </message>
    <message>
        <source>Close session</source>
        <translation>Tutup kegiatan</translation>
    </message>
    <message>
        <source>Other session</source>
        <translation>Kegiatan lain</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Cetak</translation>
    </message>
    <message>
        <source>Print ({keys})</source>
        <translation>Cetak ({keys})</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ubah</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>Buka lagi</translation>
    </message>
    <message>
        <source>Ranking</source>
        <translation>Peringkat</translation>
    </message>
    <message>
        <source>{scored} of {total} decided</source>
        <translation>{scored} dari {total} ditetapkan</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Ditutup</translation>
    </message>
    <message>
        <source>Open a session to score products</source>
        <translation>Buka kegiatan untuk menilai produk</translation>
    </message>
    <message>
        <source>The session is open again.</source>
        <translation>Kegiatan dibuka kembali.</translation>
    </message>
    <message>
        <source>Close this session?</source>
        <translation>Tutup kegiatan ini?</translation>
    </message>
    <message>
        <source>Nothing can be scored in a closed session. It can be opened again.</source>
        <translation>Kegiatan yang ditutup tidak dapat dipakai menilai, tetapi dapat dibuka kembali.</translation>
    </message>
    <message>
        <source>The session is closed.</source>
        <translation>Kegiatan sudah ditutup.</translation>
    </message>
</context>
<context>
    <name>SessionPanel</name>
    <message>
        <source>Session whose sheets and drafts go along</source>
        <translation>Kegiatan yang lembar dan drafnya dibawa</translation>
    </message>
    <message>
        <source>There is no session on this laptop yet.</source>
        <translation>Belum ada kegiatan di laptop ini.</translation>
    </message>
    <message>
        <source>Choose where to…</source>
        <translation>Pilih tempat menyimpan…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
</context>
<context>
    <name>SessionPapers</name>
    <message>
        <source>{title} is at the printer.</source>
        <translation>{title} sudah dikirim ke printer.</translation>
    </message>
</context>
<context>
    <name>SessionSheet</name>
    <message>
        <source>Change the session</source>
        <translation>Ubah kegiatan</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Simpan</translation>
    </message>
    <message>
        <source>The session is changed.</source>
        <translation>Kegiatan diubah.</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Papers, look and data of this laptop</source>
        <translation>Dokumen, tampilan, dan data laptop ini</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Pengaturan</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>Belum disimpan</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Simpan</translation>
    </message>
    <message>
        <source>Signed with a pen</source>
        <translation>Tanda tangan basah</translation>
    </message>
    <message>
        <source>Draft for electronic signing</source>
        <translation>Draf tanda tangan elektronik</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Terang</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Gelap</translation>
    </message>
    <message>
        <source>Leave the sample data</source>
        <translation>Keluar dari data contoh</translation>
    </message>
    <message>
        <source>Letterhead</source>
        <translation>Kop surat</translation>
    </message>
    <message>
        <source>One line each, the highest body first.</source>
        <translation>Satu instansi per baris, yang tertinggi di atas.</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Baris kop</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Alamat</translation>
    </message>
    <message>
        <source>How certificates are signed</source>
        <translation>Cara sertifikat ditandatangani</translation>
    </message>
    <message>
        <source>A draft leaves room for the electronic signature of another system.</source>
        <translation>Draf menyisakan ruang untuk tanda tangan elektronik dari sistem lain.</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Tampilan</translation>
    </message>
    <message>
        <source>Who works here</source>
        <translation>Pengguna laptop ini</translation>
    </message>
    <message>
        <source>Data and privacy</source>
        <translation>Data dan privasi</translation>
    </message>
    <message>
        <source>Names, identity numbers and photos of businesses lie in the data folder of this laptop and go to the centre of the Dinas only. Identity numbers are hidden on the screen and never printed. Registering a business needs its owner&apos;s consent.</source>
        <translation>Nama, nomor identitas, dan foto usaha tersimpan di folder data laptop ini dan hanya dikirim ke pusat Dinas. Nomor identitas disembunyikan di layar dan tidak pernah dicetak. Mendaftarkan usaha memerlukan persetujuan pemiliknya.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nama</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Peran</translation>
    </message>
    <message>
        <source>Practice, before connecting</source>
        <translation>Latihan, sebelum terhubung</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>Wilayah</translation>
    </message>
    <message>
        <source>Laptop</source>
        <translation>Laptop</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>Pusat</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Belum terhubung</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>Folder data</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Versi</translation>
    </message>
    <message>
        <source>Settings saved.</source>
        <translation>Pengaturan tersimpan.</translation>
    </message>
</context>
<context>
    <name>SetupForm</name>
    <message>
        <source>Letterhead</source>
        <translation>Kop surat</translation>
    </message>
    <message>
        <source>One line each, the highest body first.</source>
        <translation>Satu instansi per baris, yang tertinggi di atas.</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Baris kop</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Alamat</translation>
    </message>
    <message>
        <source>Valid from</source>
        <translation>Berlaku sejak</translation>
    </message>
    <message>
        <source>Papers of earlier days stay as they are.</source>
        <translation>Surat hari-hari sebelumnya tidak berubah.</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>Hari pertama</translation>
    </message>
    <message>
        <source>At most {n} characters.</source>
        <translation>Paling banyak {n} huruf.</translation>
    </message>
    <message>
        <source>This day has passed.</source>
        <translation>Hari ini sudah lewat.</translation>
    </message>
    <message>
        <source>At most {n} lines.</source>
        <translation>Paling banyak {n} baris.</translation>
    </message>
    <message>
        <source>At most {n} characters in a line.</source>
        <translation>Paling banyak {n} huruf per baris.</translation>
    </message>
</context>
<context>
    <name>SetupWords</name>
    <message>
        <source>In force</source>
        <translation>Berlaku</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>Direncanakan</translation>
    </message>
    <message>
        <source>Earlier version</source>
        <translation>Versi terdahulu</translation>
    </message>
    <message>
        <source>Waits for the centre</source>
        <translation>Menunggu pusat</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Ditolak</translation>
    </message>
    <message>
        <source>Version {n} · from {day}</source>
        <translation>Versi {n} · sejak {day}</translation>
    </message>
    <message>
        <source>The first set-up of this region.</source>
        <translation>Setelan pertama wilayah ini.</translation>
    </message>
    <message>
        <source>Letterhead: {lines}</source>
        <translation>Kop: {lines}</translation>
    </message>
    <message>
        <source>Address: {text}</source>
        <translation>Alamat: {text}</translation>
    </message>
    <message>
        <source>Another emblem</source>
        <translation>Lambang diganti</translation>
    </message>
    <message>
        <source>No emblem any more</source>
        <translation>Lambang dihapus</translation>
    </message>
    <message>
        <source>Number: {text}</source>
        <translation>Nomor: {text}</translation>
    </message>
    <message>
        <source>Numbers come from blocks lent to laptops</source>
        <translation>Nomor dari jatah di laptop</translation>
    </message>
    <message>
        <source>Numbers are given when the centre confirms</source>
        <translation>Nomor diberikan saat ditetapkan pusat</translation>
    </message>
    <message>
        <source>Valid from {day}</source>
        <translation>Berlaku sejak {day}</translation>
    </message>
    <message>
        <source>Signs: {who}</source>
        <translation>Penanda tangan: {who}</translation>
    </message>
    <message>
        <source>No longer so: {who}</source>
        <translation>Tidak lagi demikian: {who}</translation>
    </message>
    <message>
        <source>Another order of signatories</source>
        <translation>Urutan penanda tangan berubah</translation>
    </message>
    <message>
        <source>, from {day}</source>
        <translation>, sejak {day}</translation>
    </message>
    <message>
        <source>, until {day}</source>
        <translation>, sampai {day}</translation>
    </message>
</context>
<context>
    <name>ShareColumns</name>
    <message>
        <source>{month}: {amount} ordered, spending unknown</source>
        <translation>{month}: dipesan {amount}, belanja belum diketahui</translation>
    </message>
    <message>
        <source>{month}: {amount} ordered, {share} of the spending known</source>
        <translation>{month}: dipesan {amount}, {share} dari belanja yang diketahui</translation>
    </message>
    <message>
        <source>Target {share}%</source>
        <translation>Target {share}%</translation>
    </message>
</context>
<context>
    <name>SheetCard</name>
    <message>
        <source>Scored</source>
        <translation>Sudah dinilai</translation>
    </message>
    <message>
        <source>Open the product</source>
        <translation>Buka produk</translation>
    </message>
    <message>
        <source>Conflict of interest (Ctrl+B)</source>
        <translation>Benturan kepentingan (Ctrl+B)</translation>
    </message>
    <message>
        <source>Submit sheet (Ctrl+Enter)</source>
        <translation>Kirim lembar (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>Saved {moment}</source>
        <translation>Tersimpan {moment}</translation>
    </message>
    <message>
        <source>No photograph</source>
        <translation>Belum ada foto</translation>
    </message>
    <message>
        <source>{names} expired</source>
        <translation>{names} kedaluwarsa</translation>
    </message>
    <message>
        <source>Unverified</source>
        <translation>Tanpa verifikasi</translation>
    </message>
    <message>
        <source>Conflict of interest: {kind}</source>
        <translation>Benturan kepentingan: {kind}</translation>
    </message>
    <message>
        <source>Sent down</source>
        <translation>Dikembalikan</translation>
    </message>
    <message>
        <source>Submitted {moment}</source>
        <translation>Dikirim {moment}</translation>
    </message>
    <message>
        <source>The session is closed.</source>
        <translation>Kegiatan sudah ditutup.</translation>
    </message>
    <message>
        <source>Sent down a level: nothing is scored here any more.</source>
        <translation>Sudah dikembalikan: tidak dinilai lagi di sini.</translation>
    </message>
    <message>
        <source>You do not score this product.</source>
        <translation>Anda tidak menilai produk ini.</translation>
    </message>
    <message>
        <source>1–4 score · T not applicable · N note · F photographs</source>
        <translation>1–4 skor · T tidak berlaku · N catatan · F foto</translation>
    </message>
</context>
<context>
    <name>SheetForm</name>
    <message>
        <source>Mandatory requirements</source>
        <translation>Syarat wajib</translation>
    </message>
    <message>
        <source>Findings that end the curation</source>
        <translation>Temuan yang menggugurkan</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Catatan umum</translation>
    </message>
    <message>
        <source>Anything the business should hear</source>
        <translation>Hal yang perlu disampaikan kepada pelaku usaha</translation>
    </message>
</context>
<context>
    <name>ShortcomingsCard</name>
    <message>
        <source>What is lacking most often?</source>
        <translation>Apa yang paling sering kurang?</translation>
    </message>
    <message>
        <source>{count} times · {share}</source>
        <translation>{count} kali · {share}</translation>
    </message>
    <message>
        <source>Share of the decisions in which it was judged.</source>
        <translation>Bagian dari keputusan yang menilainya.</translation>
    </message>
    <message>
        <source>Nothing lacking was noted in this selection.</source>
        <translation>Tidak ada kekurangan tercatat dalam pilihan ini.</translation>
    </message>
</context>
<context>
    <name>ShotStrip</name>
    <message>
        <source>Shots taken</source>
        <translation>Foto yang diambil</translation>
    </message>
</context>
<context>
    <name>ShotTile</name>
    <message>
        <source>being saved</source>
        <translation>sedang disimpan</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>belum tersimpan</translation>
    </message>
</context>
<context>
    <name>SideHead</name>
    <message>
        <source>{count} products</source>
        <translation>{count} produk</translation>
    </message>
    <message>
        <source>{count} photos</source>
        <translation>{count} foto</translation>
    </message>
    <message>
        <source>{count} curations</source>
        <translation>{count} kurasi</translation>
    </message>
    <message>
        <source>this laptop</source>
        <translation>laptop ini</translation>
    </message>
    <message>
        <source>From the centre&apos;s register</source>
        <translation>Dari daftar pusat</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Navigation</source>
        <translation>Navigasi</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Luring</translation>
    </message>
</context>
<context>
    <name>SignatoryCard</name>
    <message>
        <source>Signatories</source>
        <translation>Pejabat penanda tangan</translation>
    </message>
    <message>
        <source>They sign until the centre has named others for the region.</source>
        <translation>Dipakai sampai pusat menetapkan pejabat lain untuk wilayah ini.</translation>
    </message>
    <message>
        <source>Add a signatory</source>
        <translation>Tambah pejabat</translation>
    </message>
</context>
<context>
    <name>SignatoryRow</name>
    <message>
        <source>Name</source>
        <translation>Nama</translation>
    </message>
    <message>
        <source>NIP</source>
        <translation>NIP</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Jabatan</translation>
    </message>
    <message>
        <source>Remove this signatory</source>
        <translation>Hapus pejabat ini</translation>
    </message>
</context>
<context>
    <name>SignerRow</name>
    <message>
        <source>From the beginning</source>
        <translation>Sejak awal</translation>
    </message>
    <message>
        <source>Until further notice</source>
        <translation>Sampai diganti</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nama</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Jabatan</translation>
    </message>
    <message>
        <source>NIP</source>
        <translation>NIP</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Sampai</translation>
    </message>
    <message>
        <source>Remove this signatory</source>
        <translation>Hapus pejabat ini</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Dari</translation>
    </message>
    <message>
        <source>Before the first day.</source>
        <translation>Mendahului hari pertama.</translation>
    </message>
</context>
<context>
    <name>SignersCard</name>
    <message>
        <source>Signatories</source>
        <translation>Pejabat penanda tangan</translation>
    </message>
    <message>
        <source>A successor is added with the first day; certificates take whoever signs on their day, at most five.</source>
        <translation>Pengganti ditambahkan dengan hari pertamanya; sertifikat memuat yang bertugas pada harinya, paling banyak lima.</translation>
    </message>
    <message>
        <source>Add a signatory</source>
        <translation>Tambah pejabat</translation>
    </message>
</context>
<context>
    <name>SimilarBox</name>
    <message>
        <source>May be registered already</source>
        <translation>Mungkin sudah terdaftar</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Buka</translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation>Buka {name}</translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source>Picture</source>
        <translation>Gambar</translation>
    </message>
    <message>
        <source>Arrow keys move the crop, Shift with an arrow key changes its size.</source>
        <translation>Tombol panah menggeser potongan, Shift dengan tombol panah mengubah ukurannya.</translation>
    </message>
</context>
<context>
    <name>StandingDetail</name>
    <message>
        <source>What is to be mended</source>
        <translation>Yang perlu diperbaiki</translation>
    </message>
    <message>
        <source>Go to the business</source>
        <translation>Ke usahanya</translation>
    </message>
    <message>
        <source>Open the product</source>
        <translation>Buka produk</translation>
    </message>
    <message>
        <source>You are about to score it: its results are not shown yet.</source>
        <translation>Anda akan menilainya: hasilnya belum ditampilkan.</translation>
    </message>
</context>
<context>
    <name>StandingPanel</name>
    <message>
        <source>Reason</source>
        <translation>Alasan</translation>
    </message>
    <message>
        <source>Search products</source>
        <translation>Cari produk</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Produk</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>Tidak ada</translation>
    </message>
    <message>
        <source>Allowed</source>
        <translation>Boleh</translation>
    </message>
    <message>
        <source>Ending soon</source>
        <translation>Segera berakhir</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>Belum</translation>
    </message>
    <message>
        <source>All reasons</source>
        <translation>Semua alasan</translation>
    </message>
    <message>
        <source>No product may enter this channel yet. See why under Not yet.</source>
        <translation>Belum ada produk yang boleh masuk kanal ini. Alasannya ada pada Belum.</translation>
    </message>
    <message>
        <source>Nothing that is allowed here runs out within 30 days.</source>
        <translation>Tidak ada yang berakhir dalam 30 hari di antara yang boleh masuk.</translation>
    </message>
    <message>
        <source>Every product here may enter this channel.</source>
        <translation>Semua produk di sini boleh masuk kanal ini.</translation>
    </message>
    <message>
        <source>{count} businesses are still being looked at.</source>
        <translation>{count} usaha masih diperiksa.</translation>
    </message>
    <message>
        <source>Try fewer letters.</source>
        <translation>Coba lebih sedikit huruf.</translation>
    </message>
</context>
<context>
    <name>StandingWords</name>
    <message>
        <source>Sample data · never sent</source>
        <translation>Data contoh · tidak dikirim</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Belum terhubung</translation>
    </message>
    <message>
        <source>Synchronising</source>
        <translation>Menyinkronkan</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>Perlu perhatian</translation>
    </message>
    <message>
        <source>All at the centre</source>
        <translation>Semua di pusat</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Luring</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Dijeda</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>Daring</translation>
    </message>
    <message>
        <source>{count} not sent yet</source>
        <translation>{count} belum terkirim</translation>
    </message>
    <message>
        <source>{count} photos not sent yet</source>
        <translation>{count} foto belum terkirim</translation>
    </message>
    <message>
        <source>{count} with the centre&apos;s staff</source>
        <translation>{count} pada petugas pusat</translation>
    </message>
    <message>
        <source>{count} carried for others</source>
        <translation>{count} titipan laptop lain</translation>
    </message>
    <message>
        <source>Nothing is waiting</source>
        <translation>Antrean kosong</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>Belum</translation>
    </message>
    <message>
        <source>Allowed until {day}</source>
        <translation>Boleh sampai {day}</translation>
    </message>
    <message>
        <source>Allowed</source>
        <translation>Boleh</translation>
    </message>
    <message>
        <source>+{n} more</source>
        <translation>+{n} lagi</translation>
    </message>
    <message>
        <source>Without an end, as things are.</source>
        <translation>Tanpa batas waktu, menurut keadaan sekarang.</translation>
    </message>
    <message>
        <source>Until {day}, if nothing is renewed.</source>
        <translation>Sampai {day}, bila tidak ada yang diperbarui.</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>Sudah berakhir</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Hari terakhir</translation>
    </message>
    <message>
        <source>{days} days left</source>
        <translation>{days} hari lagi</translation>
    </message>
</context>
<context>
    <name>StandingsView</name>
    <message>
        <source>Opens by itself on {day}.</source>
        <translation>Terbuka sendiri pada {day}.</translation>
    </message>
</context>
<context>
    <name>StateBand</name>
    <message>
        <source>It stands in place of {number}, which was revoked.</source>
        <translation>Sertifikat ini menggantikan {number} yang dicabut.</translation>
    </message>
    <message>
        <source>Revoked: {reason}</source>
        <translation>Dicabut: {reason}</translation>
    </message>
    <message>
        <source>{person}, {moment}</source>
        <translation>{person}, {moment}</translation>
    </message>
    <message>
        <source>Its replacement is {number}.</source>
        <translation>Penggantinya {number}.</translation>
    </message>
    <message>
        <source>Undo the revocation</source>
        <translation>Urungkan pencabutan</translation>
    </message>
    <message>
        <source>Show the replacement</source>
        <translation>Lihat penggantinya</translation>
    </message>
</context>
<context>
    <name>StatusCard</name>
    <message>
        <source>Progress</source>
        <translation>Kemajuan</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Hentikan</translation>
    </message>
    <message>
        <source>Some records need you</source>
        <translation>Ada data yang perlu Anda periksa</translation>
    </message>
    <message>
        <source>Nothing waits to be sent</source>
        <translation>Tidak ada yang menunggu dikirim</translation>
    </message>
    <message>
        <source>{count} records wait to be sent</source>
        <translation>{count} data menunggu dikirim</translation>
    </message>
    <message>
        <source>{count} photos wait to be sent</source>
        <translation>{count} foto menunggu dikirim</translation>
    </message>
    <message>
        <source>Last complete synchronisation: {moment}.</source>
        <translation>Sinkronisasi lengkap terakhir: {moment}.</translation>
    </message>
    <message>
        <source>Sending will take {time}.</source>
        <translation>Mengirim akan perlu {time}.</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} dari {total}</translation>
    </message>
    <message>
        <source>Not synchronised yet</source>
        <translation>Belum pernah disinkronkan</translation>
    </message>
    <message>
        <source>Everything has reached the centre</source>
        <translation>Semua sudah sampai di pusat</translation>
    </message>
    <message>
        <source>{count} records wait for others to arrive first</source>
        <translation>{count} data menunggu data lain sampai dahulu</translation>
    </message>
    <message>
        <source>{count} records wait for the centre&apos;s staff</source>
        <translation>{count} data menunggu petugas pusat</translation>
    </message>
    <message>
        <source>{count} batches of other laptops wait</source>
        <translation>{count} titipan laptop lain menunggu</translation>
    </message>
    <message>
        <source>Connect to a hotspot or Wi-Fi, then press F5.</source>
        <translation>Sambungkan ke hotspot atau Wi-Fi, lalu tekan F5.</translation>
    </message>
    <message>
        <source>Synchronising…</source>
        <translation>Menyinkronkan…</translation>
    </message>
    <message>
        <source>Connecting to the centre</source>
        <translation>Menghubungi pusat</translation>
    </message>
    <message>
        <source>Stopping at the next step…</source>
        <translation>Berhenti pada langkah berikutnya…</translation>
    </message>
    <message>
        <source>Records: {done} of {total}</source>
        <translation>Data: {done} dari {total}</translation>
    </message>
    <message>
        <source>Photos: {done} of {total}</source>
        <translation>Foto: {done} dari {total}</translation>
    </message>
    <message>
        <source>Records: {done}</source>
        <translation>Data: {done}</translation>
    </message>
</context>
<context>
    <name>StepPanel</name>
    <message>
        <source>Registered</source>
        <translation>Terdaftar</translation>
    </message>
    <message>
        <source>Verified by a pendamping</source>
        <translation>Diverifikasi pendamping</translation>
    </message>
    <message>
        <source>Validated by the Kasatpel</source>
        <translation>Divalidasi Kasatpel</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>Belum</translation>
    </message>
    <message>
        <source>The session is closed: nothing can be done here any more.</source>
        <translation>Kegiatan sudah ditutup: tidak ada lagi yang dapat dikerjakan di sini.</translation>
    </message>
    <message>
        <source>Look at product, papers and photographs, then verify.</source>
        <translation>Periksa produk, dokumen, dan fotonya, lalu verifikasi.</translation>
    </message>
    <message>
        <source>The pendamping has verified it. Validate it for the curators.</source>
        <translation>Pendamping sudah memverifikasi. Validasi agar dapat dinilai kurator.</translation>
    </message>
    <message>
        <source>Everything is in order: it can be scored.</source>
        <translation>Semua lengkap: produk dapat dinilai.</translation>
    </message>
    <message>
        <source>It waits for a curator or officer to open it for scoring.</source>
        <translation>Menunggu kurator atau petugas membuka penilaiannya.</translation>
    </message>
    <message>
        <source>It waits for the Kasatpel of the district to validate it.</source>
        <translation>Menunggu Kasatpel kecamatan memvalidasi.</translation>
    </message>
    <message>
        <source>It waits for a pendamping to verify it.</source>
        <translation>Menunggu pendamping memverifikasi.</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Verifikasi</translation>
    </message>
    <message>
        <source>Validate</source>
        <translation>Validasi</translation>
    </message>
    <message>
        <source>Score without verification</source>
        <translation>Nilai tanpa verifikasi</translation>
    </message>
    <message>
        <source>Open for scoring</source>
        <translation>Buka penilaian</translation>
    </message>
    <message>
        <source>Take out of the queue</source>
        <translation>Keluarkan dari antrean</translation>
    </message>
</context>
<context>
    <name>Stepper</name>
    <message>
        <source>{step}, done</source>
        <translation>{step}, selesai</translation>
    </message>
</context>
<context>
    <name>Stepping</name>
    <message>
        <source>Verified.</source>
        <translation>Sudah diverifikasi.</translation>
    </message>
    <message>
        <source>Validated.</source>
        <translation>Sudah divalidasi.</translation>
    </message>
    <message>
        <source>Taken out of the queue.</source>
        <translation>Dikeluarkan dari antrean.</translation>
    </message>
</context>
<context>
    <name>StorySheet</name>
    <message>
        <source>Story</source>
        <translation>Riwayat</translation>
    </message>
    <message>
        <source>Story of {product}</source>
        <translation>Riwayat {product}</translation>
    </message>
    <message>
        <source>Everything that was done stays readable, corrected or not.</source>
        <translation>Semua yang pernah dilakukan tetap dapat dibaca, dikoreksi ataupun tidak.</translation>
    </message>
    <message>
        <source>Results and others&apos; sheets appear once your own sheet is submitted.</source>
        <translation>Hasil dan lembar anggota lain tampil setelah lembar Anda sendiri dikirim.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Tutup</translation>
    </message>
</context>
<context>
    <name>StoryWords</name>
    <message>
        <source>Undone</source>
        <translation>Diurungkan</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>Ditarik kembali</translation>
    </message>
    <message>
        <source>Product registered</source>
        <translation>Produk didaftarkan</translation>
    </message>
    <message>
        <source>Product details changed</source>
        <translation>Data produk diubah</translation>
    </message>
    <message>
        <source>{count} photographs added</source>
        <translation>{count} foto ditambahkan</translation>
    </message>
    <message>
        <source>A photograph removed</source>
        <translation>Satu foto dihapus</translation>
    </message>
    <message>
        <source>What a photograph shows was changed</source>
        <translation>Keterangan foto diubah</translation>
    </message>
    <message>
        <source>A photograph mended</source>
        <translation>Satu foto diperbaiki</translation>
    </message>
    <message>
        <source>A photograph put back as it was taken</source>
        <translation>Satu foto dikembalikan ke aslinya</translation>
    </message>
    <message>
        <source>Certificate {register_no} issued</source>
        <translation>Sertifikat {register_no} diterbitkan</translation>
    </message>
    <message>
        <source>Certificate printed</source>
        <translation>Sertifikat dicetak</translation>
    </message>
    <message>
        <source>Certificate signed digitally</source>
        <translation>Sertifikat ditandatangani secara digital</translation>
    </message>
    <message>
        <source>Certificate {register_no} revoked: {reason}</source>
        <translation>Sertifikat {register_no} dicabut: {reason}</translation>
    </message>
    <message>
        <source>The revocation was undone</source>
        <translation>Pencabutan diurungkan</translation>
    </message>
    <message>
        <source>The certificate still holds, though the product changed</source>
        <translation>Sertifikat tetap berlaku walau produknya berubah</translation>
    </message>
    <message>
        <source>{title} mended and looked at</source>
        <translation>{title}: sudah diperbaiki dan dilihat</translation>
    </message>
    <message>
        <source>{title} not mended after all</source>
        <translation>{title}: ternyata belum diperbaiki</translation>
    </message>
    <message>
        <source>The business objects to the decision</source>
        <translation>Pelaku usaha mengajukan keberatan</translation>
    </message>
    <message>
        <source>Objection answered: {answer}</source>
        <translation>Keberatan dijawab: {answer}</translation>
    </message>
    <message>
        <source>Picked for {round}</source>
        <translation>Dipilih untuk {round}</translation>
    </message>
    <message>
        <source>Price or stock for Gebetan changed</source>
        <translation>Harga atau stok untuk Gebetan diubah</translation>
    </message>
    <message>
        <source>Withdrawn from Gebetan</source>
        <translation>Batal ikut Gebetan</translation>
    </message>
    <message>
        <source>Another office had picked the business for Gebetan first</source>
        <translation>Usaha ini lebih dahulu dipilih kantor lain untuk Gebetan</translation>
    </message>
    <message>
        <source>Delivered to offices: {round}</source>
        <translation>Disalurkan ke kantor: {round}</translation>
    </message>
    <message>
        <source>{office} gave it {rating} of 5</source>
        <translation>{office} memberi nilai {rating} dari 5</translation>
    </message>
    <message>
        <source>Handed to e-order: {file}</source>
        <translation>Diserahkan ke e-order: {file}</translation>
    </message>
    <message>
        <source>Booth {booth} at {event}, {day}</source>
        <translation>Lapak {booth} di {event}, {day}</translation>
    </message>
    <message>
        <source>Did not come to {event}, {day}</source>
        <translation>Tidak datang ke {event}, {day}</translation>
    </message>
    <message>
        <source>Gave up its booth at {event}, {day}</source>
        <translation>Melepas lapaknya di {event}, {day}</translation>
    </message>
    <message>
        <source>Offered the training {topic} of {partner}, {day}</source>
        <translation>Ditawari pelatihan {topic} oleh {partner}, {day}</translation>
    </message>
    <message>
        <source>Attended the training {topic} of {partner}</source>
        <translation>Hadir pada pelatihan {topic} oleh {partner}</translation>
    </message>
    <message>
        <source>Did not attend the training {topic} of {partner}</source>
        <translation>Tidak hadir pada pelatihan {topic} oleh {partner}</translation>
    </message>
    <message>
        <source>The business received {programme} {year}: {rupiah}</source>
        <translation>Usaha menerima {programme} {year}: {rupiah}</translation>
    </message>
    <message>
        <source>Put into the queue at {level}, attempt {attempt}</source>
        <translation>Masuk antrean {level}, percobaan ke-{attempt}</translation>
    </message>
    <message>
        <source>Opened for scoring at {level}, attempt {attempt}</source>
        <translation>Dibuka untuk dinilai di {level}, percobaan ke-{attempt}</translation>
    </message>
    <message>
        <source>Taken out of the queue at {level}</source>
        <translation>Dikeluarkan dari antrean {level}</translation>
    </message>
    <message>
        <source>Everything is to be scored again at {level}</source>
        <translation>Semua butir dinilai ulang di {level}</translation>
    </message>
    <message>
        <source>Verified at {level}</source>
        <translation>Diverifikasi di {level}</translation>
    </message>
    <message>
        <source>Validated at {level}</source>
        <translation>Divalidasi di {level}</translation>
    </message>
    <message>
        <source>Checked in at {level}</source>
        <translation>Hadir di {level}</translation>
    </message>
    <message>
        <source>A score sheet submitted at {level}</source>
        <translation>Lembar penilaian dikirim di {level}</translation>
    </message>
    <message>
        <source>A score sheet taken back at {level}</source>
        <translation>Lembar penilaian ditarik di {level}</translation>
    </message>
    <message>
        <source>Decided at {level}: {result}</source>
        <translation>Ditetapkan di {level}: {result}</translation>
    </message>
    <message>
        <source>Decision corrected at {level}: {result}</source>
        <translation>Hasil dikoreksi di {level}: {result}</translation>
    </message>
    <message>
        <source>Decision taken back at {level}</source>
        <translation>Hasil ditarik kembali di {level}</translation>
    </message>
    <message>
        <source>Sent down from {level}</source>
        <translation>Dikembalikan dari {level}</translation>
    </message>
</context>
<context>
    <name>Studio</name>
    <message>
        <source>No camera was found.</source>
        <translation>Tidak ada kamera yang ditemukan.</translation>
    </message>
    <message>
        <source>Plug in a USB camera: its picture comes by itself. Or add photos from files or a phone.</source>
        <translation>Colokkan kamera USB: gambarnya muncul sendiri. Atau tambahkan foto dari berkas atau ponsel.</translation>
    </message>
    <message>
        <source>The camera cannot be used right now.</source>
        <translation>Kamera sedang tidak dapat dipakai.</translation>
    </message>
    <message>
        <source>Close other programs that use it (Zoom, Meet, WhatsApp), then try again. Or choose another camera.</source>
        <translation>Tutup program lain yang memakainya (Zoom, Meet, WhatsApp), lalu coba lagi. Atau pilih kamera lain.</translation>
    </message>
    <message>
        <source>This program may not use the camera.</source>
        <translation>Program ini tidak diizinkan memakai kamera.</translation>
    </message>
    <message>
        <source>Allow it in the privacy settings of the laptop (Camera), then try again. Or add photos from files or a phone.</source>
        <translation>Izinkan di setelan privasi laptop (Kamera), lalu coba lagi. Atau tambahkan foto dari berkas atau ponsel.</translation>
    </message>
    <message>
        <source>The camera was unplugged.</source>
        <translation>Kamera terlepas.</translation>
    </message>
    <message>
        <source>Photos taken so far are kept. Plug it in again, it goes on by itself. Or choose another camera.</source>
        <translation>Foto yang sudah diambil tetap tersimpan. Colokkan lagi, gambar lanjut sendiri. Atau pilih kamera lain.</translation>
    </message>
    <message>
        <source>The camera sends no picture.</source>
        <translation>Kamera tidak mengirim gambar.</translation>
    </message>
    <message>
        <source>Open its cover, close other programs that use it, or unplug it and plug it in again. Then try again.</source>
        <translation>Buka penutup lensanya, tutup program lain yang memakainya, atau cabut lalu colokkan lagi. Kemudian coba lagi.</translation>
    </message>
</context>
<context>
    <name>StudioBar</name>
    <message>
        <source>Take photo</source>
        <translation>Ambil foto</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Spasi</translation>
    </message>
    <message>
        <source>Retake</source>
        <translation>Ulangi</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Urungkan</translation>
    </message>
    <message>
        <source>Each shot is saved at once.</source>
        <translation>Setiap foto langsung tersimpan.</translation>
    </message>
</context>
<context>
    <name>StudioHead</name>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Thirds (G)</source>
        <translation>Garis bantu sepertiga (G)</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Selesai</translation>
    </message>
    <message>
        <source>Photos of {name}</source>
        <translation>Foto {name}</translation>
    </message>
    <message>
        <source>Choose a camera</source>
        <translation>Pilih kamera</translation>
    </message>
    <message>
        <source>No camera</source>
        <translation>Tidak ada kamera</translation>
    </message>
</context>
<context>
    <name>StudioSheet</name>
    <message>
        <source>Studio</source>
        <translation>Studio foto</translation>
    </message>
    <message>
        <source>The next photo shows</source>
        <translation>Foto berikutnya menunjukkan</translation>
    </message>
    <message>
        <source>Press the space bar for the first one.</source>
        <translation>Tekan spasi untuk foto pertama.</translation>
    </message>
    <message>
        <source>This shot did not come.</source>
        <translation>Foto ini tidak terambil.</translation>
    </message>
    <message>
        <source>Press the space bar again.</source>
        <translation>Tekan spasi sekali lagi.</translation>
    </message>
    <message>
        <source>Taken now: {count}</source>
        <translation>Diambil sekarang: {count}</translation>
    </message>
    <message>
        <source>Save again</source>
        <translation>Simpan lagi</translation>
    </message>
</context>
<context>
    <name>SwapSheet</name>
    <message>
        <source>Instead of {name}</source>
        <translation>Pengganti {name}</translation>
    </message>
    <message>
        <source>One more</source>
        <translation>Tambah satu produk</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Produk</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produk</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategori</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Harga</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Sisa</translation>
    </message>
    <message>
        <source>Fits</source>
        <translation>Muat</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Ambil</translation>
    </message>
    <message>
        <source>fits</source>
        <translation>muat</translation>
    </message>
    <message>
        <source>waits {days} days</source>
        <translation>menunggu {days} hari</translation>
    </message>
    <message>
        <source>The package is changed.</source>
        <translation>Paket diubah.</translation>
    </message>
</context>
<context>
    <name>SyncCard</name>
    <message>
        <source>Synchronisation</source>
        <translation>Sinkronisasi</translation>
    </message>
    <message>
        <source>Synchronise by itself when a network is there</source>
        <translation>Sinkronkan sendiri begitu ada jaringan</translation>
    </message>
    <message>
        <source>Also where data is paid by the amount</source>
        <translation>Juga pada jaringan berbayar menurut pemakaian</translation>
    </message>
    <message>
        <source>Off, everything waits until you press the button on the page.</source>
        <translation>Bila mati, semua menunggu sampai Anda menekan tombol di halaman Sinkronisasi.</translation>
    </message>
</context>
<context>
    <name>SyncPage</name>
    <message>
        <source>Synchronisation</source>
        <translation>Sinkronisasi</translation>
    </message>
    <message>
        <source>Synchronise</source>
        <translation>Sinkronkan</translation>
    </message>
    <message>
        <source>Sample data is never sent</source>
        <translation>Data contoh tidak pernah dikirim</translation>
    </message>
    <message>
        <source>Leave the sample data in the settings to work with a centre.</source>
        <translation>Untuk bekerja dengan pusat, keluar dari data contoh di Pengaturan.</translation>
    </message>
    <message>
        <source>Open the settings</source>
        <translation>Buka Pengaturan</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Lanjutkan</translation>
    </message>
    <message>
        <source>Connected as {name}.</source>
        <translation>Terhubung sebagai {name}.</translation>
    </message>
</context>
<context>
    <name>TellResult</name>
    <message>
        <source>{title} is at the printer.</source>
        <translation>{title} sudah dikirim ke printer.</translation>
    </message>
</context>
<context>
    <name>Telling</name>
    <message>
        <source>less than a minute</source>
        <translation>kurang dari satu menit</translation>
    </message>
    <message>
        <source>about {count} minutes</source>
        <translation>kira-kira {count} menit</translation>
    </message>
    <message>
        <source>about {count} hours</source>
        <translation>kira-kira {count} jam</translation>
    </message>
    <message>
        <source>{count} minutes</source>
        <translation>{count} menit</translation>
    </message>
    <message>
        <source>{count} hours</source>
        <translation>{count} jam</translation>
    </message>
    <message>
        <source>{count} days</source>
        <translation>{count} hari</translation>
    </message>
    <message>
        <source>yesterday {time}</source>
        <translation>kemarin {time}</translation>
    </message>
    <message>
        <source>on this laptop</source>
        <translation>di laptop ini</translation>
    </message>
    <message>
        <source>sent {when}</source>
        <translation>dikirim {when}</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>Orang lain</translation>
    </message>
</context>
<context>
    <name>TieRules</name>
    <message>
        <source>Change the rules</source>
        <translation>Ubah aturan</translation>
    </message>
    <message>
        <source>Higher: {rule}</source>
        <translation>Naikkan: {rule}</translation>
    </message>
    <message>
        <source>Lower: {rule}</source>
        <translation>Turunkan: {rule}</translation>
    </message>
    <message>
        <source>Equal points: no rule tells products apart.</source>
        <translation>Nilai sama: tidak ada aturan yang membedakan produk.</translation>
    </message>
    <message>
        <source>Equal points: {rules}</source>
        <translation>Nilai sama: {rules}</translation>
    </message>
    <message>
        <source>Without “{rule}” two products may stay equal to the end.</source>
        <translation>Tanpa “{rule}”, dua produk bisa tetap sama sampai akhir.</translation>
    </message>
    <message>
        <source>“{rule}” tells any two apart: the rules after it never apply.</source>
        <translation>“{rule}” membedakan produk mana pun: aturan sesudahnya tidak pernah dipakai.</translation>
    </message>
</context>
<context>
    <name>Tools</name>
    <message>
        <source>Left</source>
        <translation>Kiri</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Kanan</translation>
    </message>
    <message>
        <source>Turn left</source>
        <translation>Putar ke kiri</translation>
    </message>
    <message>
        <source>Turn right</source>
        <translation>Putar ke kanan</translation>
    </message>
    <message>
        <source>Straighten</source>
        <translation>Luruskan</translation>
    </message>
    <message>
        <source>Straighten by itself</source>
        <translation>Otomatis</translation>
    </message>
    <message>
        <source>Crop</source>
        <translation>Potong</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Bebas</translation>
    </message>
    <message>
        <source>Whole picture</source>
        <translation>Seluruh gambar</translation>
    </message>
    <message>
        <source>White balance</source>
        <translation>Keseimbangan putih</translation>
    </message>
    <message>
        <source>As taken</source>
        <translation>Asli</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Otomatis</translation>
    </message>
    <message>
        <source>Pick grey</source>
        <translation>Pilih titik</translation>
    </message>
    <message>
        <source>White ground</source>
        <translation>Latar putih</translation>
    </message>
    <message>
        <source>Turn</source>
        <translation>Putar</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>Latar belakang</translation>
    </message>
    <message>
        <source>No clear lines to go by</source>
        <translation>Tidak ada garis yang cukup jelas</translation>
    </message>
    <message>
        <source>It stands straight</source>
        <translation>Sudah lurus</translation>
    </message>
    <message>
        <source>Click something that is white or grey in truth.</source>
        <translation>Klik bagian yang sebenarnya putih atau kelabu.</translation>
    </message>
    <message>
        <source>The product stays, with its soft shadow.</source>
        <translation>Produk tetap utuh dengan bayangan halusnya.</translation>
    </message>
    <message>
        <source>The background in the frame is not plain enough. Crop to a plain part, or put the product before a plain sheet and take the photo again.</source>
        <translation>Latar di dalam bingkai kurang polos. Potong ke bagian yang polos, atau foto ulang di depan kertas atau kain polos.</translation>
    </message>
</context>
<context>
    <name>TrainingSheet</name>
    <message>
        <source>Training</source>
        <translation>Pelatihan</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topik</translation>
    </message>
    <message>
        <source>Partner</source>
        <translation>Mitra</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Hari</translation>
    </message>
    <message>
        <source>Seats</source>
        <translation>Kursi</translation>
    </message>
    <message>
        <source>Empty: no limit</source>
        <translation>Kosong: tanpa batas</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Tempat</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Wilayah</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Catatan</translation>
    </message>
    <message>
        <source>Criteria it aims at</source>
        <translation>Kriteria yang dituju</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Simpan</translation>
    </message>
    <message>
        <source>Please fill this in.</source>
        <translation>Mohon diisi.</translation>
    </message>
    <message>
        <source>A whole number above zero.</source>
        <translation>Bilangan bulat di atas nol.</translation>
    </message>
</context>
<context>
    <name>TrainingsPanel</name>
    <message>
        <source>Trainings</source>
        <translation>Pelatihan</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>Tempat peserta</translation>
    </message>
    <message>
        <source>Business</source>
        <translation>Usaha</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Pemilik</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Keadaan</translation>
    </message>
    <message>
        <source>No training yet</source>
        <translation>Belum ada pelatihan</translation>
    </message>
    <message>
        <source>Plan one here, or tick businesses under Needs and offer them one.</source>
        <translation>Rencanakan di sini, atau centang usaha pada Kebutuhan lalu tawarkan.</translation>
    </message>
    <message>
        <source>Print the attendance list</source>
        <translation>Cetak daftar hadir</translation>
    </message>
    <message>
        <source>Change the training</source>
        <translation>Ubah pelatihan</translation>
    </message>
    <message>
        <source>Cancel the training</source>
        <translation>Batalkan pelatihan</translation>
    </message>
    <message>
        <source>Came</source>
        <translation>Hadir</translation>
    </message>
    <message>
        <source>Did not come</source>
        <translation>Tidak hadir</translation>
    </message>
    <message>
        <source>Not noted</source>
        <translation>Belum dicatat</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Tarik tawaran</translation>
    </message>
</context>
<context>
    <name>TroubleView</name>
    <message>
        <source>Try again</source>
        <translation>Coba lagi</translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation>Pilih berkas…</translation>
    </message>
</context>
<context>
    <name>TurnsPanel</name>
    <message>
        <source>Year</source>
        <translation>Tahun</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Menurut</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>All channels</source>
        <translation>Semua kanal</translation>
    </message>
    <message>
        <source>Save as XLSX</source>
        <translation>Simpan XLSX</translation>
    </message>
    <message>
        <source>Turns given</source>
        <translation>Giliran</translation>
    </message>
    <message>
        <source>Had a turn</source>
        <translation>Sudah dapat</translation>
    </message>
    <message>
        <source>Women-led</source>
        <translation>Perempuan</translation>
    </message>
    <message>
        <source>UP2K groups</source>
        <translation>UP2K</translation>
    </message>
    <message>
        <source>Gini of areas</source>
        <translation>Gini wilayah</translation>
    </message>
    <message>
        <source>Longest wait</source>
        <translation>Terlama</translation>
    </message>
    <message>
        <source>Which areas fall behind?</source>
        <translation>Wilayah mana yang tertinggal?</translation>
    </message>
    <message>
        <source>Turns for each hundred businesses</source>
        <translation>Giliran per seratus usaha</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Wilayah</translation>
    </message>
    <message>
        <source>May take part</source>
        <translation>Boleh ikut</translation>
    </message>
    <message>
        <source>Turns</source>
        <translation>Giliran</translation>
    </message>
    <message>
        <source>Served</source>
        <translation>Sudah</translation>
    </message>
    <message>
        <source>Per 100</source>
        <translation>Per 100</translation>
    </message>
    <message>
        <source>Wait, median</source>
        <translation>Tunggu, median</translation>
    </message>
    <message>
        <source>Longest</source>
        <translation>Terlama</translation>
    </message>
    <message>
        <source>All areas</source>
        <translation>Semua wilayah</translation>
    </message>
    <message>
        <source>Nothing to weigh yet</source>
        <translation>Belum ada yang ditimbang</translation>
    </message>
    <message>
        <source>Turns appear here once businesses passed curation and took part.</source>
        <translation>Giliran tampak di sini setelah usaha lulus kurasi dan ikut.</translation>
    </message>
    <message>
        <source>{share} of the turns, {expected} of those who may take part</source>
        <translation>{share} dari giliran, {expected} dari yang dapat ikut</translation>
    </message>
    <message>
        <source>average {value}</source>
        <translation>rata-rata {value}</translation>
    </message>
    <message>
        <source>{count} areas have less than three quarters of the average. Women-led: {women}. UP2K: {up2k}.</source>
        <translation>{count} wilayah di bawah tiga perempat rata-rata. Perempuan: {women}. UP2K: {up2k}.</translation>
    </message>
    <message>
        <source>{area}: {turns} turns, {count} businesses may take part, waits {wait}</source>
        <translation>{area}: {turns} giliran, {count} usaha dapat ikut, menunggu {wait}</translation>
    </message>
    <message>
        <source>{days} days</source>
        <translation>{days} hari</translation>
    </message>
    <message>
        <source>Save the figures</source>
        <translation>Simpan angkanya</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>Tersimpan: {name}</translation>
    </message>
</context>
<context>
    <name>TurnsSheet</name>
    <message>
        <source>Give the booths by turns</source>
        <translation>Bagikan lapak menurut giliran</translation>
    </message>
    <message>
        <source>Where all else is equal</source>
        <translation>Bila semua sama</translation>
    </message>
    <message>
        <source>Who registered earlier comes first</source>
        <translation>Yang terdaftar lebih dahulu didahulukan</translation>
    </message>
    <message>
        <source>Propose</source>
        <translation>Susun</translation>
    </message>
    <message>
        <source>Proposal</source>
        <translation>Susunan</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batal</translation>
    </message>
    <message>
        <source>Save the places</source>
        <translation>Simpan pembagian</translation>
    </message>
    <message>
        <source>{basis}. Then who took part least this year, then who waits longest.</source>
        <translation>{basis}. Lalu yang paling jarang ikut tahun ini, lalu yang paling lama menunggu.</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>Tempat</translation>
    </message>
    <message>
        <source>Waiting list</source>
        <translation>Daftar tunggu</translation>
    </message>
    <message>
        <source>May not take part</source>
        <translation>Belum boleh ikut</translation>
    </message>
    <message>
        <source>Areas</source>
        <translation>Wilayah</translation>
    </message>
    <message>
        <source>Draw: {title}</source>
        <translation>Undian: {title}</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Hari</translation>
    </message>
    <message>
        <source>Booth</source>
        <translation>Lapak</translation>
    </message>
    <message>
        <source>Business</source>
        <translation>Usaha</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Wilayah</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Sebab</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produk</translation>
    </message>
    <message>
        <source>Why not, and what would help</source>
        <translation>Sebab, dan yang perlu dilengkapi</translation>
    </message>
    <message>
        <source>Has a booth at {name} on that day.</source>
        <translation>Pada hari itu mendapat lapak di {name}.</translation>
    </message>
    <message>
        <source>Not on all days of this event.</source>
        <translation>Tidak pada semua hari acara ini.</translation>
    </message>
    <message>
        <source>May take part</source>
        <translation>Boleh ikut</translation>
    </message>
    <message>
        <source>For each hundred</source>
        <translation>Per seratus usaha</translation>
    </message>
    <message>
        <source>Longest wait, days</source>
        <translation>Tunggu terlama, hari</translation>
    </message>
</context>
<context>
    <name>TwinNotice</name>
    <message>
        <source>Compare</source>
        <translation>Bandingkan</translation>
    </message>
    <message>
        <source>Another record looks like this business.</source>
        <translation>Ada data lain yang mirip usaha ini.</translation>
    </message>
    <message>
        <source>{count} other records look like this business.</source>
        <translation>Ada {count} data lain yang mirip usaha ini.</translation>
    </message>
    <message>
        <source>Merged with {name} · {owner}</source>
        <translation>Gabungan dengan {name} · {owner}</translation>
    </message>
    <message>
        <source>Separate again</source>
        <translation>Pisahkan lagi</translation>
    </message>
    <message>
        <source>Separate {name} again</source>
        <translation>Pisahkan lagi {name}</translation>
    </message>
</context>
<context>
    <name>ValueCell</name>
    <message>
        <source>Keep this value, whichever record is kept</source>
        <translation>Pakai isian ini, data mana pun yang disimpan</translation>
    </message>
</context>
<context>
    <name>VerdictColumn</name>
    <message>
        <source>Decide the result (Ctrl+Enter)</source>
        <translation>Tetapkan hasil (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>Take the sheet back</source>
        <translation>Tarik lembar</translation>
    </message>
    <message>
        <source>Choose which sheets count</source>
        <translation>Pilih lembar yang dihitung</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Urungkan</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Koreksi</translation>
    </message>
    <message>
        <source>Send down</source>
        <translation>Kembalikan</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Nilai</translation>
    </message>
    <message>
        <source>Photographs</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Dokumen legalitas</translation>
    </message>
    <message>
        <source>No documents are recorded for this product.</source>
        <translation>Belum ada dokumen untuk produk ini.</translation>
    </message>
    <message>
        <source>{day} (expired)</source>
        <translation>{day} (kedaluwarsa)</translation>
    </message>
    <message>
        <source>in process</source>
        <translation>dalam proses</translation>
    </message>
    <message>
        <source>The points grow as you score. Nothing is final until you submit.</source>
        <translation>Nilai bertambah seiring penilaian. Belum final sebelum lembar dikirim.</translation>
    </message>
    <message>
        <source>{count} to improve</source>
        <translation>{count} perbaikan</translation>
    </message>
    <message>
        <source>Make the certificate</source>
        <translation>Buat sertifikat</translation>
    </message>
    <message>
        <source>Improvement sheet</source>
        <translation>Lembar perbaikan</translation>
    </message>
    <message>
        <source>Ends the curation: {names}.</source>
        <translation>Menggugurkan: {names}.</translation>
    </message>
    <message>
        <source>Requirement not met: {names}.</source>
        <translation>Syarat belum terpenuhi: {names}.</translation>
    </message>
    <message>
        <source>Requirement in process: {names}.</source>
        <translation>Syarat dalam proses: {names}.</translation>
    </message>
    <message>
        <source>Below the floor: {names}.</source>
        <translation>Di bawah batas terendah: {names}.</translation>
    </message>
</context>
<context>
    <name>Verdicts</name>
    <message>
        <source>Genuine, but its time ended on {date}.</source>
        <translation>Asli, tetapi masa berlakunya lewat pada {date}.</translation>
    </message>
    <message>
        <source>Ask the owner of the business for the new certificate.</source>
        <translation>Tanyakan sertifikat yang baru kepada pemilik usaha.</translation>
    </message>
    <message>
        <source>Proven genuine; whether it was revoked has not been checked.</source>
        <translation>Keaslian terbukti, pencabutan belum diperiksa.</translation>
    </message>
    <message>
        <source>A provisional certificate: genuine, on record at the centre, in force.</source>
        <translation>Sertifikat sementara ini asli, tercatat di pusat, dan masih berlaku.</translation>
    </message>
    <message>
        <source>Genuine, on record at the centre, in force.</source>
        <translation>Asli, tercatat di pusat, dan masih berlaku.</translation>
    </message>
    <message>
        <source>The key of {laptop} was revoked as of {date}: what it signed is not trusted.</source>
        <translation>Kunci {laptop} dicabut sejak {date}: kode yang ditandatanganinya tidak dipercaya.</translation>
    </message>
    <message>
        <source>Once issued, but revoked: {reason}.</source>
        <translation>Pernah terbit, tetapi telah dicabut: {reason}.</translation>
    </message>
    <message>
        <source>Once issued, but revoked: it no longer holds.</source>
        <translation>Pernah terbit, tetapi telah dicabut dan tidak berlaku lagi.</translation>
    </message>
    <message>
        <source>Do not accept this certificate. Ask the owner of the business for its replacement.</source>
        <translation>Jangan terima sertifikat ini. Tanyakan penggantinya kepada pemilik usaha.</translation>
    </message>
    <message>
        <source>Do not accept this certificate. It was replaced by {number}.</source>
        <translation>Jangan terima sertifikat ini. Penggantinya {number}.</translation>
    </message>
    <message>
        <source>The list of revoked certificates is dated {date}: too old, or the date of this laptop is wrong. Synchronise, then check again.</source>
        <translation>Daftar pencabutan bertanggal {date}: terlalu lama, atau tanggal laptop ini salah. Sinkronkan, lalu periksa lagi.</translation>
    </message>
    <message>
        <source>The list of revoked certificates is not from who issued this certificate.</source>
        <translation>Daftar pencabutan yang ada bukan dari penerbit sertifikat ini.</translation>
    </message>
    <message>
        <source>The centre did not have this certificate when the list was made: the curator&apos;s laptop may not have synchronised yet.</source>
        <translation>Sertifikat ini belum tercatat di pusat ketika daftar dibuat: laptop kurator mungkin belum tersinkron.</translation>
    </message>
    <message>
        <source>This laptop has no list of revoked certificates yet: synchronise, then check again.</source>
        <translation>Laptop ini belum punya daftar pencabutan: sinkronkan, lalu periksa lagi.</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>belum diketahui</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produk</translation>
    </message>
    <message>
        <source>Business</source>
        <translation>Usaha</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Tingkat</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Nilai</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Berlaku sampai</translation>
    </message>
    <message>
        <source>Register number</source>
        <translation>Nomor register</translation>
    </message>
    <message>
        <source>Issued on</source>
        <translation>Diterbitkan</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>Ditandatangani oleh</translation>
    </message>
    <message>
        <source>Status as of</source>
        <translation>Status per</translation>
    </message>
</context>
<context>
    <name>VerifySheet</name>
    <message>
        <source>Check a certificate</source>
        <translation>Periksa sertifikat</translation>
    </message>
    <message>
        <source>Choose a PDF or picture</source>
        <translation>Pilih PDF atau gambar</translation>
    </message>
    <message>
        <source>Nothing checked yet</source>
        <translation>Belum ada yang diperiksa</translation>
    </message>
    <message>
        <source>From a file</source>
        <translation>Dari berkas</translation>
    </message>
    <message>
        <source>Paste what a scanner or a phone has read from the code.</source>
        <translation>Tempel hasil baca kode dari pemindai atau ponsel.</translation>
    </message>
    <message>
        <source>Text of the code</source>
        <translation>Isi kode</translation>
    </message>
    <message>
        <source>You can also drop the file here.</source>
        <translation>Berkas juga dapat diseret ke sini.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Selesai</translation>
    </message>
    <message>
        <source>The check needs no internet.</source>
        <translation>Pemeriksaan tidak memerlukan internet.</translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation>Membaca {name}</translation>
    </message>
    <message>
        <source>PDF or picture</source>
        <translation>PDF atau gambar</translation>
    </message>
</context>
<context>
    <name>WaitingCard</name>
    <message>
        <source>Waiting to be sent</source>
        <translation>Antrean kirim</translation>
    </message>
    <message>
        <source>Nothing is waiting.</source>
        <translation>Antrean kosong.</translation>
    </message>
    <message>
        <source>Photo files</source>
        <translation>Berkas foto</translation>
    </message>
    <message>
        <source>Batches of other laptops</source>
        <translation>Titipan laptop lain</translation>
    </message>
    <message>
        <source>Estimated time</source>
        <translation>Perkiraan waktu</translation>
    </message>
</context>
<context>
    <name>WaitingForms</name>
    <message>
        <source>Not saved yet · {moment}</source>
        <translation>Belum disimpan · {moment}</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>Belum disimpan</translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>{count} lagi</translation>
    </message>
    <message>
        <source>Product {name}</source>
        <translation>Produk {name}</translation>
    </message>
    <message>
        <source>Business {name}</source>
        <translation>Usaha {name}</translation>
    </message>
    <message>
        <source>without a name</source>
        <translation>tanpa nama</translation>
    </message>
    <message>
        <source>{what}, typed {moment}</source>
        <translation>{what}, diketik {moment}</translation>
    </message>
    <message>
        <source>Go on with it</source>
        <translation>Lanjutkan</translation>
    </message>
</context>
<context>
    <name>WardPicker</name>
    <message>
        <source>Choose</source>
        <translation>Pilih</translation>
    </message>
</context>
<context>
    <name>WatchBar</name>
    <message>
        <source>Put into this product</source>
        <translation>Masukkan ke produk ini</translation>
    </message>
    <message>
        <source>Stop watching</source>
        <translation>Berhenti</translation>
    </message>
    <message>
        <source>Watching {folder}: {count} photos came in</source>
        <translation>Memantau {folder}: {count} foto masuk</translation>
    </message>
    <message>
        <source>Reading what is in it already…</source>
        <translation>Membaca dulu isi folder yang sudah ada…</translation>
    </message>
    <message>
        <source>The folder is out of reach. It goes on when card or cable are back.</source>
        <translation>Folder tidak terbaca. Pantauan lanjut bila kartu atau kabel terpasang lagi.</translation>
    </message>
    <message>
        <source>{count} photos came while no saved product was on show.</source>
        <translation>{count} foto datang saat tidak ada produk yang tampil.</translation>
    </message>
    <message>
        <source>New photos go to the product on show.</source>
        <translation>Foto baru masuk ke produk yang sedang tampil.</translation>
    </message>
    <message>
        <source>Paused until a saved product is on show; new photos wait.</source>
        <translation>Dijeda sampai produk tersimpan tampil; foto baru menunggu.</translation>
    </message>
</context>
<context>
    <name>Ways</name>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Ponsel</translation>
    </message>
    <message>
        <source>Files…</source>
        <translation>Berkas…</translation>
    </message>
    <message>
        <source>Watch a folder…</source>
        <translation>Pantau folder…</translation>
    </message>
</context>
<context>
    <name>WhySheet</name>
    <message>
        <source>Why not me?</source>
        <translation>Mengapa bukan saya?</translation>
    </message>
    <message>
        <source>Name of the business that asks</source>
        <translation>Nama usaha yang bertanya</translation>
    </message>
    <message>
        <source>Business</source>
        <translation>Usaha</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Wilayah</translation>
    </message>
    <message>
        <source>Candidate</source>
        <translation>Peserta</translation>
    </message>
    <message>
        <source>Businesses</source>
        <translation>Usaha</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Jawaban</translation>
    </message>
    <message>
        <source>The answer from the record stands here.</source>
        <translation>Jawaban dari catatan tampil di sini.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Tutup</translation>
    </message>
    <message>
        <source>Print as a letter</source>
        <translation>Cetak sebagai surat</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Salin</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ya</translation>
    </message>
    <message>
        <source>no</source>
        <translation>belum</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Tersalin.</translation>
    </message>
    <message>
        <source>Answer to {name}</source>
        <translation>Jawaban untuk {name}</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>The centre did not accept this record. Tell the admin this code: {code}</source>
        <translation>Pusat tidak menerima data ini. Sampaikan kode ini kepada admin: {code}</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Wilayah</translation>
    </message>
    <message>
        <source>Rubric</source>
        <translation>Rubrik</translation>
    </message>
    <message>
        <source>Letters &amp; signatures</source>
        <translation>Surat &amp; tanda tangan</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Petugas</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Peran</translation>
    </message>
    <message>
        <source>Laptop</source>
        <translation>Laptop</translation>
    </message>
    <message>
        <source>Signatory</source>
        <translation>Pejabat penanda tangan</translation>
    </message>
    <message>
        <source>Business</source>
        <translation>Usaha</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produk</translation>
    </message>
    <message>
        <source>Legal document</source>
        <translation>Dokumen legalitas</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Curation session</source>
        <translation>Kegiatan kurasi</translation>
    </message>
    <message>
        <source>Curation case</source>
        <translation>Alur kurasi</translation>
    </message>
    <message>
        <source>Curation</source>
        <translation>Kurasi</translation>
    </message>
    <message>
        <source>Blind code</source>
        <translation>Kode buta</translation>
    </message>
    <message>
        <source>Conflict of interest</source>
        <translation>Benturan kepentingan</translation>
    </message>
    <message>
        <source>Case sent down</source>
        <translation>Pengembalian kasus</translation>
    </message>
    <message>
        <source>Score sheet</source>
        <translation>Lembar penilaian</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Keputusan</translation>
    </message>
    <message>
        <source>Appeal</source>
        <translation>Keberatan</translation>
    </message>
    <message>
        <source>Improvement item</source>
        <translation>Butir perbaikan</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Sertifikat</translation>
    </message>
    <message>
        <source>Revocation of a certificate</source>
        <translation>Pencabutan sertifikat</translation>
    </message>
    <message>
        <source>Confirmation of a certificate</source>
        <translation>Penetapan sertifikat</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Acara</translation>
    </message>
    <message>
        <source>Place at an event</source>
        <translation>Tempat di acara</translation>
    </message>
    <message>
        <source>Attendance at an event</source>
        <translation>Kehadiran di acara</translation>
    </message>
    <message>
        <source>Takings at an event</source>
        <translation>Omzet di acara</translation>
    </message>
    <message>
        <source>Gebetan round</source>
        <translation>Putaran Gebetan</translation>
    </message>
    <message>
        <source>Business picked for Gebetan</source>
        <translation>Usaha terpilih Gebetan</translation>
    </message>
    <message>
        <source>Gebetan order</source>
        <translation>Pesanan Gebetan</translation>
    </message>
    <message>
        <source>Feedback on a product</source>
        <translation>Umpan balik produk</translation>
    </message>
    <message>
        <source>History entry</source>
        <translation>Catatan riwayat</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nama</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Gambar</translation>
    </message>
    <message>
        <source>RT</source>
        <translation>RT</translation>
    </message>
    <message>
        <source>RW</source>
        <translation>RW</translation>
    </message>
    <message>
        <source>Brand</source>
        <translation>Merek</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Pemilik</translation>
    </message>
    <message>
        <source>Identity number (NIK)</source>
        <translation>Nomor identitas (NIK)</translation>
    </message>
    <message>
        <source>Business number (NIB)</source>
        <translation>Nomor induk berusaha (NIB)</translation>
    </message>
    <message>
        <source>Tax number (NPWP)</source>
        <translation>Nomor pajak (NPWP)</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telepon</translation>
    </message>
    <message>
        <source>Ward</source>
        <translation>Kelurahan</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Alamat</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Catatan</translation>
    </message>
    <message>
        <source>Led by a woman</source>
        <translation>Dipimpin perempuan</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategori</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Harga</translation>
    </message>
    <message>
        <source>Net content</source>
        <translation>Isi bersih</translation>
    </message>
    <message>
        <source>Shelf life in days</source>
        <translation>Masa simpan (hari)</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Deskripsi</translation>
    </message>
    <message>
        <source>Ingredients</source>
        <translation>Komposisi</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nomor</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Berlaku sampai</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Jenis</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Tempat</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Tanggal</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tahap</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Urutan</translation>
    </message>
    <message>
        <source>Office</source>
        <translation>Kantor</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Klaster</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>Klaster</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Paket</translation>
    </message>
    <message>
        <source>What is in it</source>
        <translation>Isi paket</translation>
    </message>
    <message>
        <source>Stock</source>
        <translation>Stok</translation>
    </message>
    <message>
        <source>Orders open on</source>
        <translation>Pesanan dibuka</translation>
    </message>
    <message>
        <source>Orders close on</source>
        <translation>Pesanan ditutup</translation>
    </message>
    <message>
        <source>Delivered on</source>
        <translation>Disalurkan</translation>
    </message>
    <message>
        <source>Received by</source>
        <translation>Diterima oleh</translation>
    </message>
    <message>
        <source>Paid on</source>
        <translation>Dibayar</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Dihapus</translation>
    </message>
    <message>
        <source>It lies outside your regions. Ask the admin to add the region and try again, or hand it over.</source>
        <translation>Letaknya di luar wilayah Anda. Minta admin menambah wilayah itu lalu coba lagi, atau serahkan ke pusat.</translation>
    </message>
    <message>
        <source>Very many records were deleted or emptied at once. If that is meant, hand it over.</source>
        <translation>Banyak sekali data dihapus atau dikosongkan sekaligus. Bila memang disengaja, serahkan ke pusat.</translation>
    </message>
    <message>
        <source>Somebody published this version first. Open Rubrics: your text is kept there.</source>
        <translation>Versi ini sudah lebih dahulu diterbitkan orang lain. Buka Rubrik: isi Anda tersimpan di sana.</translation>
    </message>
    <message>
        <source>It was to count from a day before it was published. Open Rubrics, take it back and choose a later day.</source>
        <translation>Hari mulai berlakunya sebelum hari terbitnya. Buka Rubrik, tarik kembali, lalu pilih hari yang lebih lambat.</translation>
    </message>
    <message>
        <source>The centre does not have the version before yet. It is sent again by itself.</source>
        <translation>Pusat belum memiliki versi sebelumnya. Akan dikirim lagi dengan sendirinya.</translation>
    </message>
    <message>
        <source>The centre cannot read it as a rubric. Open Rubrics and make it a draft again.</source>
        <translation>Pusat tidak dapat membacanya sebagai rubrik. Buka Rubrik dan jadikan konsep lagi.</translation>
    </message>
    <message>
        <source>Another admin published first. Open Letters &amp; signatures: your text is kept there.</source>
        <translation>Admin lain sudah lebih dahulu menerbitkan. Buka Surat &amp; tanda tangan: isi Anda tersimpan di sana.</translation>
    </message>
    <message>
        <source>The centre cannot read it. Open Letters &amp; signatures and make it a draft again.</source>
        <translation>Pusat tidak dapat membacanya. Buka Surat &amp; tanda tangan dan jadikan konsep lagi.</translation>
    </message>
    <message>
        <source>Another admin published rules of entry first. Open Channels, Rules of entry.</source>
        <translation>Admin lain lebih dahulu menerbitkan aturan masuk. Buka Kanal, Aturan masuk.</translation>
    </message>
    <message>
        <source>The centre cannot read it as rules of entry. Open Channels and take it back.</source>
        <translation>Pusat tidak dapat membacanya sebagai aturan masuk. Buka Kanal dan tarik kembali.</translation>
    </message>
    <message>
        <source>Who scored the product may not answer its appeal. Ask somebody who did not.</source>
        <translation>Yang ikut menilai tidak boleh menjawab keberatannya. Minta kurator yang tidak ikut menilai.</translation>
    </message>
    <message>
        <source>How this photo was mended cannot be read. Go back to the original and mend it again.</source>
        <translation>Catatan perbaikan foto ini tidak terbaca. Kembalikan ke foto asli, lalu perbaiki lagi.</translation>
    </message>
    <message>
        <source>It was mended from a photo of another product. Remove it and take the photo again.</source>
        <translation>Foto ini dibuat dari foto produk lain. Hapus, lalu foto ulang produknya.</translation>
    </message>
    <message>
        <source>The centre lacks a score sheet it rests on. It is sent again by itself.</source>
        <translation>Pusat belum punya lembar penilaian yang mendasarinya. Nanti terkirim lagi dengan sendirinya.</translation>
    </message>
    <message>
        <source>Its region is not known. Correct the address, then retry.</source>
        <translation>Wilayahnya tidak dikenal. Perbaiki alamatnya, lalu coba lagi.</translation>
    </message>
    <message>
        <source>The region does not fit the address of the business. Save the address again.</source>
        <translation>Wilayah tidak cocok dengan alamat usaha. Simpan lagi alamatnya.</translation>
    </message>
    <message>
        <source>A field holds something the centre cannot read. Check the record and save again.</source>
        <translation>Ada isian yang tidak terbaca oleh pusat. Periksa datanya, lalu simpan lagi.</translation>
    </message>
    <message>
        <source>Nothing in it differs from the centre. Try again.</source>
        <translation>Isinya sama dengan yang di pusat. Coba lagi.</translation>
    </message>
    <message>
        <source>Something it belongs to has not arrived yet. It is sent again by itself.</source>
        <translation>Catatan induknya belum sampai. Nanti terkirim lagi dengan sendirinya.</translation>
    </message>
    <message>
        <source>It is a record of score, and those are never changed. Make a correction instead.</source>
        <translation>Penilaian yang sudah dikirim tidak dapat diubah. Buat koreksi sebagai gantinya.</translation>
    </message>
    <message>
        <source>It names another person or laptop. Whoever it names must enter it on their own.</source>
        <translation>Data ini atas nama orang atau laptop lain. Yang bersangkutan harus mengisinya di laptopnya sendiri.</translation>
    </message>
    <message>
        <source>Only the centre may change records of this kind. Ask the admin.</source>
        <translation>Hanya pusat yang boleh mengubah data jenis ini. Hubungi admin.</translation>
    </message>
    <message>
        <source>The photo is damaged. Take it again.</source>
        <translation>Foto rusak. Ambil foto lagi.</translation>
    </message>
    <message>
        <source>The score sheet is damaged. Fill in a correction, then try again.</source>
        <translation>Lembar penilaian rusak. Isi koreksi, lalu coba lagi.</translation>
    </message>
    <message>
        <source>A score lies outside the scale of the rubric. Fill in a correction.</source>
        <translation>Ada skor di luar skala rubrik. Isi koreksi.</translation>
    </message>
    <message>
        <source>The centre computes another total from this score sheet. Tell the admin.</source>
        <translation>Pusat menghitung nilai yang berbeda dari lembar ini. Beri tahu admin.</translation>
    </message>
    <message>
        <source>The score sheet has gaps: an answer or a note is missing. Fill in a correction.</source>
        <translation>Lembar penilaian belum lengkap: ada jawaban atau catatan yang kosong. Isi koreksi.</translation>
    </message>
    <message>
        <source>The list of its score sheets is damaged. Decide once more from the sheets.</source>
        <translation>Daftar lembar penilaiannya rusak. Buat keputusan lagi dari lembar penilaian.</translation>
    </message>
    <message>
        <source>The centre does not know the rubric version of this sheet. Tell the admin.</source>
        <translation>Pusat tidak mengenal versi rubrik lembar ini. Beri tahu admin.</translation>
    </message>
    <message>
        <source>The centre has no passing decision for it. Do not hand this certificate out.</source>
        <translation>Pusat tidak punya keputusan lulus untuk sertifikat ini. Jangan serahkan sertifikat ini.</translation>
    </message>
    <message>
        <source>Its curator had declared a conflict of interest with this business. Somebody else must score it.</source>
        <translation>Kuratornya sudah mencatat benturan kepentingan dengan usaha ini. Kurator lain yang harus menilai.</translation>
    </message>
    <message>
        <source>Its curator verified this business. Somebody else must score it.</source>
        <translation>Kuratornya yang memverifikasi usaha ini. Kurator lain yang harus menilai.</translation>
    </message>
    <message>
        <source>The product had been sent down a level before this sheet was submitted.</source>
        <translation>Produk ini sudah dikembalikan ke tingkat bawah sebelum lembar ini dikirim.</translation>
    </message>
    <message>
        <source>It counts two sheets of one curator. The chair must choose one of them.</source>
        <translation>Dua lembar dari satu kurator dihitung bersama. Ketua tim harus memilih salah satu.</translation>
    </message>
    <message>
        <source>It changes scores that stand from the attempt before. Take the sheet back and submit it again.</source>
        <translation>Lembar ini mengubah nilai yang tetap berlaku dari percobaan sebelumnya. Tarik lembarnya, lalu kirim lagi.</translation>
    </message>
    <message>
        <source>Its session asks for more score sheets. Wait for the others, then decide once more.</source>
        <translation>Kegiatannya meminta lebih banyak lembar penilaian. Tunggu lembar yang lain, lalu tetapkan sekali lagi.</translation>
    </message>
    <message>
        <source>The chair&apos;s reason is missing. Make a correction and write why.</source>
        <translation>Alasan ketua tim tidak ada. Buat koreksi dan tulis alasannya.</translation>
    </message>
    <message>
        <source>Whoever decided had declared a conflict of interest. Another chair must decide.</source>
        <translation>Yang menetapkan sudah mencatat benturan kepentingan. Ketua lain yang harus menetapkan.</translation>
    </message>
    <message>
        <source>The product had been sent down a level before it was decided.</source>
        <translation>Produk ini sudah dikembalikan ke tingkat bawah sebelum ditetapkan.</translation>
    </message>
    <message>
        <source>It answers a requirement as none of its score sheets does. Decide once more.</source>
        <translation>Ada jawaban syarat wajib yang tidak ada di lembar mana pun. Tetapkan sekali lagi.</translation>
    </message>
    <message>
        <source>It does not fit the level at which the product stands. Tell the admin.</source>
        <translation>Tidak cocok dengan tingkat produk ini. Beri tahu admin.</translation>
    </message>
    <message>
        <source>The reason for sending it down is missing.</source>
        <translation>Alasan pengembalian tidak ada.</translation>
    </message>
    <message>
        <source>The product was decided already. Take the decision back first.</source>
        <translation>Hasil produk ini sudah ditetapkan. Urungkan hasilnya dahulu.</translation>
    </message>
    <message>
        <source>Its decision was corrected or taken back. Do not hand this certificate out; ask for it back if you did.</source>
        <translation>Hasilnya sudah dikoreksi atau diurungkan. Jangan serahkan sertifikat ini; minta kembali bila sudah diserahkan.</translation>
    </message>
    <message>
        <source>It names another product or level than its curation. Decide once more.</source>
        <translation>Produk atau tingkatnya bukan yang dikurasi. Tetapkan sekali lagi.</translation>
    </message>
    <message>
        <source>The centre computes another total from its score sheets. Tell the admin.</source>
        <translation>Pusat menghitung nilai lain dari lembar penilaiannya. Beri tahu admin.</translation>
    </message>
    <message>
        <source>The centre comes to another outcome from its score sheets. Tell the admin.</source>
        <translation>Pusat sampai pada hasil lain dari lembar penilaiannya. Beri tahu admin.</translation>
    </message>
    <message>
        <source>It corrects the record of somebody else. Only they can correct it.</source>
        <translation>Ini mengoreksi catatan orang lain. Hanya orang itu yang dapat mengoreksinya.</translation>
    </message>
    <message>
        <source>The centre has this very photo from another region. Take a new one.</source>
        <translation>Foto yang persis sama sudah ada di pusat dari wilayah lain. Ambil foto baru.</translation>
    </message>
    <message>
        <source>It does not say what its decision says. Do not hand this certificate out.</source>
        <translation>Isinya tidak sama dengan hasil kurasinya. Jangan serahkan sertifikat ini.</translation>
    </message>
    <message>
        <source>Its code is not signed for this region. Do not hand this certificate out.</source>
        <translation>Kodenya tidak ditandatangani untuk wilayah ini. Jangan serahkan sertifikat ini.</translation>
    </message>
    <message>
        <source>The key of this laptop was revoked. Do not hand this certificate out; call the admin.</source>
        <translation>Kunci laptop ini sudah dicabut. Jangan serahkan sertifikat ini; hubungi admin.</translation>
    </message>
    <message>
        <source>It does not name the certificate it is about. Revoke it once more.</source>
        <translation>Pencabutan ini tidak cocok dengan sertifikatnya. Cabut sekali lagi.</translation>
    </message>
    <message>
        <source>Its reason is missing. Revoke it once more.</source>
        <translation>Alasannya belum ada. Cabut sekali lagi.</translation>
    </message>
    <message>
        <source>Another laptop gave this booth away first. Open Events: the next free booth is offered there.</source>
        <translation>Laptop lain lebih dahulu memberikan lapak ini. Buka Acara: lapak kosong berikutnya ditawarkan di sana.</translation>
    </message>
    <message>
        <source>The business has a place on that day already. Open Events and let this one go.</source>
        <translation>Usaha ini sudah punya tempat pada hari itu. Buka Acara dan lepaskan yang ini.</translation>
    </message>
    <message>
        <source>Its register number is already taken. Do not hand this certificate out.</source>
        <translation>Nomor registrasinya sudah dipakai. Jangan serahkan sertifikat ini.</translation>
    </message>
    <message>
        <source>Another office picked this business first; each takes part once. Open Gebetan UMKM: there the next one can be taken by one click.</source>
        <translation>Usaha ini lebih dahulu dipilih kantor lain; setiap usaha hanya sekali. Buka Gebetan UMKM: di sana calon berikutnya dapat diambil dengan satu klik.</translation>
    </message>
    <message>
        <source>The package costs more than its cluster pays. Open Gebetan UMKM and compose it again.</source>
        <translation>Isi paket melebihi nilai klasternya. Buka Gebetan UMKM dan susun ulang paketnya.</translation>
    </message>
    <message>
        <source>Its register number belongs to another laptop. Tell the admin.</source>
        <translation>Nomor registrasinya milik laptop lain. Beri tahu admin.</translation>
    </message>
    <message>
        <source>Refused by the centre</source>
        <translation>Ditolak pusat</translation>
    </message>
    <message>
        <source>Proposed (usulan)</source>
        <translation>Usulan</translation>
    </message>
    <message>
        <source>Has the booth</source>
        <translation>Mendapat lapak</translation>
    </message>
    <message>
        <source>Turn {number}</source>
        <translation>Urutan {number}</translation>
    </message>
    <message>
        <source>registered earlier</source>
        <translation>terdaftar lebih dahulu</translation>
    </message>
    <message>
        <source>before the next because: {rule}</source>
        <translation>sebelum yang berikutnya karena: {rule}</translation>
    </message>
    <message>
        <source>Last in the order.</source>
        <translation>Terakhir dalam urutan.</translation>
    </message>
</context>
<context>
    <name>WorkbookFiles</name>
    <message>
        <source>Export</source>
        <translation>Ekspor</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Impor</translation>
    </message>
    <message>
        <source>Workbook</source>
        <translation>Buku kerja</translation>
    </message>
</context>
<context>
    <name>Working</name>
    <message>
        <source>Stop</source>
        <translation>Hentikan</translation>
    </message>
</context>
<context>
    <name>_AddTile</name>
    <message>
        <source>Add photo</source>
        <translation>Tambah foto</translation>
    </message>
    <message>
        <source>Choose files, or drop pictures here</source>
        <translation>Pilih berkas, atau seret gambar ke sini</translation>
    </message>
    <message>
        <source>Drop here</source>
        <translation>Lepas di sini</translation>
    </message>
</context>
</TS>
