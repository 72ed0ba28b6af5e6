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

            What the simulator must reproduce, and what it gives. The page is written by

                ./brownout verify --out docs/fidelity.md

            and a test of the build runs every twelfth model again and compares its numbers; the longer round of tests
            compares every byte. The same command without `--out` prints the tables; `--only 'q.mm1.*'` takes some
            rows, `--show q.mm1.a.mean` prints the model of one, ready for `brownout run`, and `--all` runs everything
            at the full lengths that the rows were made for. The figures below are those of the quick form, an eighth
            of that, so that they can be checked with every change.

            A row holds when its interval contains the truth and is narrower than the row's tolerance (wider by √8 in
            the quick form). Intervals are at 99 % for each row by itself; of some four hundred such rows, four lie
            outside by chance. The seed of a model is a hash of its id: nobody chooses it. A row that misses is
            answered by runs ten times as long, marked with a star, and these are judged by Holm's rule over all rows
            together. What the intervals are, and how well they cover, says
            [a decision](decisions/verify-intervals.md).

            How often a correct simulator fails the whole page is stated below. A verification of some rows judges each
            as one of all, so that parts that are verified one after the other fail no more often than the whole.

            What a row would not have noticed stands under "catches": the smallest bias that makes it a miss with a
            probability of 95 % at each step (its interval, then the longer runs that decide), as a share of the truth;
            "any" where everything but the truth is a miss. Rows of a family are in that order, the bluntest first,
            those that chance has no part in last. A bound is asked about its own direction only. The order of the
            families says nothing.

            A bias smaller than that is looked for in whole families: a service that takes half a percent too long moves
            forty models to the same side. Under "families together" stands how far the rows of a family lie above
            their truths, in standard deviations of a correct simulator; below it the sum over all families, in which
            each counts alike. That these small faults are found is itself tried, with faults made on purpose.

            Where an eighth would leave an interval wider than a tenth of its truth, the quick form is longer by a
            number of the model's own; rows that are wide all the same are named below and say why. Short runs also
            make the interval of a 99th percentile hold the truth too seldom (in 88 % of the tries at other seeds for
            ten servers at load 0.9); at the lengths used here those of one, two, four and ten servers hold it in 98 to
            99 %.

            What this page does not say: that your system is what you described. Truths are queueing theory, published
            tables and replays; each row names who says so. They hold parts to their formulas, not whole systems to
            measurements. Where a truth is itself an approximation, the row's tolerance is the room it needs.
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
        lines.add("Of " + verdict.rows().all().size() + " rows, " + checked + " checked here: "
                + (checked - verdict.misses()) + " met, " + verdict.misses() + " violated. "
                + verdict.waiting().size() + " more are checked on demand, "
                + verdict.missing().size()
                + " wait for what the simulator cannot express yet.");
    }

    private void sharpness() {
        lines.add("");
        verdict.sensitivity().forEach(line -> lines.add("- " + line));
        lines.add("- " + String.join(" ", FalseAlarmRate.lines()));
    }

    private void together() {
        heading("Families together");
        table("family", "models", "above the truth by", "verdict");
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
            table("row", "model", "number", "truth", "simulated", "interval", "catches", "verdict", "source");
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
            heading("On demand");
            lines.add("Too long for every change: `./brownout verify --all`.");
            lines.add("");
            table("row", "model", "number", "truth", "source");
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
            String reason = verdict.rows().reason(row).orElse("nobody speaks of it");
            reasons.computeIfAbsent(reason, r -> new ArrayList<>()).add("`" + row.id() + "`");
        }
        if (!reasons.isEmpty()) {
            heading("Not expressible yet");
            table("why", "rows", "which");
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
