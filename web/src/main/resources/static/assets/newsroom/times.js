/**
 * Times are read in the zone of whoever reads them, as short as they can be said. What the server wrote is in the newsroom's zone, which
 * stays to be seen where somebody points at one.
 */
const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;
const EVERY = 60_000;
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const dayAndYear = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });

export function shortly(then, now = new Date()) {
  if (then.toDateString() === now.toDateString()) {
    return clock.format(then);
  }
  const on = then.getFullYear() === now.getFullYear() ? day : dayAndYear;
  return `${on.format(then).replace("Sept", "Sep")}, ${clock.format(then)}`;
}

function tell() {
  for (const time of document.querySelectorAll("#standing time[datetime], #panel time[datetime]")) {
    const words = shortly(new Date(time.dateTime));
    if (time.textContent !== words) {
      time.textContent = words;
    }
    if (!("zone" in time.dataset)) {
      time.dataset.zone = ZONE;
      time.title += `; shown as it is in ${ZONE.replaceAll("_", " ")}`;
    }
  }
}

document.addEventListener("stet:panel", tell);
setInterval(tell, EVERY);
tell();
