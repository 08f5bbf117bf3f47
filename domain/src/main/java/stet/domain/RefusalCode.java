package stet.domain;

import java.util.Locale;

/** Why a command was refused: the public contract, one stable name per rule of the domain. */
public enum RefusalCode {
    // Drafting
    HEADLINE_MISSING(1),
    NO_PARAGRAPH(1),
    OVERLAPPING_EDIT(3),
    NO_SUCH_REVISION(3),
    BLOCK_ID_REUSED(4),
    TOO_LONG(0),
    // Fact-checking
    SPAN_NOT_FOUND(5),
    SOURCE_MISSING(7),
    SOURCE_DATE_UNFIT(7),
    PRIMARY_SOURCE_NEEDED(7),
    CONFIDENTIAL_SOURCE_UNFIT(7),
    READERS_SETTLED(36),
    SOURCE_DOUBTED(43),
    QUOTE_REWORDED(8),
    CLAIMS_OPEN(9),
    NOT_COVERED(9),
    OWN_WORDS(10),
    NOT_SUBMITTED(9),
    NOT_QUERIED(0),
    // Pictures
    PICTURE_FILE_MISSING(11),
    CAPTION_INCOMPLETE(11),
    ALT_TEXT_UNFIT(12),
    SOURCE_TYPE_MISSING(12),
    SYNTHETIC_UNLABELLED(12),
    OWN_CAPTION(13),
    CAPTION_NOT_APPROVED(15),
    // Publishing
    FACTS_NOT_SIGNED_OFF(16),
    CAPTIONS_NOT_SIGNED_OFF(14),
    NOT_READY(16),
    OWN_PUBLICATION(17),
    EMBARGOED(18),
    NOT_SCHEDULED(18),
    NOT_FIRST_EDITION(19),
    NO_EDITION_YET(19),
    CORRECTION_NOTE_MISSING(19),
    REFILE_TOUCHES_CLAIM(19),
    REFILE_CHANGES_WORDS(19),
    NOTE_UNFIT(19),
    NOTHING_NEW(19),
    NOT_LIVE(20),
    ON_HOLD(20),
    NOT_ON_HOLD(20),
    // Talk
    COMMENT_OF_ANOTHER(35),
    // Always
    CHANGED_SINCE(28),
    ROLE_MISSING(22),
    REASON_MISSING(22),
    WRONG_STAGE(0),
    ALREADY_SO(0),
    ID_TAKEN(0),
    NO_SUCH_ARTICLE(0),
    NO_SUCH_CLAIM(0),
    NO_SUCH_BLOCK(0),
    NO_SUCH_COMMENT(0),
    NO_SUCH_SOURCE(0),
    NO_SUCH_PERSON(0),
    NO_SUCH_DESK(0),
    DESK_CLOSED(38),
    LAST_ADMINISTRATOR(0),
    AUDITOR_ALONE(45),
    /** A command's key came back with another command. */
    KEY_REUSED(0);

    private final int rule;

    RefusalCode(int rule) {
        this.rule = rule;
    }

    /** The number of the rule in {@code docs/domain.md}, or 0 where the refusal is plain sense. */
    public int rule() {
        return rule;
    }

    /** The name that programs see, such as {@code own-words}. */
    public String type() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
