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

            This page lists the reference results that the simulator must reproduce, and its measurements.
            It is written by

                ./brownout verify --out docs/fidelity.md

            A test of each build runs one 48th of the models again and compares their numbers. The thorough tests
            compare every byte. The same command without `--out` prints the tables. `--only 'q.mm1.*'` selects rows,
            `--show q.mm1.a.mean` prints the model of a row as a scenario for `brownout run`, and `--all` runs all
            models at full length. The figures below are from the short form, an eighth of the full length, so that
            each change can be checked.

            **A row is met** if its interval contains the reference value and is narrower than the tolerance of the
            row (wider by √8 in the short form). Each interval has a confidence level of 99 %. Of some six hundred
            such rows, six lie outside by chance. The seed of a model is a hash of its id. A violated row is repeated
            with runs ten times as long, marked with a star. Holm's procedure judges these runs over all rows together.
            A [decision](decisions/verify-intervals.md) describes the intervals and their coverage.

            **False alarms.** The probability that a correct simulator fails the whole page is stated below. A
            verification of some rows judges each as one of all rows. So parts that are verified separately fail no
            more often than the whole.

            **Sensitivity.** The column "detects" is the smallest bias that violates the row with a probability of
            95 % at each step (its interval, then the longer runs that decide), as a share of the reference value.
            "any" means that each deviation violates the row. The rows of a family have this order, the least
            sensitive first, and rows without randomness last. For a bound, only its own direction counts. The order
            of the families has no meaning.

            A smaller bias is searched for in whole families: a service time that is half a percent too long moves
            forty models to the same side. "Bias of families" is the deviation of the rows of a family above their
            reference values, in standard deviations of a correct simulator. The last line is the sum over all
            families, each with equal weight. Tests inject such small faults and check that they are detected.

            **Length of runs.** Where an eighth would leave an interval wider than a tenth of its reference value,
            the short form is longer by a factor of the model. Rows that are still wide are listed below, and their
            notes give the reason. In short runs, the interval of a 99th percentile also contains the reference value
            too rarely (in 88 % of runs with other seeds, for ten servers at load 0.9). At the lengths of this page,
            the intervals of one, two, four and ten servers contain it in 98 to 99 %.

            **Limits.** This page does not show that a scenario describes your system. The reference values are
            queueing theory, published tables and replays; each row names its source. They validate parts against
            their formulas, not whole systems against measurements. Where a reference value is itself an
            approximation, the tolerance of the row includes its error.
            """;

    private final VerificationResult verdict;
    private final List<String> lines = new ArrayList<>();

    private FidelityPage(VerificationResult verdict) {
        this.verdict = verdict;
    }

    /** Returns the page in Markdown. */
    public static String of(VerificationResult verdict) {
        FidelityPage page = new FidelityPage(verdict);
        page.lines.addAll(PREFACE.lines().toList());
        page.summary();
        page.together();
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

    private void together() {
        heading("Bias of families");
        table("family", "models", "above the reference by", "verdict");
        verdict.families().forEach(this::together);
        verdict.sum().ifPresent(this::together);
    }

    private void together(FamilyBias bias) {
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
