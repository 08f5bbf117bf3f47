package stet.web.pages;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import stet.published.StoryAt;

/** Says why there is no story to answer with. */
final class NotShown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient StoryAt.Answer answer;
    private final transient @Nullable URI address;

    NotShown(StoryAt.Answer answer) {
        this(answer, null);
    }

    /** @param address at which it was not shown; null for that which was asked for */
    NotShown(StoryAt.Answer answer, @Nullable URI address) {
        super(answer.toString(), null, false, false);
        this.answer = answer;
        this.address = address;
    }

    StoryAt.Answer answer() {
        return answer;
    }

    @Nullable
    URI address() {
        return address;
    }
}
