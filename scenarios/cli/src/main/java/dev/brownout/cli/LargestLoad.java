package dev.brownout.cli;

import dev.brownout.chart.Chart;
import dev.brownout.chart.Curves;
import dev.brownout.chart.Curves.Curve;
import dev.brownout.chart.Steps;
import dev.brownout.experiment.Judgement;
import dev.brownout.experiment.LargestSearch;
import dev.brownout.experiment.LargestSearch.Bracket;
import dev.brownout.experiment.Summary;
import dev.brownout.language.layer.Variation;
import dev.brownout.language.layer.Variation.Value;
import dev.brownout.result.SlaResult.Verdict;
import dev.brownout.wording.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Asks for the largest load that holds, for each value of the other settings that are varied. */
final class LargestLoad implements Capacity {
    private static final double WIDE = 1.15;

    private final Variation load;
    private final Value peak;
    private final Lattice others;
    private final LargestSearch search;
    private final int tests;
    private final Map<List<Value>, Bracket> brackets = new LinkedHashMap<>();

    /**
     * A question.
     *
     * @param load with the ends of its range, if it has one
     * @param peak of the load as the scenario has it, where the search begins
     */
    LargestLoad(Variation load, Value peak, Lattice others, LargestSearch search, int tests) {
        this.load = load;
        this.peak = peak;
        this.others = others;
        this.search = search;
        this.tests = tests;
    }

    @Override
    public List<Variation> variations() {
        List<Variation> all = new ArrayList<>(others.variations());
        all.add(new Variation(Variation.LOAD, List.of()));
        return all;
    }

    @Override
    public int tests() {
        return tests;
    }

    @Override
    public void search(Designs designs) {
        boolean ranged = !load.values().isEmpty();
        double least = ranged ? load.values().get(0).number() : 0;
        double most = ranged ? load.values().get(load.values().size() - 1).number() : Double.POSITIVE_INFINITY;
        double start = peak.number();
        for (List<Value> other : others.points()) {
            Bracket bracket = search.search(start, least, most, number -> designs.answer(at(other, number)));
            brackets.put(other, bracket);
            start = bracket.holds() > 0 ? bracket.holds() : start;
        }
    }

    private List<Value> at(List<Value> other, double number) {
        List<Value> point = new ArrayList<>(other);
        point.add(peak.at(number));
        return point;
    }

    @Override
    public boolean found() {
        return brackets.values().stream().anyMatch(b -> b.holds() > 0);
    }

    @Override
    public List<String> findings(Designs designs) {
        List<String> sentences = new ArrayList<>();
        brackets.forEach((other, bracket) -> {
            String who = other.isEmpty() ? "" : "With " + Lattice.words(others.variations(), other) + ": ";
            sentences.add(who + finding(bracket, designs, other));
            double doubt = bracket.holds() > 0
                    ? bracket.firstDoubt()
                    : bracket.answers().keySet().iterator().next();
            if (Double.isFinite(doubt)) {
                sentences.add(first(designs, at(other, doubt)));
            }
        });
        return sentences;
    }

    /** Beside one other setting, the largest load over that; alone, what was measured over the load. */
    @Override
    public List<Chart> charts(Sweep tried) {
        if (others.variations().size() != 1 || brackets.size() < 2) {
            return others.variations().isEmpty() ? Capacity.super.charts(tried) : List.of();
        }
        List<Bracket> all = List.copyOf(brackets.values());
        List<Value> sizes =
                brackets.keySet().stream().map(other -> other.get(0)).toList();
        String path = others.variations().get(0).path();
        Value last = sizes.get(sizes.size() - 1);
        return List.of(new Curves(
                        "capacity",
                        "With " + path + " " + last.text() + ", every assertion holds up to load "
                                + words(all.get(all.size() - 1).holds()),
                        tried.file().title() + " · means of " + tried.replications() + " replications",
                        new Steps(
                                path,
                                sizes.stream().map(Value::text).toList(),
                                sizes.stream().map(Value::number).toList()),
                        "load",
                        peak.unit(),
                        false,
                        List.of(
                                curve("every assertion surely holds", all, Bracket::holds),
                                curve("one is surely missed", all, Bracket::missed)),
                        List.of())
                .chart());
    }

    private static Curve curve(String label, List<Bracket> brackets, ToDoubleFunction<Bracket> end) {
        List<Double> values = brackets.stream()
                .map(bracket -> end.applyAsDouble(bracket) > 0 ? end.applyAsDouble(bracket) : Double.NaN)
                .toList();
        return new Curve(label, values, values.stream().map(value -> 0.0).toList());
    }

    private String finding(Bracket bracket, Designs designs, List<Value> other) {
        if (bracket.holds() == 0) {
            double least = bracket.answers().keySet().iterator().next();
            return "no load that was tried holds every assertion, not even " + words(least);
        }
        String holds = "every assertion holds up to " + words(bracket.holds());
        if (!Double.isFinite(bracket.firstDoubt())) {
            return holds + ", the largest load tried";
        }
        String means = "; by the means alone up to " + words(byMeans(bracket, designs, other));
        return holds
                + means
                + (Double.isFinite(bracket.missed())
                        ? "; from " + words(bracket.missed()) + " on one is missed" + wide(bracket)
                        : "; no load was tried at which one is surely missed");
    }

    private static String wide(Bracket bracket) {
        return bracket.missed() > WIDE * bracket.holds() ? " (more replications, -n, narrow that)" : "";
    }

    /** The largest load tried, below the first that is missed, at which every mean holds. */
    private double byMeans(Bracket bracket, Designs designs, List<Value> other) {
        return bracket.answers().keySet().stream()
                .filter(number -> number < bracket.missed())
                .filter(number -> designs.tried().get(at(other, number)).sla(designs.level()).values().stream()
                        .allMatch(Judgement::meanHolds))
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(bracket.holds());
    }

    /** What breaks first. */
    private static String first(Designs designs, List<Value> point) {
        Summary summary = designs.tried().get(point);
        List<String> broken = new ArrayList<>();
        summary.sla(designs.level()).forEach((name, judgement) -> {
            if (judgement.verdict() != Verdict.PASS) {
                broken.add(name + " (" + judgement.together().expression() + ", " + measured(judgement) + ")");
            }
        });
        String where = point.get(point.size() - 1).text();
        return "first to break: " + String.join(", ", broken) + " at " + where;
    }

    private static String measured(Judgement judgement) {
        String unit = judgement.together().unit();
        return Quantity.interval(judgement.value(), judgement.low(), judgement.high(), unit);
    }

    private String words(double number) {
        return peak.at(number).text();
    }
}
