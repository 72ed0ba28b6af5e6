package dev.brownout.experiment.reliability;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.experiment.Trial;
import dev.brownout.language.ScenarioFile;
import dev.brownout.result.SlaResult.Verdict;
import java.util.Comparator;
import java.util.List;

/**
 * Reliability of a scenario over a number of years.
 *
 * @param variant name of the variant
 * @param years length of the period, in years of 365 days
 * @param acceptedRisk largest accepted probability that an assertion is violated in the period
 * @param confidence confidence level of the intervals
 * @param ofRequests whether the availability is that of requests; otherwise the share of the time in which each
 *     component has the nodes that it needs
 * @param availability long-run availability
 * @param assertions assertions with their risks, in the order of the file
 * @param components components with failures, by their contribution to the downtime
 * @param cutSets minimal sets of failed nodes that cause an outage, by their share of the time
 * @param spares effect of one more node of each component, the best per dollar first
 * @param notes limits of this result, in sentences
 * @param done trials with requests
 * @param interrupted whether the execution was stopped before its end
 */
public record ReliabilityResult(
        ScenarioFile file,
        String variant,
        double years,
        double acceptedRisk,
        double confidence,
        boolean ofRequests,
        LongRunAvailability availability,
        List<AssertionRisk> assertions,
        List<ComponentReliability> components,
        List<CutSet> cutSets,
        List<SpareNode> spares,
        List<String> notes,
        List<Trial> done,
        boolean interrupted) {
    /** Length of a year in ns: 365 days. */
    public static final double YEAR_NANOS = 365 * 86_400e9;

    /** Copies the lists. */
    public ReliabilityResult {
        assertions = List.copyOf(assertions);
        components = List.copyOf(components);
        cutSets = List.copyOf(cutSets);
        spares = List.copyOf(spares);
        notes = List.copyOf(notes);
        done = List.copyOf(done);
    }

    /**
     * Long-run availability with its interval.
     *
     * @param loss share of failed requests or of the time, the estimate
     * @param lowLoss lower end of the interval of the loss
     * @param highLoss upper end of the interval of the loss; states that are left out count as a total loss
     * @param leftOut upper limit of the share of the time in states that are left out because they are rare; the
     *     estimate counts them as no loss
     */
    public record LongRunAvailability(double loss, double lowLoss, double highLoss, double leftOut) {
        /** Returns the downtime in a year that corresponds to a loss, in ns. */
        public static double downtimeNanos(double loss) {
            return loss * YEAR_NANOS;
        }

        /** Returns the number of nines of a loss, such as 3 for 0.1 %; infinite without any loss. */
        public static double nines(double loss) {
            return loss <= 0 ? Double.POSITIVE_INFINITY : -ElementaryFunctions.log(loss) / ElementaryFunctions.log(10);
        }
    }

    /**
     * Probability that an assertion is violated in the period.
     *
     * @param name name of the assertion
     * @param expression assertion as written
     * @param mean expected value of the metric over the period; {@code NaN} for an assertion about each state
     * @param unit unit of the mean
     * @param violatedShare share of the time in states that violate the assertion; {@code NaN} for an average
     * @param highViolatedShare upper end of the interval of this share, with the states that are left out
     * @param risk probability of a violation; {@code null} if the assertion is left out
     * @param verdict met if the whole interval of the probability is within the accepted risk
     * @param breaks whether the variant expects a violation
     * @param omission reason why the assertion is left out; empty if it is not
     */
    public record AssertionRisk(
            String name,
            String expression,
            double mean,
            String unit,
            double violatedShare,
            double highViolatedShare,
            RareEventEstimate risk,
            Verdict verdict,
            boolean breaks,
            String omission) {
        /** Returns whether the verdict is the one that the variant expects. An omitted assertion always is. */
        public boolean asExpected() {
            return !omission.isEmpty() || verdict == (breaks ? Verdict.FAIL : Verdict.PASS);
        }
    }

    /**
     * Contribution of a component with failures.
     *
     * @param nodes number of nodes
     * @param needs required number of working nodes; 0 if the scenario sets none
     * @param nodeAvailability long-run availability of one node
     * @param enough share of the time with at least the required nodes; {@code NaN} without {@code needs}
     * @param downtimeShare share of the downtime of the system that would not occur if its nodes never failed
     *     (Fussell-Vesely importance); {@code NaN} without downtime in any enumerated state
     * @param lowDowntimeShare lower limit of this share: states that are left out are a downtime by other components
     * @param highDowntimeShare upper limit of this share: states that are left out are a downtime by this component
     * @param failuresPerYear failures of nodes in a year
     */
    public record ComponentReliability(
            String component,
            int nodes,
            int needs,
            double nodeAvailability,
            double enough,
            double downtimeShare,
            double lowDowntimeShare,
            double highDowntimeShare,
            double failuresPerYear) {}

    /**
     * Minimal set of failed nodes that causes an outage.
     *
     * @param nodes description of the nodes
     * @param share share of the time in which at least these nodes are down
     * @param loss share of requests that fail in this state
     */
    public record CutSet(String nodes, double share, double loss) {}

    /**
     * Effect of one more node.
     *
     * @param component component with the additional node
     * @param setting changed setting
     * @param availability long-run availability with the additional node
     * @param dollarsPerYear additional cost in a year; {@code NaN} without prices
     * @param risk probability of a violation of the assertion with the highest risk; {@code null} without assertions
     */
    public record SpareNode(
            String component,
            String setting,
            LongRunAvailability availability,
            double dollarsPerYear,
            RareEventEstimate risk) {
        /** Returns the long-run loss with the additional node. */
        public double loss() {
            return availability.loss();
        }
    }

    /** Returns the assertion with the highest risk, the first of several; {@code null} if there is none. */
    public AssertionRisk riskiest() {
        return assertions.stream()
                .filter(one -> one.risk() != null)
                .min(Comparator.comparingDouble(
                                (AssertionRisk one) -> -one.risk().probability())
                        .thenComparing(one -> -one.risk().high()))
                .orElse(null);
    }

    /** Returns whether each assertion has its expected verdict. */
    public boolean asExpected() {
        return assertions.stream().allMatch(AssertionRisk::asExpected);
    }
}
