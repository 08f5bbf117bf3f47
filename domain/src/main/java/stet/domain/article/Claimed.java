package stet.domain.article;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import stet.domain.checking.Checkable;
import stet.domain.checking.ClaimKind;
import stet.domain.content.Anchor;
import stet.domain.content.Place;

/**
 * Which words of an article lie in claims. However many claims there are, words are looked up and not compared with each.
 */
final class Claimed {
    private final Map<Place, Here> any;
    private final Map<Place, Here> quotations;
    private final Map<Place, Here> ofMoreThanNames;

    private Claimed(Collection<Claim> claims) {
        any = byPlace(claims, claim -> true);
        quotations = byPlace(claims, claim -> claim.kind() == ClaimKind.QUOTE);
        ofMoreThanNames = byPlace(claims, claim -> claim.kind() != ClaimKind.NAME && claim.kind() != ClaimKind.TITLE);
    }

    static Claimed by(Collection<Claim> claims) {
        return new Claimed(claims);
    }

    private static Map<Place, Here> byPlace(Collection<Claim> claims, Predicate<Claim> which) {
        var byPlace = new HashMap<Place, Here>();
        claims.stream()
                .filter(which)
                .map(Claim::anchor)
                .collect(Collectors.groupingBy(Anchor::place))
                .forEach((place, anchors) -> byPlace.put(place, new Here(anchors)));
        return byPlace;
    }

    /** Whether these words lie in a claim of any kind. */
    boolean covers(Place place, int start, int end) {
        return covers(any, place, start, end);
    }

    /** Whether they lie in a claim on more than a name or an office. */
    boolean coversMoreThanNames(Place place, int start, int end) {
        return covers(ofMoreThanNames, place, start, end);
    }

    /** Which of these should be in a claim and are in none. A quotation is covered as one alone: that somebody said it must be checked. */
    List<Checkable> lacking(Place place, List<Checkable> required) {
        return required.stream()
                .filter(found ->
                        !covers(found.kind() == ClaimKind.QUOTE ? quotations : any, place, found.start(), found.end()))
                .toList();
    }

    private static boolean covers(Map<Place, Here> claims, Place place, int start, int end) {
        var here = claims.get(place);
        return here != null && here.covers(start, end);
    }

    /** In order of where they begin, each with the farthest end of it and all before it. */
    private static final class Here {
        private final int[] starts;
        private final int[] ends;

        Here(List<Anchor> anchors) {
            var inOrder = anchors.stream()
                    .sorted(Comparator.comparingInt(Anchor::start))
                    .toList();
            starts = inOrder.stream().mapToInt(Anchor::start).toArray();
            ends = inOrder.stream().mapToInt(Anchor::end).toArray();
            for (var i = 1; i < ends.length; i++) {
                ends[i] = Math.max(ends[i], ends[i - 1]);
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
