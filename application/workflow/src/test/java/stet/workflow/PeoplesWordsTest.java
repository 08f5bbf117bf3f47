package stet.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import stet.domain.article.ArticleEvent;
import tools.jackson.databind.json.JsonMapper;

/** Which strings of an event people wrote: all that are not named here are looked through when words are taken out. */
class PeoplesWordsTest {
    /** Keys of passages, a public address, a tag, a media type, a fingerprint. */
    private static final Set<String> NOBODYS = Set.of(
            "OriginalFile.mediaType",
            "Edition.slug",
            "Content.language",
            "Picture.file",
            "Note.passages",
            "ContentRevised.cut",
            "ContentRevised.putBack",
            "FactsSignedOff.covers",
            "FactsSignedOff.cuts",
            "FactsReopened.passages",
            "SourceDiscredited.passages");

    /** Of types that are written as one string, such as an id. */
    private static final Set<String> ONE_STRING = Set.of("Hash", "Place");

    @Test
    void every_string_that_is_stored_is_known_to_be_somebodys_words_or_not() {
        var found = new TreeSet<String>();
        Arrays.stream(ArticleEvent.class.getPermittedSubclasses())
                .forEach(event -> strings(event, found, new HashSet<>()));
        assertThat(found).containsAll(NOBODYS);
        assertThat(found)
                .allSatisfy(string -> assertThat(PeoplesWords.NAMES.contains(string.substring(string.indexOf('.') + 1))
                                || NOBODYS.contains(string))
                        .as(string)
                        .isTrue());
    }

    private static void strings(Class<?> type, Set<String> found, Set<Class<?>> seen) {
        if (!type.getName().startsWith("stet.domain.") || !seen.add(type)) {
            return;
        }
        if (type.isSealed()) {
            Arrays.stream(type.getPermittedSubclasses()).forEach(each -> strings(each, found, seen));
        } else if (type.isRecord()
                && !type.getSimpleName().endsWith("Id")
                && !ONE_STRING.contains(type.getSimpleName())) {
            for (var component : type.getRecordComponents()) {
                strings(component.getGenericType(), type.getSimpleName() + "." + component.getName(), found, seen);
            }
        }
    }

    /** Of a map the values; its names are keys of passages, ids or parts of a picture. */
    private static void strings(Type type, String name, Set<String> found, Set<Class<?>> seen) {
        if (type instanceof ParameterizedType many) {
            var of = many.getActualTypeArguments();
            strings(of[of.length - 1], name, found, seen);
        } else if (type == String.class) {
            found.add(name);
        } else if (type instanceof Class<?> one) {
            strings(one, found, seen);
        }
    }

    @Test
    void ids_kinds_and_fingerprints_are_left_as_they_are() {
        var payload = JsonMapper.shared().readTree("""
                {"articleId":"said","claimId":"said","kind":"said","words":"%s","was":"said","reason":"said",
                 "changes":[{"kind":"field","field":"LANGUAGE","now":"said"},{"kind":"field","field":"HEADLINE","now":"said"}],
                 "parts":{"WHERE":"said"},"subjects":["said"]}""".formatted("a".repeat(64)));
        var found = new TreeSet<String>();
        PeoplesWords.each("article.claim-reopened", payload, (pointer, words) -> {
            found.add(pointer);
            return words;
        });
        assertThat(found).containsExactly("/changes/1/now", "/parts/WHERE", "/reason", "/subjects/0");
    }
}
