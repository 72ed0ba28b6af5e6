package dev.brownout.experiment;

import dev.brownout.result.SlaResult;
import dev.brownout.result.SlaResult.Verdict;
import dev.brownout.sla.Relation.Comparison;
import java.util.List;

/**
 * What came of one assertion over all repetitions.
 *
 * @param verdict of a single run its own; of several whether the whole interval around their mean holds, misses, or
 *     neither; undecided where overdue requests leave one of them undecided
 * @param value the mean of what was measured, in the unit of {@link SlaResult#unit()}; {@code NaN} if some repetition
 *     had no data
 * @param low where the interval begins; the value itself for a single run
 * @param high where it ends
 * @param each the assertion in each repetition, in order
 */
public record AssertionEstimate(Verdict verdict, double value, double low, double high, List<SlaResult> each) {
    /** Takes the list as it is now. */
    public AssertionEstimate {
        each = List.copyOf(each);
    }

    /**
     * The same assertion over independent repetitions; the interval is Student's, of the mean, as far as such values
     * go.
     *
     * @param confidence between 0 and 1, such as 0.95
     */
    public static AssertionEstimate of(List<SlaResult> each, double confidence) {
        SlaResult first = each.get(0);
        if (each.size() == 1) {
            return new AssertionEstimate(first.verdict(), first.value(), first.value(), first.value(), each);
        }
        ConfidenceInterval interval =
                Sample.of(each.stream().map(SlaResult::value).toList()).interval(confidence, first.unit());
        double mean = interval.mean();
        if (Double.isNaN(mean)) {
            return new AssertionEstimate(Verdict.NO_DATA, mean, mean, mean, each);
        }
        Verdict verdict = each.stream().anyMatch(one -> one.verdict() == Verdict.UNDECIDED)
                ? Verdict.UNDECIDED
                : verdict(first, interval.low(), interval.high());
        return new AssertionEstimate(verdict, mean, interval.low(), interval.high(), each);
    }

    /** Whether the assertion came out as the variant says that it must; what is undecided never does. */
    public boolean asExpected() {
        return together().asExpected();
    }

    /** The assertion over all repetitions as if it were one: its mean and what came of it. */
    public SlaResult together() {
        SlaResult first = each.get(0);
        return new SlaResult(
                first.expression(),
                first.metric(),
                first.comparison(),
                value,
                first.bound(),
                first.tolerance(),
                first.unit(),
                Double.NaN,
                first.fromNanos(),
                first.toNanos(),
                verdict,
                -1,
                first.breaks(),
                each.size() == 1 ? first.open() : null);
    }

    /** Whether the mean alone holds the assertion, however sure that is. */
    public boolean meanHolds() {
        return holds(each.get(0), value);
    }

    /**
     * Returns whether the first of several looks may end with this verdict: an upper or a lower bound is missed, and
     * the interval has a width. Without spread between repetitions an interval says nothing.
     */
    boolean missedEarly() {
        return verdict == Verdict.FAIL
                && low < high
                && Comparison.of(each.get(0).comparison()).isOneSided();
    }

    /** In how many of the repetitions it held by itself. */
    public long held() {
        return each.stream().filter(one -> one.verdict() == Verdict.PASS).count();
    }

    /** Returns how many of the repetitions are undecided by themselves, since requests were overdue at their ends. */
    public long open() {
        return each.stream().filter(one -> one.verdict() == Verdict.UNDECIDED).count();
    }

    private static boolean holds(SlaResult asked, double value) {
        return Comparison.of(asked.comparison()).holds(value, asked.bound(), asked.tolerance());
    }

    private static Verdict verdict(SlaResult asked, double low, double high) {
        return Comparison.of(asked.comparison())
                .decided(low, high, asked.bound(), asked.tolerance())
                .map(holds -> holds ? Verdict.PASS : Verdict.FAIL)
                .orElse(Verdict.UNDECIDED);
    }
}
