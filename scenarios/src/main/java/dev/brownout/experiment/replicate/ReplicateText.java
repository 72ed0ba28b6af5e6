package dev.brownout.experiment.replicate;

import dev.brownout.experiment.AssertionEstimate;
import dev.brownout.experiment.ConfidenceInterval;
import dev.brownout.experiment.ReplicationSummary;
import dev.brownout.experiment.ReportFrame;
import dev.brownout.export.Dataset;
import dev.brownout.format.PercentileCells;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.Sentences;
import dev.brownout.format.VerdictWording;
import dev.brownout.language.ScenarioFile;
import dev.brownout.result.SlaResult.Verdict;
import dev.brownout.summary.Block.Note;
import dev.brownout.summary.Block.Picture;
import dev.brownout.summary.Block.Title;
import dev.brownout.summary.Cell;
import dev.brownout.summary.Column;
import dev.brownout.summary.ExperimentReport;
import dev.brownout.summary.OutcomeTone;
import dev.brownout.summary.OutputFormat;
import dev.brownout.summary.Part;
import dev.brownout.summary.Table;
import dev.brownout.terminal.LineWrap;
import dev.brownout.terminal.TableLines;
import dev.brownout.terminal.TerminalWidth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Formatter of the replication results of some variants. */
public final class ReplicateText {
    private static final Column HELD = Column.number("met").withBrief("").whole();

    private final ScenarioFile file;
    private final List<ReplicationSummary> summaries;
    private final double confidence;

    public ReplicateText(ScenarioFile file, List<ReplicationSummary> summaries, double confidence) {
        this.file = file;
        this.summaries = summaries;
        this.confidence = confidence;
    }

    /**
     * Returns the lines for a terminal; the finding is first.
     *
     * @param reservation restriction of the finding; empty for none
     */
    public List<String> lines(String reservation) {
        List<String> lines = new ArrayList<>(LineWrap.wrap(file.title(), ""));
        lines.addAll(LineWrap.wrap(finding() + (reservation.isEmpty() ? "" : "; " + reservation), ""));
        for (ReplicationSummary summary : summaries) {
            lines.add("");
            lines.add(summary.name());
            lines.addAll(TableLines.lines(verdicts(summary), TerminalWidth.current(), "  "));
            overdue(summary).forEach(note -> lines.addAll(LineWrap.wrap(note, "  ")));
            lines.addAll(TableLines.lines(numbers(summary), TerminalWidth.current(), "  "));
        }
        lines.add("");
        lines.addAll(LineWrap.wrap(note(), ""));
        lines.addAll(LineWrap.wrap(PercentileCells.note(withoutData()), ""));
        return lines;
    }

    private String note() {
        return "± is the half width of the " + QuantityFormat.percent(confidence)
                + " confidence interval (Student t). Intervals that would leave the range of possible values are"
                + " printed as (low to high). An assertion is met if its whole interval meets the bound. The last"
                + " column counts the replications that meet it.";
    }

    /**
     * Returns the report page of the replications.
     *
     * @param charts charts on the page
     * @param runs total number of runs
     */
    public ExperimentReport page(ReportFrame page, String reservation, long runs, List<Picture> charts) {
        List<String> sentences = new ArrayList<>(List.of(finding()));
        if (!reservation.isEmpty()) {
            sentences.add(Sentences.capitalized(reservation));
        }
        List<AssertionEstimate> all = judgements();
        OutcomeTone tone = all.isEmpty()
                ? OutcomeTone.PLAIN
                : all.stream().allMatch(AssertionEstimate::asExpected) ? OutcomeTone.GOOD : OutcomeTone.BAD;
        Part numbers = Part.chapter("Numbers");
        for (ReplicationSummary summary : summaries) {
            if (summaries.size() > 1) {
                numbers = numbers.with(new Title(summary.name()));
            }
            numbers = numbers.with(verdicts(summary), OutputFormat.HTML, OutputFormat.MARKDOWN);
            for (String overdue : overdue(summary)) {
                numbers = numbers.with(Note.of(overdue));
            }
            numbers = numbers.with(numbers(summary), OutputFormat.HTML, OutputFormat.MARKDOWN);
        }
        numbers = numbers.with(Note.of(note())).with(Note.of(PercentileCells.note(withoutData())));
        return page.report(sentences, tone, List.of(ExperimentReport.charts(charts, List.of()), numbers), runs);
    }

    private List<AssertionEstimate> judgements() {
        return summaries.stream()
                .flatMap(s -> s.sla(confidence).values().stream())
                .toList();
    }

    /** Returns a sentence about the outcome of all assertions. */
    public String finding() {
        int times = summaries.get(0).size();
        List<AssertionEstimate> all = judgements();
        long undecided =
                all.stream().filter(j -> j.verdict() == Verdict.UNDECIDED).count();
        long other = all.stream().filter(j -> !j.asExpected()).count() - undecided;
        String sure = ", with " + QuantityFormat.percent(confidence) + " confidence in each";
        String after = " (" + times + (times == 1 ? " replication)" : " replications)");
        if (all.isEmpty()) {
            return Sentences.capitalized(VerdictWording.NONE) + after;
        }
        if (other == 0 && undecided > 0) {
            return VerdictWording.FAIL + ": " + undecided + " of " + all.size() + " assertions undecided after " + times
                    + (times == 1 ? " replication: " : " replications: ") + reasons(all);
        }
        return VerdictWording.sentence(
                        all.stream().map(AssertionEstimate::combined).toList())
                + sure
                + after;
    }

    /** Returns a sentence for each assertion that requests without a response leave undecided. */
    private List<String> overdue(ReplicationSummary summary) {
        List<String> notes = new ArrayList<>();
        summary.sla(confidence).forEach((name, one) -> {
            if (one.undecidedCount() > 0) {
                notes.add("Overdue requests leave '" + name + "' undecided in " + one.undecidedCount() + " of "
                        + one.each().size() + " replications.");
            }
        });
        return notes;
    }

    /**
     * Returns the reasons for undecided assertions: the bound lies within the interval, or requests have no response.
     */
    private static String reasons(List<AssertionEstimate> all) {
        List<String> reasons = new ArrayList<>();
        if (all.stream().anyMatch(j -> j.verdict() == Verdict.UNDECIDED && j.undecidedCount() == 0)) {
            reasons.add("the bound lies within the interval");
        }
        if (all.stream().anyMatch(j -> j.undecidedCount() > 0)) {
            reasons.add("overdue requests leave a range around the bound");
        }
        return String.join("; ", reasons);
    }

    private static String verdict(ReplicationRow row) {
        return row.estimate() == null
                ? ""
                : row.estimate().verdict().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Cell undecided(ReplicationRow row) {
        return row.estimate() == null ? Cell.of("") : Cell.of(row.estimate().undecidedCount(), "");
    }

    private static Cell verdictCell(ReplicationRow row) {
        return row.estimate() == null
                ? Cell.of("")
                : Cell.of(
                        row.estimate().metCount(),
                        row.estimate().metCount() + "/" + row.estimate().each().size());
    }

    private Table verdicts(ReplicationSummary summary) {
        Column outcome = Column.text("outcome").withBrief("").whole();
        Table.Rows<ReplicationRow> table = Table.of(ReplicationRow.assertions(summary, confidence))
                .column(
                        outcome.in(OutputFormat.TERMINAL, OutputFormat.HTML, OutputFormat.MARKDOWN),
                        row -> Cell.of(row.outcome(summary))
                                .toned(
                                        summary.complete()
                                                ? OutcomeTone.of(row.estimate().combined())
                                                : OutcomeTone.BAD));
        return table(table, summary, HELD);
    }

    private Table numbers(ReplicationSummary summary) {
        return table(Table.of(ReplicationRow.metrics(summary, confidence)), summary, HELD.in(OutputFormat.DATA));
    }

    private Table table(Table.Rows<ReplicationRow> table, ReplicationSummary summary, Column held) {
        boolean single = summaries.get(0).size() == 1;
        return table.text(Column.text("variant").in(OutputFormat.DATA), row -> summary.name())
                .column(Column.text("number").withBrief("").least(8), row -> Cell.of(row.name(), row.description()))
                .text(Column.text("unit").in(OutputFormat.DATA), ReplicationRow::unit)
                .column(Column.number("replications").in(OutputFormat.DATA), row -> Cell.of(summary.size(), ""))
                .column(Column.number("mean").withBrief("").whole(), row -> Cell.of(row.mean(), row.interval(single)))
                .column(Column.number("low").in(OutputFormat.DATA), row -> Cell.of(row.low(), ""))
                .column(Column.number("high").in(OutputFormat.DATA), row -> Cell.of(row.high(), ""))
                .text(Column.text("verdict").in(OutputFormat.DATA), ReplicateText::verdict)
                .column(Column.number("undecided").in(OutputFormat.DATA), ReplicateText::undecided)
                .column(held, ReplicateText::verdictCell)
                .table();
    }

    private ConfidenceInterval interval(ReplicationSummary summary, String name) {
        return summary.sample(name).interval(confidence, summary.units().get(name));
    }

    private Set<String> withoutData() {
        Set<String> names = new LinkedHashSet<>();
        for (ReplicationSummary summary : summaries) {
            summary.units().keySet().stream()
                    .filter(name -> Double.isNaN(interval(summary, name).mean()))
                    .forEach(names::add);
        }
        return names;
    }

    /** Returns the data for programs: a row for each assertion and each number of each variant. */
    public Dataset data() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("experiment", ReplicateSpec.NAME);
        facts.put("scenario", file.title());
        facts.put("digest", file.digest());
        facts.put("confidence", confidence);
        Stream<Table> tables = summaries.stream().flatMap(summary -> Stream.of(verdicts(summary), numbers(summary)));
        return new Dataset(facts, Table.together(tables.toList(), OutputFormat.DATA));
    }
}
