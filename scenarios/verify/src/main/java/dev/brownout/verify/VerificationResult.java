package dev.brownout.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a verification found.
 *
 * @param rows all rows with their models and reasons
 * @param full whether runs were as long as the rows say
 * @param findings the rows that were checked, in their order
 * @param waiting rows that are checked on demand only, and were not
 * @param missing rows that nothing answers
 * @param families what the rows of each family say together
 * @param sum what all families say together; empty for less than two
 * @param level how improbable an estimate had to be to count as a miss, after Holm's rule
 */
public record VerificationResult(
        ReferenceValues rows,
        boolean full,
        List<RowFinding> findings,
        List<ReferenceValue> waiting,
        List<ReferenceValue> missing,
        List<FamilyBias> families,
        Optional<FamilyBias> sum,
        double level) {
    /** An interval wider than this share of the truth says too little. */
    static final double WIDE = 0.1;

    private static final Comparator<RowFinding> BLUNTEST_FIRST = Comparator.comparing(RowFinding::chancy)
            .thenComparing(RowFinding::bias)
            .reversed();

    /** Takes the lists as they are now. */
    public VerificationResult {
        findings = List.copyOf(findings);
        waiting = List.copyOf(waiting);
        missing = List.copyOf(missing);
        families = List.copyOf(families);
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
     * @param bias the smallest bias that is caught: a share of the truth, or as it is measured where the truth is 0
     * @param longer whether a first estimate missed and this one is of longer runs
     */
    public record RowFinding(
            ReferenceValue row,
            String family,
            Estimate estimate,
            double low,
            double high,
            double bias,
            boolean holds,
            boolean longer) {
        /** Whether chance has a part in it. */
        boolean chancy() {
            return estimate.error() > 0;
        }

        /** From end to end of the interval, as a share of a truth other than 0. */
        double width() {
            return (high - low) / Math.abs(row.number());
        }

        /** Whether its bias is a share of the truth. */
        boolean relative() {
            return !(row.expected() instanceof Double) || row.number() != 0;
        }
    }

    /**
     * Judges some checks together. Holm's rule goes through the statistical rows from the least probable estimate on
     * and counts a miss as long as the probability is at most the level of the rows divided by the number of rows left;
     * rows that were not checked are among those left.
     */
    static VerificationResult of(
            ReferenceValues rows,
            boolean full,
            List<ReferenceCheck> checks,
            List<ReferenceValue> waiting,
            List<ReferenceValue> missing) {
        List<ReferenceCheck> chancy = checks.stream()
                .filter(ReferenceCheck::statistical)
                .sorted(Comparator.comparingDouble(ReferenceCheck::probability))
                .toList();
        long all = rows.statistical();
        int missed = 0;
        while (missed < chancy.size() && chancy.get(missed).probability() <= FalseAlarmRate.ROWS / (all - missed)) {
            missed++;
        }
        double level = FalseAlarmRate.ROWS / Math.max(1, all - missed);
        Map<String, List<RowFinding>> families = new LinkedHashMap<>();
        for (ReferenceCheck check : checks) {
            RowFinding finding = finding(rows, check, level);
            families.computeIfAbsent(finding.family(), f -> new ArrayList<>()).add(finding);
        }
        List<RowFinding> findings = families.values().stream()
                .flatMap(family -> family.stream().sorted(BLUNTEST_FIRST))
                .toList();
        List<FamilyBias> joint = FamilyBias.of(rows, checks, FalseAlarmRate.FAMILIES);
        Optional<FamilyBias> sum = FamilyBias.sum(joint, FalseAlarmRate.SUM);
        return new VerificationResult(rows, full, findings, waiting, missing, joint, sum, level);
    }

    private static RowFinding finding(ReferenceValues rows, ReferenceCheck check, double level) {
        double half = check.estimate().halfWidth(check.longer() ? level : ReferenceCheck.LEVEL);
        double value = check.estimate().value();
        return new RowFinding(
                check.row(),
                rows.family(check.row()).orElseThrow().title(),
                check.estimate(),
                value - half,
                value + half,
                Bias.of(check, level),
                check.holds(level),
                check.longer());
    }

    /** Returns whether every row that was checked holds, every family together, and their sum. */
    public boolean holds() {
        return findings.stream().allMatch(RowFinding::holds)
                && families.stream().allMatch(FamilyBias::holds)
                && sum.map(FamilyBias::holds).orElse(true);
    }

    /** The rows in which chance has a part and whose bias is a share of the truth, the bluntest first. */
    List<RowFinding> bluntest() {
        return findings.stream()
                .filter(finding -> finding.chancy() && finding.relative())
                .sorted(BLUNTEST_FIRST)
                .toList();
    }

    /** The rows whose interval is wider than a tenth of the truth, the widest first. */
    List<RowFinding> wide() {
        return bluntest().stream()
                .filter(finding -> finding.width() > WIDE)
                .sorted(Comparator.comparing(RowFinding::width).reversed())
                .toList();
    }

    /** How many rows catch what, a line for each of some shares; how many are wide, and which. None without chance. */
    List<String> sharpness() {
        List<RowFinding> chancy = bluntest();
        List<String> lines = new ArrayList<>();
        if (!chancy.isEmpty()) {
            for (double share : new double[] {0.005, 0.01, 0.02, 0.05, 0.1}) {
                long caught = chancy.stream().filter(f -> f.bias() <= share).count();
                lines.add("a bias of " + ReferenceNumberFormat.of(100 * share) + " % would be caught by " + caught
                        + " of " + chancy.size() + " rows that chance has a part in");
            }
            lines.add("the bluntest: " + chancy.get(0).row().id() + ", " + ReferenceNumberFormat.bias(chancy.get(0)));
            lines.add("an interval is wider than a tenth of its truth in " + wide().size() + " of " + chancy.size()
                    + " rows");
            lines.addAll(wide().stream()
                    .map(finding -> "wide: " + finding.row().id() + ", "
                            + ReferenceNumberFormat.of(100 * finding.width()) + " % of its truth")
                    .toList());
        }
        return lines;
    }

    /** How many rows of those checked do not hold. */
    public long misses() {
        return findings.stream().filter(finding -> !finding.holds()).count();
    }
}
