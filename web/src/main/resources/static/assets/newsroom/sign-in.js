/** Signing in with a passkey, on the page on which people sign in: there is nothing to type. */
import { canUse, signed } from "./passkeys.js";

const offered = document.getElementById("by-passkey");
const said = document.getElementById("passkey-said");

if (canUse()) {
  offered.hidden = false;
  offered.querySelector("button").addEventListener("click", async () => {
    said.textContent = "";
    try {
      const signature = await signed();
      if (!signature) {
        said.textContent = "No passkey was used.";
        return;
      }
      const answer = await fetch("/api/session/passkey", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(signature) });
      if (answer.ok) {
        const next = new URL(document.querySelector("[name=next]").value, location.origin);
        location.assign(next.origin === location.origin ? next : "/newsroom");
      } else {
        said.textContent = `${(await answer.json().catch(() => ({}))).detail ?? "That did not work"}.`;
      }
    } catch {
      said.textContent = "Stet cannot be reached, or this device has no passkey; please try again.";
    }
  });
}
