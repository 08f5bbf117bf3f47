package stet.web.newsroom;

import java.util.List;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import stet.domain.InvalidValue;
import stet.domain.Refused;
import stet.domain.newsroom.NewsroomCommand;
import stet.web.door.Door;
import stet.web.door.Said;
import stet.web.door.SignedIn;
import stet.workflow.Answer;

/** How these pages ask the newsroom for something: it is done, and a page shows it, or the page that asked says why not. */
@Component
public final class Asked {
    private final Door door;

    Asked(Door door) {
        this.door = door;
    }

    /** @throws Refused if the newsroom refuses */
    public void of(NewsroomCommand command, SignedIn me) {
        if (door.send(command, me, Said.nothing()).answer() instanceof Answer.No no) {
            throw new Refused(no.code(), no.sentence(), no.obstacles(), no.conflicts());
        }
    }

    /**
     * @param doing what is asked, and where to see it then
     * @param asking the page that asked
     */
    public static ModelAndView done(Supplier<String> doing, Supplier<ModelAndView> asking) {
        return answered(() -> Pages.seeOther(doing.get()), asking);
    }

    /** The same where the answer is a page, since it shows what is never shown again. */
    public static ModelAndView answered(Supplier<ModelAndView> doing, Supplier<ModelAndView> asking) {
        try {
            return doing.get();
        } catch (Refused refused) {
            return refused(asking.get(), HttpStatus.CONFLICT, refused.sentence());
        } catch (InvalidValue invalid) {
            return refused(asking.get(), invalid);
        }
    }

    /** The page as far as it can be shown, with what does not make sense in what it was asked for. */
    public static ModelAndView refused(ModelAndView page, InvalidValue invalid) {
        return refused(page, HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(invalid.getMessage()));
    }

    /** The page as far as it can be shown, with why there is no more of it. */
    public static ModelAndView refused(ModelAndView page, HttpStatus status, String sentence) {
        page.setStatus(status);
        return page.addObject("refusal", new Refusal(status, sentence, List.of()));
    }
}
