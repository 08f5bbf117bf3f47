package stet.trials;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * What a trial is made of: numbers, each drawn at random, or given again as they were. They are written down, so that a trial that failed
 * can be made simpler without knowing what its values are: with fewer numbers, or lower ones.
 */
public final class Choices {
    /** Where an element of a list stands among the numbers, and where the list's length does. */
    record Element(int length, int from, int to) {}

    private static final long ALL_INTS = 0xFFFF_FFFFL;
    private static final int LAST_PLAIN = 0x7E;

    private final LongUnaryOperator chosen;
    private final List<Long> made = new ArrayList<>();
    private final List<Element> elements = new ArrayList<>();

    /** @param chosen a number of 0 to the given one, both included */
    Choices(LongUnaryOperator chosen) {
        this.chosen = chosen;
    }

    /** The numbers as they were, as far as they may still be that high; after the last of them, noughts. */
    static Choices again(List<Long> numbers) {
        var next = numbers.iterator();
        return new Choices(highest -> next.hasNext() ? Math.min(next.next(), highest) : 0);
    }

    /** Both ends included. */
    public int between(int lowest, int highest) {
        return (int) (lowest + upTo((long) highest - lowest));
    }

    /** Any int, each as often as the next. */
    public int anyInt() {
        var number = upTo(ALL_INTS);
        return (int) ((number >>> 1) ^ -(number & 1));
    }

    /** Any character but half of one, and mostly such as people type. */
    public int character() {
        return switch (between(0, 3)) {
            case 0, 1 -> between(' ', LAST_PLAIN);
            case 2 -> between(0, 0x2FFF);
            default -> {
                var any =
                        between(0, Character.MAX_CODE_POINT - (Character.MAX_SURROGATE - Character.MIN_SURROGATE + 1));
                yield any < Character.MIN_SURROGATE ? any : any + Character.MAX_SURROGATE - Character.MIN_SURROGATE + 1;
            }
        };
    }

    /** Every length as often as the next. */
    public <T> List<T> list(int fewest, int most, Some<T> element) {
        var lengthAt = made.size();
        var length = between(fewest, most);
        var list = new ArrayList<T>(length);
        for (var i = 0; i < length; i++) {
            var from = made.size();
            list.add(element.by(this));
            elements.add(new Element(lengthAt, from, made.size()));
        }
        return List.copyOf(list);
    }

    private long upTo(long highest) {
        var number = chosen.applyAsLong(highest);
        made.add(number);
        return number;
    }

    List<Long> made() {
        return List.copyOf(made);
    }

    List<Element> elements() {
        return List.copyOf(elements);
    }
}
