package dev.brownout.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Result of a verification.
 *
 * @param rows all reference values with their models and reasons
 * @param full whether runs had the specified length
 * @param findings results of the checked reference values, by family
 * @param waiting reference values that are checked on demand only and were skipped
 * @param missing reference values without a model
 * @param families common bias of each family
 * @param sum bias of the sum over all families; empty for fewer than two families
 * @param level significance level below which an estimate counted as a violation, after Holm's method
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
    /** Width of an interval that is too wide, as a share of the expected value. */
    static final double WIDE = 0.1;

    private static final Comparator<RowFinding> LEAST_SENSITIVE_FIRST = Comparator.comparing(RowFinding::isRandom)
            .thenComparing(RowFinding::bias)
            .reversed();

    /** Copies the lists. */
    public VerificationResult {
        findings = List.copyOf(findings);
        waiting = List.copyOf(waiting);
        missing = List.copyOf(missing);
        families = List.copyOf(families);
    }

    /**
     * Result of one checked reference value.
     *
     * @param row reference value
     * @param family title of its family
     * @param estimate simulated value
     * @param low lower end of the confidence interval; equal to the upper end for a deterministic value
     * @param high upper end of the confidence interval
     * @param bias smallest bias that is detected: a share of the expected value, or as measured if that is 0
     * @param holds whether the reference value is met
     * @param longer whether a first estimate violated the reference value and this one is of longer runs
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
        /** Returns whether the estimate is random. */
        boolean isRandom() {
            return estimate.error() > 0;
        }

        /** Returns the width of the confidence interval, as a share of an expected value other than 0. */
        double width() {
            return (high - low) / Math.abs(row.number());
        }

        /** Returns whether the smallest detected bias is a share of the expected value. */
        boolean relative() {
            return !(row.expected() instanceof Double) || row.number() != 0;
        }
    }

    /**
     * Judges all checks together. Holm's method visits the statistical reference values by increasing p-value. A
     * p-value counts as a violation while it is at most {@link FalseAlarmRate#ROWS} divided by the number of reference
     * values left. Reference values that were not checked count as left.
     */
    static VerificationResult of(
            ReferenceValues rows,
            boolean full,
            List<ReferenceCheck> checks,
            List<ReferenceValue> waiting,
            List<ReferenceValue> missing) {
        List<ReferenceCheck> statistical = checks.stream()
                .filter(ReferenceCheck::statistical)
                .sorted(Comparator.comparingDouble(ReferenceCheck::probability))
                .toList();
        long total = rows.statistical();
        int violations = 0;
        while (violations < statistical.size()
                && statistical.get(violations).probability() <= FalseAlarmRate.ROWS / (total - violations)) {
            violations++;
        }
        double level = FalseAlarmRate.ROWS / Math.max(1, total - violations);
        Map<String, List<RowFinding>> families = new LinkedHashMap<>();
        for (ReferenceCheck check : checks) {
            RowFinding finding = finding(rows, check, level);
            families.computeIfAbsent(finding.family(), f -> new ArrayList<>()).add(finding);
        }
        List<RowFinding> findings = families.values().stream()
                .flatMap(family -> family.stream().sorted(LEAST_SENSITIVE_FIRST))
                .toList();
        List<FamilyBias> familyBiases = FamilyBias.of(rows, checks, FalseAlarmRate.FAMILIES);
        Optional<FamilyBias> sum = FamilyBias.sum(familyBiases, FalseAlarmRate.SUM);
        return new VerificationResult(rows, full, findings, waiting, missing, familyBiases, sum, level);
    }

    private static RowFinding finding(ReferenceValues rows, ReferenceCheck check, double level) {
        double halfWidth = check.estimate().halfWidth(check.longer() ? level : ReferenceCheck.LEVEL);
        double value = check.estimate().value();
        return new RowFinding(
                check.row(),
                rows.family(check.row()).orElseThrow().title(),
                check.estimate(),
                value - halfWidth,
                value + halfWidth,
                Bias.smallest(check, level),
                check.isMet(level),
                check.longer());
    }

    /** Returns whether every checked reference value, every family and the sum over all families are met. */
    public boolean isPassed() {
        return findings.stream().allMatch(RowFinding::holds)
                && families.stream().allMatch(FamilyBias::withinLimit)
                && sum.map(FamilyBias::withinLimit).orElse(true);
    }

    /** Returns the random results that have a relative bias, with the least sensitive first. */
    List<RowFinding> leastSensitive() {
        return findings.stream()
                .filter(finding -> finding.isRandom() && finding.relative())
                .sorted(LEAST_SENSITIVE_FIRST)
                .toList();
    }

    /** Returns the results with an interval wider than a tenth of the expected value, with the widest first. */
    List<RowFinding> wide() {
        return leastSensitive().stream()
                .filter(finding -> finding.width() > WIDE)
                .sorted(Comparator.comparing(RowFinding::width).reversed())
                .toList();
    }

    /**
     * Returns a summary of the sensitivity: the number of results that detect each of five biases, and the results with
     * wide intervals. Empty without random results.
     */
    List<String> sensitivity() {
        List<RowFinding> random = leastSensitive();
        List<String> lines = new ArrayList<>();
        if (!random.isEmpty()) {
            for (double share : new double[] {0.005, 0.01, 0.02, 0.05, 0.1}) {
                long detected = random.stream().filter(f -> f.bias() <= share).count();
                lines.add("a bias of " + ReferenceNumberFormat.format(100 * share) + " % would be detected by "
                        + detected + " of " + random.size() + " rows with randomness");
            }
            lines.add("the least sensitive: " + random.get(0).row().id() + ", "
                    + ReferenceNumberFormat.bias(random.get(0)));
            lines.add("an interval is wider than a tenth of its reference value in " + wide().size() + " of "
                    + random.size() + " rows");
            lines.addAll(wide().stream()
                    .map(finding -> "wide: " + finding.row().id() + ", "
                            + ReferenceNumberFormat.format(100 * finding.width()) + " % of its reference value")
                    .toList());
        }
        return lines;
    }

    /** Returns the number of checked reference values that are violated. */
    public long misses() {
        return findings.stream().filter(finding -> !finding.holds()).count();
    }
}
