package stet.web.pages;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import stet.domain.content.Hash;
import stet.domain.content.Picture;
import stet.eventstore.Ledger;
import stet.media.Pictures;
import stet.published.FrontPage;
import stet.published.LeadPicture;

/**
 * The pictures by which stories are led to. Which one an edition has is read from all of it, so it is read once: editions never change,
 * unless words are taken out of them and what is published is made anew. How large a picture is there, is asked for each page that is made.
 */
@Component
final class Leads {
    private static final long EDITIONS = 10_000;

    private final Pictures pictures;
    private final Gallery gallery;
    private final Supplier<String> serving;
    private final Cache<Known, LeadPicture.Found> found =
            Caffeine.newBuilder().maximumSize(EDITIONS).build();

    /** @param set the tables that it was read from */
    private record Known(String set, LeadPicture picture) {}

    @Autowired
    Leads(Pictures pictures, Ledger ledger) {
        this(pictures, () -> ledger.serving("published"));
    }

    /** @param serving the name of the set of tables that is read; what was read from another is not remembered */
    Leads(Pictures pictures, Supplier<String> serving) {
        this.pictures = pictures;
        this.serving = serving;
        this.gallery = Gallery.ofTheWorld(pictures);
    }

    /**
     * The picture of each of these stories that has one, by slug, in their order.
     *
     * @param looking tells of one that is not remembered; empty of a story that whoever asks may not see
     */
    Map<String, PublicBlock.Figure> of(
            FrontPage.Page page, Function<LeadPicture, Optional<LeadPicture.Found>> looking) {
        var led = new LinkedHashMap<String, Picture>();
        for (var story : page.stories()) {
            var picture = of(new LeadPicture(story.article(), story.edition()), looking);
            if (picture != null) {
                led.put(story.slug(), picture);
            }
        }
        var kept = pictures.find(led.values().stream()
                .map(picture -> new Hash(Objects.requireNonNull(picture.file())))
                .distinct()
                .toList());
        var leads = new LinkedHashMap<String, PublicBlock.Figure>();
        led.forEach((slug, picture) -> leads.put(slug, PublicBlock.Figure.of(picture, gallery, kept)));
        return leads;
    }

    /** That a story is not on view now is not remembered: it may be again. */
    private @Nullable Picture of(LeadPicture asked, Function<LeadPicture, Optional<LeadPicture.Found>> looking) {
        var its = new Known(serving.get(), asked);
        var known = found.getIfPresent(its);
        if (known == null) {
            known = looking.apply(asked).orElse(null);
            if (known == null) {
                return null;
            }
            found.put(its, known);
        }
        return known.picture();
    }
}
