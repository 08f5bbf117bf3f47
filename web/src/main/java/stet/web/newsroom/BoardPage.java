package stet.web.newsroom;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import stet.desk.Board;
import stet.desk.Desk;

/** Everything that is being worked on, by where it waits. */
@Controller
class BoardPage {
    private final Desk desk;

    BoardPage(Desk desk) {
        this.desk = desk;
    }

    @GetMapping("/newsroom")
    ModelAndView board() {
        return new ModelAndView("newsroom/board")
                .addObject("cards", desk.board(Board.of(Board.MOST)).cards());
    }
}
