package dev.brownout.experiment.compare;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.experiment.ForestPlot;
import dev.brownout.chart.experiment.ForestPlot.Column;
import dev.brownout.chart.experiment.ForestPlot.Entry;
import dev.brownout.chart.experiment.ForestPlot.Row;
import dev.brownout.chart.experiment.PointStyle;
import dev.brownout.chart.title.TitleText;
import dev.brownout.experiment.ConfidenceInterval;
import dev.brownout.experiment.Difference;
import dev.brownout.experiment.OptimizationDirection;
import dev.brownout.experiment.ReplicationSummary;
import dev.brownout.experiment.frontier.CostCharts;
import dev.brownout.experiment.frontier.FrontierDesign;
import dev.brownout.format.QuantityFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Charts of a comparison: the differences of each arm from the baseline, metric by metric, and the cost frontier. */
public final class ComparisonCharts {
    private static final int MAX_LISTED = 3;

    private final VariantComparison comparison;
    private final String title;
    private final List<ComparedArm> comparedArms = new ArrayList<>();

    /** An arm other than the baseline, with its differences by metric. */
    private record ComparedArm(
            ReplicationSummary summary, Map<String, Difference> differences, Map<String, PointStyle> marks) {
        long count(PointStyle mark) {
            return marks.values().stream()
                    .filter(pointStyle -> pointStyle == mark)
                    .count();
        }

        /** Returns a summary such as {@code 5 better, 1 worse}. */
        String finding() {
            List<String> counts = new ArrayList<>();
            if (count(PointStyle.GOOD) > 0) {
                counts.add(count(PointStyle.GOOD) + " better");
            }
            if (count(PointStyle.BAD) > 0) {
                counts.add(count(PointStyle.BAD) + " worse");
            }
            return counts.isEmpty() ? "no significant difference" : String.join(", ", counts);
        }

        /** Returns the first metrics with a mark, each with its baseline mean and the mean of this arm. */
        String changes(String word, PointStyle mark) {
            List<String> changes = marks.entrySet().stream()
                    .filter(entry -> entry.getValue() == mark)
                    .map(entry -> entry.getKey() + " goes " + change(differences.get(entry.getKey())))
                    .toList();
            int remaining = changes.size() - MAX_LISTED;
            return changes.isEmpty()
                    ? ""
                    : word + ": " + String.join(", ", changes.subList(0, Math.min(MAX_LISTED, changes.size())))
                            + (remaining > 0 ? " and " + remaining + " more" : "");
        }

        private static String change(Difference difference) {
            double from = difference.first().mean();
            double to = difference.second().mean();
            return "from " + QuantityFormat.distinguishable(from, to, difference.unit()) + " to "
                    + QuantityFormat.distinguishable(to, from, difference.unit());
        }
    }

    /**
     * Creates the charts of a comparison.
     *
     * @param title title of the comparison
     */
    public ComparisonCharts(VariantComparison comparison, String title) {
        this.comparison = comparison;
        this.title = title;
        for (ReplicationSummary arm :
                comparison.summaries().subList(1, comparison.summaries().size())) {
            List<Difference> allDifferences = comparison.differences(arm.name());
            SurvivorshipBias survivorshipBias = new SurvivorshipBias(comparison.first(), arm, comparison.confidence());
            List<Difference> significant = survivorshipBias.significant(allDifferences);
            Map<String, Difference> differences = byMetricName(allDifferences);
            Map<String, PointStyle> marks = new LinkedHashMap<>();
            differences.forEach((name, difference) -> marks.put(
                    name,
                    pointStyle(
                            difference, survivorshipBias.isMisleading(difference), significant.contains(difference))));
            comparedArms.add(new ComparedArm(arm, differences, marks));
        }
    }

    /**
     * Returns the differences by metric name. An assertion with the name of a metric precedes that metric and is
     * renamed.
     */
    private static Map<String, Difference> byMetricName(List<Difference> differences) {
        Map<String, Difference> byName = new LinkedHashMap<>();
        for (Difference difference : differences) {
            boolean ambiguous = differences.stream()
                            .filter(candidate -> candidate.number().equals(difference.number()))
                            .count()
                    > 1;
            String name = ambiguous && difference.equals(firstOf(differences, difference.number()))
                    ? "sla." + difference.number()
                    : difference.number();
            byName.put(name, difference);
        }
        return byName;
    }

    private static Difference firstOf(List<Difference> differences, String number) {
        return differences.stream()
                .filter(difference -> difference.number().equals(number))
                .findFirst()
                .orElseThrow();
    }

    private PointStyle pointStyle(Difference difference, boolean misleads, boolean significant) {
        if (misleads) {
            return PointStyle.UNJUDGED;
        }
        Optional<Boolean> improves =
                significant ? direction(difference).improves(difference.paired().mean()) : Optional.empty();
        return improves.map(better -> better ? PointStyle.GOOD : PointStyle.BAD).orElse(PointStyle.OPEN);
    }

    private OptimizationDirection direction(Difference difference) {
        return comparison.first().direction(difference.number());
    }

    /** Returns all charts, not yet rendered. */
    public List<Chart> all() {
        List<Chart> charts =
                new ArrayList<>(forests().stream().map(ForestPlot::chart).toList());
        List<FrontierDesign> choices = comparison.summaries().stream()
                .map(summary -> new FrontierDesign(summary.name(), summary))
                .toList();
        String chartSubtitle = title + " · means of " + comparison.first().size() + " replications";
        charts.addAll(CostCharts.charts(choices, comparison.confidence(), chartSubtitle));
        return charts;
    }

    /** Returns one sentence for each arm, about the metrics that are better and worse than in the baseline. */
    public List<String> findings() {
        return comparedArms.stream().map(this::finding).toList();
    }

    private String finding(ComparedArm arm) {
        String prefix =
                "'" + arm.summary().name() + "' against '" + comparison.first().name() + "': ";
        String changes = Stream.of(arm.changes("better", PointStyle.GOOD), arm.changes("worse", PointStyle.BAD))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
        return prefix
                + (changes.isEmpty()
                        ? "none of " + arm.marks().size() + " numbers is surely better or worse"
                        : changes);
    }

    /** Returns the mark for the difference of an arm in a metric: better, worse, or neither. */
    public PointStyle mark(String armName, String metric) {
        return arm(armName).marks().getOrDefault(metric, PointStyle.OPEN);
    }

    /** Returns the differences of an arm from the baseline, by metric name. */
    public Map<String, Difference> differences(String armName) {
        return arm(armName).differences();
    }

    private ComparedArm arm(String name) {
        return comparedArms.stream()
                .filter(arm -> arm.summary().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the data of the forest plots. */
    public List<ForestPlot> forests() {
        Set<String> metricNames = new LinkedHashSet<>();
        comparedArms.forEach(arm -> metricNames.addAll(arm.differences().keySet()));
        List<String> metrics = List.copyOf(metricNames);
        int pages = (comparedArms.size() + ForestPlot.MOST_COLUMNS - 1) / ForestPlot.MOST_COLUMNS;
        int columnsPerPage = (comparedArms.size() + pages - 1) / pages;
        List<ForestPlot> forests = new ArrayList<>();
        for (int row = 0; row < metrics.size(); row += ForestPlot.MOST_ROWS) {
            List<String> pageMetrics = metrics.subList(row, Math.min(metrics.size(), row + ForestPlot.MOST_ROWS));
            for (int column = 0; column < comparedArms.size(); column += columnsPerPage) {
                int end = Math.min(comparedArms.size(), column + columnsPerPage);
                String slug = "compare" + (forests.isEmpty() ? "" : "-" + (forests.size() + 1));
                forests.add(forest(slug, pageMetrics, comparedArms.subList(column, end)));
            }
        }
        return forests;
    }

    private ForestPlot forest(String slug, List<String> metrics, List<ComparedArm> arms) {
        List<Row> rows = new ArrayList<>();
        for (String metric : metrics) {
            List<Entry> entries = arms.stream().map(arm -> entry(arm, metric)).toList();
            Difference baselineDifference = comparedArms.stream()
                    .map(arm -> arm.differences().get(metric))
                    .filter(difference -> difference != null)
                    .findFirst()
                    .orElseThrow();
            rows.add(new Row(
                    metric,
                    QuantityFormat.format(baselineDifference.first().mean(), baselineDifference.unit()),
                    entries));
        }
        List<Column> columns = arms.stream()
                .map(arm -> new Column(arm.summary().name(), arm.finding()))
                .toList();
        return new ForestPlot(
                slug, forestTitle(arms), subtitle(), comparison.first().name(), rows, columns);
    }

    private Entry entry(ComparedArm arm, String metric) {
        Difference difference = arm.differences().get(metric);
        if (difference == null) {
            return new Entry(Double.NaN, Double.NaN, Double.NaN, PointStyle.UNJUDGED, "");
        }
        double baselineMean = difference.first().mean();
        ConfidenceInterval interval = difference.interval(comparison.confidence());
        return new Entry(
                share(baselineMean, interval.mean()),
                share(baselineMean, interval.low()),
                share(baselineMean, interval.high()),
                arm.marks().get(metric),
                QuantityFormat.distinguishable(difference.second().mean(), baselineMean, difference.unit()));
    }

    /** Returns the value after a difference as a share of the base. */
    private static double share(double base, double difference) {
        return difference == 0 ? 1 : (base + difference) / base;
    }

    private String forestTitle(List<ComparedArm> arms) {
        String baselineName = comparison.first().name();
        String several = "Differences of " + arms.size() + " variants from '" + baselineName + "'";
        if (arms.size() > 1) {
            return TitleText.fitting(several, "Differences of " + arms.size() + " variants");
        }
        ComparedArm arm = arms.get(0);
        return TitleText.fitting(
                "'" + arm.summary().name() + "' vs '" + baselineName + "': " + arm.finding(),
                arm.summary().name() + ": " + arm.finding());
    }

    private String subtitle() {
        return title + " · differences of " + comparison.first().size() + " pairs of runs with common random numbers, "
                + QuantityFormat.percent(comparison.confidence()) + " confidence intervals";
    }
}
