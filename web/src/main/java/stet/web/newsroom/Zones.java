package stet.web.newsroom;

import java.time.ZoneId;
import java.util.List;

/** The time zones that somebody may choose from: those that are named after a place. */
public final class Zones {
    private static final List<String> ALL = ZoneId.getAvailableZoneIds().stream()
            .filter(zone -> zone.matches(
                            "(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.+")
                    || zone.equals("UTC"))
            .sorted()
            .toList();

    private Zones() {}

    public static List<String> all() {
        return ALL;
    }
}
