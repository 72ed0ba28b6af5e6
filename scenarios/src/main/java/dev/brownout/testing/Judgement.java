package dev.brownout.testing;

import dev.brownout.result.SlaResult;
import dev.brownout.result.SlaResult.Verdict;
import dev.brownout.sla.Relation.Comparison;
import java.util.List;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * What came of one assertion over all repetitions.
 *
 * @param verdict of a single run its own; of several whether the whole interval around their mean holds, misses, or
 *     neither
 * @param value the mean of what was measured, in the unit of {@link SlaResult#unit()}; {@code NaN} if some repetition
 *     had no data
 * @param low where the interval begins; the value itself for a single run
 * @param high where it ends
 * @param each the assertion in each repetition, in order
 */
public record Judgement(Verdict verdict, double value, double low, double high, List<SlaResult> each) {
    /** Takes the list as it is now. */
    public Judgement {
        each = List.copyOf(each);
    }

    /** The same assertion over independent repetitions; the interval is Student's, of the mean. */
    static Judgement of(List<SlaResult> each, double confidence) {
        SlaResult first = each.get(0);
        if (each.size() == 1) {
            return new Judgement(first.verdict(), first.value(), first.value(), first.value(), each);
        }
        int n = each.size();
        double mean = values(each).sum() / n;
        if (Double.isNaN(mean)) {
            return new Judgement(Verdict.NO_DATA, mean, mean, mean, each);
        }
        double squares = values(each).map(v -> (v - mean) * (v - mean)).sum();
        double deviation = StrictMath.sqrt(squares / (n - 1));
        double t = new TDistribution(n - 1).inverseCumulativeProbability(0.5 + confidence / 2);
        double half = t * deviation / StrictMath.sqrt(n);
        return new Judgement(verdict(first, mean - half, mean + half), mean, mean - half, mean + half, each);
    }

    /** Whether the assertion came out as the variant says that it must; what is undecided never does. */
    public boolean asExpected() {
        boolean missed = verdict == Verdict.FAIL || verdict == Verdict.NO_DATA;
        return each.get(0).breaks() ? missed : verdict == Verdict.PASS;
    }

    private static DoubleStream values(List<SlaResult> each) {
        return each.stream().mapToDouble(SlaResult::value);
    }

    private static Verdict verdict(SlaResult asked, double low, double high) {
        Comparison comparison = Comparison.of(asked.comparison());
        if (comparison == Comparison.EQUAL || comparison == Comparison.UNEQUAL) {
            boolean within = low <= asked.bound() && asked.bound() <= high;
            boolean settled = low == high || !within;
            return !settled
                    ? Verdict.UNDECIDED
                    : within == (comparison == Comparison.EQUAL) ? Verdict.PASS : Verdict.FAIL;
        }
        boolean atLow = comparison.holds(low, asked.bound());
        boolean atHigh = comparison.holds(high, asked.bound());
        return atLow && atHigh ? Verdict.PASS : atLow || atHigh ? Verdict.UNDECIDED : Verdict.FAIL;
    }
}
