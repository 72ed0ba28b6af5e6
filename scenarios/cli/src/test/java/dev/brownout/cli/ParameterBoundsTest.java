package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.brownout.cli.ParameterBounds.Change;
import dev.brownout.fault.SetParameterFault;
import dev.brownout.language.ExpressionBounds;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.rounds.TestRound;
import dev.brownout.scenario.NetworkSpec;
import dev.brownout.scenario.RequestSpec;
import dev.brownout.spec.SpecFields;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every parameter runs at its minimum and maximum, or is rejected with an error. The same holds for all pairs of
 * bounds.
 */
@Tag("once")
class ParameterBoundsTest {
    /** Component for each kind. */
    private static final Map<String, String> PLACES = new TreeMap<>();

    static {
        PLACES.putAll(Map.of("dns", "names", "load-balancer", "lb", "server", "web", "cache", "cache"));
        PLACES.put("topic", "likes");
        PLACES.put("machine", "box");
        PLACES.put("waiting-room", "room");
        PLACES.put("external", "payments");
        PLACES.put("function", "task");
        PLACES.put("inference", "gpu");
        PLACES.put("pooler", "bouncer");
        PLACES.putAll(Map.of(
                "database",
                "db",
                "store",
                "kv",
                "queue",
                "jobs",
                "cdn",
                "edge",
                "uplink",
                "line",
                "id-generator",
                "ids"));
    }

    private static final List<String> TARGETS =
            List.of("", "web/1", "web", "edge", "cache", "ids/1", "db", "db/shard-1", "link/east~west");

    /** Parameters that a fault requires of its target component. */
    private static final Map<String, Map<String, Map<String, Object>>> NEEDED = Map.of(
            "reshard",
            Map.of("db", Map.of("move", Map.of("data", "1GB"))),
            "split",
            Map.of("db", Map.of("shards", 2, "sharding", "range", "move", Map.of("data", "1GB"))),
            "deploy",
            Map.of("web", Map.of("versions", Map.of("3", Map.of()))),
            "rollback",
            Map.of("web", Map.of("versions", Map.of("3", Map.of()))));

    /** Faults that happen before a fault, because it has no effect without them. */
    private static final Map<String, Map<String, Object>> EARLIER =
            Map.of("rollback", Map.of("at", "100ms", "do", "deploy", "target", "web", "version", "3"));

    /** Sibling arguments that an argument of a fault requires. */
    private static final Map<String, Map<String, Object>> SIBLINGS = Map.of(
            "deploy every",
            Map.of("by", "1"),
            "rollback every",
            Map.of("by", "1"),
            "scale by",
            Map.of("counted", "cores"),
            "scale startup",
            Map.of("counted", "cores"),
            "scale grace",
            Map.of("counted", "cores"));

    /** A build tries one of this number of bounds. Those of {@code mvn verify} are among those of {@code .ci/run}. */
    private static final int ONE_OF = TestRound.current() == TestRound.CHOSEN ? 37 * 8 : 37;

    /** Limit of the CPU time of a run in {@code .ci/run} and in the thorough round. */
    private static final long CPU_NANOS_MOST = 4_000_000_000L;
    /** Allocated bytes of a run. A store of 50,000 nodes is created before its scenario is rejected. */
    private static final long BYTES_MOST = 1_500_000_000L;

    @TempDir
    private Path folder;

    private boolean limitsCpu = TestRound.current() != TestRound.CHOSEN;
    private final List<String> broken = new ArrayList<>();
    private int ran;
    private int refused;
    /** Number of rejections caused by too many hosts. */
    private int crowded;

    @Test
    @Tag("rows")
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void sampledBoundsRunOrAreRejected() throws IOException {
        everyEnd(ONE_OF);
    }

    @Test
    @Tag("thorough")
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void everyBoundRunsOrIsRejected() throws IOException {
        limitsCpu = true;
        everyEnd(1);
    }

    private void everyEnd(int oneOf) throws IOException {
        int number = 0;
        for (Map.Entry<String, List<Change>> place : changes().entrySet()) {
            for (Change change : place.getValue()) {
                if (number++ % oneOf == 0) {
                    play(
                            place.getKey() + ": " + change.path() + " " + change.written(),
                            withChange(place.getKey(), change));
                }
            }
        }
        for (ExpressionBounds.FormOccurrence form : ExpressionBounds.all()) {
            if (number++ % oneOf == 0) {
                play(form.text(), withChange(form.component(), new Change(false, "", Map.of(form.key(), form.text()))));
            }
        }
        assertThat(broken).isEmpty();
        assertThat(ran).isGreaterThan(refused);
    }

    /**
     * Rows of a covering array of strength 2 and two levels: any two columns contain every pair of bounds in some row.
     */
    @Test
    @Tag("thorough")
    @Timeout(value = 120, unit = TimeUnit.MINUTES)
    void everyPairOfBoundsRunsOrIsRejectedWithAFault() throws IOException {
        limitsCpu = true;
        List<Map<String, Object>> faults = faults();
        int number = 0;
        for (Map.Entry<String, List<Change>> place : changes().entrySet()) {
            List<String> paths =
                    place.getValue().stream().map(Change::path).distinct().toList();
            int bits = Integer.SIZE - Integer.numberOfLeadingZeros(paths.size());
            for (int row = 0; row < 2 + 2 * bits; row++) {
                Tree tree = new Tree();
                for (int i = 0; i < paths.size(); i++) {
                    boolean high = row == 0 || row > 1 && (i + 1 >> (row - 2) / 2 & 1) == row % 2;
                    String path = paths.get(i);
                    place.getValue().stream()
                            .filter(change -> change.path().equals(path) && change.high() == high)
                            .findFirst()
                            .ifPresent(change -> tree.offer(place.getKey(), change));
                }
                play(place.getKey() + ", row " + row, tree.places);
                playFault(tree.places, faults.get(number++ * 7 % faults.size()));
            }
        }
        assertThat(broken).isEmpty();
    }

    /** Changes to the base scenario. A change that makes the scenario invalid is dropped. */
    private final class Tree {
        private Map<String, Map<String, Object>> places = new TreeMap<>();

        void offer(String place, Change change) {
            Map<String, Map<String, Object>> more = new TreeMap<>(places);
            more.put(place, merge(places.getOrDefault(place, Map.of()), change.written()));
            try {
                if (session("validate", more).code() != 2) {
                    places = more;
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> merge(Map<String, Object> one, Map<String, Object> other) {
        Map<String, Object> all = new LinkedHashMap<>(one);
        other.forEach((key, value) -> all.merge(
                key,
                value,
                (old, fresh) -> old instanceof Map<?, ?> && fresh instanceof Map<?, ?>
                        ? merge((Map<String, Object>) old, (Map<String, Object>) fresh)
                        : fresh));
        return all;
    }

    private static Map<String, Map<String, Object>> withChange(String place, Change change) {
        return Map.of(place, change.written());
    }

    /** Returns all parameters at their bounds, by component. */
    private static Map<String, List<Change>> changes() {
        Map<String, List<Change>> all = new LinkedHashMap<>();
        Vocabulary vocabulary = Vocabulary.standard();
        vocabulary.components().forEach(type -> {
            String kind = SpecFields.kind(type).orElseThrow();
            assertThat(PLACES).containsKey(kind);
            all.put(PLACES.get(kind), ParameterBounds.of(type));
        });
        for (Class<?> policy : vocabulary.policies()) {
            String key = SpecFields.kind(policy).orElseThrow().replace('-', '_');
            List<Change> changes = ParameterBounds.of(policy).stream()
                    .map(change -> new Change(
                            change.high(),
                            key + "." + change.path(),
                            Map.of(key, merge(ParameterBounds.needed(policy), change.written()))))
                    .toList();
            all.merge("web", changes, (a, b) -> {
                List<Change> both = new ArrayList<>(a);
                both.addAll(b);
                return both;
            });
        }
        all.put("network", ParameterBounds.of(NetworkSpec.class));
        all.put("page", ParameterBounds.of(RequestSpec.class));
        return all;
    }

    @Test
    @Tag("rows")
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void sampledFaultsRunAtTheirBounds() throws IOException {
        everyFault(ONE_OF);
    }

    @Test
    @Tag("thorough")
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void everyFaultRunsAtItsBounds() throws IOException {
        limitsCpu = true;
        everyFault(1);
    }

    private void everyFault(int oneOf) throws IOException {
        List<Map<String, Object>> faults = faults();
        for (int i = 0; i < faults.size(); i += oneOf) {
            int before = ran + crowded;
            playFault(Map.of(), faults.get(i));
            assertThat(ran + crowded).as(faults.get(i) + " " + broken).isGreaterThan(before);
        }
        assertThat(broken).isEmpty();
    }

    /**
     * Returns every fault with each argument at both bounds. Parameter changes are excluded, as their values have the
     * bounds of the parameter.
     */
    private static List<Map<String, Object>> faults() {
        List<Map<String, Object>> faults = new ArrayList<>();
        List<Class<?>> verbs = new ArrayList<>(Vocabulary.standard().faults());
        verbs.remove(SetParameterFault.class);
        for (Class<?> verb : verbs) {
            Map<String, Object> plain = new LinkedHashMap<>(Map.of("at", "200ms"));
            plain.put("do", SpecFields.kind(verb).orElseThrow());
            plain.putAll(ParameterBounds.needed(verb));
            faults.add(plain);
            ParameterBounds.of(verb)
                    .forEach(change -> faults.add(merge(
                            merge(plain, SIBLINGS.getOrDefault(plain.get("do") + " " + change.path(), Map.of())),
                            change.written())));
        }
        return faults;
    }

    /** Tries a fault on one target after another until it runs, or is rejected because of too many hosts. */
    private void playFault(Map<String, Map<String, Object>> places, Map<String, Object> plain) throws IOException {
        int before = ran + crowded;
        for (String target : TARGETS) {
            Map<String, Object> fault = new LinkedHashMap<>(plain);
            if (!target.isEmpty()) {
                fault.put("target", target);
            }
            if (ran + crowded == before) {
                Map<String, Map<String, Object>> more = new TreeMap<>(places);
                NEEDED.getOrDefault(fault.get("do"), Map.of())
                        .forEach((place, needed) -> more.merge(place, needed, ParameterBoundsTest::merge));
                Map<String, Object> faults = new TreeMap<>(Map.of("tested", fault));
                Optional.ofNullable(EARLIER.get(fault.get("do"))).ifPresent(earlier -> faults.put("earlier", earlier));
                more.put("faults", faults);
                play(fault.toString(), more);
            }
        }
    }

    private void play(String name, Map<String, Map<String, Object>> more) throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long started = threads.getCurrentThreadCpuTime();
        Session session = session("run", more);
        long used = threads.getCurrentThreadCpuTime() - started;
        long requests = threads.getCurrentThreadAllocatedBytes() - bytes;
        if (session.code() == 2 && session.err().contains("scenario.yaml:")) {
            refused++;
            crowded += session.err().contains("the scenario has more than 50000 machines") ? 1 : 0;
        } else if (session.code() == 0 || session.code() == ExitCode.VIOLATED) {
            ran++;
        } else {
            broken.add(name + ": " + session.code() + " " + session.err());
        }
        if (limitsCpu && used > CPU_NANOS_MOST || requests > BYTES_MOST) {
            broken.add(name + ": " + used / 1_000_000 + " ms, " + requests / 1_000_000 + " MB");
        }
    }

    private Session session(String command, Map<String, Map<String, Object>> more) throws IOException {
        Path file = Files.writeString(folder.resolve("scenario.yaml"), text(more));
        return Session.of(command, file.toString());
    }

    private static String text(Map<String, Map<String, Object>> more) {
        StringBuilder text = new StringBuilder("""
                run: 500ms
                regions: { east: { at: us-east, users: 60% }, west: { at: us-west, users: 40% } }
                """);
        Object load = more.getOrDefault("load", Map.of()).getOrDefault("load", "40/s");
        text.append("load: ").append(load).append("\nnetwork: ");
        text.append(written(more.getOrDefault("network", Map.of()))).append("\ncomponents:\n");
        PLACES.forEach((kind, name) -> {
            Map<String, Object> spec = new LinkedHashMap<>();
            spec.put("kind", kind);
            if (!kind.equals("dns") && !kind.equals("cdn")) {
                spec.put("regions", kind.equals("topic") ? List.of("east") : List.of("east", "west"));
            }
            if (kind.equals("pooler")) {
                spec.put("source", "ledger");
            }
            spec.putAll(more.getOrDefault(name, Map.of()));
            text.append("  ").append(name).append(": ").append(written(spec)).append('\n');
        });
        text.append("  ledger: { kind: database, regions: [east, west] }\n");
        text.append("  workers: { kind: server, regions: [east, west], consumes: jobs }\n");
        text.append("  readers: { kind: server, regions: [east, west], consumes: likes }\nrequests:\n");
        Map<String, Object> page = new LinkedHashMap<>(Map.of("share", "60%", "key", "zipf(1.0 100)"));
        page.put("path", List.of("names", "edge", "lb", "web", "cache", "db"));
        page.putAll(more.getOrDefault("page", Map.of()));
        text.append("  page: ").append(written(page)).append('\n');
        Map<String, Object> post = new LinkedHashMap<>(Map.of("share", "40%", "key", "uniform(10)"));
        post.put(
                "steps",
                "[names, line, web, call: ids, write: db, write: kv, read: kv, call: payments, call: task, call: gpu, "
                        + "transaction: [read: bouncer, write: bouncer], publish: jobs, publish: likes]");
        post.putAll(more.getOrDefault("post", Map.of()));
        text.append("  post: ").append(written(post)).append('\n');
        if (more.containsKey("faults")) {
            text.append("faults: ")
                    .append(written(List.copyOf(more.get("faults").values())))
                    .append('\n');
        }
        return text.toString();
    }

    private static String written(Object value) {
        if (value instanceof Map<?, ?> map) {
            List<String> entries = new ArrayList<>();
            map.forEach((key, inner) -> entries.add(key + ": " + written(inner)));
            return "{ " + String.join(", ", entries) + " }";
        }
        if (value instanceof List<?> list) {
            return "["
                    + String.join(
                            ", ",
                            list.stream().map(ParameterBoundsTest::written).toList()) + "]";
        }
        return value.toString();
    }
}
