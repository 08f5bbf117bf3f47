/**
 * Times are read in the zone of whoever reads them, which is that of their device unless they have chosen one, as short as they can be said. What the server wrote is in the newsroom's zone, which
 * stays to be seen where somebody points at one.
 */
const ZONE = document.body.dataset.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
const IN_ZONE = { timeZone: ZONE };
const EVERY = 60_000;
const clock = new Intl.DateTimeFormat("en-GB", { ...IN_ZONE, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const day = new Intl.DateTimeFormat("en-GB", { ...IN_ZONE, day: "numeric", month: "short" });
const dayAndYear = new Intl.DateTimeFormat("en-GB", { ...IN_ZONE, day: "numeric", month: "short", year: "numeric" });
const year = new Intl.DateTimeFormat("en-GB", { ...IN_ZONE, year: "numeric" });

export function shortly(then, now = new Date()) {
  if (dayAndYear.format(then) === dayAndYear.format(now)) {
    return clock.format(then);
  }
  const on = year.format(then) === year.format(now) ? day : dayAndYear;
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
