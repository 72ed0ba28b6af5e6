package dev.brownout.verify;

import dev.brownout.verify.VerificationResult.RowFinding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Documentation page with the results of a verification. */
public final class FidelityPage {
    private static final String PREFACE = """
            # Fidelity

            Reference results that the simulator must reproduce, and its measurements, written by `brownout verify`.
            A row is met if its interval, of a confidence level of 99 %, contains the reference value and is narrower
            than the tolerance of the row. A star marks runs ten times as long, after a first violation. The column
            "detects" is the smallest bias that violates the row with a probability of 95 % at each step, as a share
            of the reference value; "any" means that each deviation violates the row.
            """;

    private final VerificationResult verdict;
    private final List<String> lines = new ArrayList<>();

    private FidelityPage(VerificationResult verdict) {
        this.verdict = verdict;
    }

    /** Returns the page in Markdown. */
    public static String markdown(VerificationResult verdict) {
        FidelityPage page = new FidelityPage(verdict);
        page.lines.addAll(PREFACE.lines().toList());
        page.summary();
        page.writeFamilies();
        page.tables();
        page.waiting();
        page.missing();
        return String.join("\n", page.lines) + "\n";
    }

    private void summary() {
        sharpness();
        int checked = verdict.findings().size();
        lines.add("");
        lines.add("Of " + verdict.rows().all().size() + " rows, " + checked + " were checked here: "
                + (checked - verdict.misses()) + " met, " + verdict.misses() + " violated. "
                + verdict.waiting().size() + " more are checked with `--all`, "
                + verdict.missing().size()
                + " cannot be expressed yet.");
    }

    private void sharpness() {
        lines.add("");
        verdict.sensitivity().forEach(line -> lines.add("- " + line));
        lines.add("- " + String.join(" ", FalseAlarmRate.lines()));
    }

    private void writeFamilies() {
        heading("Bias of families");
        table("family", "models", "above the reference by", "verdict");
        verdict.families().forEach(this::writeFamily);
        verdict.sum().ifPresent(this::writeFamily);
    }

    private void writeFamily(FamilyBias bias) {
        cells(
                bias.family(),
                Integer.toString(bias.models()),
                ReferenceNumberFormat.deviation(bias),
                bias.withinLimit() ? "met" : "**violated**");
    }

    private void tables() {
        Map<String, List<RowFinding>> families = new LinkedHashMap<>();
        verdict.findings()
                .forEach(finding -> families.computeIfAbsent(finding.family(), f -> new ArrayList<>())
                        .add(finding));
        families.forEach((family, findings) -> {
            heading(family);
            table("row", "model", "number", "reference", "simulated", "interval", "detects", "verdict", "source");
            findings.forEach(this::row);
        });
    }

    private void row(RowFinding finding) {
        ReferenceValue row = finding.row();
        cells(
                "`" + row.id() + "`",
                row.model(),
                row.note(),
                ReferenceNumberFormat.expected(row),
                ReferenceNumberFormat.simulated(finding),
                ReferenceNumberFormat.interval(finding),
                ReferenceNumberFormat.bias(finding),
                (finding.holds() ? "met" : "**violated**") + (finding.longer() ? " *" : ""),
                row.source());
    }

    private void waiting() {
        if (!verdict.waiting().isEmpty()) {
            heading("Only with --all");
            lines.add("These models are too long for each change: `./brownout verify --all`.");
            lines.add("");
            table("row", "model", "number", "reference", "source");
            verdict.waiting()
                    .forEach(row -> cells(
                            "`" + row.id() + "`",
                            row.model(),
                            row.note(),
                            ReferenceNumberFormat.expected(row),
                            row.source()));
        }
    }

    private void missing() {
        Map<String, List<String>> reasons = new LinkedHashMap<>();
        for (ReferenceValue row : verdict.missing()) {
            String reason = verdict.rows().reason(row).orElse("no model");
            reasons.computeIfAbsent(reason, r -> new ArrayList<>()).add("`" + row.id() + "`");
        }
        if (!reasons.isEmpty()) {
            heading("Not expressible yet");
            table("reason", "rows", "ids");
            reasons.forEach((reason, ids) -> cells(reason, Integer.toString(ids.size()), String.join(" ", ids)));
        }
    }

    private void heading(String title) {
        lines.add("");
        lines.add("## " + title);
        lines.add("");
    }

    private void table(String... titles) {
        cells(titles);
        lines.add("|" + " --- |".repeat(titles.length));
    }

    private void cells(String... cells) {
        StringBuilder line = new StringBuilder("|");
        for (String cell : cells) {
            line.append(' ').append(cell.replace("|", "\\|")).append(" |");
        }
        lines.add(line.toString());
    }
}
