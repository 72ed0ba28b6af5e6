package dev.brownout.experiment;

import dev.brownout.chart.draw.Chart;
import dev.brownout.export.Dataset;
import dev.brownout.language.ScenarioFile;
import dev.brownout.summary.Block.Picture;
import dev.brownout.summary.ExperimentReport;
import dev.brownout.summary.Part;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Findings of an experiment in all output forms.
 *
 * @param experiment name of the experiment
 * @param confidence confidence level of the intervals
 * @param done completed trials
 * @param lines lines of the text form
 * @param data data of the JSON form and of the table in the folder
 * @param table data of the CSV form on standard output
 * @param charts draws the charts; called only if there is a folder
 * @param page creates the report page from its frame and the charts as pictures
 * @param files further files by their names in the folder
 * @param planned number of runs of the whole experiment; empty for a search
 */
public record ExperimentFindings(
        String experiment,
        ScenarioFile file,
        double confidence,
        List<Trial> done,
        List<String> lines,
        Dataset data,
        Dataset table,
        Supplier<List<Chart>> charts,
        BiFunction<ReportFrame, List<Picture>, ExperimentReport> page,
        Map<String, byte[]> files,
        Optional<PlannedRuns> planned) {
    /**
     * Number of runs of a whole experiment.
     *
     * @param noun unit, such as {@code replications}
     */
    public record PlannedRuns(int number, String noun) {}

    /**
     * Creates findings from their formatter.
     *
     * @param charts draws the charts; called only if there is a folder
     */
    public static ExperimentFindings of(
            String experiment,
            ScenarioFile file,
            double confidence,
            List<Trial> done,
            FindingsText text,
            Supplier<List<Chart>> charts) {
        return new ExperimentFindings(
                experiment, file, confidence, done, text.lines(), text.data(), charts, text::page, Optional.empty());
    }

    /** Creates findings without further files. */
    public ExperimentFindings(
            String experiment,
            ScenarioFile file,
            double confidence,
            List<Trial> done,
            List<String> lines,
            Dataset data,
            Supplier<List<Chart>> charts,
            BiFunction<ReportFrame, List<Picture>, ExperimentReport> page,
            Optional<PlannedRuns> planned) {
        this(
                experiment,
                file,
                confidence,
                done,
                lines,
                data,
                data,
                charts,
                page,
                Collections.emptySortedMap(),
                planned);
    }

    /**
     * Returns the findings with an additional result, first on the page and last on a terminal.
     *
     * @param name name of the fact in JSON
     * @param fact data of the JSON form
     * @param more lines of the text form
     * @param part part of the report page
     * @param pictures draws the charts of the result
     */
    public ExperimentFindings with(
            String name, Map<String, Object> fact, List<String> more, Part part, Supplier<List<Chart>> pictures) {
        Map<String, Object> facts = new LinkedHashMap<>(data.facts());
        facts.put(name, fact);
        List<String> extended = new ArrayList<>(lines);
        extended.add("");
        extended.addAll(more);
        Supplier<List<Chart>> drawn = () -> {
            List<Chart> all = new ArrayList<>(pictures.get());
            all.addAll(charts.get());
            return all;
        };
        BiFunction<ReportFrame, List<Picture>, ExperimentReport> extendedPage = (frame, images) -> {
            ExperimentReport report = page.apply(frame, images);
            List<Part> parts = new ArrayList<>(List.of(part));
            parts.addAll(report.parts());
            return report.withParts(parts);
        };
        return new ExperimentFindings(
                experiment,
                file,
                confidence,
                done,
                extended,
                new Dataset(facts, data.table()),
                new Dataset(facts, data.table()),
                drawn,
                extendedPage,
                files,
                planned);
    }

    /** Returns the findings with further files, by their names in the folder. */
    public ExperimentFindings withFiles(Map<String, byte[]> further) {
        Map<String, byte[]> more = new LinkedHashMap<>(files);
        more.putAll(further);
        return new ExperimentFindings(
                experiment, file, confidence, done, lines, data, table, charts, page, more, planned);
    }

    /** Returns the findings with other data of the CSV form. */
    public ExperimentFindings withTable(Dataset other) {
        return new ExperimentFindings(
                experiment, file, confidence, done, lines, data, other, charts, page, files, planned);
    }

    /** Returns why the findings of an interrupted experiment are partial, in a sentence. */
    public String partialReason() {
        String runs = done.size()
                + planned.map(all -> " of " + all.number() + " " + all.noun())
                        .orElse(done.size() == 1 ? " run" : " runs");
        return "Interrupted after " + runs + ": the results are partial.";
    }

    /** Returns the findings of an interrupted experiment, marked in each form. */
    public ExperimentFindings partial() {
        List<String> marked = new ArrayList<>(List.of(partialReason(), ""));
        marked.addAll(lines);
        return new ExperimentFindings(
                experiment,
                file,
                confidence,
                done,
                marked,
                data.partial(partialReason()),
                table.partial(partialReason()),
                charts,
                (frame, pictures) -> page.apply(frame, pictures).partial(partialReason()),
                files,
                planned);
    }
}
