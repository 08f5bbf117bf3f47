package stet.web.newsroom.board;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailSender;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import stet.desk.Desk;
import stet.desk.Notice;
import stet.desk.Notices;
import stet.web.door.SignedIn;
import stet.web.live.Live;
import stet.web.live.Unseen;
import stet.web.newsroom.Panel;
import stet.web.people.Addresses;
import stet.web.reading.WhoReads;

/** What wanted somebody's attention. Whoever opens it has looked at it. */
@Controller
public class NoticesPage {
    private final Desk desk;
    private final Unseen unseen;
    private final Live live;
    private final Addresses addresses;
    private final WhoReads readers;
    private final boolean mail;

    NoticesPage(
            Desk desk,
            Unseen unseen,
            Live live,
            Addresses addresses,
            WhoReads readers,
            ObjectProvider<MailSender> mail) {
        this.desk = desk;
        this.unseen = unseen;
        this.live = live;
        this.addresses = addresses;
        this.readers = readers;
        this.mail = mail.getIfAvailable() != null;
    }

    /** @param isNew whether they have not looked at it before */
    public record Line(Notice notice, String link, boolean isNew) {}

    @GetMapping("/newsroom/notices")
    ModelAndView notices(@AuthenticationPrincipal SignedIn person) {
        var page = page(person);
        // The page shows which are new; from now on none is.
        page.addObject("unseen", 0);
        live.tellUnseen(person.person());
        return page;
    }

    private ModelAndView page(SignedIn person) {
        var notices = desk.notices(new Notices(person.person(), Notices.MOST, readers.reach(person)))
                .notices();
        var fresh = unseen.among(person.person(), notices);
        unseen.seen(person.person(), fresh);
        return new ModelAndView("newsroom/notices")
                .addObject(
                        "lines",
                        notices.stream()
                                .map(notice -> new Line(notice, link(notice), fresh.contains(notice)))
                                .toList())
                .addObject("mail", mail)
                .addObject("address", addresses.forNotices(person.person()).orElse(""));
    }

    /** Where it is seen to. */
    public static String link(Notice notice) {
        var where =
                switch (notice.kind()) {
                    case MENTIONED, COMMENT_ANSWERED -> Panel.COMMENTS.path() + "#comment-" + notice.about();
                    case QUERIED, ANSWERED, VERDICT_FELL -> Panel.CHECKING.path() + "#claim-" + notice.about();
                    case SOURCE_DOUBTED -> Panel.CHECKING.path();
                    case SIGN_OFF_FELL -> (notice.about().equals("facts") ? Panel.CHECKING : Panel.PICTURES).path();
                    case CAPTION_RETURNED, APPROVAL_FELL -> Panel.PICTURES.path() + "#at-block-" + notice.about();
                    case SCHEDULE_DROPPED, PUBLISHED, HELD, KILLED -> Panel.PUBLISHING.path();
                    case CHANGES_REQUESTED -> Panel.COMMENTS.path();
                    case GLASS_BROKEN -> Panel.HISTORY.path();
                    case ASSIGNED, LEFT, CONFIDED -> Panel.PEOPLE.path();
                };
        return "/newsroom/articles/%s/%s".formatted(notice.article(), where);
    }
}
