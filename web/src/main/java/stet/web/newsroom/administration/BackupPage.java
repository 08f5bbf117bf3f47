package stet.web.newsroom.administration;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import stet.web.access.AccessEvent.Kind;
import stet.web.access.AccessLedger;
import stet.web.access.Called;
import stet.web.newsroom.Pages;

/** Where an administrator takes the whole newsroom away in one file. {@code Security} lets in nobody else. */
@Controller
class BackupPage {
    private final AccessLedger access;
    private final Called called;

    BackupPage(AccessLedger access, Called called) {
        this.access = access;
        this.called = called;
    }

    @GetMapping("/newsroom/backup")
    ModelAndView backup() {
        var page = new ModelAndView("newsroom/administration/backup");
        access.last(Kind.BACKUP_TAKEN)
                .ifPresent(last -> page.addObject("last", last)
                        .addObject("by", last.who() == null ? "Stet" : called.name(last.who())));
        return page;
    }

    /** Like any page, so that whoever has to prove anew that it is them can be asked here. */
    @GetMapping("/newsroom/backup/file")
    ModelAndView file() {
        return Pages.seeOther("/api/backup");
    }
}
