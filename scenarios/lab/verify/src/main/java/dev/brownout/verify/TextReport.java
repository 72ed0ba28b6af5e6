package dev.brownout.verify;

import dev.brownout.verify.VerificationResult.RowFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Results of a verification as text for a terminal of 80 columns. */
public final class TextReport {
    private static final int ID_WIDTH = 20;

    private final VerificationResult verdict;
    private final boolean verbose;

    /**
     * Creates a report.
     *
     * @param verbose whether to print note, model and source of each reference value
     */
    public TextReport(VerificationResult verdict, boolean verbose) {
        this.verdict = verdict;
        this.verbose = verbose;
    }

    /** Returns the lines of the report. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(row("row", "reference", "simulated", "interval", "detects", "verdict"));
        String family = "";
        for (RowFinding finding : verdict.findings()) {
            if (!finding.family().equals(family)) {
                family = finding.family();
                lines.add("");
                lines.add(family);
            }
            boolean fits = finding.row().id().length() <= ID_WIDTH;
            if (!fits) {
                lines.add(finding.row().id());
            }
            lines.add(row(
                    fits ? finding.row().id() : "",
                    ReferenceNumberFormat.expected(finding.row()),
                    ReferenceNumberFormat.simulated(finding),
                    ReferenceNumberFormat.interval(finding),
                    ReferenceNumberFormat.bias(finding),
                    verdict(finding)));
            if (verbose) {
                lines.add("    " + finding.row().note());
                lines.add("    " + finding.row().model());
                lines.add("    " + finding.row().source());
            }
        }
        lines.add("");
        lines.addAll(summary());
        return lines;
    }

    private static String row(String... cells) {
        return String.format(Locale.ROOT, "%-20s %11s %11s %-19s %7s %s", (Object[]) cells)
                .stripTrailing();
    }

    private static String verdict(RowFinding finding) {
        return (finding.holds() ? "met" : "violated") + (finding.longer() ? "*" : "");
    }

    private List<String> summary() {
        List<String> lines = new ArrayList<>();
        if (verdict.findings().stream().anyMatch(RowFinding::longer)) {
            lines.add("* the first estimate was violated; these runs are ten times as long");
        }
        if (!verdict.missing().isEmpty()) {
            lines.add("not expressible yet:");
            verdict.missing()
                    .forEach(row -> lines.add(
                            "  " + row.id() + ": " + verdict.rows().reason(row).orElse("no model")));
        }
        lines.addAll(verdict.sensitivity());
        if (!verdict.families().isEmpty()) {
            lines.add("bias of families above the reference values, in standard deviations:");
        }
        verdict.families().forEach(bias -> lines.add(row(bias)));
        verdict.sum().ifPresent(bias -> lines.add(row(bias)));
        long biasedFamilies =
                verdict.families().stream().filter(bias -> !bias.withinLimit()).count();
        if (biasedFamilies > 0) {
            lines.add("families with a significant bias: " + biasedFamilies);
        }
        lines.addAll(FalseAlarmRate.lines());
        lines.add(verdict.findings().size() + " rows checked: "
                + (verdict.findings().size() - verdict.misses()) + " met, " + verdict.misses() + " violated; "
                + verdict.waiting().size() + " only with --all, "
                + verdict.missing().size() + " not expressible yet");
        return lines;
    }

    private static String row(FamilyBias bias) {
        return String.format(
                Locale.ROOT,
                "  %-44s %3d models %6s %s",
                bias.family(),
                bias.models(),
                ReferenceNumberFormat.deviation(bias),
                bias.withinLimit() ? "met" : "violated");
    }
}
