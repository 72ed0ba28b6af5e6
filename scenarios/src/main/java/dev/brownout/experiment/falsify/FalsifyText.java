package dev.brownout.experiment.falsify;

import dev.brownout.experiment.FindingsText;
import dev.brownout.experiment.ReportFrame;
import dev.brownout.export.Dataset;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.VerdictWording;
import dev.brownout.summary.Block.Note;
import dev.brownout.summary.Block.Picture;
import dev.brownout.summary.Cell;
import dev.brownout.summary.Column;
import dev.brownout.summary.ExperimentReport;
import dev.brownout.summary.OutcomeTone;
import dev.brownout.summary.Part;
import dev.brownout.summary.Table;
import dev.brownout.terminal.LineWrap;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Formatter of the results of a falsification. */
public final class FalsifyText implements FindingsText {
    /** Maximum number of findings on a terminal. */
    private static final int MOST_SHOWN = 12;

    private final FalsificationResult result;
    private final double confidence;
    private final boolean timed;
    private final boolean written;

    /**
     * Creates the formatter of a result.
     *
     * @param confidence confidence level of the upper limit if nothing is found
     * @param timed whether the search had a budget in time
     * @param written whether the findings are written to a folder
     */
    public FalsifyText(FalsificationResult result, double confidence, boolean timed, boolean written) {
        this.result = result;
        this.confidence = confidence;
        this.timed = timed;
        this.written = written;
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>(LineWrap.wrap(result.file().title(), ""));
        sentences().forEach(sentence -> lines.addAll(LineWrap.wrap(sentence, "")));
        List<FalsificationFinding> shown = result.findings()
                .subList(0, Math.min(MOST_SHOWN, result.findings().size()));
        for (FalsificationFinding finding : shown) {
            lines.add("");
            lines.addAll(LineWrap.wrap(
                    "✗ " + finding.assertion() + " (" + finding.measured().expression() + "): "
                            + VerdictWording.measuredValue(finding.measured()) + ", violated in " + finding.violated()
                            + " of "
                            + replications(finding.replications()),
                    ""));
            finding.schedule().sentences().forEach(sentence -> lines.addAll(LineWrap.wrap(sentence, "    ")));
        }
        int more = result.findings().size() - shown.size();
        if (more > 0) {
            lines.add("");
            lines.addAll(LineWrap.wrap(
                    more + (more == 1 ? " more cause" : " more causes")
                            + " of more or stronger faults; --format csv and" + " --out DIR list all.",
                    ""));
        }
        lines.add("");
        lines.addAll(LineWrap.wrap(note(), ""));
        if (result.found() && !written) {
            lines.addAll(LineWrap.wrap("--out DIR writes each finding as a scenario.", ""));
        }
        return lines;
    }

    private static String replications(int number) {
        return number == 1 ? "1 replication" : number + " replications";
    }

    private static String schedules(int number) {
        return number == 1 ? "1 schedule" : QuantityFormat.count(number) + " schedules";
    }

    /** Returns the findings in sentences, the most important first. */
    private List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        result.alreadyViolated()
                .forEach((assertion, violations) -> sentences.add("Already violated without an added fault: "
                        + assertion + ", in " + violations + " of " + replications(result.replications())
                        + "; it is not searched."));
        if (result.interrupted()) {
            sentences.add("Interrupted; found until then:");
        }
        int count = result.findings().size();
        sentences.add(
                count == 0
                        ? "No tried schedule violates an assertion."
                        : count == 1 ? "1 cause violates an assertion." : count + " causes violate an assertion.");
        return sentences;
    }

    private String note() {
        StringBuilder note = new StringBuilder("Tried: " + schedules(result.screenings())
                + " of one fault at its greatest strength ("
                + result.candidates().size()
                + (result.candidates().size() == 1 ? " fault applies), " : " faults apply), ")
                + QuantityFormat.count(result.random())
                + " at random, in all " + runs(result.done().size()) + ".");
        if (result.random() > 0 && result.randomViolations() == 0) {
            note.append(" Under this model, a random schedule violates an assertion with a probability of at most ")
                    .append(QuantityFormat.percent(result.upperLimit(confidence)))
                    .append(" (")
                    .append(QuantityFormat.percent(confidence))
                    .append(" confidence).");
        } else if (result.random() > 0) {
            note.append(' ')
                    .append(QuantityFormat.count(result.randomViolations()))
                    .append(" of the random schedules violate an assertion in their first run.");
        }
        if (result.unconfirmed() > 0) {
            note.append(" Not confirmed by ")
                    .append(result.required())
                    .append(" of ")
                    .append(replications(result.replications()))
                    .append(": ")
                    .append(QuantityFormat.count(result.unconfirmed()))
                    .append(result.unconfirmed() == 1 ? " violation." : " violations.");
        }
        if (result.rejected() > 0) {
            note.append(" Not accepted by the scenario: ")
                    .append(schedules(result.rejected()))
                    .append('.');
        }
        if (timed) {
            int tried = result.screenings() + result.random() + result.rejected();
            note.append(" The budget in time makes the number of schedules depend on the machine; --runs ")
                    .append(tried)
                    .append(" repeats this search.");
        }
        return note.toString();
    }

    private static String runs(int number) {
        return QuantityFormat.count(number) + (number == 1 ? " run" : " runs");
    }

    /** Returns the scenarios of the findings in UTF-8 by their names in the output folder. */
    public Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        result.findings()
                .forEach(finding -> finding.text()
                        .ifPresent(text -> files.put(file(finding), text.getBytes(StandardCharsets.UTF_8))));
        return files;
    }

    private static String file(FalsificationFinding finding) {
        return "findings/" + finding.name() + ".yaml";
    }

    private Table table() {
        return Table.of(result.findings())
                .text(Column.text("finding"), FalsificationFinding::name)
                .text(Column.text("assertion"), FalsificationFinding::assertion)
                .text(Column.text("cause"), FalsificationFinding::cause)
                .text(Column.text("schedule"), finding -> finding.schedule().toString())
                .text(Column.text("bound"), finding -> finding.measured().expression())
                .column(
                        Column.number("measured"),
                        finding -> Cell.of(finding.measured().value(), VerdictWording.measuredValue(finding.measured()))
                                .toned(OutcomeTone.BAD))
                .count(Column.number("violated"), FalsificationFinding::violated)
                .count(Column.number("replications"), FalsificationFinding::replications)
                .count(Column.number("schedules"), FalsificationFinding::occurrences)
                .text(Column.text("file"), finding -> finding.text().isPresent() ? file(finding) : "")
                .table();
    }

    @Override
    public Dataset data() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("experiment", FalsifySpec.NAME);
        facts.put("scenario", result.file().title());
        facts.put("digest", result.file().digest());
        facts.put("confidence", confidence);
        facts.put("faults", result.model().types().stream().map(FaultType::word).toList());
        facts.put("at_once", result.model().atOnce());
        facts.put("candidates", result.candidates().size());
        facts.put("single_schedules", result.screenings());
        facts.put("random_schedules", result.random());
        facts.put("random_violations", result.randomViolations());
        facts.put("unconfirmed", result.unconfirmed());
        facts.put("rejected", result.rejected());
        facts.put("runs", result.done().size());
        facts.put("already_violated", List.copyOf(result.alreadyViolated().keySet()));
        facts.put("findings", sentences());
        return new Dataset(facts, table());
    }

    @Override
    public ExperimentReport page(ReportFrame frame, List<Picture> pictures) {
        Part found = Part.chapter("Findings").with(table()).with(Note.of(note()));
        Table searched = Table.of(result.candidates())
                .text(Column.text("fault"), candidate -> candidate.type().word())
                .text(
                        Column.text("target"),
                        candidate -> candidate.target().isEmpty() ? "all users" : candidate.target())
                .text(Column.text("known from"), candidate -> candidate.type().source())
                .table();
        Part model = Part.chapter("Fault model").with(searched);
        OutcomeTone tone =
                result.found() ? OutcomeTone.BAD : result.interrupted() ? OutcomeTone.PLAIN : OutcomeTone.GOOD;
        return frame.report(
                sentences(),
                tone,
                List.of(found, ExperimentReport.charts(pictures, List.of()), model),
                result.done().size());
    }
}
