package stet.web.newsroom.article;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stet.desk.WorkingCopy;
import stet.domain.Obstacle;
import stet.domain.PersonId;
import stet.domain.RefusalCode;
import stet.domain.article.Check;
import stet.domain.content.Block;
import stet.domain.content.Hash;
import stet.domain.content.Picture;
import stet.domain.content.Place;
import stet.history.ChecksOf;
import stet.history.Entry;
import stet.media.KeptPicture;
import stet.media.PictureMetadata;
import stet.media.Pictures;

/**
 * What a picture editor works through.
 *
 * @param figures in reading order
 * @param signedOff the last sign-off of the captions; null where there was none, and of no account once it fell
 */
public record Captioning(List<Shown> figures, @Nullable Entry signedOff) {
    private static final Set<RefusalCode> LACKS = Set.of(
            RefusalCode.PICTURE_FILE_MISSING,
            RefusalCode.CAPTION_INCOMPLETE,
            RefusalCode.ALT_TEXT_UNFIT,
            RefusalCode.SOURCE_TYPE_MISSING,
            RefusalCode.SYNTHETIC_UNLABELLED);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    /**
     * One figure and how far it is.
     *
     * @param number from 1
     * @param kept the picture's file; null while there is only a caption, or where nobody ever sent it
     * @param lacks what must be said before it can be approved, each a sentence
     * @param approved whether what is said of it now is approved
     * @param own whether some of what is said of it is the words of whoever looks
     * @param talk what was approved, returned and fell, newest first
     */
    public record Shown(
            Block.Figure figure,
            int number,
            @Nullable KeptPicture kept,
            List<String> lacks,
            boolean approved,
            boolean own,
            List<ChecksOf.Remark> talk) {

        public String id() {
            return figure.id().value();
        }

        public Picture picture() {
            return figure.picture();
        }

        public String caption() {
            return figure.words();
        }

        public String said(Picture.Part part) {
            return picture().parts().getOrDefault(part, "");
        }

        public String reason(Picture.Part part) {
            return picture().reasons().getOrDefault(part, "");
        }

        /** What the file suggests for a part; empty where it says nothing, or where that is said already. */
        public String suggested(Picture.Part part) {
            var says = suggestions();
            return says == null
                    ? ""
                    : unsaid(
                            switch (part) {
                                case WHO_OR_WHAT -> "";
                                case WHERE -> says.where();
                                case WHEN -> day(says.taken());
                                case CREDIT -> says.credit().isEmpty() ? says.creator() : says.credit();
                            },
                            said(part));
        }

        public String suggestedCaption() {
            var says = suggestions();
            return says == null ? "" : unsaid(says.caption(), caption());
        }

        public String suggestedAltText() {
            var says = suggestions();
            return says == null ? "" : unsaid(says.altText(), picture().altText());
        }

        public @Nullable PictureMetadata suggestions() {
            return kept == null ? null : kept.suggestions();
        }

        private static String unsaid(String suggested, String said) {
            return suggested.equals(said) ? "" : suggested;
        }

        /** A camera's time, as a caption says it; whoever needs the hour asks the photographer. */
        private static String day(String taken) {
            try {
                return taken.length() == 10
                        ? LocalDate.parse(taken).format(DAY)
                        : taken.isEmpty()
                                ? ""
                                : LocalDateTime.parse(taken.substring(0, 16)).format(DAY);
            } catch (DateTimeException | StringIndexOutOfBoundsException e) {
                return taken;
            }
        }
    }

    static Captioning of(
            WorkingCopy.Answer copy,
            List<Obstacle> obstacles,
            ChecksOf.Checks checks,
            Pictures pictures,
            PersonId person) {
        var article = copy.article();
        var files = article.content().figures().stream()
                .flatMap(figure -> Stream.ofNullable(figure.picture().file()))
                .map(Hash::new)
                .toList();
        var kept = pictures.find(files);
        var figures = new ArrayList<Shown>();
        for (var figure : article.content().figures()) {
            var file = figure.picture().file();
            var place = Place.of(figure.id()).key();
            figures.add(new Shown(
                    figure,
                    figures.size() + 1,
                    file == null ? null : kept.get(new Hash(file)),
                    obstacles.stream()
                            .filter(each -> place.equals(each.place()) && LACKS.contains(each.code()))
                            .map(Obstacle::sentence)
                            .toList(),
                    Hash.of(figure.picture()).equals(article.approvals().get(figure.id())),
                    article.captioned(person, figure.id()),
                    checks.ofCaptions().getOrDefault(figure.id(), List.of()).reversed()));
        }
        return new Captioning(
                figures, checks.last(Check.CAPTIONS).map(ChecksOf.SignOff::deed).orElse(null));
    }

    public long approved() {
        return figures.stream().filter(Shown::approved).count();
    }

    /** Whether every caption is approved, or there is none to approve. */
    public boolean ready() {
        return approved() == figures.size();
    }

    public boolean own() {
        return figures.stream().anyMatch(Shown::own);
    }
}
