package stet.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.ToLongBiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import stet.domain.Act;
import stet.domain.ArticleId;
import stet.domain.CommentId;
import stet.domain.article.ArticleCommand;

/**
 * The program in which one contestant runs, alone, so that none disturbs another's heap or the code that the compiler made for it. It is
 * told what to do a line at a time, and answers each with a line of names and numbers, or with what went wrong.
 */
final class Racer {
    private static final double ENOUGH = 1.5;
    private static final double FOREVER = 1e6;
    private static final int SHORT = 40;
    private static final int WARM = 20;
    /** So many events an article has before its state is kept. */
    static final int STATE_KEPT_FROM = 1_000;

    private final Kind kind;
    private final Map<Integer, Double> rates = new HashMap<>();
    private @Nullable Database address;
    private @Nullable Contestant contestant;
    private long stories;
    private long appended;

    private Racer(Kind kind) {
        this.kind = kind;
    }

    /** @param args the name of a {@link Kind} */
    public static void main(String[] args) throws IOException {
        var answers = System.out;
        // Whatever a contestant prints is not an answer.
        System.setOut(System.err);
        var racer = new Racer(Kind.valueOf(args[0]));
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var order = orders.readLine(); order != null; order = orders.readLine()) {
            racer.answer(order, answers);
        }
        racer.close();
        System.exit(0);
    }

    @SuppressWarnings("CatchAndPrintStackTrace") // the reader of the log wants it whole; the answer is one line
    private void answer(String order, PrintStream answers) {
        try {
            answers.println("= " + obey(order.split(" ", -1)));
        } catch (RuntimeException | Error e) {
            e.printStackTrace();
            answers.println("! " + e.toString().lines().findFirst().orElse(""));
        }
        answers.flush();
    }

    private String obey(String... order) {
        return switch (order[0]) {
            case "open" -> open(order[1], Set.of());
            case "follow" -> follow(order[1]);
            case "close" -> close();
            case "write" -> write(Integer.parseInt(order[1]), Integer.parseInt(order[2]));
            case "race" -> race(Integer.parseInt(order[1]), Double.parseDouble(order[2]));
            case "load" -> load(Integer.parseInt(order[1]), Integer.parseInt(order[2]));
            case "load-from-state" -> loadFromState(Integer.parseInt(order[1]), Integer.parseInt(order[2]));
            case "visible" -> visible(Integer.parseInt(order[1]), this::sendAndSee);
            case "across" -> across(Integer.parseInt(order[1]));
            case "batch" -> batch(Integer.parseInt(order[1]), Integer.parseInt(order[2]));
            case "append" -> append(Integer.parseInt(order[1]));
            case "replay" -> replay(order[1], Integer.parseInt(order[2]));
            case "begin" -> begin();
            case "fill" -> fill(Integer.parseInt(order[1]), Integer.parseInt(order[2]));
            case "heap" -> numbers("heap", heap());
            default -> throw new IllegalArgumentException("Nobody knows how to " + order[0]);
        };
    }

    private String open(String url, Set<String> readModels) {
        close();
        address = Database.at(url);
        contestant = readModels.isEmpty() ? kind.open(address) : new Stet(address, readModels);
        return "";
    }

    /** Opens it with everything that reads what is written. */
    private String follow(String url) {
        open(url, kind == Kind.STET ? Set.copyOf(Stet.READ_MODELS) : Set.of());
        if (contestant instanceof StockAxon axon) {
            var _ = axon.follow(0);
        }
        return "";
    }

    private String close() {
        if (contestant != null) {
            contestant.close();
            contestant = null;
        }
        return "";
    }

    private Contestant contestant() {
        return Objects.requireNonNull(contestant, "Nothing is open");
    }

    /** So many articles, whole, however long it takes. */
    private String write(int writers, int articles) {
        var heat = Heat.run(contestant(), writers, FOREVER, stories(articles));
        rates.merge(writers, heat.rate(), Math::max);
        return numbers("commands", heat.commands(), "rate", heat.rate());
    }

    private String race(int writers, double seconds) {
        var guess = rates.getOrDefault(writers, 4_000.0);
        var stories = stories(writers + (int) (guess * seconds * ENOUGH / Story.COMMANDS));
        var before = bytes();
        System.gc();
        var began = System.nanoTime();
        var heat = Heat.run(contestant(), writers, seconds, stories);
        if (contestant() instanceof Stet stet) {
            stet.awaitAll();
        }
        var shown = heat.commands() / ((System.nanoTime() - began) / 1e9);
        rates.put(writers, heat.rate());
        return numbers(
                "commands",
                heat.commands(),
                "rate",
                heat.rate(),
                "shown",
                shown,
                "p50",
                heat.percentile(50),
                "p99",
                heat.percentile(99),
                "bytes",
                (bytes() - before) / (double) heat.commands());
    }

    /** The first command on a long article after a start that has had a first command on another, so many times, and once uncounted. */
    private String load(int events, int times) {
        var kept = (Contestant.EventSourced) contestant();
        var id = new ArticleId("long-" + events);
        var other = new ArticleId("short-" + events);
        var history = LongStory.of(id, events);
        kept.append(id, history);
        kept.append(other, LongStory.of(other, SHORT));
        return firsts("comment", id, other, history.getLast().act(), times, nth -> {
            if (nth > 0 && events >= STATE_KEPT_FROM && kept instanceof Stet stet) {
                // It is kept behind the back of whoever loads; not before it is there can it be dropped.
                stet.awaitSnapshot(id);
                stet.withoutSnapshots();
            }
        });
    }

    /** The same from the state that the last load left behind; the other article has one, too. */
    private String loadFromState(int events, int times) {
        var stet = (Stet) contestant();
        var id = new ArticleId("long-" + events);
        var other = new ArticleId("kept-" + events);
        var act = LongStory.of(id, events).getLast().act();
        stet.append(other, LongStory.of(other, STATE_KEPT_FROM));
        stet.send(comment(other, "first"), act);
        stet.awaitSnapshot(other);
        return firsts("later", id, other, act, times, nth -> stet.awaitSnapshot(id));
    }

    private String firsts(String name, ArticleId id, ArticleId other, Act act, int times, IntConsumer before) {
        var kept = (Contestant.EventSourced) contestant();
        var took = new ArrayList<Object>();
        for (var n = 0; n <= times; n++) {
            kept.forget();
            // What a program does once, such as learning the shapes of its JSON, is not what loading takes.
            kept.send(comment(other, name + n), act);
            before.accept(n);
            System.gc();
            var comment = comment(id, name + n);
            var began = System.nanoTime();
            kept.send(comment, act);
            if (n > 0) {
                took.addAll(List.of("ms", (System.nanoTime() - began) / 1e6));
            }
        }
        return numbers(took.toArray());
    }

    private static ArticleCommand comment(ArticleId article, String id) {
        return new ArticleCommand.AddComment(
                article, new CommentId(id), "Is this still the same story?", null, List.of());
    }

    /** How long it takes from the commit of a command until it can be seen, for so many commands in a row. */
    private String visible(int commands, ToLongBiFunction<ArticleCommand, Act> sendAndSee) {
        var nanos = new ArrayList<Long>();
        while (nanos.size() < commands) {
            for (var step : Story.of("seen", stories++)) {
                nanos.add(sendAndSee.applyAsLong(step.command(), step.act()));
                if (nanos.size() == commands) {
                    break;
                }
            }
        }
        Collections.sort(nanos);
        return numbers("p50", Heat.percentile(nanos, 50), "p99", Heat.percentile(nanos, 99));
    }

    private long sendAndSee(ArticleCommand command, Act act) {
        return ((Contestant.Followed) contestant()).sendAndSee(command, act);
    }

    /** The same, where another node reads what this one writes. */
    private String across(int commands) {
        var here = (Stet) contestant();
        try (var other = new Stet(Objects.requireNonNull(address), Set.copyOf(Stet.READ_MODELS))) {
            other.awaitAll();
            return visible(commands, (command, act) -> here.sendAndSee(command, act, other));
        }
    }

    /** So many events in one commit, so many times, each time of a new article, and a few times uncounted. */
    private String batch(int events, int times) {
        var kept = (Contestant.EventSourced) contestant();
        var took = new ArrayList<Object>();
        for (var n = -WARM; n < times; n++) {
            var id = new ArticleId("batch-" + (n + WARM));
            var history = LongStory.of(id, events);
            var began = System.nanoTime();
            kept.append(id, history);
            if (n >= 0) {
                took.addAll(List.of("ms", (System.nanoTime() - began) / 1e6));
            }
        }
        return numbers(took.toArray());
    }

    private String append(int events) {
        var kept = (Contestant.EventSourced) contestant();
        for (var history : LongStory.many("kept", events)) {
            kept.append(history.getFirst().event().articleId(), history);
            appended += history.size();
        }
        return numbers("events", appended);
    }

    private String replay(String readModel, int times) {
        var rates = new ArrayList<Object>();
        for (var n = 0; n < times; n++) {
            System.gc();
            var seconds = contestant() instanceof StockAxon axon
                    ? axon.follow(appended)
                    : ((Stet) contestant()).readAgain(readModel);
            rates.addAll(List.of("rate", appended / seconds));
        }
        return numbers(rates.toArray());
    }

    /** Begins the article that {@link #fill} copies. */
    private String begin() {
        Story.beginning(Growth.NAME, 0, Growth.STEPS)
                .forEach(step -> contestant().send(step.command(), step.act()));
        return "";
    }

    private String fill(int from, int to) {
        Growth.fill(contestant(), from, to);
        return "";
    }

    private List<List<Story.Step>> stories(int number) {
        return IntStream.range(0, number)
                .mapToObj(n -> Story.of("sea-wall", stories++))
                .toList();
    }

    private double bytes() {
        return Objects.requireNonNull(address).bytes(contestant().database());
    }

    /** What is in use when all that nobody holds is gone, in bytes. */
    private static double heap() {
        for (var n = 0; n < 3; n++) {
            System.gc();
        }
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static String numbers(Object... namesAndNumbers) {
        var line = new ArrayList<String>();
        for (var n = 0; n < namesAndNumbers.length; n += 2) {
            line.add(namesAndNumbers[n] + "="
                    + String.format(Locale.ROOT, "%.4f", ((Number) namesAndNumbers[n + 1]).doubleValue()));
        }
        return String.join(" ", line);
    }
}
