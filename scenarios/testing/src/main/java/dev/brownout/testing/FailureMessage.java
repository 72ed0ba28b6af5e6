package dev.brownout.testing;

import dev.brownout.experiment.AssertionEstimate;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.Sentences;
import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.format.VerdictWording;
import dev.brownout.result.SlaResult;
import dev.brownout.result.SlaResult.Verdict;
import dev.brownout.result.VariantResult.TimelineEvent;
import java.util.List;

/**
 * Formatter of the message of a violated assertion: the measurement, the time of the first violation, and the events
 * just before it.
 */
final class FailureMessage {
    private static final int MAX_EVENTS = 3;

    /** Kinds of timeline events that report verdicts. They are not listed as preceding events. */
    private static final List<String> VERDICT_EVENTS = List.of("breach", "recovery");

    private FailureMessage() {}

    /**
     * Returns the message of a failed test.
     *
     * @param name name of the assertion in the scenario; empty for an assertion in the code of the test
     */
    static String format(SimulatedRun run, String name, AssertionEstimate estimate) {
        SlaResult assertion = estimate.each().get(0);
        StringBuilder text = new StringBuilder(run.scenario());
        text.append(", variant \"").append(run.variant()).append("\": ");
        if (!name.isEmpty()) {
            text.append('"').append(name).append("\" ");
        }
        text.append(assertion.expression()).append('\n');
        appendLine(text, "measured", measuredText(run, estimate, assertion));
        String expected = VerdictWording.bound(assertion);
        appendLine(
                text,
                "expected",
                assertion.breaks() ? "violation of " + expected + " (listed under 'expect_violations')" : expected);
        if (assertion.firstViolatedAtNanos() >= 0) {
            appendLine(
                    text,
                    "first violated",
                    "at " + SimulatedTimeFormat.at(assertion.firstViolatedAtNanos()) + " of simulated time");
            appendPrecedingEvents(text, run, assertion.firstViolatedAtNanos());
        }
        appendLine(text, "report", run.report());
        return text.toString();
    }

    private static String measuredText(SimulatedRun run, AssertionEstimate estimate, SlaResult assertion) {
        if (estimate.verdict() == Verdict.NO_DATA) {
            return "no data: the window from " + SimulatedTimeFormat.at(assertion.fromNanos()) + " to "
                    + SimulatedTimeFormat.at(assertion.toNanos()) + " has no sample";
        }
        String value = QuantityFormat.distinguishable(estimate.value(), assertion.bound(), assertion.unit());
        int replicationCount = estimate.each().size();
        if (replicationCount == 1) {
            return assertion.open() == null
                    ? value
                    : VerdictWording.measuredValue(assertion) + "; overdue requests had no response when the run ended";
        }
        String interval = QuantityFormat.format(estimate.low(), assertion.unit()) + " to "
                + QuantityFormat.format(estimate.high(), assertion.unit());
        String undecidedNote = estimate.verdict() == Verdict.UNDECIDED
                ? "; undecided: the bound lies within it, so more replications are needed"
                : "";
        return value + " on average of " + replicationCount + " replications, "
                + QuantityFormat.percent(run.confidence()) + " interval " + interval + undecidedNote;
    }

    private static void appendPrecedingEvents(StringBuilder text, SimulatedRun run, long violatedAtNanos) {
        List<TimelineEvent> precedingEvents = run.result().history().timeline().stream()
                .filter(event -> event.atNanos() <= violatedAtNanos && !VERDICT_EVENTS.contains(event.what()))
                .toList();
        for (TimelineEvent event :
                precedingEvents.subList(Math.max(0, precedingEvents.size() - MAX_EVENTS), precedingEvents.size())) {
            appendLine(
                    text,
                    "just before",
                    SimulatedTimeFormat.at(event.atNanos()) + "  "
                            + Sentences.withoutTime(event.text().toString()));
        }
    }

    private static void appendLine(StringBuilder text, String label, String value) {
        text.append("  ").append(label).append(": ").append(value).append('\n');
    }
}
