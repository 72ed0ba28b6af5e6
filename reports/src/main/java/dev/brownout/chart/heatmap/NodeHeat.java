package dev.brownout.chart.heatmap;

import dev.brownout.chart.draw.AxisScale;
import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.model.EventRail;
import dev.brownout.chart.model.ResultLookup;
import dev.brownout.result.RunResult;
import dev.brownout.result.Series;
import dev.brownout.result.Series.Column;
import dev.brownout.result.VariantResult;
import dev.brownout.translation.Messages;
import dev.brownout.translation.SentenceTranslation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Heat map of the utilization or occupancy of many nodes over time, with a row for each node. Lines would overlap. */
public final class NodeHeat {
    private static final double[] LEVELS = {0, 0.2, 0.4, 0.6, 0.8, 0.95};
    /** Minimum distance of a node from the median node for a prominent label: a step of the levels. */
    private static final double NOTABLE = 0.2;

    private static final List<String> NAMES = List.of("< 20 %", "≥ 20 %", "≥ 40 %", "≥ 60 %", "≥ 80 %", "≥ 95 %");

    private final List<String> names;
    private final List<VariantResult> variants;
    private final StepColumns columns;

    private NodeHeat(RunResult result, List<String> names) {
        this.names = names;
        this.variants = result.variants().stream().filter(this::shows).toList();
        this.columns = new StepColumns(result.variants());
    }

    /**
     * Creates the chart.
     *
     * @param title finding of the chart
     * @param names columns of the nodes
     * @param labels labels of the columns
     * @param lines the same data as lines, for readers of the data
     */
    public static Chart chart(
            String slug,
            String title,
            RunResult result,
            List<String> names,
            List<String> labels,
            List<Chart.Line> lines) {
        NodeHeat heat = new NodeHeat(result, names);
        List<HeatMapChart.Panel> panels = heat.variants.stream()
                .map(variant -> new HeatMapChart.Panel("", EventRail.of(List.of(variant)), heat.cells(variant)))
                .toList();
        List<AxisScale.Tick> ticks = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            String name = labels.get(i).substring(labels.get(i).indexOf('/') + 1);
            ticks.add(0, new AxisScale.Tick(labels.size() - i - 0.5, name));
        }
        Optional<AxisScale.Tick> hottest =
                heat.hottest().map(name -> ticks.get(names.size() - 1 - names.indexOf(name)));
        String of = names.get(0).substring(names.get(0).lastIndexOf('.') + 1);
        return new HeatMapChart(
                        title,
                        Messages.text("chart.each_node", SentenceTranslation.metric(of)) + result.scenario(),
                        NAMES,
                        new HeatMapChart.Rows(names.size(), ticks, hottest),
                        heat.columns.time(),
                        HeatMapChart.Panel.join(panels, heat.variants))
                .chart(slug)
                .with(lines);
    }

    /** Returns the column of the node that is farthest above the median node of a variant, if it is notably so. */
    private Optional<String> hottest() {
        Optional<String> hottest = Optional.empty();
        double largest = NOTABLE;
        for (VariantResult variant : variants) {
            ResultLookup lookup = new ResultLookup(variant);
            Map<String, Double> means = new LinkedHashMap<>();
            names.forEach(name -> column(variant, name)
                    .map(lookup::overall)
                    .filter(mean -> !mean.isNaN())
                    .ifPresent(mean -> means.put(name, mean)));
            List<Double> ascending = means.values().stream().sorted().toList();
            int last = ascending.size() - 1;
            double excess = last < 0 ? 0 : ascending.get(last) - ascending.get(last / 2);
            if (excess > largest) {
                largest = excess;
                hottest = means.keySet().stream().reduce((one, next) -> means.get(next) < means.get(one) ? one : next);
            }
        }
        return hottest;
    }

    private boolean shows(VariantResult variant) {
        return names.stream().anyMatch(name -> column(variant, name).isPresent());
    }

    private static Optional<Column> column(VariantResult variant, String name) {
        return variant.series().columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst();
    }

    /** Returns the levels of the cells. The first node is in the highest row. */
    private int[][] cells(VariantResult variant) {
        int[][] cells = new int[names.size()][columns.count()];
        for (int i = 0; i < names.size(); i++) {
            int[] row = cells[names.size() - 1 - i];
            Optional<Column> nodeColumn = column(variant, names.get(i));
            for (int column = 0; nodeColumn.isPresent() && column < row.length; column++) {
                double busy = busy(nodeColumn.get(), columns.firstStep(column), columns.firstStep(column + 1));
                for (double level : LEVELS) {
                    row[column] += busy >= level ? 1 : 0;
                }
            }
        }
        return cells;
    }

    /** Returns the utilization or occupancy over some intervals; {@code NaN} if the node did not exist. */
    private static double busy(Column column, int from, int to) {
        int end = Math.min(to, column.values().length);
        if (column.kind() == Series.Kind.RATIO) {
            double numerator = 0;
            double denominator = 0;
            for (int i = from; i < end; i++) {
                numerator += column.numerators()[i];
                denominator += column.denominators()[i];
            }
            return denominator == 0 ? Double.NaN : numerator / denominator;
        }
        return Arrays.stream(column.values(), Math.min(from, end), end)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }
}
