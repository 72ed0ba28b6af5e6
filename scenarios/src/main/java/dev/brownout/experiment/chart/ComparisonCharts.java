package dev.brownout.experiment.chart;

import dev.brownout.chart.Chart;
import dev.brownout.chart.experiment.ForestPlot;
import dev.brownout.chart.experiment.ForestPlot.Column;
import dev.brownout.chart.experiment.ForestPlot.Entry;
import dev.brownout.chart.experiment.ForestPlot.Row;
import dev.brownout.chart.experiment.PointStyle;
import dev.brownout.experiment.ConfidenceInterval;
import dev.brownout.experiment.Difference;
import dev.brownout.experiment.OptimizationDirection;
import dev.brownout.experiment.ReplicationSummary;
import dev.brownout.experiment.SurvivorshipBias;
import dev.brownout.experiment.VariantComparison;
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
    private static final int MOST_TOLD = 3;

    private final VariantComparison comparison;
    private final String title;
    private final List<Other> others = new ArrayList<>();

    /** An arm other than the baseline, with its differences by metric. */
    private record Other(
            ReplicationSummary summary, Map<String, Difference> differences, Map<String, PointStyle> marks) {
        long count(PointStyle mark) {
            return marks.values().stream().filter(one -> one == mark).count();
        }

        /** Returns a summary such as {@code 5 better, 1 worse}. */
        String finding() {
            List<String> told = new ArrayList<>();
            if (count(PointStyle.GOOD) > 0) {
                told.add(count(PointStyle.GOOD) + " better");
            }
            if (count(PointStyle.BAD) > 0) {
                told.add(count(PointStyle.BAD) + " worse");
            }
            return told.isEmpty() ? "no sure difference" : String.join(", ", told);
        }

        /** Returns the first metrics with a mark, each with its baseline mean and the mean of this arm. */
        String told(String word, PointStyle mark) {
            List<String> all = marks.entrySet().stream()
                    .filter(one -> one.getValue() == mark)
                    .map(one -> one.getKey() + " goes " + change(differences.get(one.getKey())))
                    .toList();
            int more = all.size() - MOST_TOLD;
            return all.isEmpty()
                    ? ""
                    : word + ": " + String.join(", ", all.subList(0, Math.min(MOST_TOLD, all.size())))
                            + (more > 0 ? " and " + more + " more" : "");
        }

        private static String change(Difference one) {
            double from = one.first().mean();
            double to = one.second().mean();
            return "from " + QuantityFormat.beside(from, to, one.unit()) + " to "
                    + QuantityFormat.beside(to, from, one.unit());
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
        for (ReplicationSummary other :
                comparison.summaries().subList(1, comparison.summaries().size())) {
            List<Difference> all = comparison.differences(other.name());
            SurvivorshipBias survivors = new SurvivorshipBias(comparison.first(), other, comparison.confidence());
            List<Difference> sure = survivors.significant(all);
            Map<String, Difference> differences = named(all);
            Map<String, PointStyle> marks = new LinkedHashMap<>();
            differences.forEach((name, one) -> marks.put(name, mark(one, survivors.mislead(one), sure.contains(one))));
            others.add(new Other(other, differences, marks));
        }
    }

    /**
     * Returns the differences by metric name. An assertion with the name of a metric precedes that metric and is
     * renamed.
     */
    private static Map<String, Difference> named(List<Difference> all) {
        Map<String, Difference> named = new LinkedHashMap<>();
        for (Difference one : all) {
            boolean twice = all.stream()
                            .filter(other -> other.number().equals(one.number()))
                            .count()
                    > 1;
            String name = twice && one.equals(first(all, one.number())) ? "sla." + one.number() : one.number();
            named.put(name, one);
        }
        return named;
    }

    private static Difference first(List<Difference> all, String number) {
        return all.stream()
                .filter(one -> one.number().equals(number))
                .findFirst()
                .orElseThrow();
    }

    private PointStyle mark(Difference one, boolean misleads, boolean sure) {
        if (misleads) {
            return PointStyle.UNJUDGED;
        }
        Optional<Boolean> improves = sure ? better(one).improves(one.paired().mean()) : Optional.empty();
        return improves.map(better -> better ? PointStyle.GOOD : PointStyle.BAD).orElse(PointStyle.OPEN);
    }

    private OptimizationDirection better(Difference one) {
        return comparison.first().better(one.number());
    }

    /** Returns all charts; none is rendered yet. */
    public List<Chart> all() {
        List<Chart> charts =
                new ArrayList<>(forests().stream().map(ForestPlot::chart).toList());
        List<CostCharts.Choice> choices = comparison.summaries().stream()
                .map(one -> new CostCharts.Choice(one.name(), one))
                .toList();
        String means = title + " · means of " + comparison.first().size() + " replications";
        charts.addAll(CostCharts.of(choices, comparison.confidence(), means));
        return charts;
    }

    /** Returns one sentence for each arm, about the metrics that are better and worse than in the baseline. */
    public List<String> findings() {
        return others.stream().map(this::finding).toList();
    }

    private String finding(Other other) {
        String who = "'" + other.summary().name() + "' against '"
                + comparison.first().name() + "': ";
        String told = Stream.of(other.told("better", PointStyle.GOOD), other.told("worse", PointStyle.BAD))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining("; "));
        return who + (told.isEmpty() ? "none of " + other.marks().size() + " numbers is surely better or worse" : told);
    }

    /** Returns the mark for the difference of an arm in a metric: better, worse, or neither. */
    public PointStyle mark(String other, String number) {
        return other(other).marks().getOrDefault(number, PointStyle.OPEN);
    }

    /** Returns the differences of an arm from the baseline, by metric name. */
    public Map<String, Difference> differences(String other) {
        return other(other).differences();
    }

    private Other other(String name) {
        return others.stream()
                .filter(one -> one.summary().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the data of the forest plots. */
    public List<ForestPlot> forests() {
        Set<String> numbers = new LinkedHashSet<>();
        others.forEach(other -> numbers.addAll(other.differences().keySet()));
        List<String> all = List.copyOf(numbers);
        int papers = (others.size() + ForestPlot.MOST_COLUMNS - 1) / ForestPlot.MOST_COLUMNS;
        int wide = (others.size() + papers - 1) / papers;
        List<ForestPlot> forests = new ArrayList<>();
        for (int row = 0; row < all.size(); row += ForestPlot.MOST_ROWS) {
            List<String> some = all.subList(row, Math.min(all.size(), row + ForestPlot.MOST_ROWS));
            for (int column = 0; column < others.size(); column += wide) {
                int end = Math.min(others.size(), column + wide);
                String slug = "compare" + (forests.isEmpty() ? "" : "-" + (forests.size() + 1));
                forests.add(forest(slug, some, others.subList(column, end)));
            }
        }
        return forests;
    }

    private ForestPlot forest(String slug, List<String> numbers, List<Other> some) {
        List<Row> rows = new ArrayList<>();
        for (String number : numbers) {
            List<Entry> entries =
                    some.stream().map(other -> entry(other, number)).toList();
            Difference any = others.stream()
                    .map(other -> other.differences().get(number))
                    .filter(one -> one != null)
                    .findFirst()
                    .orElseThrow();
            rows.add(new Row(number, QuantityFormat.of(any.first().mean(), any.unit()), entries));
        }
        List<Column> columns = some.stream()
                .map(other -> new Column(other.summary().name(), other.finding()))
                .toList();
        return new ForestPlot(
                slug, sentence(some), subtitle(), comparison.first().name(), rows, columns);
    }

    private Entry entry(Other other, String number) {
        Difference one = other.differences().get(number);
        if (one == null) {
            return new Entry(Double.NaN, Double.NaN, Double.NaN, PointStyle.UNJUDGED, "");
        }
        double base = one.first().mean();
        ConfidenceInterval interval = one.interval(comparison.confidence());
        return new Entry(
                share(base, interval.mean()),
                share(base, interval.low()),
                share(base, interval.high()),
                other.marks().get(number),
                QuantityFormat.beside(one.second().mean(), base, one.unit()));
    }

    /** Returns the value after a difference as a share of the base. */
    private static double share(double base, double difference) {
        return difference == 0 ? 1 : (base + difference) / base;
    }

    private String sentence(List<Other> some) {
        String first = comparison.first().name();
        if (some.size() == 1) {
            Other other = some.get(0);
            return "'" + other.summary().name() + "' against '" + first + "': of "
                    + other.marks().size() + " numbers " + other.finding();
        }
        return "Against '" + first + "': "
                + String.join(
                        "; ",
                        some.stream()
                                .map(other -> other.summary().name() + " " + other.finding())
                                .toList());
    }

    private String subtitle() {
        return title + " · differences of " + comparison.first().size() + " pairs of runs on the same draws, with "
                + QuantityFormat.percent(comparison.confidence()) + " intervals";
    }
}
