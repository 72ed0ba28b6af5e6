package dev.brownout.experiment.capacity;

import dev.brownout.experiment.FindingsText;
import dev.brownout.experiment.ReportFrame;
import dev.brownout.experiment.sweep.Sweep;
import dev.brownout.experiment.sweep.SweepPage;
import dev.brownout.experiment.sweep.SweepText;
import dev.brownout.export.Dataset;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.Sentences;
import dev.brownout.language.overlay.Variation;
import dev.brownout.language.overlay.Variation.Value;
import dev.brownout.summary.Block.Picture;
import dev.brownout.summary.ExperimentReport;
import dev.brownout.summary.OutcomeTone;
import dev.brownout.terminal.LineWrap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Formatter of the results of a capacity search. */
public final class CapacityText implements FindingsText {
    private final CapacityResult result;
    private final SweepText tried;
    private final Sweep sweep;
    private final List<String> findings;
    private final double confidence;

    /** Creates the formatter of a search that tried a design. */
    public CapacityText(CapacityResult result, double confidence) {
        this.result = result;
        this.sweep = result.searchResult().sweep();
        this.tried = new SweepText(sweep);
        this.findings = CapacityFindings.sentences(result);
        this.confidence = confidence;
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>(LineWrap.wrap(sweep.file().title(), ""));
        if (result.interrupted()) {
            lines.add("Interrupted; tested until then:");
        }
        findings.forEach(one -> lines.addAll(LineWrap.wrap(Sentences.capitalized(one), "")));
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

    @Override
    public ExperimentReport page(ReportFrame frame, List<Picture> pictures) {
        List<String> sentences = new ArrayList<>();
        if (result.interrupted()) {
            sentences.add("Interrupted; tested until then");
        }
        findings.forEach(one -> sentences.add(Sentences.capitalized(one)));
        OutcomeTone tone =
                result.interrupted() ? OutcomeTone.PLAIN : result.found() ? OutcomeTone.GOOD : OutcomeTone.BAD;
        return new SweepPage(sweep).capacity(frame, sentences, tone, Sentences.capitalized(note()), pictures);
    }

    @Override
    public Dataset data() {
        Map<String, Object> facts = new LinkedHashMap<>(tried.data().facts());
        facts.put("experiment", CapacitySpec.NAME);
        facts.put("confidence", confidence);
        facts.put("findings", findings);
        if (result instanceof LargestLoad load) {
            facts.put("loads", loads(load));
        } else if (result instanceof SmallestDesigns designs) {
            facts.put("designs", designs(designs));
        }
        return new Dataset(facts, tried.data().table());
    }

    /**
     * Returns the bracket of the largest load for each combination of the other settings; no number if there is none.
     */
    private static List<Map<String, Object>> loads(LargestLoad load) {
        List<Map<String, Object>> loads = new ArrayList<>();
        load.brackets().forEach((combination, bracket) -> {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("settings", values(load.others(), combination));
            facts.put("unit", load.peak().unit());
            facts.put("met_up_to", bracket.holds() > 0 ? bracket.holds() : Double.NaN);
            facts.put("violated_from", bracket.missed());
            loads.add(facts);
        });
        return loads;
    }

    private static List<Map<String, String>> designs(SmallestDesigns designs) {
        List<Variation> settings = designs.searchResult().variations();
        return designs.designs().stream()
                .map(design -> values(settings, design))
                .toList();
    }

    /** Returns the values of a design by the paths of the settings. */
    private static Map<String, String> values(List<Variation> settings, List<Value> design) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < settings.size(); i++) {
            values.put(settings.get(i).path(), design.get(i).text());
        }
        return values;
    }
}
