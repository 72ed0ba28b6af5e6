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

/**
 * Sink for the spans of files. It passes on each valid span, counts the spans, and keeps the reasons for the first
 * failures.
 */
final class SpanFileReport {
    /** Maximum number of operations per service with a name of their own. */
    private static final int MAX_OPERATIONS = 200;

    private static final int MAX_INSTANCES = 10_000;
    private static final int MAX_PROBLEMS = 5;

    private final Consumer<ImportedSpan> sink;
    private final Map<Origin, Origin> origins = new HashMap<>();
    private final Map<String, Set<String>> operations = new TreeMap<>();
    private final Map<String, Set<Long>> instances = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private final Set<String> crowded = new HashSet<>();
    private String unread = "";
    private String position = "";
    private long spans;
    private long understood;
    private long values;
    private long broken;
    private long unfinished;

    SpanFileReport(Consumer<ImportedSpan> sink) {
        this.sink = sink;
    }

    /** Sets the position in the files, for messages. */
    void setPosition(String newPosition) {
        position = newPosition;
    }

    /** Counts a JSON value that was read completely. */
    void countValue() {
        values++;
    }

    /** Counts a JSON value that is broken. */
    void broken(String reason) {
        broken++;
        addProblem(reason);
    }

    /** Stores the description of a form of spans that is not read. The first one counts. */
    void unread(String description) {
        unread = unread.isEmpty() ? description : unread;
    }

    /** Recognizes a form of spans that is not read by the name of a field of a document. */
    void unreadField(String name) {
        switch (name) {
            case "Traces", "Segments", "Document", "subsegments", "start_time" ->
                unread("traces of AWS X-Ray, which are not read; export spans with OpenTelemetry");
            case "span_id", "meta", "metrics", "resource" ->
                unread("spans of Datadog, which are not read; export spans with OpenTelemetry");
            case "transaction", "processor", "metadata", "_source", "hits" ->
                unread("events of Elastic APM, which are not read; export spans with OpenTelemetry");
            case "traceSegmentId", "segmentId" ->
                unread("segments of SkyWalking, which are not read; export spans with OpenTelemetry");
            default -> {}
        }
    }

    /** Returns the description of a form of spans that is not read, or an empty text. */
    String unread() {
        return unread;
    }

    private void addProblem(String reason) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(position + ": " + reason);
        }
    }

    /**
     * Adds a span.
     *
     * @param resource attributes of the service that wrote the span; null if unknown
     */
    void addSpan(RawSpan raw, Attributes resource) {
        spans++;
        String service = resource == null ? "" : resource.service();
        String problem = service.isEmpty() ? "a span without the name of its service" : raw.problem();
        if (problem != null) {
            addProblem(problem);
            return;
        }
        understood++;
        unfinished += raw.isUnfinished() ? 1 : 0;
        Kind kind = raw.kind == null ? raw.attributes.kind() : raw.kind;
        String instance = resource.instance();
        Set<Long> serviceInstances = instances.computeIfAbsent(service, name -> new HashSet<>());
        if (!instance.isEmpty() && serviceInstances.size() < MAX_INSTANCES) {
            serviceInstances.add(RawSpan.identity(instance));
        }
        Origin origin = new Origin(
                service,
                operation(service, raw.attributes.operation(raw.name)),
                kind,
                raw.attributes.target(kind, service, raw.name),
                kind == Kind.CONSUMER && raw.attributes.isReceiving());
        sink.accept(new ImportedSpan(
                raw.trace,
                raw.id,
                raw.parent,
                raw.isUnfinished() ? ImportedSpan.UNFINISHED : raw.start,
                raw.isUnfinished() ? ImportedSpan.UNFINISHED : raw.end,
                raw.attributes.hasFailed(raw.failed),
                origins.computeIfAbsent(origin, key -> key)));
    }

    private String operation(String service, String name) {
        Set<String> serviceOperations = operations.computeIfAbsent(service, key -> new HashSet<>());
        if (serviceOperations.contains(name) || serviceOperations.size() < MAX_OPERATIONS) {
            serviceOperations.add(name);
            return name;
        }
        crowded.add(service);
        return "other";
    }

    /** Returns the number of spans. */
    long spans() {
        return spans;
    }

    /** Returns the number of valid spans. */
    long understood() {
        return understood;
    }

    /** Returns the number of valid spans without a start or an end. */
    long unfinished() {
        return unfinished;
    }

    /** Returns the number of JSON values that were read completely. */
    long values() {
        return values;
    }

    /** Returns the number of lines with broken JSON. */
    long brokenLines() {
        return broken;
    }

    /** Returns the first failures with their positions, at most five. */
    List<String> problems() {
        return problems;
    }

    /** Returns the number of instances of a service that have a name in the spans, or 0 if there are none. */
    int instances(String service) {
        return instances.getOrDefault(service, Set.of()).size();
    }

    /** Returns whether a service has more operations than can have a name of their own. */
    boolean isCrowded(String service) {
        return crowded.contains(service);
    }
}
