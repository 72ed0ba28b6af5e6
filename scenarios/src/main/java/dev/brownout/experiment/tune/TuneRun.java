package dev.brownout.experiment.tune;

import dev.brownout.experiment.DesignRuns;
import dev.brownout.experiment.DesignRuns.Design;
import dev.brownout.experiment.DesignVerdict;
import dev.brownout.experiment.Execution;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.ParameterGrid;
import dev.brownout.experiment.ReplicationSummary;
import dev.brownout.experiment.Trial;
import dev.brownout.experiment.tune.TuneResult.RunUsage;
import dev.brownout.language.overlay.Variation.Value;
import dev.brownout.sentence.Sentence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Execution of a tuning. The sensitivity and the search use the first replications of each design. Verdicts use new
 * replications. The selection of a design therefore does not bias its verdict. All verdicts together have the requested
 * confidence (Bonferroni correction over the assertions, the looks and the designs that may be judged).
 */
final class TuneRun {
    /** Largest difference of margins that count as equal. */
    private static final double EQUAL_MARGINS = 1e-9;

    private static final int LONGEST_NAME = 120;

    private final TunePlan plan;
    private final DesignSpace space;
    private final TuneBudget budget;
    private final DesignRuns searchRuns;
    private final DesignRuns verdictRuns;
    private final double level;
    private final Map<List<Value>, String> names = new LinkedHashMap<>();
    private final Map<List<Value>, DesignMargin> margins = new LinkedHashMap<>();
    private final Map<List<Value>, Integer> marginSizes = new LinkedHashMap<>();
    private final Set<List<Value>> screened = new LinkedHashSet<>();
    private final List<TunedDesign> evaluated = new ArrayList<>();
    private int sensitivityRuns;
    private int searchRunCount;
    private int verdictRunCount;

    TuneRun(TunePlan plan, TuneBudget budget, Execution execution) {
        this.plan = plan;
        this.space = plan.space();
        this.budget = budget;
        this.searchRuns = new DesignRuns(plan.experiment(), execution);
        this.verdictRuns = new DesignRuns(plan.experiment(), execution, TuneBudget.SEARCH.lastReplications());
        int verdicts = budget.possibleVerdicts(space) * plan.assertions();
        this.level = 1 - (1 - plan.experiment().confidence()) / verdicts;
    }

    /** Runs all stages. */
    TuneResult run() {
        List<SettingEffect> effects = rank();
        sensitivityRuns = searchRuns.done().size();
        List<List<Value>> best = search();
        searchRunCount = searchRuns.done().size() - sensitivityRuns;
        if (plan.minimizedMetric().isPresent() && !screened.isEmpty() && metricValues() == 0) {
            throw new ExperimentException("{} has no data", plan.minimizedLabel());
        }
        Optional<TunedDesign> recommended = recommend(best);
        verdictRunCount = verdictRuns.done().size();
        List<SettingRegion> regions = recommended
                .map(design -> new RegionSearch(space, design, this::judgeRegion).regions(budget.steps()))
                .orElse(List.of());
        return result(effects, recommended, regions);
    }

    /** Runs the sample of the ranking. Returns the settings by their influence, the strongest first. */
    private List<SettingEffect> rank() {
        SensitivityMethod method = plan.effectiveMethod();
        if (method == SensitivityMethod.NONE) {
            return List.of();
        }
        boolean morris = method == SensitivityMethod.MORRIS;
        ElementaryEffects elementary =
                morris ? new ElementaryEffects(budget.samples(), space.size(), plan.seed()) : null;
        SobolIndices indices = morris ? null : new SobolIndices(budget.samples(), space.size(), plan.seed());
        List<List<Value>> designs = (morris ? elementary.points() : indices.points())
                .stream().map(space::designAt).toList();
        if (!replicate("sensitivity", designs, 1)) {
            return List.of();
        }
        double[] outputs = designs.stream()
                .mapToDouble(design -> DesignMargin.boundedMargin(
                        summary(design).observations().get(0)))
                .toArray();
        List<SettingEffect> effects = new ArrayList<>();
        for (int i = 0; i < space.size(); i++) {
            String path = space.settings().get(i).path();
            effects.add(morris ? elementary.effect(path, i, outputs) : indices.effect(path, i, outputs));
        }
        effects.sort(Comparator.comparingDouble(SettingEffect::importance).reversed());
        return effects;
    }

    /** Runs the search. Returns the designs of its last round, the most promising first. */
    private List<List<Value>> search() {
        List<List<Value>> ranked = List.copyOf(screened);
        Set<List<Value>> candidates = new LinkedHashSet<>();
        for (int count = budget.candidates(); candidates.size() < budget.candidates() && count > 0; count *= 2) {
            for (double[] point : SobolPoints.points(count, space.size(), plan.seed())) {
                List<Value> design = space.designAt(point);
                if (candidates.size() < budget.candidates() && !ranked.contains(design)) {
                    candidates.add(design);
                }
            }
            if (count > 64 * budget.candidates()) {
                break;
            }
        }
        List<List<Value>> last = TuneBudget.SEARCH.search(
                List.copyOf(candidates), ranked, (designs, target) -> replicate("search", designs, target), order());
        return searchRuns.isStopped() ? List.of() : withoutTies(last);
    }

    /** Returns the order of designs by their replications so far, the most promising first. */
    private Comparator<List<Value>> order() {
        Comparator<List<Value>> byMargin = Comparator.<List<Value>>comparingDouble(
                        design -> -margin(design).worst())
                .thenComparingDouble(design -> -margin(design).average());
        if (plan.minimizedMetric().isEmpty()) {
            return byMargin;
        }
        return Comparator.<List<Value>>comparingInt(design -> margin(design).meets() ? 0 : 1)
                .thenComparingDouble(
                        design -> margin(design).meets() ? margin(design).metric() : 0)
                .thenComparing(byMargin);
    }

    /**
     * Sorts the designs that have the same margin as the first one. The first is then the farthest from all screened
     * designs that violate an assertion.
     */
    private List<List<Value>> withoutTies(List<List<Value>> best) {
        if (best.isEmpty() || plan.minimizedMetric().isPresent()) {
            return best;
        }
        double largest = margin(best.get(0)).worst();
        List<List<Value>> violating =
                screened.stream().filter(design -> !margin(design).meets()).toList();
        List<List<Value>> sorted = new ArrayList<>(best.stream()
                .filter(design -> largest - margin(design).worst() <= EQUAL_MARGINS)
                .sorted(Comparator.comparingDouble(design -> -nearest(design, violating)))
                .toList());
        best.stream().filter(design -> !sorted.contains(design)).forEach(sorted::add);
        return sorted;
    }

    private double nearest(List<Value> design, List<List<Value>> others) {
        return others.stream()
                .mapToDouble(other -> space.distance(design, other))
                .min()
                .orElse(0);
    }

    /** Judges the most promising designs in turn. Returns the first that meets every assertion. */
    private Optional<TunedDesign> recommend(List<List<Value>> best) {
        int replications = plan.experiment().replications();
        for (List<Value> values : best.subList(0, Math.min(best.size(), TuneBudget.MOST_JUDGED))) {
            for (int interim = 1; interim <= TuneResult.MAX_INTERIM_ANALYSES; interim++) {
                int target = interim == 1 ? replications : 3 * replications;
                List<TunedDesign> verdict = evaluate("verdict", List.of(values), target);
                if (verdict.isEmpty()) {
                    break;
                }
                TunedDesign design = verdict.get(0);
                evaluated.removeIf(other -> other.values().equals(values));
                evaluated.add(design);
                if (design.isMet()) {
                    return Optional.of(design);
                }
                if (design.verdict() == DesignVerdict.MISSED) {
                    break;
                }
            }
        }
        return Optional.empty();
    }

    /** Returns the minimized metric if it has the same value in each design of the search. */
    private Optional<String> constantMetric() {
        return plan.minimizedMetric().filter(metric -> metricValues() == 1);
    }

    /** Returns the number of different values of the minimized metric in the designs of the search. */
    private long metricValues() {
        return screened.stream()
                .mapToDouble(design -> margin(design).metric())
                .filter(value -> !Double.isNaN(value))
                .distinct()
                .count();
    }

    private List<TunedDesign> judgeRegion(List<List<Value>> designs) {
        return evaluate("region", designs, plan.experiment().replications());
    }

    /**
     * Judges designs by new replications. Returns their verdicts; only the first ones if the runs do not suffice, none
     * if the execution was stopped.
     */
    private List<TunedDesign> evaluate(String label, List<List<Value>> designs, int target) {
        List<Design> affordable = new ArrayList<>();
        List<List<Value>> values = new ArrayList<>();
        int left = budget.runs() - searchRuns.done().size() - verdictRuns.done().size();
        for (List<Value> each : designs) {
            Design design = design(verdictRuns, each);
            left -= Math.max(0, target - design.summary().size());
            if (left < 0) {
                break;
            }
            affordable.add(design);
            values.add(each);
        }
        if (affordable.isEmpty() || !verdictRuns.replicate(label, affordable, target)) {
            return List.of();
        }
        List<TunedDesign> verdicts = new ArrayList<>();
        for (int i = 0; i < affordable.size(); i++) {
            ReplicationSummary summary = affordable.get(i).summary();
            verdicts.add(TunedDesign.of(values.get(i), summary, level, plan.minimizedMetric()));
        }
        return verdicts;
    }

    private boolean replicate(String label, List<List<Value>> designs, int target) {
        screened.addAll(designs);
        List<Design> runs =
                designs.stream().map(design -> design(searchRuns, design)).toList();
        boolean all = searchRuns.replicate(label, runs, target);
        screened.removeIf(design -> summary(design).size() == 0);
        return all;
    }

    private ReplicationSummary summary(List<Value> design) {
        return design(searchRuns, design).summary();
    }

    private DesignMargin margin(List<Value> design) {
        ReplicationSummary summary = summary(design);
        Integer known = marginSizes.put(design, summary.size());
        if (known == null || known != summary.size()) {
            margins.put(design, DesignMargin.of(summary, plan.minimizedMetric()));
        }
        return margins.get(design);
    }

    private Design design(DesignRuns runs, List<Value> values) {
        String name = names.computeIfAbsent(values, this::name);
        try {
            return runs.design(
                    name,
                    plan.experiment().source(),
                    space.changes(values, plan.experiment().changes()));
        } catch (ExperimentException invalid) {
            throw new ExperimentException("{}: {}", space.format(values), Sentence.reason(invalid));
        }
    }

    private String name(List<Value> values) {
        String name = ParameterGrid.folder(space.variations(), values);
        String shortened = name.substring(0, Math.min(name.length(), LONGEST_NAME));
        return name.equals(shortened) && !names.containsValue(name) ? name : shortened + "~" + names.size();
    }

    private TuneResult result(
            List<SettingEffect> effects, Optional<TunedDesign> recommended, List<SettingRegion> regions) {
        List<Trial> done = new ArrayList<>(searchRuns.done());
        done.addAll(verdictRuns.done());
        List<ScreenedDesign> screenedDesigns = screened.stream()
                .map(design -> new ScreenedDesign(
                        design, summary(design).size(), margin(design).worst()))
                .toList();
        RunUsage usage = new RunUsage(
                budget.runs(),
                sensitivityRuns,
                searchRunCount,
                verdictRunCount,
                verdictRuns.done().size() - verdictRunCount,
                TuneBudget.SEARCH.lastReplications(),
                plan.experiment().replications(),
                budget.possibleVerdicts(space));
        return new TuneResult(
                plan.file(),
                space,
                evaluated,
                recommended,
                regions,
                plan.effectiveMethod(),
                effects,
                screenedDesigns,
                constantMetric(),
                usage,
                plan.experiment().confidence(),
                level,
                searchRuns.isStopped(),
                done);
    }
}
