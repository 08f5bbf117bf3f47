package stet.workflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.eventsourcing.AggregateSnapshotter;
import org.axonframework.eventsourcing.GenericAggregateFactory;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;
import stet.domain.content.Hash;

/**
 * The folded state of an article, kept beside its events so that a history of thousands need not be read from its beginning. It is
 * only ever a shortcut: it counts for the very code that folded it, and without it everything comes out the same, later.
 */
public final class Snapshots {
    /** Under which they are kept. */
    public static final String NAME = "article";

    private static final int DIGITS = 20;
    private static final String OURS = "stet/";

    private Snapshots() {}

    /** What is kept. */
    public static Class<?> aggregate() {
        return ArticleAggregate.class;
    }

    /**
     * The code that folds articles: 20 hexadecimal digits of the SHA-256 of its classes and of all classes of ours that they name. A
     * rule that folds differently after an upgrade must not meet a state that was folded before; nobody has to remember to say so.
     */
    public static String revision() {
        var classes = new TreeMap<String, byte[]>();
        collect(ArticleAggregate.class.getName().replace('.', '/'), classes);
        var digest = Hash.sha256();
        classes.values().forEach(digest::update);
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    private static void collect(String name, Map<String, byte[]> found) {
        if (!name.startsWith(OURS) || found.containsKey(name)) {
            return;
        }
        try (var stream = Snapshots.class.getClassLoader().getResourceAsStream(name + ".class")) {
            if (stream == null) {
                throw new IllegalStateException("There is no class " + name);
            }
            var bytes = stream.readAllBytes();
            found.put(name, bytes);
            for (var entry : ClassFile.of().parse(bytes).constantPool()) {
                if (entry instanceof ClassEntry other) {
                    collect(other.asInternalName(), found);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Snapshotter to(EventStore store, ParameterResolverFactory parameters) {
        return AggregateSnapshotter.builder()
                .eventStore(store)
                .parameterResolverFactory(parameters)
                // Whoever sent the command does not wait for it.
                .executor(task -> {
                    var _ = Thread.ofVirtual().name("snapshot").start(task);
                })
                .aggregateFactories(List.of(new GenericAggregateFactory<>(
                        AnnotatedAggregateMetaModelFactory.inspectAggregate(ArticleAggregate.class, parameters))))
                .build();
    }
}
