package stet.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import stet.domain.PersonId;
import stet.domain.newsroom.Reading;
import stet.eventstore.RecordedHistories;
import stet.eventstore.following.ActParameter;
import stet.eventstore.shapes.DomainJson;
import stet.search.SearchIndex;
import tools.jackson.databind.json.JsonMapper;

/** What comes of events in the index, however they come. */
class SearchProjectionTest {
    private static final JsonMapper JSON = DomainJson.mapper();
    private static final Reading.Reach EVERYTHING =
            new Reading.Reach(new PersonId("stella"), true, true, true, Set.of());

    private final List<DomainEventMessage<?>> ledger;

    SearchProjectionTest() throws IOException {
        ledger = RecordedHistories.all();
    }

    /** Puts all that was recorded into an index. */
    static void read(SearchIndex index) throws IOException {
        var all = new SearchProjectionTest();
        all.read(new SearchProjection(index, JSON), 0, all.ledger.size());
    }

    private void read(SearchProjection projection, int from, int to) {
        var adapter = new AnnotationEventHandlerAdapter(
                projection,
                MultiParameterResolverFactory.ordered(
                        new ActParameter(), ClasspathParameterResolverFactory.forClass(getClass())));
        var batch = new BatchingUnitOfWork<EventMessage<?>>(List.copyOf(ledger.subList(from, to)));
        var result = batch.executeWithResult(() -> adapter.handle(batch.getMessage()));
        if (result.isExceptional()) {
            throw new AssertionError(result.exceptionResult());
        }
    }

    private static Map<String, String> digests(SearchIndex index) {
        return index.fingerprint().kinds().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, kind -> kind.getValue().digest()));
    }

    @Test
    void the_same_comes_of_the_same_events_however_often_and_in_whatever_batches_they_come() {
        try (var atOnce = SearchIndex.inMemory();
                var piecemeal = SearchIndex.inMemory()) {
            read(new SearchProjection(atOnce, JSON), 0, ledger.size());
            assertThat(digests(atOnce)).containsKeys("copy", "edition");

            var random = new Random(20_261_129);
            var done = 0;
            var projection = new SearchProjection(piecemeal, JSON);
            while (done < ledger.size()) {
                if (random.nextInt(4) == 0) {
                    // The program died: nothing is remembered, and some of what was written is read again.
                    projection = new SearchProjection(piecemeal, JSON);
                    done = Math.max(0, done - random.nextInt(20));
                }
                var to = Math.min(ledger.size(), done + 1 + random.nextInt(30));
                read(projection, done, to);
                done = to;
            }

            assertThat(digests(piecemeal)).isEqualTo(digests(atOnce));
        }
    }

    @Test
    void every_working_copy_and_every_edition_is_there_for_whoever_reads_everything() throws IOException {
        try (var index = SearchIndex.inMemory()) {
            read(index);
            var search = new Search(() -> index, JSON);

            var all = search.search(asked(EVERYTHING, null));
            var editions = search.search(asked(EVERYTHING, SearchFor.Kind.EDITIONS));
            var nothing =
                    search.search(asked(new Reading.Reach(new PersonId("x"), false, false, false, Set.of()), null));

            assertThat(all.total()).isEqualTo(index.fingerprint().of("copy").count());
            assertThat(editions.total())
                    .isPositive()
                    .isLessThanOrEqualTo(index.fingerprint().of("edition").count());
            assertThat(nothing.total()).isZero();
            assertThat(nothing.hits()).isEmpty();
        }
    }

    private static SearchFor asked(Reading.Reach reach, SearchFor.@Nullable Kind only) {
        var by = new SearchFor.Narrowing(only, null, null, null, null, null, null, null);
        return new SearchFor("", false, by, reach, true, 0, 1000);
    }
}
