package dev.brownout.experiment.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.ReplicationSummary;
import dev.brownout.experiment.RunSummary;
import dev.brownout.experiment.frontier.ParetoFrontier.Entry;
import dev.brownout.experiment.frontier.ParetoFrontier.Position;
import dev.brownout.language.Loader;
import dev.brownout.random.KeyedRandom;
import dev.brownout.result.ComponentResult.Measure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Positions of designs relative to the Pareto frontier. */
class ParetoFrontierTest {
    private static final List<FrontierObjective> OBJECTIVES = List.of(
            new FrontierObjective("all.cost", "$", true),
            new FrontierObjective("page.p99", "ns", true),
            new FrontierObjective("page.availability", "ratio", false));

    private static FrontierDesign design(String name, boolean complete, double[]... replications) {
        ReplicationSummary summary = new ReplicationSummary(name);
        for (double[] values : replications) {
            Map<String, Measure> numbers = new LinkedHashMap<>();
            if (!Double.isNaN(values[0])) {
                numbers.put("all.cost", new Measure(values[0], "$", ""));
            }
            numbers.put("page.p99", new Measure(values[1], "ns", ""));
            numbers.put("page.availability", new Measure(values[2], "ratio", ""));
            summary.add(new RunSummary(complete, Map.of(), numbers));
        }
        return new FrontierDesign(name, summary);
    }

    private static FrontierDesign exact(String name, double cost, double p99, double availability) {
        double[] values = {cost, p99, availability};
        return design(name, true, values, values);
    }

    private static List<String> names(ParetoFrontier frontier, Position position) {
        return frontier.at(position).stream().map(FrontierDesign::name).toList();
    }

    @Test
    void frontierIsSortedByCostAndDominatedDesignsNameAnUndominatedOne() {
        List<FrontierDesign> designs = List.of(
                exact("dear", 9, 10, 1),
                exact("cheap", 1, 90, 0.9),
                exact("beaten twice", 4, 95, 0.8),
                exact("beaten", 3, 90, 0.9),
                exact("middle", 5, 40, 0.99),
                exact("twin", 5, 40, 0.99),
                design("silent", true, new double[] {1, Double.NaN, 1}),
                design("stopped", false, new double[] {1, 1, 1}, new double[] {1, 1, 1}));
        ParetoFrontier frontier = ParetoFrontier.of(designs, OBJECTIVES, 0.95);
        assertThat(names(frontier, Position.FRONTIER)).containsExactly("cheap", "middle", "twin", "dear");
        assertThat(names(frontier, Position.DOMINATED)).containsExactly("beaten", "beaten twice");
        assertThat(names(frontier, Position.NO_DATA)).containsExactly("silent", "stopped");
        assertThat(frontier.entries())
                .filteredOn(entry -> entry.position() == Position.DOMINATED)
                .allMatch(entry -> entry.dominator().orElseThrow().name().equals("cheap"));
    }

    @Test
    void uncertainDifferencesAreNotDecided() {
        FrontierDesign first =
                design("first", true, new double[] {1, 10, 1}, new double[] {1, 14, 1}, new double[] {1, 12, 1});
        FrontierDesign second =
                design("second", true, new double[] {2, 11, 1}, new double[] {2, 12, 1}, new double[] {2, 13, 1});
        ParetoFrontier frontier = ParetoFrontier.of(List.of(second, first), OBJECTIVES, 0.95);
        assertThat(names(frontier, Position.FRONTIER)).containsExactly("first");
        assertThat(names(frontier, Position.UNDECIDED)).containsExactly("second");
    }

    /** Random exact designs: the frontier is the set of designs that no other one dominates. */
    @Test
    void frontierEqualsItsDefinition() {
        Random random = new Random(KeyedRandom.key(0, 0, "ParetoFrontierTest.frontierEqualsItsDefinition"));
        for (int round = 0; round < 60; round++) {
            List<double[]> values = new ArrayList<>();
            List<FrontierDesign> designs = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                double[] value = {random.nextInt(6), random.nextInt(6), random.nextInt(6) / 5.0};
                values.add(value);
                designs.add(exact("design " + i, value[0], value[1], value[2]));
            }
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) {
                double[] design = values.get(i);
                if (values.stream().noneMatch(other -> dominates(other, design))) {
                    expected.add("design " + i);
                }
            }
            ParetoFrontier frontier = ParetoFrontier.of(designs, OBJECTIVES, 0.95);
            assertThat(names(frontier, Position.FRONTIER)).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(names(frontier, Position.UNDECIDED)).isEmpty();
            for (Entry entry : frontier.entries()) {
                entry.dominator().ifPresent(dominator -> {
                    assertThat(expected).contains(dominator.name());
                    assertThat(dominates(
                                    values.get(designs.indexOf(dominator)),
                                    values.get(designs.indexOf(entry.design()))))
                            .isTrue();
                });
            }
        }
    }

    private static boolean dominates(double[] one, double[] other) {
        return one[0] <= other[0]
                && one[1] <= other[1]
                && one[2] >= other[2]
                && (one[0] < other[0] || one[1] < other[1] || one[2] > other[2]);
    }

    @Test
    void costIsLeftOutIfNoDesignHasOne() {
        List<FrontierDesign> designs = List.of(exact("a", Double.NaN, 10, 1), exact("b", Double.NaN, 20, 1));
        FrontierObjectives usual = FrontierObjectives.usual(designs);
        assertThat(usual.objectives())
                .extracting(FrontierObjective::metric)
                .containsExactly("page.p99", "page.availability");
        assertThat(usual.remark()).startsWith("No design has a cost");
        ParetoFrontier frontier = ParetoFrontier.of(designs, usual.objectives(), 0.95);
        assertThat(names(frontier, Position.DOMINATED)).containsExactly("b");
        FrontierObjectives named =
                FrontierObjectives.of(designs, List.of(Loader.metric("all.cost"), Loader.metric("page.availability")));
        assertThat(named.objectives()).hasSize(1);
        assertThat(named.remark()).startsWith("No design has a cost");
        assertThatThrownBy(() -> FrontierObjectives.of(designs, List.of(Loader.metric("page.p42"))))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("page.p42: no design has this metric; expected one of page.p99");
    }

    @Test
    void tooManyDesignsAreRejected() {
        List<FrontierDesign> many = Collections.nCopies(ParetoFrontier.MOST_DESIGNS + 1, exact("a", 1, 1, 1));
        assertThatThrownBy(() -> ParetoFrontier.of(many, OBJECTIVES, 0.95))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("at most 500 designs, not 501");
    }
}
