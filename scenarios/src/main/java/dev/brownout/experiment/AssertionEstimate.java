package dev.brownout.experiment;

import dev.brownout.result.SlaResult;
import dev.brownout.result.SlaResult.Verdict;
import dev.brownout.sla.Relation.Comparison;
import java.util.List;

/**
 * Result of one assertion over all replications.
 *
 * @param verdict verdict of the run for a single replication. For several replications: met or violated if the whole
 *     confidence interval of the mean is on one side of the bound, undecided otherwise. Undecided also if overdue
 *     requests leave any replication undecided
 * @param value mean of the measurements, in the unit of {@link SlaResult#unit()}; {@code NaN} if a replication has no
 *     data
 * @param low lower end of the confidence interval; the value itself for a single run
 * @param high upper end of the confidence interval; the value itself for a single run
 * @param each result of the assertion in each replication, in order
 */
public record AssertionEstimate(Verdict verdict, double value, double low, double high, List<SlaResult> each) {
    /** Copies the list. */
    public AssertionEstimate {
        each = List.copyOf(each);
    }

    /**
     * Returns the estimate of one assertion over independent replications. The interval is Student's confidence
     * interval of the mean, limited to the possible values of the unit.
     *
     * @param confidence confidence level between 0 and 1, such as 0.95
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
        Verdict verdict = each.stream().anyMatch(slaResult -> slaResult.verdict() == Verdict.UNDECIDED)
                ? Verdict.UNDECIDED
                : verdict(first, interval.low(), interval.high());
        return new AssertionEstimate(verdict, mean, interval.low(), interval.high(), each);
    }

    /** Returns whether the verdict is the one that the variant expects. An undecided verdict is never as expected. */
    public boolean asExpected() {
        return combined().asExpected();
    }

    /**
     * Returns the assertion over all replications as a single result, with the mean as its value and the overall
     * verdict.
     */
    public SlaResult combined() {
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

    /** Returns whether the mean meets the assertion, regardless of the width of the confidence interval. */
    public boolean meanHolds() {
        return holds(each.get(0), value);
    }

    /**
     * Returns whether the first of several looks may end the replications with this verdict. The assertion must have an
     * upper or lower bound that is violated, and the interval must have a width. Without variation between replications
     * an interval has no statistical meaning.
     */
    public boolean isViolatedEarly() {
        return verdict == Verdict.FAIL
                && low < high
                && Comparison.of(each.get(0).comparison()).isOneSided();
    }

    /** Returns the number of replications that meet the assertion by themselves. */
    public long metCount() {
        return each.stream()
                .filter(slaResult -> slaResult.verdict() == Verdict.PASS)
                .count();
    }

    /**
     * Returns the number of replications that are undecided by themselves, because requests were overdue at their end.
     */
    public long undecidedCount() {
        return each.stream()
                .filter(slaResult -> slaResult.verdict() == Verdict.UNDECIDED)
                .count();
    }

    private static boolean holds(SlaResult slaResult, double value) {
        return Comparison.of(slaResult.comparison()).holds(value, slaResult.bound(), slaResult.tolerance());
    }

    private static Verdict verdict(SlaResult slaResult, double low, double high) {
        return Comparison.of(slaResult.comparison())
                .decided(low, high, slaResult.bound(), slaResult.tolerance())
                .map(holds -> holds ? Verdict.PASS : Verdict.FAIL)
                .orElse(Verdict.UNDECIDED);
    }
}
