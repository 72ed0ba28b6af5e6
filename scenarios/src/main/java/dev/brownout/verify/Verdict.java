package dev.brownout.verify;

import java.util.Comparator;
import java.util.List;

/**
 * What a verification found.
 *
 * @param rows all rows with their models and reasons
 * @param full whether runs were as long as the rows say
 * @param findings the rows that were checked, in their order
 * @param waiting rows that are checked on demand only, and were not
 * @param missing rows that nothing answers
 * @param level how improbable an estimate had to be to count as a miss, after Holm's rule
 */
public record Verdict(
        Rows rows, boolean full, List<Finding> findings, List<Truth> waiting, List<Truth> missing, double level) {
    /** How often a right simulator fails a verification at most. */
    public static final double FAMILY_LEVEL = 0.01;

    /** Takes the lists as they are now. */
    public Verdict {
        findings = List.copyOf(findings);
        waiting = List.copyOf(waiting);
        missing = List.copyOf(missing);
    }

    /**
     * A row that was checked.
     *
     * @param row the known answer
     * @param family the title of its family
     * @param estimate what was simulated
     * @param low lower end of the interval; equal to the upper one where there is none
     * @param high upper end
     * @param holds whether the row holds
     * @param longer whether a first estimate missed and this one is of longer runs
     */
    public record Finding(
            Truth row, String family, Estimate estimate, double low, double high, boolean holds, boolean longer) {}

    /**
     * Judges some checks together. Holm's rule goes through the statistical rows from the least probable estimate on
     * and counts a miss as long as the probability is at most the family's level divided by the number of rows left.
     */
    static Verdict of(Rows rows, boolean full, List<Check> checks, List<Truth> waiting, List<Truth> missing) {
        List<Check> chancy = checks.stream()
                .filter(Check::statistical)
                .sorted(Comparator.comparingDouble(Check::probability))
                .toList();
        int missed = 0;
        while (missed < chancy.size() && chancy.get(missed).probability() <= FAMILY_LEVEL / (chancy.size() - missed)) {
            missed++;
        }
        double level = FAMILY_LEVEL / Math.max(1, chancy.size() - missed);
        List<Finding> findings =
                checks.stream().map(check -> finding(rows, check, level)).toList();
        return new Verdict(rows, full, findings, waiting, missing, level);
    }

    private static Finding finding(Rows rows, Check check, double level) {
        double half = check.estimate().halfWidth(check.longer() ? level : Check.LEVEL);
        double value = check.estimate().value();
        return new Finding(
                check.row(),
                rows.family(check.row()).orElseThrow().title(),
                check.estimate(),
                value - half,
                value + half,
                check.holds(level),
                check.longer());
    }

    /** Whether every row that was checked holds. */
    public boolean holds() {
        return findings.stream().allMatch(Finding::holds);
    }

    /** How many rows of those checked do not hold. */
    public long misses() {
        return findings.stream().filter(finding -> !finding.holds()).count();
    }
}
