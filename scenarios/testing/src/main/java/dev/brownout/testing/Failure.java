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
final class Failure {
    private static final int JUST_BEFORE = 3;
    private static final List<String> JUDGEMENTS = List.of("breach", "recovery");

    private Failure() {}

    /**
     * Returns the message of a failed test.
     *
     * @param name name of the assertion in the scenario; empty for an assertion that is written in the test
     */
    static String text(SimulatedRun run, String name, AssertionEstimate judgement) {
        SlaResult asked = judgement.each().get(0);
        StringBuilder text = new StringBuilder(run.scenario());
        text.append(", variant \"").append(run.variant()).append("\": ");
        if (!name.isEmpty()) {
            text.append('"').append(name).append("\" ");
        }
        text.append(asked.expression()).append('\n');
        line(text, "measured", measured(run, judgement, asked));
        String expected = VerdictWording.bound(asked);
        line(text, "expected", asked.breaks() ? "to miss " + expected + ", as the variant's breaks say" : expected);
        if (asked.firstViolatedAtNanos() >= 0) {
            line(
                    text,
                    "first violated",
                    "at " + SimulatedTimeFormat.at(asked.firstViolatedAtNanos()) + " of simulated time");
            justBefore(text, run, asked.firstViolatedAtNanos());
        }
        line(text, "report", run.report());
        return text.toString();
    }

    private static String measured(SimulatedRun run, AssertionEstimate judgement, SlaResult asked) {
        if (judgement.verdict() == Verdict.NO_DATA) {
            return "no data: the window from " + SimulatedTimeFormat.at(asked.fromNanos()) + " to "
                    + SimulatedTimeFormat.at(asked.toNanos()) + " holds no sample";
        }
        String value = QuantityFormat.beside(judgement.value(), asked.bound(), asked.unit());
        int times = judgement.each().size();
        if (times == 1) {
            return asked.open() == null
                    ? value
                    : VerdictWording.measured(asked) + "; overdue requests had no response when the run ended";
        }
        String interval = QuantityFormat.of(judgement.low(), asked.unit()) + " to "
                + QuantityFormat.of(judgement.high(), asked.unit());
        String undecided = judgement.verdict() == Verdict.UNDECIDED
                ? "; undecided: the bound lies within it, so more replications are needed"
                : "";
        return value + " on average of " + times + " replications, " + QuantityFormat.percent(run.confidence())
                + " interval " + interval + undecided;
    }

    private static void justBefore(StringBuilder text, SimulatedRun run, long at) {
        List<TimelineEvent> before = run.result().timeline().stream()
                .filter(h -> h.atNanos() <= at && !JUDGEMENTS.contains(h.what()))
                .toList();
        for (TimelineEvent happening : before.subList(Math.max(0, before.size() - JUST_BEFORE), before.size())) {
            line(
                    text,
                    "just before",
                    SimulatedTimeFormat.at(happening.atNanos()) + "  " + Sentences.withoutTime(happening.text()));
        }
    }

    private static void line(StringBuilder text, String label, String what) {
        text.append("  ").append(label).append(": ").append(what).append('\n');
    }
}
