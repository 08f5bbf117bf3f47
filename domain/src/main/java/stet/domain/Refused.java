package stet.domain;

import java.util.List;

/** A command that was refused; it changed nothing (rule 23). The message is a sentence that an editor understands. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RefusalCode code;
    private final transient List<Obstacle> obstacles;
    private final transient List<Conflict> conflicts;

    public Refused(RefusalCode code, String sentence) {
        this(code, sentence, List.of(), List.of());
    }

    /**
     * @param obstacles every unmet condition, where there may be more than one; the {@linkplain Obstacle#told first} are told
     * @param conflicts the texts that overlap, for {@link RefusalCode#OVERLAPPING_EDIT}
     */
    public Refused(RefusalCode code, String sentence, List<Obstacle> obstacles, List<Conflict> conflicts) {
        super(sentence, null, false, false);
        this.code = code;
        this.obstacles = Obstacle.told(obstacles);
        this.conflicts = List.copyOf(conflicts);
    }

    public RefusalCode code() {
        return code;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }

    public List<Obstacle> obstacles() {
        return obstacles;
    }

    public List<Conflict> conflicts() {
        return conflicts;
    }
}
