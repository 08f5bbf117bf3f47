/** The header that a change needs besides the session: the token against forged ones, as its cookie has it. */
export function token() {
  const cookies = document.cookie.split("; ");
  const cookie = ["__Host-XSRF-TOKEN=", "XSRF-TOKEN="].map(name => cookies.find(each => each.startsWith(name))).find(Boolean);
  return cookie ? { "X-XSRF-TOKEN": decodeURIComponent(cookie.slice(cookie.indexOf("=") + 1)) } : {};
}
