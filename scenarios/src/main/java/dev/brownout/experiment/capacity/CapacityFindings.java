package dev.brownout.experiment.capacity;

import dev.brownout.experiment.AssertionEstimate;
import dev.brownout.experiment.ParameterGrid;
import dev.brownout.experiment.ReplicationSummary;
import dev.brownout.experiment.capacity.LargestSearch.Bracket;
import dev.brownout.format.MetricUnit;
import dev.brownout.format.QuantityFormat;
import dev.brownout.language.overlay.Variation.Value;
import dev.brownout.result.SlaResult.Verdict;
import dev.brownout.translation.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Formats the result of a capacity search as sentences, the most important first. */
public final class CapacityFindings {
    private static final double WIDE_BRACKET = 1.15;

    private final SearchResult tried;

    private CapacityFindings(SearchResult tried) {
        this.tried = tried;
    }

    /** Returns the sentences about a result. */
    public static List<String> sentences(CapacityResult capacity) {
        CapacityFindings findings = new CapacityFindings(capacity.searchResult());
        return capacity instanceof LargestLoad load
                ? findings.loadSentences(load)
                : findings.designSentences((SmallestDesigns) capacity);
    }

    private String sentence(LargestLoad load, List<Value> combination) {
        String prefix = combination.isEmpty() ? "" : "With " + ParameterGrid.format(load.others(), combination) + ": ";
        return prefix + finding(load, load.brackets().get(combination), combination);
    }

    private List<String> loadSentences(LargestLoad load) {
        List<String> sentences = new ArrayList<>();
        load.brackets().forEach((combination, bracket) -> {
            sentences.add(sentence(load, combination) + precisionHint(bracket));
            List<String> unmet = new ArrayList<>();
            double doubtfulLoad = load.firstDoubt(combination);
            if (Double.isFinite(doubtfulLoad)) {
                String values = values(load.at(combination, doubtfulLoad), Verdict.UNDECIDED::equals);
                unmet.add("undecided from " + loadText(load, doubtfulLoad) + values);
            }
            if (Double.isFinite(bracket.missed())) {
                String values = values(
                        load.at(combination, bracket.missed()),
                        verdict -> verdict != Verdict.PASS && verdict != Verdict.UNDECIDED);
                unmet.add("violated from " + loadText(load, bracket.missed()) + values);
            }
            if (!unmet.isEmpty()) {
                sentences.add(String.join(", ", unmet));
            }
        });
        return sentences;
    }

    private String finding(LargestLoad load, Bracket bracket, List<Value> combination) {
        if (bracket.holds() == 0) {
            double smallestLoad = bracket.answers().keySet().iterator().next();
            return "no tested load meets all assertions, not even " + loadText(load, smallestLoad);
        }
        String holds = "all assertions are met up to " + loadText(load, bracket.holds());
        if (!Double.isFinite(bracket.firstDoubt())) {
            return holds + ", the largest tested load";
        }
        String byMeans = "; point estimate " + loadText(load, load.byMeans(combination));
        return holds + byMeans + (Double.isFinite(bracket.missed()) ? "" : "; no tested load certainly violates one");
    }

    private static String precisionHint(Bracket bracket) {
        boolean closed = bracket.holds() > 0 && Double.isFinite(bracket.missed());
        return closed && bracket.missed() > WIDE_BRACKET * bracket.holds()
                ? " (more replications, -n, narrow this range)"
                : "";
    }

    /**
     * Returns the values of the assertions of a design with one of some verdicts, with half widths and bounds, in
     * parentheses after a space; empty if there are none. A single assertion has no name.
     */
    private String values(List<Value> design, Predicate<Verdict> verdicts) {
        Map<String, AssertionEstimate> all = tried.sla(design);
        List<String> values = new ArrayList<>();
        all.forEach((name, estimate) -> {
            if (verdicts.test(estimate.verdict())) {
                values.add((all.size() == 1 ? "" : name + " ") + value(estimate));
            }
        });
        return values.isEmpty() ? "" : " (" + String.join("; ", values) + ")";
    }

    private static String value(AssertionEstimate estimate) {
        String unit = MetricUnit.displayUnit(estimate.combined());
        String bound = QuantityFormat.format(estimate.combined().bound(), unit);
        return QuantityFormat.interval(estimate.value(), estimate.low(), estimate.high(), unit) + ", "
                + Messages.text("verdict.bound", bound);
    }

    private static String loadText(LargestLoad load, double number) {
        return load.peak().withNumber(number).text();
    }

    private List<String> designSentences(SmallestDesigns result) {
        if (!result.found() && !result.tooExpensive().isEmpty()) {
            return result.tooExpensive().stream()
                    .map(design -> "the design " + ParameterGrid.format(tried.variations(), design)
                            + " meets all assertions except those on cost")
                    .toList();
        }
        if (!result.found()) {
            return List.of("No tested design meets all assertions, not even the largest");
        }
        List<String> sentences = new ArrayList<>();
        for (List<Value> design : result.designs()) {
            String designText = ParameterGrid.format(tried.variations(), design);
            String cost = result.minimised()
                    .map(metric -> cost(metric, tried.summaries().get(design)))
                    .orElse("");
            String connective = result.minimised().isEmpty() ? "or " : "next: ";
            sentences.add((sentences.isEmpty() ? opening(result) : connective) + designText + cost);
        }
        return sentences;
    }

    private static String cost(String metric, ReplicationSummary summary) {
        return ", with " + metric + " "
                + QuantityFormat.format(
                        summary.sample(metric).mean(), summary.units().get(metric));
    }

    private static String opening(SmallestDesigns result) {
        if (result.designs().size() == 1) {
            return "The smallest design that meets all assertions: ";
        }
        return result.minimised().isEmpty()
                ? "The smallest designs that meet all assertions: "
                : "The best design that meets all assertions: ";
    }
}
