package dev.brownout.importing.spans;

import dev.brownout.importing.spans.ImportedSpan.Kind;
import dev.brownout.importing.spans.ImportedSpan.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What is read of files of spans: each that is understood is handed on, of those that are not it is kept why. */
final class SpanFileReport {
    /** The most operations of a service that have a name of their own. */
    private static final int MOST_OPERATIONS = 200;

    private static final int MOST_INSTANCES = 10_000;
    private static final int MOST_PLACES = 5;

    private final Consumer<ImportedSpan> sink;
    private final Map<Origin, Origin> origins = new HashMap<>();
    private final Map<String, Set<String>> operations = new TreeMap<>();
    private final Map<String, Set<Long>> instances = new TreeMap<>();
    private final List<String> misread = new ArrayList<>();
    private final Set<String> crowded = new HashSet<>();
    private String place = "";
    private long spans;
    private long understood;
    private long values;
    private long broken;

    SpanFileReport(Consumer<ImportedSpan> sink) {
        this.sink = sink;
    }

    /** Says where in which file what comes next is. */
    void at(String where) {
        place = where;
    }

    /** Counts a value of JSON that was read to its end. */
    void whole() {
        values++;
    }

    /** Counts one that was not. */
    void broken(String why) {
        broken++;
        remember(why);
    }

    private void remember(String why) {
        if (misread.size() < MOST_PLACES) {
            misread.add(place + ": " + why);
        }
    }

    /**
     * Takes a span.
     *
     * @param resource who wrote it; null where that is not told
     */
    void take(RawSpan raw, Attributes resource) {
        spans++;
        String service = resource == null ? "" : resource.service();
        String problem = service.isEmpty() ? "a span without the name of its service" : raw.problem();
        if (problem != null) {
            remember(problem);
            return;
        }
        understood++;
        Kind kind = raw.kind == null ? raw.attributes.kind() : raw.kind;
        String instance = resource.instance();
        Set<Long> known = instances.computeIfAbsent(service, name -> new HashSet<>());
        if (!instance.isEmpty() && known.size() < MOST_INSTANCES) {
            known.add(RawSpan.identity(instance));
        }
        Origin origin = new Origin(
                service,
                operation(service, raw.attributes.operation(raw.name)),
                kind,
                raw.attributes.target(kind, service, raw.name),
                kind == Kind.CONSUMER && raw.attributes.receiving());
        sink.accept(new ImportedSpan(
                raw.trace,
                raw.id,
                raw.parent,
                raw.start,
                raw.end,
                raw.attributes.failed(raw.failed),
                origins.computeIfAbsent(origin, same -> same)));
    }

    private String operation(String service, String name) {
        Set<String> known = operations.computeIfAbsent(service, none -> new HashSet<>());
        if (known.contains(name) || known.size() < MOST_OPERATIONS) {
            known.add(name);
            return name;
        }
        crowded.add(service);
        return "other";
    }

    /** How many spans there were. */
    long spans() {
        return spans;
    }

    /** How many of them are understood. */
    long understood() {
        return understood;
    }

    /** How many values of JSON were read to their end. */
    long values() {
        return values;
    }

    /** How many lines were not. */
    long brokenLines() {
        return broken;
    }

    /** The first places that are not understood. */
    List<String> misread() {
        return misread;
    }

    /** How many machines of a service have told themselves apart; 0 where none has. */
    int instances(String service) {
        return instances.getOrDefault(service, Set.of()).size();
    }

    /** Whether a service has more operations than have names of their own. */
    boolean crowded(String service) {
        return crowded.contains(service);
    }
}
