/** Proving anew with a passkey that it is you, on the page that asks for it: what was begun goes on as if something had been typed. */
import { canUse, sent } from "./passkeys.js";
import { token } from "./token.js";

const offered = document.getElementById("by-passkey");
const said = document.getElementById("passkey-said");

if (canUse()) {
  offered.hidden = false;
  offered.querySelector("button").addEventListener("click", async () => {
    said.textContent = "";
    try {
      if (await sent("/api/session/factor/passkey", sentence => { said.textContent = sentence; }, token())) {
        document.querySelector("form").submit();
      }
    } catch {
      said.textContent = "Stet cannot be reached, or this device has no passkey; please try again.";
    }
  });
}
