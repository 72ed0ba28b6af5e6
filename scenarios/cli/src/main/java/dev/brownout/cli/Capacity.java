package dev.brownout.cli;

import dev.brownout.chart.Chart;
import dev.brownout.language.layer.Variation;
import java.util.List;

/** A question about capacity: which load, or which design. */
interface Capacity {
    /** What is varied, in the order of the values of a design. */
    List<Variation> variations();

    /** How many verdicts the search needs at most; with the confidence spread over them, all are right together. */
    int tests();

    /** Tries designs until the question is answered, as far as they answer it. */
    void search(Designs designs);

    /** Whether something that holds was found. */
    boolean found();

    /** The answer in pictures. */
    default List<Chart> charts(Sweep tried) {
        return new SweepCharts(tried).all();
    }

    /** The answer in sentences, the most important first. */
    List<String> findings(Designs designs);
}
