package stet.web.newsroom;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import stet.domain.ArticleId;
import stet.domain.Obstacle;
import stet.domain.RefusalCode;
import stet.web.http.Problems;
import stet.workflow.Answer;

/**
 * Why nothing was done.
 *
 * @param sentence for an editor, without a full stop
 * @param obstacles each thing that stands in the way, with a link to where it is seen to
 */
public record Refusal(HttpStatusCode status, String sentence, List<Step> obstacles) {

    /** One thing that stands in the way, and where to see to it. */
    public record Step(String sentence, String link) {
        public static Step of(ArticleId article, Obstacle obstacle) {
            return new Step(obstacle.sentence(), link(article, obstacle));
        }

        private static String link(ArticleId article, Obstacle obstacle) {
            var panel =
                    switch (obstacle.code()) {
                        case PICTURE_FILE_MISSING,
                                CAPTION_INCOMPLETE,
                                ALT_TEXT_UNFIT,
                                SOURCE_TYPE_MISSING,
                                SYNTHETIC_UNLABELLED,
                                CAPTION_NOT_APPROVED,
                                CAPTIONS_NOT_SIGNED_OFF,
                                OWN_CAPTION -> Panel.PICTURES;
                        case EMBARGOED, OWN_PUBLICATION, ON_HOLD, NOTHING_NEW, CHANGED_SINCE -> Panel.PUBLISHING;
                        default -> Panel.CHECKING;
                    };
            return "/newsroom/articles/%s/%s%s".formatted(article, panel.path(), fragment(obstacle));
        }

        private static String fragment(Obstacle obstacle) {
            if (obstacle.claim() != null) {
                return "#claim-" + obstacle.claim();
            }
            var place = obstacle.place();
            return place == null ? "" : "#" + anchor(place);
        }

        /** A place's key as the id of its element. */
        static String anchor(String place) {
            return "at-" + place.replace('/', '-').replace('#', '-');
        }
    }

    public static Refusal of(ArticleId article, Answer.No no) {
        return new Refusal(
                no.code() == RefusalCode.CHANGED_SINCE ? HttpStatus.PRECONDITION_FAILED : HttpStatus.CONFLICT,
                no.sentence(),
                no.obstacles().stream().map(each -> Step.of(article, each)).toList());
    }

    private static Refusal of(ProblemDetail problem) {
        var detail = problem.getDetail();
        return new Refusal(
                HttpStatusCode.valueOf(problem.getStatus()), detail == null ? "That did not work" : detail, List.of());
    }

    /**
     * What a form asks for, or what is shown instead where it cannot be read or sent. What is no fault of whoever sent it is thrown on.
     *
     * @param refused what to show where it was refused before anybody could decide about it
     */
    public static <T extends @Nullable Object> T instead(
            Problems problems, Supplier<T> asked, Function<Refusal, T> refused) {
        try {
            return asked.get();
        } catch (RuntimeException failure) {
            var problem = problems.of(failure);
            if (problem == null) {
                throw failure;
            }
            return refused.apply(of(problem));
        }
    }
}
