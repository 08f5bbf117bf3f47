package stet.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import stet.eventstore.Databases;

@Tag("database")
class ManyRowsTest {
    private static final String STORY =
            Upsert.into("story").key("desk").numbered("number").text("said").sql();

    /** More than are written by one statement of each size, and a few that are written alone. */
    private static final int MANY = 2 * 100 + 3 * 10 + 4;

    @ParameterizedTest
    @EnumSource
    void rows_are_written_whatever_their_number(Databases databases) {
        try (var database = databases.fresh().open()) {
            var jdbc = stories(new JdbcTemplate(database));
            for (var size : List.of(0, 1, 9, 10, 11, MANY)) {
                jdbc.update("DELETE FROM story");
                ManyRows.write(jdbc, STORY, stories(0, size, "upserted"));
                assertThat(said(jdbc)).as("%d", size).hasSize(size);
                ManyRows.write(
                        jdbc,
                        "INSERT INTO story (desk, number, said) VALUES (?, ?, ?)",
                        stories(size, size, "inserted"));
                assertThat(said(jdbc)).as("%d", size).hasSize(2 * size);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_was_there_is_put_right_and_nothing_may_be_said(Databases databases) {
        try (var database = databases.fresh().open()) {
            var jdbc = stories(new JdbcTemplate(database));
            ManyRows.write(jdbc, STORY, stories(0, MANY, "first"));
            ManyRows.write(jdbc, STORY, stories(100, MANY, null));
            var said = said(jdbc);
            assertThat(said).hasSize(100 + MANY);
            assertThat(said.subList(0, 100)).containsOnly("first");
            assertThat(said.subList(100, 100 + MANY)).containsOnlyNulls();
        }
    }

    /** One statement that put a row right twice would be refused by PostgreSQL. */
    @ParameterizedTest
    @EnumSource
    void of_rows_with_one_key_the_last_is_kept(Databases databases) {
        try (var database = databases.fresh().open()) {
            var jdbc = stories(new JdbcTemplate(database));
            var rows = new ArrayList<>(stories(0, 20, "first"));
            rows.addAll(stories(5, 20, "second"));
            ManyRows.write(jdbc, STORY, rows);
            var said = said(jdbc);
            assertThat(said.subList(0, 5)).containsOnly("first");
            assertThat(said.subList(5, 25)).containsOnly("second");
        }
    }

    @ParameterizedTest
    @EnumSource
    void rows_of_nothing_but_a_key_may_come_again(Databases databases) {
        try (var database = databases.fresh().open()) {
            var jdbc = stories(new JdbcTemplate(database));
            var keys = Upsert.into("story").key("desk").numbered("number").sql();
            var rows = IntStream.range(0, 12)
                    .mapToObj(number -> new Object[] {"coast", (long) number % 11})
                    .toList();
            ManyRows.write(jdbc, keys, rows);
            ManyRows.write(jdbc, keys, rows);
            assertThat(said(jdbc)).hasSize(11);
        }
    }

    @Test
    void a_key_comes_before_what_is_found_by_it() {
        var late = Upsert.into("story").key("desk").text("said");
        assertThatThrownBy(() -> late.numbered("number")).isInstanceOf(IllegalStateException.class);
    }

    private static JdbcTemplate stories(JdbcTemplate jdbc) {
        jdbc.execute(
                "CREATE TABLE story (desk VARCHAR NOT NULL, number BIGINT NOT NULL, said VARCHAR, PRIMARY KEY (desk, number))");
        return jdbc;
    }

    private static List<@Nullable Object[]> stories(int from, int many, @Nullable String said) {
        return IntStream.range(from, from + many)
                .mapToObj(number -> new @Nullable Object[] {"coast", (long) number, said})
                .toList();
    }

    private static List<String> said(JdbcTemplate jdbc) {
        return jdbc.queryForList("SELECT said FROM story ORDER BY number", String.class);
    }
}
