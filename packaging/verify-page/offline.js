// The worker that keeps the page for a day without a network.

export function serveOffline() {
  if (!("serviceWorker" in navigator)) return;
  const address = "sw.js";
  // The one script address that is not written in the page: named here, allowed by its policy.
  const policy = window.trustedTypes && trustedTypes.createPolicy("kurasi", { createScriptURL: () => address });
  navigator.serviceWorker.register(policy ? policy.createScriptURL("") : address).catch(() => {});
}
