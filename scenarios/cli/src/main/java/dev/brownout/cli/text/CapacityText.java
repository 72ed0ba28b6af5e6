package dev.brownout.cli.text;

import dev.brownout.experiment.CapacityResult;
import dev.brownout.experiment.Sweep;
import dev.brownout.export.Dataset;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.Sentences;
import dev.brownout.summary.Block.Picture;
import dev.brownout.summary.ExperimentReport;
import dev.brownout.summary.OutcomeTone;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Formatter of the results of a capacity search. */
public final class CapacityText {
    private final SweepText tried;
    private final Sweep sweep;
    private final List<String> findings;
    private final double confidence;

    /**
     * Creates the formatter of a search.
     *
     * @param sweep all designs that were tried
     * @param findings result of the search in sentences
     */
    public CapacityText(Sweep sweep, List<String> findings, double confidence) {
        this.tried = new SweepText(sweep);
        this.sweep = sweep;
        this.findings = List.copyOf(findings);
        this.confidence = confidence;
    }

    /** Returns the lines for a terminal; the findings are first. */
    public List<String> lines(boolean interrupted) {
        List<String> lines = new ArrayList<>(LineWrap.wrap(sweep.file().title(), ""));
        if (interrupted) {
            lines.add("Interrupted; tested until then:");
        }
        findings.forEach(one -> lines.addAll(LineWrap.wrap(Sentences.begun(one), "")));
        lines.add("");
        lines.addAll(tried.grid(0));
        lines.add("");
        lines.addAll(LineWrap.wrap("✓ met, ✗ violated, ? undecided: " + note(), ""));
        return lines;
    }

    private String note() {
        return "means of " + sweep.replicationsInWords()
                + (sweep.hasUnequalReplications() ? " (fewer for clearly overloaded designs)" : "")
                + "; all verdicts together have "
                + QuantityFormat.percent(confidence)
                + " confidence. The search assumes that a smaller load or a larger size never violates more.";
    }

    /** Returns the report page of the search. */
    public ExperimentReport page(ReportFrame page, CapacityResult found, List<Picture> pictures) {
        List<String> sentences = new ArrayList<>();
        if (found.interrupted()) {
            sentences.add("Interrupted; tested until then");
        }
        findings.forEach(one -> sentences.add(Sentences.begun(one)));
        OutcomeTone tone = found.interrupted() ? OutcomeTone.PLAIN : found.found() ? OutcomeTone.GOOD : OutcomeTone.BAD;
        return new SweepPage(sweep).capacity(page, sentences, tone, Sentences.begun(note()), pictures);
    }

    /** Returns the data for programs: the findings, and a row for each design that was tried. */
    public Dataset data() {
        Map<String, Object> facts = new LinkedHashMap<>(tried.data().facts());
        facts.put("experiment", "capacity");
        facts.put("confidence", confidence);
        facts.put("findings", findings);
        return new Dataset(facts, tried.data().table());
    }
}
