package dev.brownout.importing.spans;

import dev.brownout.format.QuantityFormat;
import dev.brownout.importing.fitting.DistributionText;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.fitting.TookHistogram;
import dev.brownout.importing.spans.Callee.Outside;
import dev.brownout.importing.spans.ImportedSpan.Store;
import dev.brownout.importing.spans.SpanScenarioPlan.Part;
import dev.brownout.importing.system.FailingCalls;
import dev.brownout.importing.system.ImportedActivity;
import dev.brownout.importing.system.ImportedComponent;
import dev.brownout.importing.system.ImportedSettings;
import dev.brownout.importing.system.ImportedStep;
import dev.brownout.importing.system.ImportedStep.Note;
import dev.brownout.importing.system.ImportedStep.Work;
import dev.brownout.importing.system.ImportedSystem;
import dev.brownout.importing.system.ImportedSystem.FailureRate;
import dev.brownout.importing.system.ImportedSystem.Gaps;
import dev.brownout.importing.system.ImportedSystem.Header;
import dev.brownout.importing.system.ImportedSystem.Measurements;
import dev.brownout.importing.system.QueueFreeCores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Scenario from spans: services with endpoints that call each other. Each value has a remark about its origin. */
final class SpanScenario {
    /** Utilization of the cores, not counting those that a single request needs for parallel calls. */
    private static final double BUSY_CORES = 0.6;

    static final int RATE_DIGITS = 4;
    private static final DistributionText NO_WORK =
            new DistributionText("0ms", "its work is the first step, as failed runs take another time");
    private static final double DEFAULT_TIMEOUT_NANOS = 10e9;
    private static final double DEFAULT_CALL_TIMEOUT_NANOS = 1e9;
    private static final long MIN_RUN_SECONDS = 60;
    private static final long MAX_RUN_SECONDS = 3600;
    private static final double MIN_FAILED = 1e-6;

    /** Start of the sentence on a component that is nearer than the others, and the maximum number of these. */
    private static final String NEAR = "the network to ";

    private static final int MOST_NEAR = 5;

    private final CallGraph graph;
    private final SpanFileReport report;
    private final SpanScenarioPlan plan;
    private final List<String> missingInformation;
    private final TookHistogram gaps = new TookHistogram();
    private final double gapMicros;
    private final FailureModel failures;
    private final FailingCalls failing;
    private final SpanSteps steps;
    private final Map<String, Double> utilization = new TreeMap<>();

    SpanScenario(CallGraph graph, SpanFileReport report, SpanScenarioPlan plan, List<String> missingInformation) {
        this.graph = graph;
        this.report = report;
        this.plan = plan;
        this.missingInformation = missingInformation;
        graph.links().values().forEach(gaps::add);
        gapMicros = gaps.size() == 0 ? 0 : DurationFit.median(gaps);
        failures = new FailureModel(plan);
        failing = new FailingCalls(plan.unusedName(FailingCalls.NAME));
        steps = new SpanSteps(plan, failures, failing);
    }

    /** Returns the time from the first to the last request in seconds, or 0 for a single request. */
    static double seconds(CallGraph graph) {
        return (graph.last() - graph.first()) / 1e9;
    }

    /** Returns the rate of a count in 1/s: intervals between requests per time, scaled to it; 1 if the time is 0. */
    static double rate(CallGraph graph, long count) {
        double seconds = seconds(graph);
        return seconds > 0 ? count * (graph.requests() - 1.0) / graph.requests() / seconds : 1;
    }

    /** Returns the system that the spans describe. {@code files} describes the input files. */
    ImportedSystem system(String files) {
        long run = Math.max(MIN_RUN_SECONDS, Math.min(MAX_RUN_SECONDS, (long) Math.ceil(seconds(graph))));
        ImportedSettings settings = new ImportedSettings()
                .set("run", "{ duration: " + run + "s, seed: 1 }", "the length of the spans, at least a minute");
        network(settings);
        List<ImportedActivity> requests = new ArrayList<>();
        plan.requests().forEach((operation, name) -> requests.add(request(operation, name)));
        SpanMeasurements measured = new SpanMeasurements(graph, plan, gapMicros);
        List<ImportedComponent> components = new ArrayList<>();
        plan.parts().forEach(part -> components.add(component(part)));
        if (steps.hasFailingCalls()) {
            components.add(failing.component("failed spans"));
        }
        return new ImportedSystem(
                new Header(
                        "import spans",
                        files,
                        graph.completeTraces() + " traces with " + graph.requests() + " requests, from "
                                + Header.time(graph.first() / 1000) + " to " + Header.time(graph.last() / 1000) + ".",
                        ImportedSettings.quote("What spans of " + files + " tell")),
                settings,
                components,
                List.of(),
                requests,
                new Measurements(
                        failures(),
                        "Measurements of all spans, to validate a run against:",
                        measured.latencies(),
                        measured.figures(utilization)),
                new Gaps("unknown from the spans", missingInformation));
    }

    private void network(ImportedSettings settings) {
        double longest = 0;
        for (Part part : plan.parts()) {
            for (Callee callee : part.work()) {
                longest = Math.max(longest, longest(callee));
            }
        }
        boolean exceedsTimeout = 2 * longest > DEFAULT_CALL_TIMEOUT_NANOS;
        if (gaps.size() > 0) {
            DistributionText distribution = DurationFit.distribution(
                    gaps,
                    0,
                    "by how much the spans of callers are longer than those of callees, " + gaps.size()
                            + " calls, both directions together; independent of clocks");
            set(settings, "network.rtt", distribution);
        } else {
            settings.set(
                    exceedsTimeout ? "network.rtt" : "network",
                    exceedsTimeout ? "0ms" : "none",
                    "unknown: no call has a span of its caller and one of its callee");
        }
        if (exceedsTimeout) {
            settings.set("network.timeout", wholeSeconds(2 * longest), "unknown: twice the longest call");
        }
    }

    private static void set(ImportedSettings settings, String path, DistributionText distribution) {
        settings.set(path, distribution.text(), "origin: " + distribution.origin());
    }

    private static double longest(Callee callee) {
        return callee instanceof Operation operation
                ? operation.longest()
                : ((Outside) callee).durations().percentile(1) * 1e3;
    }

    private static String wholeSeconds(double nanos) {
        return Math.max(1, (long) Math.ceil(nanos / 1e9)) + "s";
    }

    private ImportedComponent component(Part part) {
        ImportedComponent component = new ImportedComponent(part.name());
        if (part.store() == null) {
            server(component, part);
        } else if (part.store() == Store.SERVICE) {
            outsideService(component, part);
        } else {
            store(component.settings(), part);
        }
        return component;
    }

    private void server(ImportedComponent component, Part part) {
        String service = part.work().get(0) instanceof Operation operation ? operation.service() : "";
        int instances = report.instances(service);
        component
                .settings()
                .set("kind", "server", "origin: service.name " + ImportedSettings.quote(service))
                .set(
                        "nodes",
                        Integer.toString(Math.max(1, instances)),
                        instances == 0 ? "unknown: no instances have names" : "origin: instances that wrote spans");
        cores(component.settings(), part, Math.max(1, instances));
        utilization.put(part.name(), busyCores(part) / cores(part, Math.max(1, instances)) / Math.max(1, instances));
        component.settings().set("service", "0ms", "its work is given with each endpoint");
        for (Callee callee : part.callees()) {
            Operation operation = (Operation) callee;
            DistributionText work = ownTime(operation);
            component
                    .endpoints()
                    .add(endpoint(
                            part,
                            callee,
                            operation.name(),
                            steps.hasSeparateFailureTime(operation) ? NO_WORK : work,
                            steps.of(operation, work)));
        }
        if (part.consuming() != null) {
            Operation operation = part.consuming();
            DistributionText distribution = ownTime(operation);
            List<ImportedStep> work = new ArrayList<>();
            work.add(new Note("origin: " + distribution.origin()));
            work.add(new Work(distribution.text(), ""));
            work.addAll(steps.of(operation, distribution));
            ImportedSettings queue =
                    new ImportedSettings().set("queue", part.queue(), "origin: where its messages come from");
            component.consumers().add(new ImportedActivity("consumes", operation.name(), queue, work));
        }
    }

    private static ImportedActivity endpoint(
            Part part, Callee callee, String label, DistributionText service, List<ImportedStep> work) {
        ImportedSettings settings = new ImportedSettings();
        set(settings, "service", service);
        return new ImportedActivity(part.endpoint(callee), label, settings, work);
    }

    private static DistributionText ownTime(Operation operation) {
        return DurationFit.distribution(
                operation.ownTimes(),
                0,
                "self time of " + operation.ownTimes().size() + " spans: without the calls in flight");
    }

    private void cores(ImportedSettings settings, Part part, int nodes) {
        double busyCores = busyCores(part);
        long cores = cores(part, nodes);
        settings.set(
                "cores",
                Long.toString(cores),
                "unknown: enough for almost no queueing, as " + QuantityFormat.format(busyCores, "1")
                        + " are busy (Little's law) and a request uses up to " + part.atOnce() + " at the same time");
    }

    private double busyCores(Part part) {
        double busyCores = 0;
        for (Callee callee : part.work()) {
            double micros = callee instanceof Operation operation
                    ? operation.meanOwnMicros()
                    : DurationFit.mean(((Outside) callee).durations(), gapMicros);
            busyCores += rate(graph, callee.callCount()) * micros / 1e6;
        }
        return busyCores;
    }

    private long cores(Part part, int nodes) {
        double busy = busyCores(part) / nodes;
        long usual = (long) Math.ceil(busy / BUSY_CORES + part.atOnce() / (double) nodes);
        return Math.min(QueueFreeCores.MAX, Math.max(usual, QueueFreeCores.count(busy) + part.atOnce() - 1));
    }

    private void outsideService(ImportedComponent component, Part part) {
        component
                .settings()
                .set(
                        "kind",
                        "server",
                        "origin: called by " + callers(part) + "; it writes no spans, and its address is not copied");
        cores(component.settings(), part, 1);
        component.settings().set("service", "0ms", "its work is given with each endpoint");
        for (Callee callee : part.callees()) {
            Outside outside = (Outside) callee;
            component
                    .endpoints()
                    .add(endpoint(
                            part, callee, outside.operation(), responseTime(List.of(outside)), steps.failures(callee)));
        }
    }

    private static String callers(Part part) {
        List<String> callers = new ArrayList<>();
        part.callees()
                .forEach(callee -> ((Outside) callee).callers().forEach(caller -> {
                    if (!callers.contains(caller)) {
                        callers.add(caller);
                    }
                }));
        return String.join(", ", callers);
    }

    private DistributionText responseTime(List<Outside> callees) {
        TookHistogram durations = new TookHistogram();
        callees.forEach(outside -> durations.add(outside.durations()));
        double median = DurationFit.median(durations);
        long listed = missingInformation.stream()
                .filter(sentence -> sentence.startsWith(NEAR))
                .count();
        if (median < gapMicros && listed < MOST_NEAR) {
            missingInformation.add(NEAR + callees.get(0).label() + ": the median of its calls, "
                    + LanguageNumbers.nanos(median * 1e3) + ", is below that of the network of other calls, "
                    + LanguageNumbers.nanos(gapMicros * 1e3) + "; here they take longer than measured");
        }
        return DurationFit.distribution(
                durations,
                gapMicros,
                "times of " + durations.size() + " calls as their callers saw them"
                        + (gapMicros > 0
                                ? ", less " + LanguageNumbers.nanos(gapMicros * 1e3)
                                        + " of network, the median of other calls"
                                : ", with the round trip"));
    }

    private void store(ImportedSettings settings, Part part) {
        boolean queue = part.store() == Store.QUEUE;
        boolean keyValue = part.store() == Store.VALUES;
        String origin = "origin: " + (queue ? "destination of messages of " : "db.system, called by ") + callers(part);
        settings.set("kind", queue ? "queue" : keyValue ? "store" : "database", origin);
        List<Outside> reads = new ArrayList<>();
        List<Outside> writes = new ArrayList<>();
        for (Callee callee : part.callees()) {
            Outside outside = (Outside) callee;
            (outside.target().write() ? writes : reads).add(outside);
        }
        if (queue) {
            set(settings, "send", responseTime(writes));
            return;
        }
        if (keyValue) {
            settings.set("nodes", "1", "unknown")
                    .set("copies", "1", "unknown")
                    .note("Spans do not contain hits and misses: this is a store that has all keys.");
        }
        cores(settings, part, 1);
        if (!reads.isEmpty()) {
            set(settings, "read", responseTime(reads));
        }
        if (!writes.isEmpty()) {
            set(settings, "write", responseTime(writes));
        }
    }

    private ImportedActivity request(Operation operation, String name) {
        double seconds = seconds(graph);
        ImportedSettings settings = new ImportedSettings()
                .set(
                        "rate",
                        LanguageNumbers.format(rate(graph, operation.requests()), RATE_DIGITS) + "/s",
                        seconds > 0
                                ? "origin: " + operation.requests() + " traces in "
                                        + QuantityFormat.nanos(seconds * 1e9)
                                        + "; divide by the sampling rate"
                                : "unknown: A PLACEHOLDER, as there is one request");
        if (2.0 * operation.longest() > DEFAULT_TIMEOUT_NANOS) {
            settings.set("timeout", wholeSeconds(2.0 * operation.longest()), "unknown: twice the longest request");
        }
        return new ImportedActivity(name, operation.label(), settings, List.of(plan.call(operation, "")));
    }

    private List<FailureRate> failures() {
        List<FailureRate> rates = new ArrayList<>();
        for (Part part : plan.parts()) {
            double share = failures.failing(part);
            if (share > MIN_FAILED && part.store() != Store.QUEUE) {
                long failed = part.callees().stream().mapToLong(Callee::failed).sum();
                long calls =
                        part.callees().stream().mapToLong(Callee::callCount).sum();
                rates.add(new FailureRate(
                        part.name(),
                        100.0 * share,
                        "failures-of-" + part.name(),
                        "origin: " + failed + " of " + calls + " failed without a failed dependency"));
            }
        }
        if (steps.hasFailingCalls()) {
            rates.add(failing.failure());
        }
        return rates;
    }
}
