package stet.seal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Whose word on a log is taken: its keys, witnesses, and how many of these it takes. C2SP tlog-policy, as of July 2026, which has no tagged version yet. */
public final class Policy {
    private static final String NONE = "none";
    /** Of lines; nobody has so many logs and witnesses. */
    private static final int MOST = 1_000;

    private final List<VerifierKey> logs = new ArrayList<>();
    private final Map<String, VerifierKey> witnesses = new LinkedHashMap<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<VerifierKey, String> addresses = new LinkedHashMap<>();
    /** What it says of witnesses, in its words. */
    private final List<String> witnessing = new ArrayList<>();

    private String quorum = NONE;

    private record Group(int needed, List<String> members) {}

    private Policy() {}

    /** A policy of these keys, which asks for no witness. */
    public static String of(List<VerifierKey> logs) {
        return lines(logs) + "quorum none\n";
    }

    /** A policy of these keys that asks for the witnesses of another, without where these are found: nobody needs that who verifies. */
    public static String of(List<VerifierKey> logs, Policy witnesses) {
        return lines(logs)
                + witnesses.witnessing.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static String lines(List<VerifierKey> logs) {
        return logs.stream().map(key -> "log " + key.vkey() + "\n").collect(Collectors.joining());
    }

    /** @throws Jcs.Unfit if it is no policy; the message names the line */
    public static Policy read(String text) {
        var policy = new Policy();
        var lines = text.split("\n", -1);
        if (lines.length > MOST) {
            throw new Jcs.Unfit("It has more lines than a policy");
        }
        var quorums = 0;
        for (var i = 0; i < lines.length; i++) {
            var line = lines[i].replace('\t', ' ').strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                try {
                    var words = line.split(" +");
                    quorums += policy.take(words);
                    if (!words[0].equals("log")) {
                        policy.witnessing.add(String.join(
                                " ", words[0].equals("witness") ? List.of(words).subList(0, 3) : List.of(words)));
                    }
                } catch (Jcs.Unfit unfit) {
                    throw new Jcs.Unfit("Line %d of the policy: %s".formatted(i + 1, unfit.getMessage()));
                }
            }
        }
        if (quorums != 1) {
            throw new Jcs.Unfit("A policy has one line that says the quorum");
        }
        return policy;
    }

    /** @return how many quorums it says */
    private int take(String[] words) {
        switch (words[0]) {
            case "log" -> {
                needs(words.length == 2 || words.length == 3);
                var key = VerifierKey.of(words[1]);
                needs(key.kind() != VerifierKey.Kind.ED25519_COSIGNATURE
                        && logs.stream().noneMatch(key::isDuplicateOf));
                logs.add(key);
            }
            case "witness" -> {
                needs(words.length == 3 || words.length == 4);
                var key = VerifierKey.of(words[2]);
                needs(key.kind() != VerifierKey.Kind.ED25519
                        && witnesses.values().stream().noneMatch(key::isDuplicateOf));
                isNew(words[1]);
                witnesses.put(words[1], key);
                if (words.length == 4) {
                    addresses.put(key, words[3]);
                }
            }
            case "group" -> {
                needs(words.length >= 4);
                var members = List.of(words).subList(3, words.length);
                members.forEach(this::isDefined);
                needs(new HashSet<>(members).size() == members.size()
                        && members.stream().noneMatch(this::isTaken));
                isNew(words[1]);
                groups.put(words[1], new Group(needed(words[2], members.size()), members));
            }
            case "quorum" -> {
                needs(words.length == 2);
                if (!words[1].equals(NONE)) {
                    isDefined(words[1]);
                }
                quorum = words[1];
                return 1;
            }
            default -> throw new Jcs.Unfit("nobody knows what '%s' means".formatted(words[0]));
        }
        return 0;
    }

    private static int needed(String word, int members) {
        var needed =
                switch (word) {
                    case "all" -> members;
                    case "any" -> 1;
                    default -> word.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(word) : 0;
                };
        needs(needed >= 1 && needed <= members);
        return needed;
    }

    private static void needs(boolean so) {
        if (!so) {
            throw new Jcs.Unfit("it is not what stands in a policy");
        }
    }

    private void isNew(String name) {
        needs(!name.equals(NONE) && !witnesses.containsKey(name) && !groups.containsKey(name));
    }

    private void isDefined(String name) {
        if (!witnesses.containsKey(name) && !groups.containsKey(name)) {
            throw new Jcs.Unfit("'%s' is not said before".formatted(name));
        }
    }

    /** A name is a member of one group, so that no witness counts twice. */
    private boolean isTaken(String name) {
        return groups.values().stream().anyMatch(group -> group.members().contains(name));
    }

    public List<VerifierKey> logs() {
        return List.copyOf(logs);
    }

    /** Where witnesses are asked, with the keys by which those at each address sign. */
    public Map<String, List<VerifierKey>> addresses() {
        return addresses.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue,
                        LinkedHashMap::new,
                        Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
    }

    /** Whether it asks for any witness. */
    public boolean asksForWitnesses() {
        return !quorum.equals(NONE);
    }

    /**
     * The checkpoint in a note that its log has signed, whoever else has.
     *
     * @throws Jcs.Unfit if it has not; the message says why
     */
    public Checkpoint signed(Note note) {
        var checkpoint = Checkpoint.of(note.text());
        signedByLog(note, checkpoint.origin());
        return checkpoint;
    }

    /** Whether enough of the witnesses have signed. */
    public boolean isWitnessed(Note note) {
        var cosigned = witnesses.entrySet().stream()
                .filter(witness -> witness.getValue().signed(note))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return quorum.equals(NONE) || witnessed(quorum, cosigned);
    }

    /**
     * The checkpoint in a note, if the note is signed by a log that stands here under the checkpoint's origin, and by enough witnesses.
     *
     * @throws Jcs.Unfit if it is not; the message says why
     */
    public Checkpoint accepted(Note note) {
        var checkpoint = signed(note);
        if (!isWitnessed(note)) {
            throw new Jcs.Unfit("Too few of the policy's witnesses have signed the checkpoint");
        }
        return checkpoint;
    }

    /** @throws Jcs.Unfit if none of the log's keys has signed, or one that says so has not */
    void signedByLog(Note note, String origin) {
        var its = logs.stream().filter(key -> key.name().equals(origin)).toList();
        // Every key is tried, so that a signature that fits does not hide another that does not.
        if (its.stream().map(key -> key.signed(note)).filter(signed -> signed).count() == 0) {
            throw new Jcs.Unfit("No key of the policy's has signed for the log '%s'".formatted(origin));
        }
    }

    private boolean witnessed(String name, Set<String> cosigned) {
        var group = groups.get(name);
        return group == null
                ? cosigned.contains(name)
                : group.members().stream()
                                .filter(member -> witnessed(member, cosigned))
                                .count()
                        >= group.needed();
    }
}
