package dev.brownout.importing.spans;

import dev.brownout.format.QuantityFormat;
import dev.brownout.importing.fitting.DistributionText;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.fitting.TookHistogram;
import dev.brownout.importing.spans.Callee.Outside;
import dev.brownout.importing.spans.ImportedSpan.Store;
import dev.brownout.importing.spans.SpanScenarioPlan.Part;
import dev.brownout.importing.system.CommentedYaml;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Scenario from spans: services with endpoints that call each other. Each value has a remark about its origin. */
final class SpanScenario {
    /** Utilization of the cores, not counting those that a single request needs for parallel calls. */
    private static final double BUSY_CORES = 0.6;

    private static final int RATE_DIGITS = 4;
    private static final double MEDIAN = 0.5;
    private static final double TAIL = 0.99;
    private static final int MIN_FOR_MEDIAN = 200;
    private static final int MIN_FOR_TAIL = 1000;
    private static final int MAX_PREDICTED = 4;
    private static final double DEFAULT_TIMEOUT_NANOS = 10e9;
    private static final double DEFAULT_CALL_TIMEOUT_NANOS = 1e9;
    private static final long MIN_RUN_SECONDS = 60;
    private static final long MAX_RUN_SECONDS = 3600;
    private static final double MIN_FAILED = 1e-6;

    private final CallGraph graph;
    private final SpanFileReport report;
    private final SpanScenarioPlan plan;
    private final List<String> missingInformation;
    private final TookHistogram gaps = new TookHistogram();
    private final double gapMicros;
    private final CommentedYaml yaml = new CommentedYaml();

    SpanScenario(CallGraph graph, SpanFileReport report, SpanScenarioPlan plan, List<String> missingInformation) {
        this.graph = graph;
        this.report = report;
        this.plan = plan;
        this.missingInformation = missingInformation;
        graph.links().values().forEach(gaps::add);
        gapMicros = gaps.size() == 0 ? 0 : DurationFit.median(gaps);
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

    /** Returns the scenario as the text of a file. {@code files} describes the input files. */
    String text(String files) {
        yaml.remark("Made by 'brownout import spans' of " + files + ".");
        yaml.remark(graph.completeTraces() + " traces with " + graph.requests() + " requests, from "
                + time(graph.first()) + " to " + time(graph.last()) + ".");
        yaml.value("version", "1", "");
        yaml.value("scenario", CommentedYaml.quoted("What spans of " + files + " tell"), "");
        long run = Math.max(MIN_RUN_SECONDS, Math.min(MAX_RUN_SECONDS, (long) Math.ceil(seconds(graph))));
        yaml.value("run", "{ duration: " + run + "s, seed: 1 }", "as long as the spans, at least a minute");
        yaml.blank();
        network();
        yaml.blank();
        yaml.open("components", "");
        plan.parts().forEach(this::component);
        yaml.close();
        yaml.blank();
        yaml.open("requests", "");
        plan.requests().forEach(this::request);
        yaml.close();
        failures();
        predictions();
        yaml.blank();
        yaml.remark("What the spans do not tell:");
        missingInformation.forEach(line -> yaml.remark("- " + line));
        return yaml.text();
    }

    private static String time(long nanos) {
        return Instant.EPOCH
                .plus(nanos / 1000, ChronoUnit.MICROS)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    private void network() {
        double longest = 0;
        for (Part part : plan.parts()) {
            for (Callee callee : part.work()) {
                longest = Math.max(longest, longest(callee));
            }
        }
        boolean exceedsTimeout = 2 * longest > DEFAULT_CALL_TIMEOUT_NANOS;
        if (gaps.size() == 0 && !exceedsTimeout) {
            yaml.value("network", "none", "could not be told: no call has a span of its caller and one of its callee");
            return;
        }
        yaml.open("network", "");
        if (gaps.size() == 0) {
            yaml.value("rtt", "0ms", "could not be told: no call has a span of its caller and one of its callee");
        } else {
            DistributionText distribution = DurationFit.distribution(
                    gaps,
                    0,
                    "by how much the spans of callers are longer than those of callees, " + gaps.size()
                            + " calls, both ways together; clocks do not matter");
            yaml.value("rtt", distribution.text(), "origin: " + distribution.origin());
        }
        if (exceedsTimeout) {
            yaml.value("timeout", wholeSeconds(2 * longest), "could not be told: twice the longest call");
        }
        yaml.close();
    }

    private static double longest(Callee callee) {
        return callee instanceof Operation operation
                ? operation.longest()
                : ((Outside) callee).durations().percentile(1) * 1e3;
    }

    private static String wholeSeconds(double nanos) {
        return Math.max(1, (long) Math.ceil(nanos / 1e9)) + "s";
    }

    private void component(Part part) {
        yaml.open(part.name(), "");
        if (part.store() == null) {
            server(part);
        } else if (part.store() == Store.SERVICE) {
            outsideService(part);
        } else {
            store(part);
        }
        yaml.close();
    }

    private void server(Part part) {
        String service = part.work().get(0) instanceof Operation operation ? operation.service() : "";
        yaml.value("kind", "server", "origin: service.name " + CommentedYaml.quoted(service));
        int instances = report.instances(service);
        yaml.value(
                "nodes",
                Integer.toString(Math.max(1, instances)),
                instances == 0 ? "could not be told: no instances have names" : "origin: instances that wrote spans");
        cores(part, Math.max(1, instances));
        yaml.value("service", "0ms", "what it does is said with each of its endpoints");
        if (!part.callees().isEmpty()) {
            yaml.open("endpoints", "");
            for (Callee callee : part.callees()) {
                Operation operation = (Operation) callee;
                yaml.open(part.endpoint(callee), operation.name());
                DistributionText distribution = ownTime(operation);
                yaml.value("service", distribution.text(), "origin: " + distribution.origin());
                steps(operation);
                yaml.close();
            }
            yaml.close();
        }
        if (part.consuming() != null) {
            Operation operation = part.consuming();
            yaml.open("consumes", operation.name());
            yaml.value("queue", part.queue(), "origin: where its messages come from");
            yaml.open("steps", "");
            DistributionText distribution = ownTime(operation);
            yaml.remark("origin: " + distribution.origin());
            yaml.item("cpu: " + distribution.text(), "");
            plan.steps(operation).forEach(step -> step(operation, step));
            yaml.close();
            yaml.close();
        }
    }

    private static DistributionText ownTime(Operation operation) {
        return DurationFit.distribution(
                operation.ownTimes(),
                0,
                "own time of " + operation.ownTimes().size() + " spans: without the calls that were under way");
    }

    private void cores(Part part, int nodes) {
        double busyCores = 0;
        for (Callee callee : part.work()) {
            double micros = callee instanceof Operation operation
                    ? operation.ownTimes().mean()
                    : DurationFit.mean(((Outside) callee).durations(), gapMicros);
            busyCores += rate(graph, callee.callCount()) * micros / 1e6;
        }
        long cores = (long) Math.ceil((busyCores / BUSY_CORES + part.atOnce()) / nodes);
        yaml.value(
                "cores",
                Long.toString(Math.max(1, Math.min(1_000_000, cores))),
                "could not be told: so many that hardly anything waits, as " + QuantityFormat.of(busyCores, "1")
                        + " are busy (Little's law) and a request takes up to " + part.atOnce() + " at once");
    }

    private void outsideService(Part part) {
        yaml.value(
                "kind",
                "server",
                "origin: called by " + callers(part) + "; it writes no spans, and its address is not copied");
        cores(part, 1);
        yaml.value("service", "0ms", "what it does is said with each of its endpoints");
        yaml.open("endpoints", "");
        for (Callee callee : part.callees()) {
            yaml.open(part.endpoint(callee), ((Outside) callee).operation());
            DistributionText distribution = responseTime(List.of((Outside) callee));
            yaml.value("service", distribution.text(), "origin: " + distribution.origin());
            yaml.close();
        }
        yaml.close();
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
        return DurationFit.distribution(
                durations,
                gapMicros,
                "times of " + durations.size() + " calls as their callers saw them"
                        + (gapMicros > 0
                                ? ", less " + LanguageNumbers.nanos(gapMicros * 1e3)
                                        + " of network, the median of other calls"
                                : ", with the way there and back"));
    }

    private void store(Part part) {
        boolean queue = part.store() == Store.QUEUE;
        boolean keyValue = part.store() == Store.VALUES;
        String origin = "origin: " + (queue ? "what " : "db.system, called by ") + callers(part);
        yaml.value("kind", queue ? "queue" : keyValue ? "store" : "database", origin + (queue ? " sends to" : ""));
        List<Outside> reads = new ArrayList<>();
        List<Outside> writes = new ArrayList<>();
        for (Callee callee : part.callees()) {
            Outside outside = (Outside) callee;
            (outside.target().write() ? writes : reads).add(outside);
        }
        if (queue) {
            DistributionText distribution = responseTime(writes);
            yaml.value("send", distribution.text(), "origin: " + distribution.origin());
            return;
        }
        if (keyValue) {
            yaml.value("nodes", "1", "could not be told");
            yaml.value("copies", "1", "could not be told");
            yaml.remark("Spans do not tell whether it had what it was asked for: this is a store that has all of it.");
        }
        cores(part, 1);
        work("read", reads);
        work("write", writes);
    }

    private void work(String parameter, List<Outside> callees) {
        if (!callees.isEmpty()) {
            DistributionText distribution = responseTime(callees);
            yaml.value(parameter, distribution.text(), "origin: " + distribution.origin());
        }
    }

    private void steps(Operation operation) {
        List<List<OperationCalls>> steps = plan.steps(operation);
        if (steps.isEmpty()) {
            return;
        }
        yaml.open("steps", "");
        steps.forEach(step -> step(operation, step));
        yaml.close();
    }

    private void step(Operation operation, List<OperationCalls> step) {
        if (step.size() == 1 && !step.get(0).parallel()) {
            call(operation, step.get(0));
            return;
        }
        yaml.item().open("parallel", "origin: most of these calls are under way at the same time");
        step.forEach(calls -> call(operation, calls));
        yaml.close();
    }

    /** Writes a call with its mean repetitions; the fractional part as one more call with that probability. */
    private void call(Operation operation, OperationCalls calls) {
        double share = calls.runs() / (double) operation.callCount();
        String verb = plan.stepText(calls.callee());
        long times = Math.min(1000, (long) calls.mean());
        double fraction = calls.mean() - (long) calls.mean();
        String countText = calls.least() == calls.most()
                ? times == 1 ? "" : ", " + times + " times each"
                : ", " + calls.least() + " to " + calls.most() + " times each";
        String origin = "origin: in " + calls.runs() + " of " + operation.callCount() + " runs" + countText;
        yaml.item(options(verb, times, share), origin);
        if (fraction > 1e-9) {
            yaml.item(
                    options(verb, 1, share * fraction),
                    "origin: " + QuantityFormat.of(calls.mean(), "1") + " on average");
        }
    }

    private static String options(String verb, long times, double share) {
        String percent = share < 1 ? ", when: " + LanguageNumbers.bare(share * 100, RATE_DIGITS) + "%" : "";
        String count = times > 1 ? ", times: " + times : "";
        return percent.isEmpty() && count.isEmpty() ? verb : "{ " + verb + count + percent + " }";
    }

    private void request(Operation operation, String name) {
        yaml.open(name, operation.label());
        double seconds = seconds(graph);
        yaml.value(
                "rate",
                LanguageNumbers.bare(rate(graph, operation.requests()), RATE_DIGITS) + "/s",
                seconds > 0
                        ? "origin: " + operation.requests() + " traces in " + QuantityFormat.nanos(seconds * 1e9)
                                + "; where only a share of the traces is kept, divide by it"
                        : "could not be told: A PLACEHOLDER, as there is one request");
        if (2.0 * operation.longest() > DEFAULT_TIMEOUT_NANOS) {
            yaml.value(
                    "timeout", wholeSeconds(2.0 * operation.longest()), "could not be told: twice the longest request");
        }
        yaml.open("steps", "");
        yaml.item(plan.stepText(operation), "");
        yaml.close();
        yaml.close();
    }

    private void failures() {
        boolean opened = false;
        for (Part part : plan.parts()) {
            long failed = part.callees().stream().mapToLong(Callee::failed).sum();
            long calls = part.callees().stream().mapToLong(Callee::callCount).sum();
            if (failed <= MIN_FAILED * calls || part.store() == Store.QUEUE) {
                continue;
            }
            if (!opened) {
                yaml.blank();
                yaml.open("faults", "");
                opened = true;
            }
            yaml.item(
                    "at 0s: errors " + part.name() + " " + LanguageNumbers.bare(100.0 * failed / calls, 3)
                            + "% as failures-of-" + part.name(),
                    "origin: " + failed + " of " + calls + " failed, though nothing that they had called did");
        }
        if (opened) {
            yaml.close();
        }
    }

    private void predictions() {
        List<Operation> predicted = plan.requests().keySet().stream()
                .filter(operation ->
                        operation.totalTimes().size() >= MIN_FOR_MEDIAN && operation.failed() < operation.callCount())
                .limit(MAX_PREDICTED)
                .toList();
        if (predicted.isEmpty()) {
            return;
        }
        yaml.blank();
        yaml.remark("What was measured over all the spans, against which a run is held:");
        yaml.open("predict", "");
        for (Operation operation : predicted) {
            predict(operation, "p50", MEDIAN, "10%");
            if (operation.totalTimes().size() >= MIN_FOR_TAIL) {
                predict(operation, "p99", TAIL, "20%");
            }
        }
        yaml.close();
    }

    private void predict(Operation operation, String statistic, double share, String tolerance) {
        String name = plan.requests().get(operation);
        double nanos = (operation.totalTimes().percentile(share) + gapMicros) * 1e3;
        if (nanos > 0) {
            yaml.value(
                    name + " " + statistic,
                    name + "." + statistic + " ~ " + LanguageNumbers.nanos(nanos) + " +/- " + tolerance,
                    "origin: " + operation.totalTimes().size() + " spans"
                            + (gapMicros > 0 ? ", and the way to whoever asks" : ""));
        }
    }
}
