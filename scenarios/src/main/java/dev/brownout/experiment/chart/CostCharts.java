package dev.brownout.experiment.chart;

import dev.brownout.chart.Chart;
import dev.brownout.chart.LineChart.LimitLine;
import dev.brownout.chart.experiment.FrontierChart;
import dev.brownout.chart.experiment.FrontierChart.Design;
import dev.brownout.chart.experiment.PointStyle;
import dev.brownout.experiment.AssertionEstimate;
import dev.brownout.experiment.DesignVerdict;
import dev.brownout.experiment.ReplicationSummary;
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
final class CostCharts {
    private static final String COST = "all.cost";

    private final List<Choice> choices;
    private final double confidence;
    private final String subtitle;
    private final Optional<String> asserted;

    /** A design and its name. */
    record Choice(String name, ReplicationSummary summary) {}

    /** A benefit plotted against the cost: a metric, or the metric of an assertion. */
    private record Goods(String name, String unit, boolean more, Optional<SlaResult> sla) {}

    private CostCharts(List<Choice> choices, double confidence, String subtitle) {
        this.choices = choices;
        this.confidence = confidence;
        this.subtitle = subtitle;
        this.asserted = judged(choices.get(0)).entrySet().stream()
                .filter(one -> one.getValue().together().unit().startsWith("$"))
                .map(Map.Entry::getKey)
                .filter(name -> choices.stream().allMatch(one -> judged(one).containsKey(name)))
                .findFirst();
    }

    /** Returns all charts; none is rendered yet. */
    static List<Chart> of(List<Choice> choices, double confidence, String subtitle) {
        return frontiers(choices, confidence, subtitle).stream()
                .map(FrontierChart::chart)
                .toList();
    }

    /** Returns the data of the charts. */
    static List<FrontierChart> frontiers(List<Choice> choices, double confidence, String subtitle) {
        if (choices.isEmpty()) {
            return List.of();
        }
        CostCharts charts = new CostCharts(choices, confidence, subtitle);
        if (!SweepFindings.moves(List.of(charts.costs()), false)) {
            return List.of();
        }
        List<FrontierChart> all = new ArrayList<>();
        charts.latency().ifPresent(goods -> charts.frontier(goods).ifPresent(all::add));
        charts.availability().ifPresent(goods -> charts.frontier(goods).ifPresent(all::add));
        return all;
    }

    private List<Double> costs() {
        return choices.stream().filter(this::known).map(this::cost).toList();
    }

    private boolean known(Choice choice) {
        return asserted.isPresent() || choice.summary().units().containsKey(COST);
    }

    /** Returns the cost with an assertion, or else the total cost. */
    private double cost(Choice choice) {
        return asserted.map(name -> judged(choice).get(name).value())
                .orElseGet(() -> choice.summary().sample(COST).mean());
    }

    private Map<String, AssertionEstimate> judged(Choice choice) {
        return choice.summary().sla(confidence);
    }

    private Optional<Goods> latency() {
        return asserted("ns", false).or(() -> number(".p99", false));
    }

    private Optional<Goods> availability() {
        return asserted("ratio", true).or(() -> number(".availability", true));
    }

    private Optional<Goods> asserted(String unit, boolean good) {
        return judged(choices.get(0)).entrySet().stream()
                .filter(one -> one.getValue().together().unit().equals(unit))
                .filter(one -> SweepCharts.good(one.getValue().together().metric()) == good)
                .map(one -> new Goods(
                        one.getKey(), unit, good, Optional.of(one.getValue().together())))
                .findFirst();
    }

    private Optional<Goods> number(String ending, boolean more) {
        return choices.get(0).summary().units().entrySet().stream()
                .filter(one -> one.getKey().endsWith(ending))
                .map(one -> new Goods(one.getKey(), one.getValue(), more, Optional.empty()))
                .findFirst();
    }

    private double value(Choice choice, Goods goods) {
        if (goods.sla().isEmpty()) {
            return choice.summary().sample(goods.name()).mean();
        }
        AssertionEstimate one = judged(choice).get(goods.name());
        return one == null ? Double.NaN : one.value();
    }

    private Optional<FrontierChart> frontier(Goods goods) {
        List<Design> designs = new ArrayList<>();
        for (Choice choice : choices) {
            if (known(choice)) {
                PointStyle mark = switch (DesignVerdict.of(judged(choice).values())) {
                    case HOLDS -> PointStyle.GOOD;
                    case UNDECIDED -> PointStyle.OPEN;
                    case MISSED -> PointStyle.BAD;
                };
                designs.add(new Design(choice.name(), cost(choice), value(choice, goods), mark));
            }
        }
        if (!SweepFindings.moves(List.of(designs.stream().map(Design::value).toList()), goods.more())) {
            return Optional.empty();
        }
        boolean judged = choices.stream().anyMatch(one -> !judged(one).isEmpty());
        String number = goods.sla().map(SlaResult::metric).orElse(goods.name());
        Optional<SlaResult> bill =
                asserted.map(name -> judged(choices.get(0)).get(name).together());
        String unit = bill.map(SlaResult::unit).orElse("$");
        return Optional.of(new FrontierChart(
                Slug.of("cost " + number, "cost"),
                title(designs, judged, unit, number, goods),
                subtitle,
                bill.map(SlaResult::metric).orElse("cost of the measured time (" + COST + ")"),
                unit,
                number,
                goods.unit(),
                goods.more(),
                judged,
                designs,
                goods.sla().map(sla -> new LimitLine(goods.name() + ": " + sla.expression(), sla.bound()))));
    }

    private static String title(List<Design> designs, boolean judged, String unit, String number, Goods goods) {
        Comparator<Design> cheaper = Comparator.comparingDouble(Design::cost);
        Optional<Design> best =
                designs.stream().filter(one -> one.mark() == PointStyle.GOOD).min(cheaper);
        if (judged && best.isEmpty()) {
            return "No design surely holds every assertion, whatever it costs";
        }
        if (judged) {
            return "The cheapest that holds every assertion is " + best.get().name() + ": "
                    + QuantityFormat.of(best.get().cost(), unit) + ", " + number + " "
                    + QuantityFormat.of(best.get().value(), goods.unit());
        }
        Design least = designs.stream().min(cheaper).orElseThrow();
        Design most = designs.stream().max(cheaper).orElseThrow();
        List<String> costs = QuantityFormat.together(List.of(least.cost(), most.cost()), unit);
        List<String> values = QuantityFormat.together(List.of(least.value(), most.value()), goods.unit());
        return "From " + costs.get(0) + " to " + costs.get(1) + ", " + number + " goes from " + values.get(0) + " to "
                + values.get(1);
    }
}
