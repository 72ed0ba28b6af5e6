package dev.brownout.cli.text;

import dev.brownout.experiment.reliability.RareEventEstimate;
import dev.brownout.experiment.reliability.ReliabilityResult;
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
import dev.brownout.terminal.TableLines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Formatter of a reliability estimate. */
public final class ReliabilityText {
    private static final double SMALLEST_FIXED = 0.001;

    private final ReliabilityResult result;

    public ReliabilityText(ReliabilityResult result) {
        this.result = result;
    }

    /** Returns the lines for a terminal; the findings are first. */
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
            lines.addAll(TableLines.of(table, LineWrap.WIDTH, "  "));
        }
    }

    /** Returns the findings in sentences. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        sentences.add(verdict());
        LongRunAvailability found = result.availability();
        sentences.add("Availability " + (result.ofRequests() ? "of requests" : "(required nodes)") + " "
                + availability(found.loss())
                + (found.highLoss() > found.lowLoss() * (1 + SMALLEST_FIXED)
                        ? " (" + availability(found.highLoss()) + " to " + availability(found.lowLoss()) + ")"
                        : "")
                + ", " + nines(found.loss()) + " nines, " + downtime(found.loss()) + " of downtime in a year");
        return sentences;
    }

    private String verdict() {
        List<AssertionRisk> unexpected =
                result.assertions().stream().filter(one -> !one.asExpected()).toList();
        String within =
                " within " + period() + " with a risk of at most " + QuantityFormat.percent(result.acceptedRisk());
        if (result.assertions().isEmpty()) {
            return Sentences.begun(VerdictWording.NONE);
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
        result.notes().forEach(note -> notes.add(note + "."));
        result.assertions().stream()
                .filter(one -> !one.omission().isEmpty())
                .forEach(one -> notes.add("'" + one.name() + "' is left out: " + one.omission() + "."));
        return notes;
    }

    private static String availability(double loss) {
        if (loss <= 0) {
            return "100 %";
        }
        int decimals = Math.max(2, Math.min(12, (int) Math.ceil(LongRunAvailability.nines(loss)) - 1));
        return String.format(Locale.ROOT, "%." + decimals + "f %%", 100 * (1 - loss));
    }

    private static String nines(double loss) {
        double nines = LongRunAvailability.nines(loss);
        return Double.isInfinite(nines) ? "unlimited" : String.format(Locale.ROOT, "%.1f", nines);
    }

    private static String downtime(double loss) {
        return QuantityFormat.nanos(LongRunAvailability.downtimeNanos(loss));
    }

    /** Prints a probability: a percentage, or in scientific notation below 0.1 %. */
    private static String probability(double value) {
        return value == 0 || value >= SMALLEST_FIXED
                ? QuantityFormat.percent(value)
                : String.format(Locale.ROOT, "%.1e", value).replace("e-0", "e-");
    }

    private static String probability(RareEventEstimate risk) {
        if (risk == null) {
            return "";
        }
        if (risk.probability() == 0) {
            return risk.high() == 0 ? "0 %" : "< " + probability(risk.high());
        }
        return risk.low() == risk.high()
                ? probability(risk.probability())
                : probability(risk.probability()) + " (" + probability(risk.low()) + " to " + probability(risk.high())
                        + ")";
    }

    private static String risk(SpareNode one) {
        boolean seen = one.risk() != null && one.risk().probability() > 0;
        return seen ? probability(one.risk().probability()) : probability(one.risk());
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
            return one.violatedShare() == 0 ? "met" : "violated " + downtime(one.violatedShare()) + "/a";
        }
        if (Double.isNaN(one.mean())) {
            return "";
        }
        return one.unit().equals("ratio") ? availability(1 - one.mean()) : QuantityFormat.of(one.mean(), "1");
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
                        Column.number("probability")
                                .headed("violated in " + period())
                                .whole(),
                        one -> Cell.of(
                                one.risk() == null ? Double.NaN : one.risk().probability(), probability(one.risk())))
                .column(
                        Column.number("low").in(OutputFormat.DATA),
                        one -> Cell.of(
                                one.risk() == null ? Double.NaN : one.risk().low(), ""))
                .column(
                        Column.number("high").in(OutputFormat.DATA),
                        one -> Cell.of(
                                one.risk() == null ? Double.NaN : one.risk().high(), ""))
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
                .text(Column.number("node up"), one -> availability(1 - one.nodeAvailability()))
                .text(
                        Column.number("enough up"),
                        one -> Double.isNaN(one.enough()) ? "" : availability(1 - one.enough()))
                .column(Column.number("failures/a").whole(), one -> Cell.count(one.failuresPerYear()))
                .text(Column.number("share of downtime"), one -> QuantityFormat.percent(one.downtimeShare()))
                .table();
    }

    private Table cutSets() {
        return Table.of(result.cutSets())
                .text(Column.text("down").whole(), CutSet::nodes)
                .text(Column.number("time a year"), one -> downtime(one.share()))
                .text(Column.number("loss"), one -> QuantityFormat.percent(one.loss()))
                .table();
    }

    private Table spares() {
        double loss = result.availability().loss();
        return Table.of(result.spares())
                .text(Column.text("setting").whole(), SpareNode::setting)
                .text(Column.number("availability"), one -> availability(one.loss()))
                .text(Column.number("avoided/a").whole(), one -> downtime(loss - one.loss()))
                .text(
                        Column.number("cost/a").whole(),
                        one -> Double.isNaN(one.dollarsPerYear())
                                ? "no price"
                                : QuantityFormat.of(one.dollarsPerYear(), "$"))
                .text(Column.number("per $1,000").whole(), one -> perThousand(loss, one))
                .text(Column.number("risk").whole(), ReliabilityText::risk)
                .table();
    }

    private static String perThousand(double loss, SpareNode one) {
        return one.dollarsPerYear() > 0 ? downtime((loss - one.loss()) / one.dollarsPerYear() * 1000) : "";
    }

    /** Returns the report page. */
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

    /** Returns the data for programs: facts about the system, and a row for each assertion. */
    public Dataset data() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("experiment", "reliability");
        facts.put("scenario", result.file().title());
        facts.put("digest", result.file().digest());
        facts.put("variant", result.variant());
        facts.put("years", result.years());
        facts.put("accepted_risk", result.acceptedRisk());
        facts.put("confidence", result.confidence());
        facts.put("availability_of", result.ofRequests() ? "requests" : "nodes");
        facts.put("loss", result.availability().loss());
        facts.put("loss_low", result.availability().lowLoss());
        facts.put("loss_high", result.availability().highLoss());
        facts.put(
                "components",
                result.components().stream().map(ReliabilityText::fact).toList());
        facts.put(
                "cut_sets", result.cutSets().stream().map(ReliabilityText::fact).toList());
        facts.put("spares", result.spares().stream().map(ReliabilityText::fact).toList());
        facts.put("notes", result.notes());
        return new Dataset(facts, risks());
    }

    private static Map<String, Object> fact(ComponentReliability one) {
        Map<String, Object> fact = new LinkedHashMap<>();
        fact.put("component", one.component());
        fact.put("nodes", one.nodes());
        fact.put("needs", one.needs());
        fact.put("node_availability", one.nodeAvailability());
        fact.put("enough", one.enough());
        fact.put("downtime_share", one.downtimeShare());
        fact.put("failures_per_year", one.failuresPerYear());
        return fact;
    }

    private static Map<String, Object> fact(CutSet one) {
        Map<String, Object> fact = new LinkedHashMap<>();
        fact.put("nodes", one.nodes());
        fact.put("share", one.share());
        fact.put("loss", one.loss());
        return fact;
    }

    private static Map<String, Object> fact(SpareNode one) {
        Map<String, Object> fact = new LinkedHashMap<>();
        fact.put("component", one.component());
        fact.put("setting", one.setting());
        fact.put("loss", one.loss());
        fact.put("dollars_per_year", one.dollarsPerYear());
        fact.put("probability", one.risk() == null ? Double.NaN : one.risk().probability());
        return fact;
    }
}
