package dev.brownout.experiment.frontier;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.experiment.FrontierChart;
import dev.brownout.chart.experiment.FrontierChart.Design;
import dev.brownout.chart.experiment.LineChart.LimitLine;
import dev.brownout.chart.experiment.PointStyle;
import dev.brownout.chart.title.TitleText;
import dev.brownout.experiment.AssertionEstimate;
import dev.brownout.experiment.DesignVerdict;
import dev.brownout.experiment.SweepFindings;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.Slug;
import dev.brownout.result.SlaResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cost frontier charts: a latency and an availability of some designs over their cost. There are no charts if no design
 * has a cost or all cost the same. A metric that does not vary has no chart.
 */
public final class CostCharts {
    private static final String COST = "all.cost";

    private final List<FrontierDesign> choices;
    private final double confidence;
    private final String subtitle;
    private final Optional<String> costAssertion;

    /** A benefit plotted against the cost: a metric, or the metric of an assertion. */
    private record Benefit(String name, String unit, boolean more, Optional<SlaResult> sla) {}

    private CostCharts(List<FrontierDesign> choices, double confidence, String subtitle) {
        this.choices = choices;
        this.confidence = confidence;
        this.subtitle = subtitle;
        this.costAssertion = estimates(choices.get(0)).entrySet().stream()
                .filter(entry -> entry.getValue().combined().unit().startsWith("$"))
                .map(Map.Entry::getKey)
                .filter(name ->
                        choices.stream().allMatch(choice -> estimates(choice).containsKey(name)))
                .findFirst();
    }

    /** Returns all charts, not yet rendered. */
    public static List<Chart> charts(List<FrontierDesign> choices, double confidence, String subtitle) {
        return frontiers(choices, confidence, subtitle).stream()
                .map(FrontierChart::chart)
                .toList();
    }

    /** Returns the data of all charts. */
    public static List<FrontierChart> frontiers(List<FrontierDesign> choices, double confidence, String subtitle) {
        if (choices.isEmpty()) {
            return List.of();
        }
        CostCharts charts = new CostCharts(choices, confidence, subtitle);
        if (!SweepFindings.vary(List.of(charts.costs()), false)) {
            return List.of();
        }
        List<FrontierChart> all = new ArrayList<>();
        charts.latency().ifPresent(benefit -> charts.frontier(benefit).ifPresent(all::add));
        charts.availability().ifPresent(benefit -> charts.frontier(benefit).ifPresent(all::add));
        return all;
    }

    private List<Double> costs() {
        return choices.stream().filter(this::hasCost).map(this::cost).toList();
    }

    private boolean hasCost(FrontierDesign choice) {
        return costAssertion.isPresent() || choice.summary().units().containsKey(COST);
    }

    /** Returns the cost with an assertion, or else the total cost. */
    private double cost(FrontierDesign choice) {
        return costAssertion
                .map(name -> estimates(choice).get(name).value())
                .orElseGet(() -> choice.summary().sample(COST).mean());
    }

    private Map<String, AssertionEstimate> estimates(FrontierDesign choice) {
        return choice.summary().sla(confidence);
    }

    private Optional<Benefit> latency() {
        return assertedBenefit("ns", false).or(() -> metricBenefit(".p99", false));
    }

    private Optional<Benefit> availability() {
        return assertedBenefit("ratio", true).or(() -> metricBenefit(".availability", true));
    }

    private Optional<Benefit> assertedBenefit(String unit, boolean availability) {
        return estimates(choices.get(0)).entrySet().stream()
                .filter(entry -> entry.getValue().combined().unit().equals(unit))
                .filter(entry ->
                        SweepFindings.isAvailability(entry.getValue().combined().metric()) == availability)
                .map(entry -> new Benefit(
                        entry.getKey(),
                        unit,
                        availability,
                        Optional.of(entry.getValue().combined())))
                .findFirst();
    }

    private Optional<Benefit> metricBenefit(String suffix, boolean moreIsBetter) {
        return choices.get(0).summary().units().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(suffix))
                .map(entry -> new Benefit(entry.getKey(), entry.getValue(), moreIsBetter, Optional.empty()))
                .findFirst();
    }

    private double value(FrontierDesign choice, Benefit benefit) {
        if (benefit.sla().isEmpty()) {
            return choice.summary().sample(benefit.name()).mean();
        }
        AssertionEstimate estimate = estimates(choice).get(benefit.name());
        return estimate == null ? Double.NaN : estimate.value();
    }

    private Optional<FrontierChart> frontier(Benefit benefit) {
        List<Design> designs = new ArrayList<>();
        for (FrontierDesign choice : choices) {
            if (hasCost(choice)) {
                PointStyle pointStyle =
                        switch (DesignVerdict.of(estimates(choice).values())) {
                            case HOLDS -> PointStyle.GOOD;
                            case UNDECIDED -> PointStyle.OPEN;
                            case MISSED -> PointStyle.BAD;
                        };
                designs.add(new Design(choice.name(), cost(choice), value(choice, benefit), pointStyle));
            }
        }
        if (!SweepFindings.vary(List.of(designs.stream().map(Design::value).toList()), benefit.more())) {
            return Optional.empty();
        }
        boolean hasAssertions =
                choices.stream().anyMatch(choice -> !estimates(choice).isEmpty());
        String metric = benefit.sla().map(SlaResult::metric).orElse(benefit.name());
        Optional<SlaResult> costSla =
                costAssertion.map(name -> estimates(choices.get(0)).get(name).combined());
        String unit = costSla.map(SlaResult::unit).orElse("$");
        return Optional.of(new FrontierChart(
                Slug.text("cost " + metric, "cost"),
                title(designs, hasAssertions, unit, metric, benefit),
                subtitle,
                costSla.map(SlaResult::metric).orElse("cost of the measured time (" + COST + ")"),
                unit,
                metric,
                benefit.unit(),
                benefit.more(),
                hasAssertions,
                designs,
                benefit.sla().map(sla -> new LimitLine(benefit.name() + ": " + sla.expression(), sla.bound()))));
    }

    private static String title(
            List<Design> designs, boolean hasAssertions, String unit, String metric, Benefit benefit) {
        Comparator<Design> byCost = Comparator.comparingDouble(Design::cost);
        Optional<Design> best = designs.stream()
                .filter(design -> design.mark() == PointStyle.GOOD)
                .min(byCost);
        if (hasAssertions && best.isEmpty()) {
            return "No design meets all assertions";
        }
        if (hasAssertions) {
            String cost = QuantityFormat.format(best.get().cost(), unit);
            return TitleText.fitting(
                    "Cheapest design that meets all assertions: " + best.get().name() + ", " + cost,
                    "Cheapest: " + best.get().name() + ", " + cost,
                    "Cheapest design that meets all assertions: " + cost);
        }
        Design cheapest = designs.stream().min(byCost).orElseThrow();
        Design mostExpensive = designs.stream().max(byCost).orElseThrow();
        List<String> values = QuantityFormat.together(List.of(cheapest.value(), mostExpensive.value()), benefit.unit());
        return TitleText.fitting(
                metric + ": " + values.get(0) + " (cheapest design) to " + values.get(1) + " (most expensive)",
                metric + ": " + values.get(0) + " to " + values.get(1));
    }
}
