package dev.brownout.experiment.reliability;

import dev.brownout.experiment.FindingsText;
import dev.brownout.experiment.ReportFrame;
import dev.brownout.experiment.reliability.ReliabilityResult.AssertionRisk;
import dev.brownout.experiment.reliability.ReliabilityResult.ComponentReliability;
import dev.brownout.experiment.reliability.ReliabilityResult.CutSet;
import dev.brownout.experiment.reliability.ReliabilityResult.LongRunAvailability;
import dev.brownout.experiment.reliability.ReliabilityResult.SpareNode;
import dev.brownout.export.Dataset;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.Sentences;
import dev.brownout.format.VerdictWording;
import dev.brownout.result.SlaResult.Verdict;
import dev.brownout.summary.Block.Note;
import dev.brownout.summary.Block.Picture;
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
import java.util.List;
import java.util.Locale;

/** Formatter of a reliability estimate. */
public final class ReliabilityText implements FindingsText {
    private static final double SMALLEST_FIXED = 0.001;

    private final ReliabilityResult result;

    public ReliabilityText(ReliabilityResult result) {
        this.result = result;
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>(LineWrap.wrap(result.file().title() + " · " + result.variant(), ""));
        sentences().forEach(one -> lines.addAll(LineWrap.wrap(one, "")));
        addTable(lines, "", risks());
        addTable(lines, "components", components());
        addTable(lines, "dominant cut sets", cutSets());
        addTable(lines, "one more node", spares());
        lines.add("");
        notes().forEach(note -> lines.addAll(LineWrap.wrap(note, "")));
        return lines;
    }

    private static void addTable(List<String> lines, String heading, Table table) {
        if (!table.rows().isEmpty()) {
            lines.add("");
            if (!heading.isEmpty()) {
                lines.add(heading);
            }
            lines.addAll(TableLines.lines(table, TerminalWidth.current(), "  "));
        }
    }

    /** Returns the findings in sentences. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        sentences.add(verdict());
        sentences.add("Availability " + (result.ofRequests() ? "of requests " : "(required nodes) ")
                + longRun(result.availability()));
        return sentences;
    }

    /** Returns the availability in words. If only states that are left out can have a loss, it is a lower bound. */
    private static String longRun(LongRunAvailability found) {
        if (found.loss() == 0 && found.highLoss() > 0) {
            double high = found.highLoss();
            return ReliabilityFormat.availability(found) + ", more than " + ReliabilityFormat.nines(high)
                    + " nines, less than " + ReliabilityFormat.downtime(high) + " of downtime in a year";
        }
        return ReliabilityFormat.availability(found.loss())
                + (found.highLoss() > found.lowLoss() * (1 + SMALLEST_FIXED)
                        ? " (" + ReliabilityFormat.availability(found.highLoss()) + " to "
                                + ReliabilityFormat.availability(found.lowLoss()) + ")"
                        : "")
                + ", " + ReliabilityFormat.nines(found.loss()) + " nines, " + ReliabilityFormat.downtime(found.loss())
                + " of downtime in a year";
    }

    private String verdict() {
        List<AssertionRisk> unexpected =
                result.assertions().stream().filter(one -> !one.asExpected()).toList();
        String within =
                " within " + period() + " with a risk of at most " + QuantityFormat.percent(result.acceptedRisk());
        int assertions = result.file()
                .variant(result.variant())
                .orElseThrow()
                .scenario()
                .evaluation()
                .sla()
                .size();
        if (assertions == 0) {
            return Sentences.capitalized(VerdictWording.NONE);
        }
        if (result.interrupted() && unexpected.isEmpty()) {
            return result.assertions().size() + " of " + assertions + " assertions estimated";
        }
        return unexpected.isEmpty()
                ? "PASS: each assertion has its expected outcome" + within
                : VerdictWording.FAIL + ": " + unexpected.size() + " of "
                        + result.assertions().size() + " assertions violated or undecided" + within;
    }

    private String period() {
        return result.years() == 1 ? "1 year" : QuantityFormat.count(result.years()) + " years";
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        notes.add("Ranges are " + QuantityFormat.percent(result.confidence())
                + " confidence intervals. An assertion is met if the whole interval of its probability is within"
                + " the accepted risk.");
        if (!result.spares().isEmpty() && result.riskiest() != null) {
            notes.add("The risk with one more node is that of '"
                    + result.riskiest().name() + "'. Downtime is avoided per year.");
        }
        if (result.assertions().stream().anyMatch(one -> isBound(one.risk()))
                || result.spares().stream().anyMatch(one -> isBound(one.risk()))) {
            notes.add("< marks an upper bound: the simulation observed no violation.");
        }
        result.notes().forEach(note -> notes.add(note + "."));
        double leftOut = result.availability().leftOut();
        if (leftOut > 0) {
            notes.add("Rare states with at most " + ReliabilityFormat.probability(leftOut) + " of the time ("
                    + ReliabilityFormat.downtime(leftOut)
                    + " in a year) are not enumerated. In intervals and bounds they count as a total loss, in other"
                    + " numbers as no loss.");
        }
        result.assertions().stream()
                .filter(one -> !one.omission().isEmpty())
                .forEach(one -> notes.add("'" + one.name() + "' is left out: " + one.omission() + "."));
        return notes;
    }

    private static boolean isBound(RareEventEstimate risk) {
        return risk != null && risk.isBound();
    }

    private static String risk(SpareNode one) {
        boolean seen = one.risk() != null && one.risk().probability() > 0;
        return seen
                ? ReliabilityFormat.probability(one.risk().probability())
                : ReliabilityFormat.probability(one.risk());
    }

    private static String outcome(AssertionRisk one) {
        if (!one.omission().isEmpty()) {
            return "left out";
        }
        return switch (one.verdict()) {
            case PASS -> one.breaks() ? "met, violation expected" : "met";
            case FAIL -> one.breaks() ? "expected violation" : "violated";
            case UNDECIDED, NO_DATA -> "undecided";
        };
    }

    private static String mean(AssertionRisk one) {
        if (!Double.isNaN(one.violatedShare())) {
            if (LongRunAvailability.downtimeNanos(one.highViolatedShare()) < 1) {
                return "met";
            }
            return one.violatedShare() == 0
                    ? "violated < " + ReliabilityFormat.downtime(one.highViolatedShare()) + "/a"
                    : "violated " + ReliabilityFormat.downtime(one.violatedShare()) + "/a";
        }
        if (Double.isNaN(one.mean())) {
            return "";
        }
        if (!one.unit().equals("ratio")) {
            return QuantityFormat.format(one.mean(), "1");
        }
        return one.risk().high() > 0
                ? ReliabilityFormat.imperfect(1 - one.mean())
                : ReliabilityFormat.availability(1 - one.mean());
    }

    private Table risks() {
        return Table.of(result.assertions())
                .column(Column.text("assertion").least(12), one -> Cell.of(one.name(), one.name()))
                .text(
                        Column.text("expression").in(OutputFormat.DATA, OutputFormat.HTML, OutputFormat.MARKDOWN),
                        AssertionRisk::expression)
                .column(Column.number("mean").headed("expected"), one -> Cell.of(one.mean(), mean(one)))
                .column(Column.number("violated_share").in(OutputFormat.DATA), one -> Cell.of(one.violatedShare(), ""))
                .column(
                        Column.number("violated_share_high").in(OutputFormat.DATA),
                        one -> Cell.of(one.highViolatedShare(), ""))
                .column(
                        Column.number("probability")
                                .headed("violated in " + period())
                                .whole(),
                        one -> Cell.of(
                                one.risk() == null ? Double.NaN : one.risk().probability(),
                                ReliabilityFormat.probability(one.risk())))
                .column(
                        Column.number("low").in(OutputFormat.DATA),
                        one -> Cell.of(
                                one.risk() == null ? Double.NaN : one.risk().low(), ""))
                .column(
                        Column.number("high").in(OutputFormat.DATA),
                        one -> Cell.of(
                                one.risk() == null ? Double.NaN : one.risk().high(), ""))
                .text(Column.text("form").in(OutputFormat.DATA), one -> ReliabilityFormat.form(one.risk()))
                .column(
                        Column.text("verdict").headed("").whole(),
                        one -> Cell.of(verdictWord(one), outcome(one)).toned(tone(one)))
                .table();
    }

    private static OutcomeTone tone(AssertionRisk one) {
        if (!one.omission().isEmpty()) {
            return OutcomeTone.NO_DATA;
        }
        return one.asExpected()
                ? OutcomeTone.GOOD
                : one.verdict() == Verdict.UNDECIDED ? OutcomeTone.UNDECIDED : OutcomeTone.BAD;
    }

    private static String verdictWord(AssertionRisk one) {
        Verdict verdict = one.omission().isEmpty() ? one.verdict() : Verdict.NO_DATA;
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Table components() {
        return Table.of(result.components())
                .text(Column.text("component"), ComponentReliability::component)
                .column(Column.number("nodes"), one -> Cell.count(one.nodes()))
                .text(Column.number("needs"), one -> one.needs() == 0 ? "" : Integer.toString(one.needs()))
                .text(Column.number("node up"), one -> ReliabilityFormat.imperfect(1 - one.nodeAvailability()))
                .text(
                        Column.number("enough up"),
                        one -> Double.isNaN(one.enough()) ? "" : ReliabilityFormat.imperfect(1 - one.enough()))
                .column(Column.number("failures/a").whole(), one -> Cell.count(one.failuresPerYear()))
                .text(Column.number("share of downtime"), ReliabilityText::downtimeShare)
                .table();
    }

    private static String downtimeShare(ComponentReliability one) {
        if (Double.isNaN(one.downtimeShare())) {
            return "";
        }
        return one.highDowntimeShare() - one.lowDowntimeShare() < SMALLEST_FIXED
                ? QuantityFormat.percent(one.downtimeShare())
                : QuantityFormat.percent(one.lowDowntimeShare()) + " to "
                        + QuantityFormat.percent(one.highDowntimeShare());
    }

    private Table cutSets() {
        return Table.of(result.cutSets())
                .text(Column.text("down").whole(), CutSet::nodes)
                .text(Column.number("time a year"), one -> ReliabilityFormat.downtime(one.share()))
                .text(Column.number("loss"), one -> QuantityFormat.percent(one.loss()))
                .table();
    }

    private Table spares() {
        double loss = result.availability().loss();
        return Table.of(result.spares())
                .text(Column.text("setting").whole(), SpareNode::setting)
                .text(Column.number("availability"), one -> ReliabilityFormat.availability(one.availability()))
                .text(Column.number("avoided/a").whole(), one -> ReliabilityFormat.downtime(loss - one.loss()))
                .text(
                        Column.number("cost/a").whole(),
                        one -> Double.isNaN(one.dollarsPerYear())
                                ? "no price"
                                : QuantityFormat.format(one.dollarsPerYear(), "$"))
                .text(Column.number("per $1,000").whole(), one -> perThousand(loss, one))
                .text(Column.number("risk").whole(), ReliabilityText::risk)
                .table();
    }

    private static String perThousand(double loss, SpareNode one) {
        return one.dollarsPerYear() > 0
                ? ReliabilityFormat.downtime((loss - one.loss()) / one.dollarsPerYear() * 1000)
                : "";
    }

    @Override
    public ExperimentReport page(ReportFrame page, List<Picture> pictures) {
        Part numbers = Part.chapter("Numbers").with(risks(), OutputFormat.HTML, OutputFormat.MARKDOWN);
        for (Table table : List.of(components(), cutSets(), spares())) {
            numbers = table.rows().isEmpty() ? numbers : numbers.with(table, OutputFormat.HTML, OutputFormat.MARKDOWN);
        }
        for (String note : notes()) {
            numbers = numbers.with(Note.of(note));
        }
        OutcomeTone tone = result.assertions().isEmpty()
                ? OutcomeTone.PLAIN
                : result.asExpected() ? OutcomeTone.GOOD : OutcomeTone.BAD;
        List<Part> parts = List.of(ExperimentReport.charts(pictures, List.of()), numbers);
        return page.report(sentences(), tone, parts, result.done().size());
    }

    @Override
    public Dataset data() {
        return new Dataset(ReliabilityFacts.facts(result), risks());
    }
}
