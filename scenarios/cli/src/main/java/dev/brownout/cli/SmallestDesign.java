package dev.brownout.cli;

import dev.brownout.experiment.Answer;
import dev.brownout.experiment.SmallestSearch;
import dev.brownout.language.layer.Variation;
import dev.brownout.language.layer.Variation.Value;
import dev.brownout.wiring.ScenarioException;
import dev.brownout.wording.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Asks for the smallest designs that hold, and for the best of them by a metric. What a design may cost is no part of
 * the search, because more of a size costs more; it is asked of the smallest ones.
 */
final class SmallestDesign implements Capacity {
    private final List<Variation> sizes;
    private final SmallestSearch search;
    private final String metric;
    private final int tests;
    private final List<List<Value>> found = new ArrayList<>();
    private final List<List<Value>> tooExpensive = new ArrayList<>();

    /**
     * A question.
     *
     * @param metric what to minimise among the smallest designs; {@code null} for nothing
     */
    SmallestDesign(List<Variation> sizes, SmallestSearch search, String metric, int tests) {
        this.sizes = List.copyOf(sizes);
        this.search = search;
        this.metric = metric;
        this.tests = tests;
    }

    @Override
    public List<Variation> variations() {
        return sizes;
    }

    @Override
    public int tests() {
        return tests;
    }

    @Override
    public void search(Designs designs) {
        for (List<Integer> design : search.search(one -> designs.answerAtAnyPrice(point(one)))) {
            boolean affordable = designs.answer(point(design)) == Answer.HOLDS;
            (affordable ? found : tooExpensive).add(point(design));
        }
        if (metric != null) {
            found.sort(Comparator.comparingDouble(point -> cost(designs, point)));
        }
    }

    private List<Value> point(List<Integer> design) {
        List<Value> point = new ArrayList<>();
        for (int i = 0; i < design.size(); i++) {
            point.add(sizes.get(i).values().get(design.get(i)));
        }
        return point;
    }

    private double cost(Designs designs, List<Value> point) {
        double mean = designs.tried().get(point).sample(metric).mean();
        if (Double.isNaN(mean)) {
            throw new ScenarioException("metric", "--minimise " + metric + " has no data");
        }
        return mean;
    }

    @Override
    public boolean found() {
        return !found.isEmpty();
    }

    @Override
    public List<String> findings(Designs designs) {
        if (found.isEmpty() && !tooExpensive.isEmpty()) {
            return tooExpensive.stream()
                    .map(point ->
                            "the design " + Lattice.words(sizes, point) + " holds everything else, but costs too much")
                    .toList();
        }
        if (found.isEmpty()) {
            return List.of("No design that was tried holds every assertion, not even the largest");
        }
        List<String> sentences = new ArrayList<>();
        for (List<Value> point : found) {
            String what = Lattice.words(sizes, point);
            String cost = metric == null
                    ? ""
                    : ", with " + metric + " "
                            + Quantity.of(
                                    cost(designs, point),
                                    designs.tried().get(point).units().get(metric));
            String rank = sentences.isEmpty() ? first() : metric == null ? "or " : "next: ";
            sentences.add(rank + what + cost);
        }
        return sentences;
    }

    private String first() {
        if (found.size() == 1) {
            return "The smallest design that holds is ";
        }
        return metric == null ? "The smallest designs that hold are " : "The best of those that hold is ";
    }
}
