package dev.brownout.cli.sequential;

import dev.brownout.cli.text.LineWrap;
import dev.brownout.experiment.Difference;
import dev.brownout.experiment.ReplicationSummary;
import dev.brownout.experiment.Sweep;
import dev.brownout.experiment.VariantComparison;
import dev.brownout.experiment.sequential.SequentialRule;
import dev.brownout.format.QuantityFormat;
import dev.brownout.summary.Block.Note;
import dev.brownout.summary.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Formatter of the outcome of a stopping rule.
 *
 * @param rule stopping rule
 * @param unit name of the replications, such as {@code pairs of runs}
 * @param replications number of replications of each point or design
 * @param undecided number of points or designs with an undecided result
 * @param pairing sentence about the gain of common random numbers; empty for none
 */
public record StoppingText(
        SequentialRule rule, String unit, List<Integer> replications, long undecided, String pairing) {
    /** Copies the list. */
    public StoppingText {
        replications = List.copyOf(replications);
    }

    /** Creates the text about a comparison. */
    public static StoppingText of(SequentialRule rule, VariantComparison comparison) {
        return new StoppingText(
                rule,
                "pairs of runs",
                List.of(comparison.first().size()),
                comparison.isDecided(rule.share()) ? 0 : 1,
                pairing(comparison));
    }

    /**
     * Creates the text about the points of a sweep, or the designs of a search.
     *
     * @param verdictsOnly whether only verdicts on assertions count, as in a capacity search
     */
    public static StoppingText of(SequentialRule rule, Sweep sweep, boolean verdictsOnly) {
        List<List<ReplicationSummary>> finished =
                sweep.summaries().stream().filter(point -> !point.isEmpty()).toList();
        long undecided = finished.stream()
                .filter(point -> !point.stream()
                        .allMatch(summary -> summary.isDecided(rule.share(), sweep.confidence(), verdictsOnly)))
                .count();
        return new StoppingText(
                rule,
                "replications",
                finished.stream().map(point -> point.get(0).size()).toList(),
                undecided,
                "");
    }

    /** Returns a sentence about the variance that common random numbers remove; empty if nothing varies. */
    private static String pairing(VariantComparison comparison) {
        List<Difference> varying = comparison.summaries().stream()
                .skip(1)
                .flatMap(arm -> comparison.differences(arm.name()).stream())
                .filter(difference -> difference.varianceRemoved() < 1)
                .sorted((a, b) -> Double.compare(a.varianceRemoved(), b.varianceRemoved()))
                .toList();
        if (varying.isEmpty()) {
            return "";
        }
        Difference middle = varying.get(varying.size() / 2);
        double removed = middle.varianceRemoved();
        return "Common random numbers remove " + QuantityFormat.percent(removed)
                + " of the variance of the difference in "
                + middle.number() + " (the median of all): independent runs need "
                + String.format(Locale.ROOT, "%.1f", 1 / (1 - removed)) + " times as many.";
    }

    private int total() {
        return replications.stream().mapToInt(Integer::intValue).sum();
    }

    private int maximum() {
        return rule.most() * replications.size();
    }

    private int fixed() {
        return replications.stream().mapToInt(rule::fixedReplications).sum();
    }

    private String range() {
        IntStream counts = replications.stream().mapToInt(Integer::intValue);
        int least = counts.min().orElse(0);
        int greatest = replications.stream().mapToInt(Integer::intValue).max().orElse(0);
        String each = least == greatest ? "" + least : least + " to " + greatest;
        return replications.size() == 1 ? "" : " (" + each + " of " + rule.most() + " each)";
    }

    /** Returns the sentences. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        sentences.add("Stopped after " + QuantityFormat.count(total()) + " of at most "
                + QuantityFormat.count(maximum()) + " "
                + unit + range() + ": "
                + (undecided == 0
                        ? "each result is decided, or within " + QuantityFormat.percent(rule.share())
                        : undecided == 1 && replications.size() == 1
                                ? "a result is still undecided"
                                : undecided + " still have an undecided result")
                + ".");
        sentences.add("The error of " + QuantityFormat.percent(1 - rule.confidence()) + " is divided among "
                + rule.interimSizes().size() + " looks, so that each of them has "
                + QuantityFormat.percent(rule.interimConfidence()) + " confidence. Fixed in advance, about "
                + QuantityFormat.count(fixed()) + " give intervals of the same width.");
        if (!pairing.isEmpty()) {
            sentences.add(pairing);
        }
        return sentences;
    }

    /** Returns the lines for a terminal. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        sentences().forEach(sentence -> lines.addAll(LineWrap.wrap(sentence, "")));
        return lines;
    }

    /** Returns the part of a report page. */
    public Part part() {
        Part part = Part.chapter("Number of runs");
        for (String sentence : sentences()) {
            part = part.with(Note.of(sentence));
        }
        return part;
    }

    /** Returns the fact of the JSON form. */
    public Map<String, Object> fact() {
        Map<String, Object> fact = new LinkedHashMap<>();
        fact.put("precision", rule.share());
        fact.put("confidence", rule.confidence());
        fact.put("look_confidence", rule.interimConfidence());
        fact.put("looks", rule.interimSizes());
        fact.put("replications", total());
        fact.put("most", maximum());
        fact.put("fixed", fixed());
        fact.put("undecided", undecided);
        return fact;
    }
}
