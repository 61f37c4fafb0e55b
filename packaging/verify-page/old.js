// For browsers that know no modules: the page cannot check anything here, and says so.
(function () {
  var at = function (id) { return document.getElementById(id); };
  document.body.setAttribute("data-verdict", "noCrypto");
  at("word").textContent = "Peramban ini tidak dapat memeriksa";
  at("sentence").textContent = "Perbarui peramban ini, atau buka kodenya dengan peramban lain. Update this browser, or open the code with another one.";
})();
