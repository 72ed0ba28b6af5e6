package dev.brownout.experiment.sequential;

import dev.brownout.experiment.ExperimentFindings;
import dev.brownout.format.QuantityFormat;
import dev.brownout.summary.Block.Note;
import dev.brownout.summary.Part;
import dev.brownout.terminal.LineWrap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

    /** Returns findings with this outcome. */
    public ExperimentFindings addTo(ExperimentFindings findings) {
        return findings.with("stopping", fact(), lines(), part(), List::of);
    }
}
