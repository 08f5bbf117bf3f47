/** Making a passkey on one's own page. */
import { csrf } from "stet/newsroom";
import { canUse, made } from "stet/passkeys";
import { proving } from "stet/sending";

const form = document.getElementById("new-passkey");
const said = document.getElementById("passkey-said");

if (form && canUse()) {
  form.hidden = false;
  document.getElementById("no-passkeys").hidden = true;
  form.addEventListener("submit", async event => {
    event.preventDefault();
    event.stopPropagation();
    said.textContent = "";
    try {
      await proving("POST /api/me/passkeys", async () => {
        const credential = await made(csrf());
        if (!credential) {
          said.textContent = "No passkey was made.";
          return;
        }
        const answer = await fetch("/api/me/passkeys", {
          method: "POST", headers: { "Content-Type": "application/json", ...csrf() },
          body: JSON.stringify({ label: form.elements.namedItem("label").value, credential }),
        });
        if (answer.ok) {
          location.assign("/newsroom/account#passkeys");
          location.reload();
        } else {
          said.textContent = `${(await answer.json().catch(() => ({}))).detail ?? "That did not work"}.`;
        }
      });
    } catch {
      said.textContent = "Stet cannot be reached, or this device makes no passkey; please try again.";
    }
  });
}
