package stet.eventstore.shapes;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.junit.jupiter.api.Test;
import stet.domain.PersonId;
import stet.domain.article.ArticleEvent;
import stet.domain.events.StoredNames;
import stet.domain.newsroom.NewsroomEvent;

class StoredNamesTest {
    private final EventSerializer serializer = new EventSerializer(null);

    @Test
    void every_event_has_a_name_of_its_own() {
        var events = Stream.of(ArticleEvent.class, NewsroomEvent.class)
                .flatMap(kind -> Arrays.stream(kind.getPermittedSubclasses()))
                .toList();
        assertThat(events.stream().map(StoredNames::of)).doesNotContainNull().doesNotHaveDuplicates();
        assertThat(StoredNames.all()).hasSameSizeAs(events);
    }

    @Test
    void a_name_leads_back_to_its_event() {
        assertThat(StoredNames.all())
                .allSatisfy(name -> assertThat(StoredNames.of(requireNonNull(StoredNames.eventOf(name))))
                        .isEqualTo(name));
    }

    @Test
    void what_has_no_name_is_not_stored() {
        assertThatThrownBy(() -> serializer.serialize(new PersonId("amara"), String.class))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("no stored name");
    }

    @Test
    void an_event_of_an_unknown_name_stops_the_reader() {
        assertThatThrownBy(() -> serializer.classForType(new SimpleSerializedType("article.levitated", null)))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("article.levitated");
    }

    @Test
    void a_class_name_in_the_ledger_is_not_obeyed() {
        assertThatThrownBy(() -> serializer.deserialize(new SimpleSerializedObject<>(
                        "{}", String.class, new SimpleSerializedType("java.util.ArrayList", null))))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void an_unknown_property_of_a_stored_event_is_ignored() {
        Object loaded = serializer.deserialize(new SimpleSerializedObject<>(
                "{\"person\":\"amara\",\"cake\":true}",
                String.class,
                new SimpleSerializedType("newsroom.person-left", null)));
        assertThat(loaded).isEqualTo(new NewsroomEvent.PersonLeft(new PersonId("amara")));
    }

    @Test
    void the_token_of_a_replay_is_read_back() {
        TrackingToken token = ReplayToken.createReplayToken(
                GapAwareTrackingToken.newInstance(9, java.util.List.of(4L)),
                GapAwareTrackingToken.newInstance(0, java.util.List.of()));
        TrackingToken loaded = serializer.deserialize(serializer.serialize(token, String.class));
        assertThat(loaded).isEqualTo(token);
    }
}
