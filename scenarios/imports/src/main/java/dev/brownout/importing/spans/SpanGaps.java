package dev.brownout.importing.spans;

import dev.brownout.format.QuantityFormat;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.fitting.TookHistogram;
import dev.brownout.importing.spans.Callee.Outside;
import dev.brownout.importing.spans.ImportedSpan.Store;
import dev.brownout.importing.spans.SpanScenarioPlan.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lists the information missing from spans that the user must provide, as sentences. */
final class SpanGaps {
    private static final double MEDIAN = 0.5;
    private static final double MAX_LINK_RATIO = 2;
    private static final int MIN_CALLS_OF_LINK = 20;
    private static final double MIN_SHARE = 0.01;
    private static final int MAX_OF_A_KIND = 5;

    private final CallGraph graph;
    private final SpanFileReport report;
    private final SpanScenarioPlan plan;
    private final long late;
    private final List<String> sentences = new ArrayList<>();

    private SpanGaps(CallGraph graph, SpanFileReport report, SpanScenarioPlan plan, long late) {
        this.graph = graph;
        this.report = report;
        this.plan = plan;
        this.late = late;
    }

    /**
     * Returns the gaps of a call graph.
     *
     * @param late number of spans that arrived after their trace was closed
     */
    static List<String> gaps(CallGraph graph, SpanFileReport report, SpanScenarioPlan plan, long late) {
        SpanGaps gaps = new SpanGaps(graph, report, plan, late);
        gaps.addGeneral();
        gaps.addTraces();
        gaps.addCalls();
        gaps.addParts();
        gaps.addLinks();
        plan.omissions().stream().limit(2L * MAX_OF_A_KIND).forEach(gaps.sentences::add);
        if (plan.omissions().size() > 2 * MAX_OF_A_KIND) {
            gaps.sentences.add("and " + (plan.omissions().size() - 2 * MAX_OF_A_KIND) + " more of these");
        }
        return gaps.sentences;
    }

    private void addGeneral() {
        sentences.add("the load over time: here the mean rate of the traces in the files, which sampling lowers");
        sentences.add("cores, memory, limits, timeouts, queues and pools of the nodes");
        sentences.add("the parts of a self time that are work on a core and waiting for a core, "
                + "a lock or a service without spans: here all of it is work");
        sentences.add("keys, sizes, users: the requested keys, the sizes of responses, the distance of users");
    }

    private void addTraces() {
        if (graph.incompleteTraces() > 0) {
            sentences.add("traces with missing spans: " + graph.incompleteTraces() + " of "
                    + (graph.incompleteTraces() + graph.completeTraces()) + " are left out");
        }
        if (late > 0) {
            sentences.add("split traces: " + late + " spans came when more than " + TraceAssembler.MOST_HELD
                    + " others came after the last one of their trace; sort the file by trace");
        }
        long beheaded = graph.operations().stream()
                .mapToLong(Operation::tracesWithoutBeginning)
                .sum();
        if (beheaded > 0) {
            sentences.add("requests without a root span: " + beheaded
                    + " traces begin with an operation that others call; their spans count, but "
                    + "they are not a request class");
        }
        if (report.unfinished() > 0) {
            sentences.add("unfinished spans: " + report.unfinished()
                    + " have no start or no duration and are left out; the spans below them belong to the spans around"
                    + " them");
        }
        if (graph.duplicateSpans() > 0) {
            sentences.add("duplicate spans: " + graph.duplicateSpans() + " are left out");
        }
        if (graph.skewed() > 0) {
            sentences.add("clock skew: " + graph.skewed() + " of " + graph.countedCalls()
                    + " calls begin before the call or end after the response, by the clocks of "
                    + "the spans; only differences of one clock are used");
        }
        if (graph.shorterClientSpans() > 0) {
            sentences.add("timeouts of callers: of " + graph.shorterClientSpans()
                    + " calls the caller's span is shorter than the callee's");
        }
        graph.operations().stream()
                .filter(operation -> operation.lateRuns() > MIN_SHARE * operation.callCount())
                .limit(MAX_OF_A_KIND)
                .forEach(operation -> sentences.add("work after the end: internal spans of " + operation.label()
                        + " end up to " + LanguageNumbers.nanos(operation.latest(), 3) + " after it in "
                        + operation.lateRuns() + " of " + operation.callCount() + " runs; here its work ends with it"));
        if (graph.receiving() > 0) {
            sentences.add("waiting for messages: " + graph.receiving() + " spans without other work are left out");
        }
    }

    private void addCalls() {
        boolean branches = false;
        int listed = 0;
        for (Map.Entry<Operation, List<List<OperationCalls>>> entry :
                plan.steps().entrySet()) {
            Operation operation = entry.getKey();
            for (List<OperationCalls> step : entry.getValue()) {
                for (OperationCalls calls : step) {
                    branches |= calls.runs() < operation.callCount() || calls.minimum() < calls.maximum();
                    listed += listed < 4 * MAX_OF_A_KIND ? of(operation, calls) : 0;
                }
                addSequentialPair(operation, step);
            }
        }
        if (branches) {
            sentences.add("correlations of calls: each optional call is made independently");
        }
    }

    private int of(Operation operation, OperationCalls calls) {
        int sizeBefore = sentences.size();
        String callText = operation.label() + " calls " + calls.callee().label();
        if (calls.retries() > 0) {
            sentences.add(
                    "causes of failures: " + callText + " again after an error, " + calls.retries() + " times, up to "
                            + calls.mostAttempts() + " attempts; here each attempt fails independently of the others");
        }
        if (calls.outlasting() > MIN_SHARE * calls.runs()) {
            sentences.add("waiting callers: " + callText + ", which ended after its caller had " + calls.outlasting()
                    + " times; "
                    + (calls.callee() instanceof Outside
                            ? "here it ends with its caller"
                            : "here the caller always waits"));
        }
        return sentences.size() - sizeBefore;
    }

    /** Reports a parallel step that contains two calls made mostly in sequence. */
    private void addSequentialPair(Operation operation, List<OperationCalls> step) {
        for (int i = 0; i < step.size(); i++) {
            for (int j = i + 1; j < step.size(); j++) {
                Callee first = step.get(i).callee();
                Callee second = step.get(j).callee();
                if (!operation.parallel(first, second)) {
                    sentences.add("order within parallel calls: " + operation.label() + " calls " + first.label()
                            + " and " + second.label()
                            + " mostly one after the other, and both in parallel to others; here all "
                            + "begin at the same time");
                    return;
                }
            }
        }
    }

    private void addParts() {
        for (Part part : plan.parts()) {
            boolean values = part.store() == Store.VALUES;
            if (values) {
                sentences.add("hits and misses of " + part.name()
                        + ": to make it a cache, give its key, memory and source instead of the "
                        + "calls behind it");
            }
            long guessed = part.callees().stream()
                    .filter(callee -> callee instanceof Outside outside
                            && outside.target().guessed())
                    .mapToLong(Callee::callCount)
                    .sum();
            if (guessed > 0) {
                sentences.add("reads and writes of " + part.name() + ": " + guessed
                        + " calls have no kind, and are counted as reads");
            }
            if (part.store() == Store.QUEUE) {
                addConsumers(part);
            }
        }
        List<String> crowded = plan.parts().stream()
                .filter(part -> part.store() == null
                        && part.work().get(0) instanceof Operation operation
                        && report.isCrowded(operation.service()))
                .map(Part::name)
                .toList();
        if (!crowded.isEmpty()) {
            sentences.add("operations of " + String.join(", ", crowded)
                    + ": the number is so high that identifiers must be among them; later ones "
                    + "are combined as 'other'");
        }
    }

    private void addConsumers(Part queue) {
        List<String> readers = plan.parts().stream()
                .filter(part -> queue.name().equals(part.queue()))
                .map(Part::name)
                .toList();
        if (readers.isEmpty()) {
            sentences.add("the consumer of the messages of " + queue.name() + ": no spans are from it");
            return;
        }
        sentences.add("the time of messages in " + queue.name() + ": here only the wait for a free consumer");
        if (readers.size() > 1) {
            sentences.add("delivery of messages: whether each of " + String.join(", ", readers)
                    + " gets all messages of " + queue.name() + ": here they share them");
        }
    }

    private void addLinks() {
        String shortestLink = "";
        String longestLink = "";
        double minMedian = Double.POSITIVE_INFINITY;
        double maxMedian = 0;
        for (Map.Entry<String, TookHistogram> link : graph.links().entrySet()) {
            if (link.getValue().size() < MIN_CALLS_OF_LINK) {
                continue;
            }
            double median = link.getValue().percentile(MEDIAN);
            if (median < minMedian) {
                minMedian = median;
                shortestLink = link.getKey();
            }
            if (median > maxMedian) {
                maxMedian = median;
                longestLink = link.getKey();
            }
        }
        if (maxMedian > MAX_LINK_RATIO * minMedian) {
            sentences.add("different links: from " + shortestLink + " " + LanguageNumbers.nanos(minMedian * 1e3)
                    + ", from " + longestLink
                    + " "
                    + LanguageNumbers.nanos(maxMedian * 1e3) + " ("
                    + QuantityFormat.format(maxMedian / Math.max(1, minMedian), "1")
                    + " times as long); here all are alike");
        }
    }
}
