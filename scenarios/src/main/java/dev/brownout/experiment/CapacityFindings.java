package dev.brownout.experiment;

import dev.brownout.experiment.LargestSearch.Bracket;
import dev.brownout.format.QuantityFormat;
import dev.brownout.language.overlay.Variation.Value;
import dev.brownout.result.SlaResult.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Formats the result of a capacity search as sentences, the most important first. */
public final class CapacityFindings {
    private static final double WIDE = 1.15;

    private final SearchResult tried;

    private CapacityFindings(SearchResult tried) {
        this.tried = tried;
    }

    /** Returns the sentences about a result. */
    public static List<String> of(CapacityResult capacity) {
        CapacityFindings findings = new CapacityFindings(capacity.tried());
        return capacity instanceof LargestLoad load
                ? findings.loads(load)
                : findings.designs((SmallestDesigns) capacity);
    }

    /**
     * Returns the sentence about the largest load for one combination of values of the other settings.
     *
     * @param other one of the keys of {@link LargestLoad#brackets}
     */
    public static String of(LargestLoad load, List<Value> other) {
        return new CapacityFindings(load.tried()).about(load, other);
    }

    private String about(LargestLoad load, List<Value> other) {
        String who = other.isEmpty() ? "" : "With " + ParameterGrid.words(load.others(), other) + ": ";
        return who + finding(load, load.brackets().get(other), other);
    }

    private List<String> loads(LargestLoad load) {
        List<String> sentences = new ArrayList<>();
        load.brackets().forEach((other, bracket) -> {
            sentences.add(about(load, other) + wide(bracket));
            double doubt = load.firstDoubt(other);
            if (Double.isFinite(doubt)) {
                sentences.add(first(load.at(other, doubt)));
            }
        });
        return sentences;
    }

    private String finding(LargestLoad load, Bracket bracket, List<Value> other) {
        if (bracket.holds() == 0) {
            double least = bracket.answers().keySet().iterator().next();
            return "no load that was tried holds every assertion, not even " + words(load, least);
        }
        String holds = "every assertion holds up to " + words(load, bracket.holds());
        if (!Double.isFinite(bracket.firstDoubt())) {
            return holds + ", the largest load tried";
        }
        String means = "; by the means alone up to " + words(load, load.byMeans(other));
        return holds
                + means
                + (Double.isFinite(bracket.missed())
                        ? "; from " + words(load, bracket.missed()) + " on one is missed"
                        : "; no load was tried at which one is surely missed");
    }

    private static String wide(Bracket bracket) {
        boolean closed = bracket.holds() > 0 && Double.isFinite(bracket.missed());
        return closed && bracket.missed() > WIDE * bracket.holds() ? " (more replications, -n, narrow that)" : "";
    }

    /** Returns the assertions that are not met in a design, with their measurements. */
    private String first(List<Value> design) {
        List<String> broken = new ArrayList<>();
        tried.sla(design).forEach((name, judgement) -> {
            if (judgement.verdict() != Verdict.PASS) {
                broken.add(name + " (" + judgement.together().expression() + ", " + measured(judgement) + ")");
            }
        });
        String where = design.get(design.size() - 1).text();
        return "first to break: " + String.join(", ", broken) + " at " + where;
    }

    private static String measured(AssertionEstimate judgement) {
        String unit = judgement.together().unit();
        return QuantityFormat.interval(judgement.value(), judgement.low(), judgement.high(), unit);
    }

    private static String words(LargestLoad load, double number) {
        return load.peak().at(number).text();
    }

    private List<String> designs(SmallestDesigns found) {
        if (!found.found() && !found.tooExpensive().isEmpty()) {
            return found.tooExpensive().stream()
                    .map(design -> "the design " + ParameterGrid.words(tried.variations(), design)
                            + " holds everything else, but costs too much")
                    .toList();
        }
        if (!found.found()) {
            return List.of("No design that was tried holds every assertion, not even the largest");
        }
        List<String> sentences = new ArrayList<>();
        for (List<Value> design : found.designs()) {
            String what = ParameterGrid.words(tried.variations(), design);
            String cost = found.minimised()
                    .map(metric -> cost(metric, tried.summaries().get(design)))
                    .orElse("");
            String next = found.minimised().isEmpty() ? "or " : "next: ";
            sentences.add((sentences.isEmpty() ? begin(found) : next) + what + cost);
        }
        return sentences;
    }

    private static String cost(String metric, ReplicationSummary summary) {
        return ", with " + metric + " "
                + QuantityFormat.of(
                        summary.sample(metric).mean(), summary.units().get(metric));
    }

    private static String begin(SmallestDesigns found) {
        if (found.designs().size() == 1) {
            return "The smallest design that holds is ";
        }
        return found.minimised().isEmpty() ? "The smallest designs that hold are " : "The best of those that hold is ";
    }
}
