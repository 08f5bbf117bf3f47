package stet.desk;

import stet.domain.DeskId;

/** What is told apart where articles are counted. */
record Sort(DeskId desk, Queue queue, boolean amongLive) {
    static Sort of(Folded folded) {
        return new Sort(
                folded.article().desk(), folded.step().queue(), folded.step().amongLive());
    }
}
