package stet.eventstore.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableSetTest {
    private final TableSet second = TableSet.of("desk", 2);

    @Test
    void the_first_set_is_called_as_it_is_written() {
        assertThat(TableSet.of("desk", 1).in("SELECT desk FROM desk_article"))
                .isEqualTo("SELECT desk FROM desk_article");
    }

    @Test
    void in_every_other_set_whatever_belongs_to_the_read_model_is_called_after_the_set() {
        assertThat(second.in("SELECT d.desk, helpdesk_x FROM desk_desk d JOIN \"desk_article\" a ON a.desk = :desk"))
                .isEqualTo("SELECT d.desk, helpdesk_x FROM desk2_desk d JOIN \"desk2_article\" a ON a.desk = :desk");
        assertThat(second.in("CREATE INDEX IF NOT EXISTS desk_article_by_desk ON desk_article (desk)"))
                .isEqualTo("CREATE INDEX IF NOT EXISTS desk2_article_by_desk ON desk2_article (desk)");
    }

    @Test
    void what_is_quoted_or_said_in_passing_is_left_alone() {
        assertThat(second.in(
                        "-- the editor's desk_article\nSELECT 'it''s desk_article' /* desk_x */ FROM desk_article"))
                .isEqualTo("-- the editor's desk_article\nSELECT 'it''s desk_article' /* desk_x */ FROM desk2_article");
    }

    @Test
    void no_set_is_taken_for_another_read_models() {
        assertThat(second.in("SELECT 1 FROM desk2_article")).isEqualTo("SELECT 1 FROM desk2_article");
        assertThatThrownBy(() -> TableSet.of("desk2", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TableSet.of("desk_x", 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
