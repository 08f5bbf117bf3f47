/** Signing in with a passkey, on the page on which people sign in: there is nothing to type. */
import { canUse, sent } from "./passkeys.js";

const offered = document.getElementById("by-passkey");
const said = document.getElementById("passkey-said");

if (canUse()) {
  offered.hidden = false;
  offered.querySelector("button").addEventListener("click", async () => {
    said.textContent = "";
    try {
      if (await sent("/api/session/passkey", sentence => { said.textContent = sentence; })) {
        const next = new URL(document.querySelector("[name=next]").value, location.origin);
        location.assign(next.origin === location.origin ? next : "/newsroom");
      }
    } catch {
      said.textContent = "Stet cannot be reached, or this device has no passkey; please try again.";
    }
  });
}
