package stet.web.newsroom.article;

import stet.domain.InvalidValue;
import stet.domain.content.Content;
import stet.domain.content.Place;
import stet.domain.content.Words;
import tools.jackson.databind.node.ObjectNode;

/** What a form leaves to Stet, since without scripts nobody could count characters or take back a field that stays empty. */
final class Completion {
    private Completion() {}

    /**
     * @param sent the fields of the command, completed in place
     * @throws InvalidValue if what was typed leaves a question open
     */
    static void of(String command, ObjectNode sent, Content content) {
        anchor(sent, content);
        note(sent);
        waiving(sent);
        time(command, sent);
        choices(command, sent);
    }

    /** Finds where the words of an {@code anchor} begin. An anchor without words is none. */
    private static void anchor(ObjectNode sent, Content content) {
        if (!(sent.get("anchor") instanceof ObjectNode anchor)) {
            return;
        }
        var words = Words.clean(anchor.path("words").asString(""));
        if (words.isEmpty()) {
            sent.remove("anchor");
            return;
        }
        if (anchor.has("start")) {
            return;
        }
        var passage = content.words(new Place(anchor.path("place").asString("")));
        var first = passage.indexOf(words);
        if (first < 0) {
            throw new InvalidValue("“%s” does not stand there, letter for letter".formatted(words));
        }
        if (passage.indexOf(words, first + 1) >= 0) {
            throw new InvalidValue(
                    "“%s” stands there more than once; take in a word before or after it".formatted(words));
        }
        anchor.put("words", words);
        anchor.put("start", first);
    }

    /** A note in which nothing is said is none. */
    private static void note(ObjectNode sent) {
        if (!(sent.get("note") instanceof ObjectNode note)) {
            return;
        }
        if (note.path("right").asString("").isBlank()
                && note.path("wrong").asString("").isBlank()) {
            sent.remove("note");
        } else {
            note.putIfAbsent("wrong", note.stringNode(""));
        }
    }

    /** Where a box is ticked and no reason is given, it is the domain that says so. */
    private static void waiving(ObjectNode sent) {
        if (sent.get("waiving") instanceof ObjectNode waiving) {
            waiving.putIfAbsent("reason", waiving.stringNode(""));
        }
    }

    /** A form says nothing of boxes of which none is ticked; programs send an empty list. */
    private static void choices(String command, ObjectNode sent) {
        if (command.equals("replace-words")) {
            sent.putIfAbsent("options", sent.arrayNode());
            sent.putIfAbsent("except", sent.arrayNode());
        }
    }

    /** One form has a button for now and one for later. */
    private static void time(String command, ObjectNode sent) {
        if (command.equals("publish-article") && sent.has("due")) {
            throw new InvalidValue("There is a time in the form. Schedule it, or empty the time to publish now");
        }
        if (command.equals("schedule-publication") && !sent.has("due")) {
            throw new InvalidValue("Say when it is to be published");
        }
    }
}
