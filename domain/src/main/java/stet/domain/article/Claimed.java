package stet.domain.article;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import stet.domain.checking.Checkable;
import stet.domain.checking.ClaimKind;
import stet.domain.content.Anchor;
import stet.domain.content.Place;

/**
 * Which words of an article lie in claims. However many claims there are, words are looked up and not compared with each.
 */
final class Claimed {
    private final Collection<Claim> claims;
    /** Sorted by place only once somebody asks for these: a decision asks for the first, and where there are quotations the second. */
    private final Map<Which, Map<Place, Here>> looked = new EnumMap<>(Which.class);

    private enum Which {
        ANY,
        QUOTATIONS,
        OF_MORE_THAN_NAMES;

        boolean has(Claim claim) {
            return switch (this) {
                case ANY -> true;
                case QUOTATIONS -> claim.kind() == ClaimKind.QUOTE;
                case OF_MORE_THAN_NAMES -> claim.kind() != ClaimKind.NAME && claim.kind() != ClaimKind.TITLE;
            };
        }
    }

    private Claimed(Collection<Claim> claims) {
        this.claims = claims;
    }

    static Claimed by(Collection<Claim> claims) {
        return new Claimed(claims);
    }

    private Map<Place, Here> byPlace(Which which) {
        var anchors = new HashMap<Place, List<Anchor>>();
        for (var claim : claims) {
            if (which.has(claim)) {
                anchors.computeIfAbsent(claim.anchor().place(), _ -> new ArrayList<>(2))
                        .add(claim.anchor());
            }
        }
        var byPlace = new HashMap<Place, Here>();
        anchors.forEach((place, its) -> byPlace.put(place, new Here(its)));
        return byPlace;
    }

    /** Whether these words lie in a claim of any kind. */
    boolean covers(Place place, int start, int end) {
        return covers(Which.ANY, place, start, end);
    }

    /** Whether they lie in a claim on more than a name or an office. */
    boolean coversMoreThanNames(Place place, int start, int end) {
        return covers(Which.OF_MORE_THAN_NAMES, place, start, end);
    }

    /** Which of these should be in a claim and are in none. A quotation is covered as one alone: that somebody said it must be checked. */
    List<Checkable> lacking(Place place, List<Checkable> required) {
        var lacking = new ArrayList<Checkable>(0);
        for (var found : required) {
            var which = found.kind() == ClaimKind.QUOTE ? Which.QUOTATIONS : Which.ANY;
            if (!covers(which, place, found.start(), found.end())) {
                lacking.add(found);
            }
        }
        return lacking;
    }

    private boolean covers(Which which, Place place, int start, int end) {
        var here = looked.computeIfAbsent(which, this::byPlace).get(place);
        return here != null && here.covers(start, end);
    }

    /** In order of where they begin, each with the farthest end of it and all before it. */
    private static final class Here {
        private final int[] starts;
        private final int[] ends;

        Here(List<Anchor> anchors) {
            anchors.sort(Comparator.comparingInt(Anchor::start));
            starts = new int[anchors.size()];
            ends = new int[anchors.size()];
            for (var i = 0; i < starts.length; i++) {
                var end = anchors.get(i).end();
                starts[i] = anchors.get(i).start();
                ends[i] = i == 0 ? end : Math.max(end, ends[i - 1]);
            }
        }

        boolean covers(int start, int end) {
            var behind = Arrays.binarySearch(starts, start);
            var last = behind < 0 ? -behind - 2 : behind;
            while (last + 1 < starts.length && starts[last + 1] == start) {
                last++;
            }
            return last >= 0 && ends[last] >= end;
        }
    }
}
