package dev.brownout.chart.answer;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.experiment.LineChart;
import dev.brownout.chart.experiment.LineChart.Curve;
import dev.brownout.chart.experiment.SettingAxis;
import dev.brownout.chart.title.TitleText;
import dev.brownout.format.QuantityFormat;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.translation.Messages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Cost over load, for an answer about the load at which costs cross: the first metric that it quotes is a cost, and
 * some designs run at several loads. Variants with the same components and different loads are one design.
 */
final class CostOverLoad {
    /** Highest ratio of two loads on one linear axis. */
    private static final double SPAN = 20;

    private final QuotedMetric cost;
    private final RunResult result;
    private final Map<String, Map<Double, Double>> designs = new LinkedHashMap<>();
    private final SortedSet<Double> loads = new TreeSet<>();

    private CostOverLoad(QuotedMetric cost, RunResult result) {
        this.cost = cost;
        this.result = result;
        Map<String, List<Integer>> alike = new LinkedHashMap<>();
        cost.measured()
                .forEach(i -> alike.computeIfAbsent(components(result.variants().get(i)), key -> new ArrayList<>())
                        .add(i));
        for (List<Integer> variants : alike.values()) {
            Map<Double, Double> costs = new TreeMap<>();
            variants.forEach(
                    i -> costs.put(load(result.variants().get(i)), cost.values().get(i)));
            if (costs.size() > 1) {
                designs.put(
                        commonParts(variants.stream()
                                .map(i -> result.variants().get(i).name())
                                .toList()),
                        costs);
                loads.addAll(costs.keySet());
            }
        }
    }

    /** Returns the chart; empty if the answer is about something else. */
    static Optional<Chart> chart(QuotedMetric first, RunResult result) {
        if (!first.unit().startsWith("$")) {
            return Optional.empty();
        }
        CostOverLoad costs = new CostOverLoad(first, result);
        boolean several = costs.designs.size() > 1 && costs.loads.size() > 2;
        return several && costs.loads.last() <= SPAN * costs.loads.first()
                ? Optional.of(costs.chart())
                : Optional.empty();
    }

    private static String components(VariantResult variant) {
        return variant.run().resolved().stream()
                .filter(setting ->
                        variant.components().containsKey(setting.path().split("\\.", 2)[0]))
                .map(setting -> setting.path() + "=" + setting.value())
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    /** Returns the measured load, in requests per second. */
    private static double load(VariantResult variant) {
        return variant.requests().get("all").offered() / variant.run().measuredSeconds();
    }

    /** Returns the parts between commas that all names have; the first name if there are none. */
    private static String commonParts(List<String> names) {
        List<String> common = new ArrayList<>(List.of(names.get(0).split(", ")));
        names.forEach(name -> common.retainAll(List.of(name.split(", "))));
        return common.isEmpty() ? names.get(0) : String.join(", ", common);
    }

    private Chart chart() {
        List<Double> across = List.copyOf(loads);
        List<Curve> curves = new ArrayList<>();
        designs.forEach((name, costs) -> curves.add(new Curve(
                name,
                across.stream()
                        .map(load -> costs.getOrDefault(load, Double.NaN))
                        .toList(),
                Collections.nCopies(across.size(), 0.0))));
        return new LineChart(
                        AnswerChart.SLUG,
                        title(across),
                        result.scenario(),
                        new SettingAxis(
                                Messages.text("chart.measured_load"),
                                across.stream()
                                        .map(load -> QuantityFormat.format(load, "1/s"))
                                        .toList(),
                                across),
                        cost.name(),
                        cost.unit(),
                        false,
                        curves,
                        List.of())
                .chart();
    }

    /** Returns the cheapest design, or the load at which the lines of the cheapest designs cross. */
    private String title(List<Double> across) {
        List<String> cheapest = across.stream().map(this::cheapest).toList();
        String low = cheapest.get(0);
        String high = cheapest.get(cheapest.size() - 1);
        if (low.equals(high)) {
            return TitleText.fitting(Messages.text("chart.cheapest", low), cost.name());
        }
        int last = cheapest.lastIndexOf(low);
        double crossing = last + 1 == cheapest.indexOf(high)
                ? crossing(across.get(last), across.get(last + 1), low, high)
                : Double.NaN;
        return Double.isNaN(crossing)
                ? cost.name()
                : TitleText.fitting(
                        Messages.text("chart.cheaper_below", low, QuantityFormat.format(crossing, "1/s"), high),
                        cost.name());
    }

    /** Returns the load between two measured ones at which two lines cross; {@code NaN} if a value is missing. */
    private double crossing(double from, double to, String low, String high) {
        double before = difference(from, low, high);
        double after = difference(to, low, high);
        return from + (to - from) * before / (before - after);
    }

    private double difference(double load, String one, String other) {
        return designs.get(one).getOrDefault(load, Double.NaN)
                - designs.get(other).getOrDefault(load, Double.NaN);
    }

    private String cheapest(double load) {
        return designs.entrySet().stream()
                .filter(design -> design.getValue().containsKey(load))
                .min(Map.Entry.comparingByValue((one, other) -> Double.compare(one.get(load), other.get(load))))
                .map(Map.Entry::getKey)
                .orElse("");
    }
}
