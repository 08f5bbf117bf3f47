/** Passkeys: what a device makes and signs, in the shapes of WebAuthn's JSON. */

export const canUse = () => window.isSecureContext && "PublicKeyCredential" in window;

const bytes = text => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), letter => letter.charCodeAt(0));
const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const described = (credential, response) => ({ id: credential.id, rawId: credential.id, type: credential.type, response, clientExtensionResults: {} });

async function asked(address, headers) {
  const answer = await fetch(address, { headers: { Accept: "application/json", ...headers } });
  if (!answer.ok) {
    throw Object.assign(new Error(answer.statusText), { answer });
  }
  return answer.json();
}

/** Has a device sign with one of its passkeys; whoever holds it may decline, which is null. */
async function signed(headers = {}) {
  const options = await asked("/api/session/passkey", headers);
  const credential = await navigator.credentials.get({ publicKey: { ...options, challenge: bytes(options.challenge) } }).catch(declined);
  return credential && described(credential, {
    clientDataJSON: text(credential.response.clientDataJSON),
    authenticatorData: text(credential.response.authenticatorData),
    signature: text(credential.response.signature),
    userHandle: credential.response.userHandle ? text(credential.response.userHandle) : undefined,
  });
}

/**
 * Has a device sign, and sends that; true if it was taken.
 * @param refuse is told in a sentence why it was not
 */
export async function sent(address, refuse, headers = {}) {
  const signature = await signed(headers);
  if (!signature) {
    refuse("No passkey was used.");
    return false;
  }
  const answer = await fetch(address, { method: "POST", headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(signature) });
  if (!answer.ok) {
    refuse(`${(await answer.json().catch(() => ({}))).detail ?? "That did not work"}.`);
  }
  return answer.ok;
}

/** Has a device make one; whoever holds it may decline, which is null. */
export async function made(headers = {}) {
  const options = await asked("/api/me/passkeys/options", headers);
  const credential = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: options.excludeCredentials.map(each => ({ ...each, id: bytes(each.id) })),
    },
  }).catch(declined);
  return credential && described(credential, {
    clientDataJSON: text(credential.response.clientDataJSON),
    attestationObject: text(credential.response.attestationObject),
  });
}

function declined(reason) {
  if (reason.name === "NotAllowedError" || reason.name === "AbortError" || reason.name === "InvalidStateError") {
    return null;
  }
  throw reason;
}
