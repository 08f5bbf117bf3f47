package stet.domain.newsroom;

import static stet.domain.RefusalCode.ALREADY_SO;
import static stet.domain.RefusalCode.AUDITOR_ALONE;
import static stet.domain.RefusalCode.DESK_CLOSED;
import static stet.domain.RefusalCode.ID_TAKEN;
import static stet.domain.RefusalCode.LAST_ADMINISTRATOR;
import static stet.domain.RefusalCode.NO_SUCH_DESK;
import static stet.domain.RefusalCode.NO_SUCH_PERSON;
import static stet.domain.RefusalCode.REASON_MISSING;
import static stet.domain.RefusalCode.ROLE_MISSING;
import static stet.domain.RefusalCode.SOURCE_MISSING;
import static stet.domain.RefusalCode.TOO_LONG;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.DeskId;
import stet.domain.PersonId;
import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.domain.Role;
import stet.domain.checking.Locator;
import stet.domain.content.Words;
import stet.domain.newsroom.NewsroomCommand.ChangeDesks;
import stet.domain.newsroom.NewsroomCommand.ChangeRoles;
import stet.domain.newsroom.NewsroomCommand.CloseDesk;
import stet.domain.newsroom.NewsroomCommand.CloseReading;
import stet.domain.newsroom.NewsroomCommand.DoubtSource;
import stet.domain.newsroom.NewsroomCommand.FarewellPerson;
import stet.domain.newsroom.NewsroomCommand.LiftDoubt;
import stet.domain.newsroom.NewsroomCommand.NameNewsroom;
import stet.domain.newsroom.NewsroomCommand.OpenDesk;
import stet.domain.newsroom.NewsroomCommand.OpenReading;
import stet.domain.newsroom.NewsroomCommand.RenameDesk;
import stet.domain.newsroom.NewsroomCommand.ReopenDesk;
import stet.domain.newsroom.NewsroomCommand.SetLanguage;
import stet.domain.newsroom.NewsroomCommand.SetQuotationMarks;
import stet.domain.newsroom.NewsroomCommand.SetZone;
import stet.domain.newsroom.NewsroomCommand.WelcomePerson;
import stet.domain.newsroom.NewsroomEvent.DeskClosed;
import stet.domain.newsroom.NewsroomEvent.DeskOpened;
import stet.domain.newsroom.NewsroomEvent.DeskRenamed;
import stet.domain.newsroom.NewsroomEvent.DeskReopened;
import stet.domain.newsroom.NewsroomEvent.DesksChanged;
import stet.domain.newsroom.NewsroomEvent.DoubtLifted;
import stet.domain.newsroom.NewsroomEvent.LanguageSet;
import stet.domain.newsroom.NewsroomEvent.NewsroomNamed;
import stet.domain.newsroom.NewsroomEvent.PersonJoined;
import stet.domain.newsroom.NewsroomEvent.PersonLeft;
import stet.domain.newsroom.NewsroomEvent.QuotationMarksSet;
import stet.domain.newsroom.NewsroomEvent.ReadingClosed;
import stet.domain.newsroom.NewsroomEvent.ReadingOpened;
import stet.domain.newsroom.NewsroomEvent.RolesChanged;
import stet.domain.newsroom.NewsroomEvent.SourceDoubted;
import stet.domain.newsroom.NewsroomEvent.ZoneSet;

/**
 * The desks and the people as they are now. There is one newsroom, and it is there before anything has happened in it.
 *
 * @param desks names by id
 * @param people those who are here; who has left is in the ledger
 * @param closed the desks whose articles their own people read, see {@link Reading}
 * @param shut the desks to which no new article and nobody else comes (rule 38)
 * @param doubted the sources that nobody relies on, each with the reason (rule 43)
 */
public record Newsroom(
        Map<DeskId, String> desks,
        Map<PersonId, Person> people,
        Set<PersonId> left,
        Set<DeskId> closed,
        Set<DeskId> shut,
        Settings settings,
        Map<Locator, String> doubted) {
    /** A newsroom doubts a handful of sources at a time; whoever comes to this many trusts none. */
    private static final int MOST_DOUBTED = 10_000;

    private static final int LONGEST_LOCATOR = 2_000;
    private static final int LONGEST_REASON = 4_000;

    /** The identity of the one newsroom in the ledger. */
    public static final String ID = ArticleId.NEWSROOM;

    /** Who acts before anybody has joined, and when Stet does by itself what somebody asked for earlier. */
    public static final PersonId STET = new PersonId("stet");

    public static final Newsroom EMPTY = new Newsroom(Map.of(), Map.of(), Set.of());

    public record Person(PersonId id, String name, Set<Role> roles, Set<DeskId> desks) {
        public Person {
            roles = Set.copyOf(roles);
            desks = Set.copyOf(desks);
        }

        public Reading.Reader reader() {
            return new Reading.Reader(id, roles, desks);
        }
    }

    public Newsroom {
        desks = Map.copyOf(desks);
        people = Map.copyOf(people);
        left = Set.copyOf(left);
        closed = Set.copyOf(closed);
        shut = Set.copyOf(shut);
        doubted = Map.copyOf(doubted);
    }

    /** One whose desks all are open. */
    public Newsroom(Map<DeskId, String> desks, Map<PersonId, Person> people, Set<PersonId> left) {
        this(desks, people, left, Set.of(), Set.of(), Settings.NONE, Map.of());
    }

    public Optional<Person> person(PersonId id) {
        return Optional.ofNullable(people.get(id));
    }

    public boolean holds(PersonId person, Role role) {
        return person(person).map(p -> p.roles().contains(role)).orElse(false);
    }

    /**
     * What happens when this is asked.
     *
     * @throws Refused if it may not happen
     */
    public List<NewsroomEvent> decide(NewsroomCommand command, Act act) {
        if (act.role() != command.role() || !actsRightly(act)) {
            throw new Refused(
                    ROLE_MISSING,
                    command.role() == Role.STANDARDS
                            ? "Only a standards editor says which sources are not to be relied on"
                            : "Only an administrator keeps the desks and the people");
        }
        return switch (command) {
            case OpenDesk c
            when desks.containsKey(c.desk()) -> throw refused(ID_TAKEN, "There is a desk '%s' already", c.desk());
            case OpenDesk c -> List.of(new DeskOpened(c.desk(), named(c.name())));
            case RenameDesk c
            when there(c.desk()).equals(named(c.name())) ->
                throw refused(ALREADY_SO, "The desk '%s' has this name already", c.desk());
            case RenameDesk c -> List.of(new DeskRenamed(c.desk(), named(c.name())));
            case CloseDesk c
            when !there(c.desk()).isEmpty() && shut.contains(c.desk()) ->
                throw refused(ALREADY_SO, "The desk '%s' is closed already", c.desk());
            case CloseDesk c -> List.of(new DeskClosed(c.desk()));
            case ReopenDesk c
            when !there(c.desk()).isEmpty() && !shut.contains(c.desk()) ->
                throw refused(ALREADY_SO, "The desk '%s' is open", c.desk());
            case ReopenDesk c -> List.of(new DeskReopened(c.desk()));
            case CloseReading c
            when !desks.containsKey(c.desk()) -> throw refused(NO_SUCH_DESK, "There is no desk '%s'", c.desk());
            case CloseReading c
            when closed.contains(c.desk()) ->
                throw refused(ALREADY_SO, "The desk '%s' is read by its own people alone already", c.desk());
            case CloseReading c -> List.of(new ReadingClosed(c.desk()));
            case OpenReading c
            when !closed.contains(c.desk()) ->
                throw refused(
                        desks.containsKey(c.desk()) ? ALREADY_SO : NO_SUCH_DESK,
                        desks.containsKey(c.desk())
                                ? "Everybody who edits reads the desk '%s' already"
                                : "There is no desk '%s'",
                        c.desk());
            case OpenReading c -> List.of(new ReadingOpened(c.desk()));
            case WelcomePerson c
            when people.containsKey(c.person())
                    || left.contains(c.person())
                    || c.person().equals(STET) ->
                throw refused(
                        ID_TAKEN,
                        "The ledger knows a person '%s' already, and names are never given twice",
                        c.person());
            case WelcomePerson c
            when namesake(c.name()).isPresent() ->
                throw refused(
                        ID_TAKEN,
                        "%s",
                        "There is a '%s' here already, and '%s' looks like it; a second name tells them apart"
                                .formatted(namesake(c.name()).orElseThrow(), named(c.name())));
            case WelcomePerson c ->
                List.of(new PersonJoined(c.person(), named(c.name()), together(c.roles()), open(c.desks(), Set.of())));
            case ChangeRoles c
            when here(c.person()).roles().equals(c.roles()) ->
                throw refused(ALREADY_SO, "%s has just these roles already", c.person());
            case ChangeRoles c
            when !c.roles().contains(Role.ADMINISTRATOR) && lastAdministrator(c.person()) -> throw last();
            case ChangeRoles c -> List.of(new RolesChanged(c.person(), together(c.roles())));
            case ChangeDesks c
            when here(c.person()).desks().equals(c.desks()) ->
                throw refused(ALREADY_SO, "%s works at just these desks already", c.person());
            case ChangeDesks c ->
                List.of(new DesksChanged(
                        c.person(), open(c.desks(), here(c.person()).desks())));
            case FarewellPerson c when lastAdministrator(here(c.person()).id()) -> throw last();
            case FarewellPerson c -> List.of(new PersonLeft(c.person()));
            case NameNewsroom c when named(c.name()).equals(settings.name()) -> throw unchanged();
            case NameNewsroom c -> List.of(new NewsroomNamed(named(c.name())));
            case SetZone c when c.zone().equals(settings.zone()) -> throw unchanged();
            case SetZone c -> List.of(new ZoneSet(c.zone()));
            case SetLanguage c when c.language().equals(settings.language()) -> throw unchanged();
            case SetLanguage c -> List.of(new LanguageSet(c.language()));
            case SetQuotationMarks c
            when settings.withMarks(c.language(), c.marks()).equals(settings) -> throw unchanged();
            case SetQuotationMarks c -> List.of(new QuotationMarksSet(c.language(), c.marks()));
            case DoubtSource c
            when doubted.containsKey(locator(c.locator())) ->
                throw refused(ALREADY_SO, "%s", "“%s” is doubted already".formatted(locator(c.locator())));
            case DoubtSource _
            when doubted.size() >= MOST_DOUBTED ->
                throw refused(TOO_LONG, "At most %,d sources are doubted at a time; lift a doubt first", MOST_DOUBTED);
            case DoubtSource c -> List.of(new SourceDoubted(locator(c.locator()).value(), reason(c.reason())));
            case LiftDoubt c
            when !doubted.containsKey(locator(c.locator())) ->
                throw refused(ALREADY_SO, "%s", "Nobody doubts “%s”".formatted(locator(c.locator())));
            case LiftDoubt c -> List.of(new DoubtLifted(locator(c.locator()).value(), reason(c.reason())));
        };
    }

    /** The newsroom after this has happened. */
    public Newsroom evolve(NewsroomEvent event) {
        var desksNow = new HashMap<>(desks);
        var peopleNow = new HashMap<>(people);
        var leftNow = new java.util.HashSet<>(left);
        var closedNow = new java.util.HashSet<>(closed);
        var shutNow = new java.util.HashSet<>(shut);
        var settingsNow = settings;
        var doubtedNow = new HashMap<>(doubted);
        switch (event) {
            case DeskOpened e -> desksNow.put(e.desk(), e.name());
            case DeskRenamed e -> desksNow.put(e.desk(), e.name());
            case DeskClosed e -> shutNow.add(e.desk());
            case DeskReopened e -> shutNow.remove(e.desk());
            case NewsroomNamed e -> settingsNow = settings.named(e.name());
            case ZoneSet e -> settingsNow = settings.inZone(e.zone());
            case LanguageSet e -> settingsNow = settings.inLanguage(e.language());
            case QuotationMarksSet e -> settingsNow = settings.withMarks(e.language(), e.marks());
            case SourceDoubted e -> doubtedNow.put(Locator.of(e.locator()), e.reason());
            case DoubtLifted e -> doubtedNow.remove(Locator.of(e.locator()));
            case ReadingClosed e -> closedNow.add(e.desk());
            case ReadingOpened e -> closedNow.remove(e.desk());
            case PersonJoined e -> peopleNow.put(e.person(), new Person(e.person(), e.name(), e.roles(), e.desks()));
            case RolesChanged e ->
                peopleNow.computeIfPresent(e.person(), (id, p) -> new Person(id, p.name(), e.roles(), p.desks()));
            case DesksChanged e ->
                peopleNow.computeIfPresent(e.person(), (id, p) -> new Person(id, p.name(), p.roles(), e.desks()));
            case PersonLeft e -> {
                peopleNow.remove(e.person());
                leftNow.add(e.person());
            }
        }
        return new Newsroom(desksNow, peopleNow, leftNow, closedNow, shutNow, settingsNow, doubtedNow);
    }

    /** Stet itself may act only until the newsroom has an administrator of its own. */
    private boolean actsRightly(Act act) {
        return act.who().equals(STET)
                ? act.role() == Role.ADMINISTRATOR
                        && people.values().stream().noneMatch(p -> p.roles().contains(Role.ADMINISTRATOR))
                : holds(act.who(), act.role());
    }

    /** A name that is here, Stet's own included, for which this one is taken: by it somebody could pass for somebody else. */
    private Optional<String> namesake(String name) {
        var skeleton = Alike.skeleton(name);
        return Stream.concat(Stream.of("Stet"), people.values().stream().map(Person::name))
                .filter(other -> Alike.skeleton(other).equals(skeleton))
                .findFirst();
    }

    private Person here(PersonId person) {
        return person(person).orElseThrow(() -> refused(NO_SUCH_PERSON, "Nobody here is called '%s'", person));
    }

    /**
     * @return the desk's name
     * @throws Refused if there is no such desk
     */
    private String there(DeskId desk) {
        var name = desks.get(desk);
        if (name == null) {
            throw refused(NO_SUCH_DESK, "There is no desk '%s'", desk);
        }
        return name;
    }

    /**
     * A desk to which an article, or somebody, may come.
     *
     * @throws Refused if there is no such desk, or it is closed
     */
    public DeskId requireOpen(DeskId desk) {
        var _ = there(desk);
        if (shut.contains(desk)) {
            throw refused(DESK_CLOSED, "The desk '%s' is closed: nothing new and nobody else comes to it", desk);
        }
        return desk;
    }

    /** @param before those at which somebody is already, and stays */
    private Set<DeskId> open(Set<DeskId> asked, Set<DeskId> before) {
        asked.stream().filter(desk -> !before.contains(desk)).forEach(this::requireOpen);
        return asked;
    }

    /** Nobody audits what they may do themselves (rule 44). */
    private static Set<Role> together(Set<Role> roles) {
        if (roles.contains(Role.AUDITOR) && roles.size() > 1) {
            throw new Refused(
                    AUDITOR_ALONE, "An auditor reads and changes nothing, so whoever is one holds no other role");
        }
        return roles;
    }

    private boolean lastAdministrator(PersonId person) {
        return holds(person, Role.ADMINISTRATOR)
                && people.values().stream()
                        .noneMatch(p -> !p.id().equals(person) && p.roles().contains(Role.ADMINISTRATOR));
    }

    private static String named(String name) {
        var clean = Words.visible(name);
        if (!Words.saysSomething(clean) || clean.length() > 100) {
            throw new Refused(
                    REASON_MISSING, "A name has 1 to 100 characters, and a letter, a digit or a symbol among them");
        }
        return clean;
    }

    private static Locator locator(String typed) {
        if (typed.length() > LONGEST_LOCATOR) {
            throw refused(TOO_LONG, "Where a source is found again is longer than %,d characters", LONGEST_LOCATOR);
        }
        var visible = Words.visible(typed);
        if (!Words.saysSomething(visible)) {
            throw new Refused(SOURCE_MISSING, "Say which source: a URL, a document, a person or a recording");
        }
        return Locator.of(visible);
    }

    private static String reason(String typed) {
        if (typed.length() > LONGEST_REASON) {
            throw refused(TOO_LONG, "The reason is longer than %,d characters", LONGEST_REASON);
        }
        var visible = Words.visible(typed);
        if (!Words.saysSomething(visible)) {
            throw new Refused(REASON_MISSING, "The reason is missing: whoever relied on the source will ask for it");
        }
        return visible;
    }

    private static Refused unchanged() {
        return new Refused(ALREADY_SO, "The newsroom is set to this already");
    }

    private static Refused last() {
        return new Refused(
                LAST_ADMINISTRATOR,
                "Somebody must be able to keep the people and the desks: this is the last administrator");
    }

    private static Refused refused(RefusalCode code, String sentence, Object about) {
        return new Refused(code, sentence.formatted(about));
    }
}
