package stet.domain.newsroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static stet.domain.RefusalCode.ALREADY_SO;
import static stet.domain.RefusalCode.AUDITOR_ALONE;
import static stet.domain.RefusalCode.DESK_CLOSED;
import static stet.domain.RefusalCode.ID_TAKEN;
import static stet.domain.RefusalCode.LAST_ADMINISTRATOR;
import static stet.domain.RefusalCode.NO_SUCH_DESK;
import static stet.domain.RefusalCode.NO_SUCH_PERSON;
import static stet.domain.RefusalCode.REASON_MISSING;
import static stet.domain.RefusalCode.ROLE_MISSING;
import static stet.domain.Role.ADMINISTRATOR;
import static stet.domain.Role.AUDITOR;
import static stet.domain.Role.CHECKER;
import static stet.domain.Role.PUBLISHER;
import static stet.domain.Role.WRITER;
import static stet.domain.newsroom.Newsroom.STET;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import stet.domain.Act;
import stet.domain.CommandId;
import stet.domain.DeskId;
import stet.domain.InvalidValue;
import stet.domain.PersonId;
import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.domain.Role;
import stet.domain.checking.QuotationMarks;
import stet.domain.newsroom.NewsroomCommand.*;
import stet.domain.newsroom.NewsroomEvent.*;
import stet.trials.Some;
import stet.trials.Trials;

class NewsroomTest {
    private static final PersonId ADA = new PersonId("ada");
    private static final PersonId ALAN = new PersonId("alan");
    private static final PersonId CLEO = new PersonId("cleo");
    private static final PersonId NOBODY = new PersonId("nobody");
    private static final DeskId CITY = new DeskId("city");
    private static final DeskId SPORT = new DeskId("sport");

    private Newsroom newsroom = Newsroom.EMPTY;

    private void by(PersonId who, NewsroomCommand command) {
        newsroom = after(newsroom, command, act(who, ADMINISTRATOR));
    }

    private static Newsroom after(Newsroom before, NewsroomCommand command, Act act) {
        var now = before;
        for (var event : before.decide(command, act)) {
            now = now.evolve(event);
        }
        return now;
    }

    private void thenRecords(PersonId who, NewsroomCommand command, NewsroomEvent expected) {
        var events = newsroom.decide(command, act(who, ADMINISTRATOR));
        assertThat(events).containsExactly(expected);
        newsroom = newsroom.evolve(expected);
    }

    private void thenRefused(PersonId who, NewsroomCommand command, RefusalCode code) {
        thenRefused(who, ADMINISTRATOR, command, code);
    }

    private void thenRefused(PersonId who, Role role, NewsroomCommand command, RefusalCode code) {
        var refused = catchThrowableOfType(Refused.class, () -> newsroom.decide(command, act(who, role)));
        assertThat(refused).isNotNull();
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.sentence()).isNotBlank();
    }

    private static Act act(PersonId who, Role role) {
        return new Act(who, role, Instant.EPOCH, null, new CommandId("command"));
    }

    private static WelcomePerson welcome(PersonId person, Role... roles) {
        return new WelcomePerson(person, "Somebody named " + person, Set.of(roles), Set.of());
    }

    private void opened() {
        by(STET, new OpenDesk(CITY, "City"));
        by(STET, welcome(ADA, ADMINISTRATOR));
        by(ADA, welcome(CLEO, CHECKER));
    }

    @Nested
    @DisplayName("The first administrator")
    class Beginning {
        @Test
        void before_anybody_has_joined_stet_itself_opens_desks_and_welcomes_people() {
            thenRecords(STET, new OpenDesk(CITY, " City  desk "), new DeskOpened(CITY, "City desk"));
            thenRecords(
                    STET,
                    new WelcomePerson(ADA, "Ada Brink", Set.of(ADMINISTRATOR), Set.of(CITY)),
                    new PersonJoined(ADA, "Ada Brink", Set.of(ADMINISTRATOR), Set.of(CITY)));
            assertThat(newsroom.holds(ADA, ADMINISTRATOR)).isTrue();
        }

        @Test
        void once_there_is_an_administrator_stet_leaves_it_to_them() {
            opened();
            thenRefused(STET, new OpenDesk(SPORT, "Sport"), ROLE_MISSING);
            thenRecords(ADA, new OpenDesk(SPORT, "Sport"), new DeskOpened(SPORT, "Sport"));
        }

        @Test
        void as_long_as_nobody_is_an_administrator_stet_may_go_on() {
            by(STET, welcome(CLEO, CHECKER));
            thenRecords(
                    STET,
                    welcome(ADA, ADMINISTRATOR),
                    new PersonJoined(ADA, "Somebody named " + ADA, Set.of(ADMINISTRATOR), Set.of()));
        }

        @Test
        void nobody_is_called_what_stet_is() {
            thenRefused(STET, welcome(STET, WRITER), ID_TAKEN);
        }
    }

    @Nested
    @DisplayName("Only an administrator keeps the desks and the people")
    class Administrators {
        @ParameterizedTest
        @EnumSource(value = Role.class, names = "ADMINISTRATOR", mode = EnumSource.Mode.EXCLUDE)
        void no_other_role_may(Role role) {
            opened();
            by(ADA, welcome(ALAN, role));
            thenRefused(ALAN, role, new OpenDesk(SPORT, "Sport"), ROLE_MISSING);
        }

        @Test
        void nobody_acts_in_a_role_they_do_not_hold() {
            opened();
            thenRefused(CLEO, new OpenDesk(SPORT, "Sport"), ROLE_MISSING);
            thenRefused(NOBODY, new OpenDesk(SPORT, "Sport"), ROLE_MISSING);
        }

        @Test
        void an_administrator_acts_as_one() {
            opened();
            by(ADA, new ChangeRoles(ADA, Set.of(ADMINISTRATOR, PUBLISHER)));
            thenRefused(ADA, PUBLISHER, new OpenDesk(SPORT, "Sport"), ROLE_MISSING);
        }
    }

    @Nested
    @DisplayName("An auditor holds no other role")
    class Auditors {
        @Test
        void who_audits_changes_nothing_that_they_audit() {
            opened();
            thenRefused(ADA, welcome(ALAN, AUDITOR, WRITER), AUDITOR_ALONE);
            thenRefused(ADA, new ChangeRoles(CLEO, Set.of(CHECKER, AUDITOR)), AUDITOR_ALONE);
            thenRefused(ADA, new ChangeRoles(ADA, Set.of(ADMINISTRATOR, AUDITOR)), AUDITOR_ALONE);
            by(ADA, welcome(ALAN, AUDITOR));
            thenRecords(ADA, new ChangeRoles(CLEO, Set.of(AUDITOR)), new RolesChanged(CLEO, Set.of(AUDITOR)));
        }
    }

    @Nested
    @DisplayName("Desks")
    class Desks {
        @Test
        void a_desk_is_opened_once() {
            opened();
            thenRefused(ADA, new OpenDesk(CITY, "Town"), ID_TAKEN);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 101})
        void a_name_has_1_to_100_characters(int length) {
            opened();
            thenRefused(ADA, new OpenDesk(SPORT, "x".repeat(length)), REASON_MISSING);
            thenRefused(ADA, new WelcomePerson(ALAN, "x".repeat(length), Set.of(), Set.of()), REASON_MISSING);
        }
    }

    @Nested
    @DisplayName("A desk that is closed")
    class ClosedDesks {
        private void closed() {
            opened();
            by(ADA, new OpenDesk(SPORT, "Sport"));
            by(ADA, new ChangeDesks(CLEO, Set.of(SPORT)));
            thenRecords(ADA, new CloseDesk(SPORT), new DeskClosed(SPORT));
        }

        @Test
        void nobody_else_comes_to_it_and_who_is_there_stays() {
            closed();
            thenRefused(ADA, new WelcomePerson(ALAN, "Alan Moor", Set.of(WRITER), Set.of(SPORT)), DESK_CLOSED);
            thenRefused(ADA, new ChangeDesks(ADA, Set.of(SPORT)), DESK_CLOSED);
            thenRecords(ADA, new ChangeDesks(CLEO, Set.of(SPORT, CITY)), new DesksChanged(CLEO, Set.of(SPORT, CITY)));
        }

        @Test
        void it_is_opened_again_and_keeps_its_name() {
            closed();
            thenRefused(ADA, new CloseDesk(SPORT), ALREADY_SO);
            thenRefused(ADA, new OpenDesk(SPORT, "Games"), ID_TAKEN);
            thenRecords(ADA, new ReopenDesk(SPORT), new DeskReopened(SPORT));
            assertThat(newsroom.desks()).containsEntry(SPORT, "Sport");
            thenRefused(ADA, new ReopenDesk(SPORT), ALREADY_SO);
            by(ADA, new ChangeDesks(ADA, Set.of(SPORT)));
        }

        @Test
        void a_desk_is_renamed_and_stays_the_same_desk() {
            opened();
            thenRecords(ADA, new RenameDesk(CITY, " Town  desk "), new DeskRenamed(CITY, "Town desk"));
            assertThat(newsroom.desks()).isEqualTo(Map.of(CITY, "Town desk"));
            thenRefused(ADA, new RenameDesk(CITY, "Town desk"), ALREADY_SO);
            thenRefused(ADA, new RenameDesk(CITY, "\u200b"), REASON_MISSING);
        }

        @Test
        void a_desk_that_is_not_there_is_neither_renamed_nor_closed() {
            opened();
            thenRefused(ADA, new RenameDesk(SPORT, "Sport"), NO_SUCH_DESK);
            thenRefused(ADA, new CloseDesk(SPORT), NO_SUCH_DESK);
            thenRefused(ADA, new ReopenDesk(SPORT), NO_SUCH_DESK);
        }
    }

    @Nested
    @DisplayName("What the newsroom is set to")
    class WhatItIsSetTo {
        private static final QuotationMarks SWISS = new QuotationMarks("«", "»", "‹", "›");

        @Test
        void nothing_is_set_until_an_administrator_sets_it() {
            opened();
            assertThat(newsroom.settings()).isEqualTo(Settings.NONE);
            thenRecords(ADA, new NameNewsroom(" The Tolvik  Post"), new NewsroomNamed("The Tolvik Post"));
            thenRecords(ADA, new SetZone("Europe/Oslo"), new ZoneSet("Europe/Oslo"));
            thenRecords(ADA, new SetLanguage("NB"), new LanguageSet("nb"));
            assertThat(newsroom.settings()).isEqualTo(new Settings("The Tolvik Post", "Europe/Oslo", "nb", Map.of()));
            thenRefused(ADA, new NameNewsroom("The Tolvik Post"), ALREADY_SO);
            thenRefused(ADA, new SetZone("Europe/Oslo"), ALREADY_SO);
            thenRefused(ADA, new SetLanguage("nb"), ALREADY_SO);
            thenRefused(CLEO, new SetZone("Europe/Berlin"), ROLE_MISSING);
        }

        @Test
        void the_house_has_its_own_quotation_marks_for_a_language_wherever_it_is_written() {
            opened();
            thenRecords(ADA, new SetQuotationMarks("de-CH", SWISS), new QuotationMarksSet("de-CH", SWISS));
            assertThat(newsroom.settings().marksOf(Locale.GERMANY)).contains(SWISS);
            assertThat(newsroom.settings().marksOf(Locale.FRENCH)).isEmpty();
            thenRefused(ADA, new SetQuotationMarks("de", SWISS), ALREADY_SO);
            thenRecords(ADA, new SetQuotationMarks("de", null), new QuotationMarksSet("de", null));
            assertThat(newsroom.settings().marksOf(Locale.GERMANY)).isEmpty();
            thenRefused(ADA, new SetQuotationMarks("de", null), ALREADY_SO);
        }

        @Test
        void what_is_no_zone_no_language_and_no_mark_is_not_asked() {
            assertThatThrownBy(() -> new SetZone("Europe/Atlantis")).isInstanceOf(InvalidValue.class);
            assertThatThrownBy(() -> new SetZone("")).isInstanceOf(InvalidValue.class);
            assertThatThrownBy(() -> new SetLanguage(" ")).isInstanceOf(InvalidValue.class);
            assertThatThrownBy(() -> new SetLanguage("not a language")).isInstanceOf(InvalidValue.class);
            assertThatThrownBy(() -> new SetQuotationMarks("de", new QuotationMarks("<script>", "»", "‹", "›")))
                    .isInstanceOf(InvalidValue.class);
            assertThatThrownBy(() -> new SetQuotationMarks("de", new QuotationMarks("a", "b", "c", "d")))
                    .isInstanceOf(InvalidValue.class);
        }

        @Test
        void its_time_zone_is_a_regions_and_no_offset_which_knows_nothing_of_the_day_on_which_clocks_change() {
            for (var none : List.of("+02:00", "UTC+2", "GMT", "Z", "Etc/GMT-2", "EST5EDT")) {
                assertThatThrownBy(() -> new SetZone(none))
                        .isInstanceOf(InvalidValue.class)
                        .hasMessageContaining("Europe/London");
            }
            assertThat(new SetZone("UTC").zone()).isEqualTo("UTC");
            assertThat(new SetZone(" America/Argentina/Salta ").zone()).isEqualTo("America/Argentina/Salta");
        }
    }

    @Nested
    @DisplayName("People")
    class People {
        @ParameterizedTest
        @ValueSource(strings = {"Alan Moor", "alan  MOOR", "Al\u0430n Moor", "\uff21lan Moor", "Alan M\u043eor"})
        void nobody_is_called_like_a_colleague_or_so_that_it_looks_like_it(String name) {
            opened();
            by(ADA, new WelcomePerson(ALAN, "Alan Moor", Set.of(), Set.of()));
            thenRefused(ADA, new WelcomePerson(NOBODY, name, Set.of(), Set.of()), ID_TAKEN);

            by(ADA, new FarewellPerson(ALAN));
            by(ADA, new WelcomePerson(NOBODY, name, Set.of(), Set.of()));
            assertThat(newsroom.person(NOBODY)).isPresent();
        }

        @ParameterizedTest
        @ValueSource(strings = {"Stet", "stet", "\u0405tet"})
        void nobody_is_called_like_stet_which_has_its_place_in_the_histories(String name) {
            opened();
            thenRefused(ADA, new WelcomePerson(ALAN, name, Set.of(), Set.of()), ID_TAKEN);
            thenRefused(STET, new WelcomePerson(ALAN, name, Set.of(), Set.of()), ROLE_MISSING);
        }

        @Test
        void a_name_in_the_ledger_is_never_given_twice_even_after_its_person_left() {
            opened();
            thenRefused(ADA, welcome(CLEO, WRITER), ID_TAKEN);
            thenRecords(ADA, new FarewellPerson(CLEO), new PersonLeft(CLEO));
            assertThat(newsroom.person(CLEO)).isEmpty();
            assertThat(newsroom.holds(CLEO, CHECKER)).isFalse();
            thenRefused(ADA, welcome(CLEO, WRITER), ID_TAKEN);
        }

        @Test
        void nobody_works_at_a_desk_that_is_not_there() {
            opened();
            thenRefused(ADA, new WelcomePerson(ALAN, "Alan", Set.of(), Set.of(SPORT)), NO_SUCH_DESK);
            thenRefused(ADA, new ChangeDesks(CLEO, Set.of(SPORT)), NO_SUCH_DESK);
        }

        @Test
        void roles_change_all_at_once() {
            opened();
            thenRecords(
                    ADA,
                    new ChangeRoles(CLEO, Set.of(WRITER, PUBLISHER)),
                    new RolesChanged(CLEO, Set.of(WRITER, PUBLISHER)));
            assertThat(newsroom.holds(CLEO, CHECKER)).isFalse();
            assertThat(newsroom.holds(CLEO, WRITER)).isTrue();
            thenRefused(ADA, new ChangeRoles(CLEO, Set.of(PUBLISHER, WRITER)), ALREADY_SO);
        }

        @Test
        void desks_change_all_at_once_and_leave_the_roles() {
            opened();
            thenRecords(ADA, new ChangeDesks(CLEO, Set.of(CITY)), new DesksChanged(CLEO, Set.of(CITY)));
            assertThat(newsroom.holds(CLEO, CHECKER)).isTrue();
            thenRefused(ADA, new ChangeDesks(CLEO, Set.of(CITY)), ALREADY_SO);
        }

        @Test
        void nothing_is_changed_about_somebody_who_is_not_here() {
            opened();
            thenRefused(ADA, new ChangeRoles(NOBODY, Set.of()), NO_SUCH_PERSON);
            thenRefused(ADA, new ChangeDesks(NOBODY, Set.of()), NO_SUCH_PERSON);
            thenRefused(ADA, new FarewellPerson(NOBODY), NO_SUCH_PERSON);
        }

        @Test
        void the_last_administrator_neither_leaves_nor_gives_the_role_up() {
            opened();
            thenRefused(ADA, new FarewellPerson(ADA), LAST_ADMINISTRATOR);
            thenRefused(ADA, new ChangeRoles(ADA, Set.of(WRITER)), LAST_ADMINISTRATOR);
            by(ADA, welcome(ALAN, ADMINISTRATOR));
            thenRecords(ADA, new FarewellPerson(ADA), new PersonLeft(ADA));
        }
    }

    @Nested
    @DisplayName("Replay")
    class Replay {
        @Test
        void what_happened_to_somebody_unknown_changes_nobody() {
            opened();
            assertThat(newsroom.evolve(new RolesChanged(NOBODY, Set.of(WRITER))))
                    .isEqualTo(newsroom);
            assertThat(newsroom.evolve(new DesksChanged(NOBODY, Set.of(CITY)))).isEqualTo(newsroom);
        }
    }

    @Test
    void there_is_always_an_administrator_once_there_was_one() {
        Trials.of(1_000).holds(commands(), commands -> {
            newsroom = Newsroom.EMPTY;
            opened();
            for (var command : commands) {
                var administrator = newsroom.people().values().stream()
                        .filter(person -> person.roles().contains(ADMINISTRATOR))
                        .findAny();
                assertThat(administrator).isPresent();
                try {
                    by(administrator.orElseThrow().id(), command);
                } catch (Refused refused) {
                    assertThat(refused.sentence()).isNotBlank();
                }
            }
        });
    }

    private static Some<List<NewsroomCommand>> commands() {
        Some<NewsroomCommand> command = choices -> {
            var person = Some.of(ADA, ALAN, CLEO, NOBODY).by(choices);
            var asked = Set.copyOf(Some.of(Role.values()).list(0, 3).by(choices));
            var at = Set.copyOf(Some.of(CITY, SPORT).list(0, 2).by(choices));
            return switch (choices.between(0, 4)) {
                case 0 -> new OpenDesk(at.stream().findFirst().orElse(SPORT), "A desk");
                case 1 -> new WelcomePerson(person, "Somebody named " + person, asked, at);
                case 2 -> new ChangeRoles(person, asked);
                case 3 -> new ChangeDesks(person, at);
                default -> new FarewellPerson(person);
            };
        };
        return command.list(0, 20);
    }

    @Nested
    class Doubts {
        private final PersonId stella = new PersonId("stella");

        @Test
        void a_standards_editor_doubts_a_source_with_a_reason_and_lifts_the_doubt_again() {
            staffed();
            decided(new DoubtSource("https://www.Example.org/Minutes/", " The minutes were forged "));
            assertThat(newsroom.doubted())
                    .containsExactly(Map.entry(
                            stet.domain.checking.Locator.of("http://example.org/Minutes"), "The minutes were forged"));
            assertThat(refused(new DoubtSource("http://example.org/Minutes#top", "Again"), stella, Role.STANDARDS))
                    .isEqualTo(ALREADY_SO);
            decided(new LiftDoubt("https://example.org/Minutes", "They are real"));
            assertThat(newsroom.doubted()).isEmpty();
            assertThat(refused(new LiftDoubt("https://example.org/Minutes", "Again"), stella, Role.STANDARDS))
                    .isEqualTo(ALREADY_SO);
        }

        @Test
        void nobody_else_does_and_never_without_a_reason() {
            staffed();
            var doubt = new DoubtSource("The minutes", "Forged");
            assertThat(refused(doubt, ADA, ADMINISTRATOR)).isEqualTo(ROLE_MISSING);
            assertThat(refused(doubt, ADA, Role.STANDARDS)).isEqualTo(ROLE_MISSING);
            assertThat(refused(doubt, STET, Role.STANDARDS)).isEqualTo(ROLE_MISSING);
            assertThat(refused(new OpenDesk(SPORT, "Sport"), stella, Role.STANDARDS))
                    .isEqualTo(ROLE_MISSING);
            assertThat(refused(new DoubtSource("The minutes", " "), stella, Role.STANDARDS))
                    .isEqualTo(REASON_MISSING);
            assertThat(refused(new DoubtSource(" ", "Forged"), stella, Role.STANDARDS))
                    .isEqualTo(RefusalCode.SOURCE_MISSING);
        }

        private void staffed() {
            newsroom = newsroom.evolve(new PersonJoined(ADA, "Ada Brink", Set.of(ADMINISTRATOR), Set.of()))
                    .evolve(new PersonJoined(stella, "Stella Quist", Set.of(Role.STANDARDS), Set.of()));
        }

        private void decided(NewsroomCommand command) {
            newsroom = after(newsroom, command, act(stella, Role.STANDARDS));
        }

        private RefusalCode refused(NewsroomCommand command, PersonId who, Role role) {
            return catchThrowableOfType(Refused.class, () -> newsroom.decide(command, act(who, role)))
                    .code();
        }
    }
}
