package dev.brownout.experiment.frontier;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.experiment.DesignMark;
import dev.brownout.chart.experiment.ParetoChart;
import dev.brownout.chart.experiment.ParetoChart.Axis;
import dev.brownout.chart.experiment.ParetoChart.Point;
import dev.brownout.chart.experiment.ParetoChart.Value;
import dev.brownout.chart.title.TitleText;
import dev.brownout.experiment.ConfidenceInterval;
import dev.brownout.experiment.frontier.ParetoFrontier.Entry;
import dev.brownout.experiment.frontier.ParetoFrontier.Position;
import java.util.List;
import java.util.Optional;

/** Chart of the Pareto frontier of designs in two or three objectives. */
public final class ParetoCharts {
    private ParetoCharts() {}

    /**
     * Returns the chart, not yet rendered; none if there is only one objective, or fewer than two designs have data.
     */
    public static List<Chart> charts(ParetoFrontier frontier, String subtitle) {
        return chart(frontier, subtitle).map(ParetoChart::chart).stream().toList();
    }

    /** Returns the data of the chart; empty if there is only one objective, or fewer than two designs have data. */
    static Optional<ParetoChart> chart(ParetoFrontier frontier, String subtitle) {
        List<FrontierObjective> objectives = frontier.objectives();
        List<Entry> shown = frontier.entries().stream()
                .filter(entry -> entry.position() != Position.NO_DATA)
                .toList();
        if (objectives.size() < 2 || shown.size() < 2) {
            return Optional.empty();
        }
        Optional<FrontierObjective> third = objectives.size() > 2 ? Optional.of(objectives.get(2)) : Optional.empty();
        return Optional.of(new ParetoChart(
                "frontier",
                title(frontier),
                subtitle,
                axis(objectives.get(0)),
                axis(objectives.get(1)),
                third.map(ParetoCharts::axis),
                shown.stream()
                        .map(entry -> new Point(
                                entry.design().name(),
                                value(objectives.get(0), entry.design(), frontier.interimConfidence()),
                                value(objectives.get(1), entry.design(), frontier.interimConfidence()),
                                third.map(objective ->
                                                objective.sample(entry.design()).mean())
                                        .orElse(Double.NaN),
                                mark(entry.position())))
                        .toList()));
    }

    private static Axis axis(FrontierObjective objective) {
        return new Axis(objective.metric(), objective.unit(), objective.lowerIsBetter());
    }

    private static Value value(FrontierObjective objective, FrontierDesign design, double confidence) {
        ConfidenceInterval interval = objective.interval(design, confidence);
        boolean single = design.summary().size() < 2;
        return new Value(
                interval.mean(), single ? interval.mean() : interval.low(), single ? interval.mean() : interval.high());
    }

    private static DesignMark mark(Position position) {
        return switch (position) {
            case FRONTIER -> DesignMark.FRONTIER;
            case DOMINATED -> DesignMark.DOMINATED;
            case UNDECIDED, NO_DATA -> DesignMark.UNDECIDED;
        };
    }

    private static String title(ParetoFrontier frontier) {
        int total = frontier.entries().size();
        int onFrontier = frontier.at(Position.FRONTIER).size();
        if (onFrontier == 0) {
            return "Pareto frontier: no design is decided";
        }
        String names = String.join(
                "; ",
                frontier.at(Position.FRONTIER).stream()
                        .map(FrontierDesign::name)
                        .toList());
        return TitleText.fitting(
                "Pareto frontier: " + names, onFrontier + " of " + total + " designs on the Pareto frontier");
    }
}
