package dev.brownout.experiment.stability;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.experiment.DesignRuns;
import dev.brownout.experiment.DesignRuns.Design;
import dev.brownout.experiment.Execution;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ParameterGrid;
import dev.brownout.experiment.RunSummary;
import dev.brownout.experiment.VariantRuns;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Variation;
import dev.brownout.language.overlay.Variation.Value;
import dev.brownout.scenario.Scenario;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Execution of a stability experiment. First, each cell of the map is run until its stopping rule ends. Then the
 * largest safe trigger is searched at each load, from the largest trigger of the map below the first failure, by
 * bisection between it and the next larger one.
 */
final class StabilitySearch {
    private final Experiment experiment;
    private final ScenarioFile file;
    private final Variation load;
    private final Variation trigger;
    private final RecoveryCriterion criterion;
    private final StabilitySettings settings;
    private final DesignRuns runs;
    private final List<TreeMap<Double, TriggerSample>> rows = new ArrayList<>();

    /** Trigger at a load with its runs. */
    private final class TriggerSample {
        private final Value size;
        private final Design design;
        private final Scenario scenario;
        private final List<Boolean> failed = new ArrayList<>();
        private Optional<StabilityCell.Test> test = Optional.empty();

        TriggerSample(Value value, Value size) {
            this.size = size;
            List<Variation> variations = List.of(load, trigger);
            List<Value> point = List.of(value, size);
            this.design = runs.design(
                    ParameterGrid.folder(variations, point),
                    experiment.source(),
                    ParameterGrid.overridesAt(variations, point, experiment.changes()));
            this.scenario = VariantRuns.named(design.file(), experiment.variants())
                    .get(0)
                    .scenario();
            criterion.check(scenario);
        }

        /** Returns whether each run failed, in the order of the runs. */
        List<Boolean> failed() {
            var observations = design.summary().observations();
            for (int i = failed.size(); i < observations.size(); i++) {
                failed.add(isFailure(observations.get(i)));
            }
            return failed;
        }

        boolean isFailure(RunSummary run) {
            return !criterion.isRecovered(run, scenario);
        }

        boolean isMapped() {
            return settings.mapRule().missing(failed()) == 0;
        }

        StabilityCell cell() {
            return new StabilityCell(size, settings.mapRule().estimate(failed(), settings.confidence()), test);
        }
    }

    StabilitySearch(
            Experiment experiment,
            ScenarioFile file,
            Variation load,
            Variation trigger,
            RecoveryCriterion criterion,
            StabilitySettings settings,
            Execution execution) {
        this.experiment = experiment;
        this.file = file;
        this.load = load;
        this.trigger = trigger;
        this.criterion = criterion;
        this.settings = settings;
        this.runs = new DesignRuns(experiment, execution);
    }

    StabilityMap run() {
        for (Value value : load.values()) {
            TreeMap<Double, TriggerSample> row = new TreeMap<>();
            trigger.values().forEach(size -> row.put(size.number(), new TriggerSample(value, size)));
            rows.add(row);
        }
        boolean complete =
                map(rows.stream().flatMap(row -> row.values().stream()).toList(), "map");
        List<StabilityRow> results = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Value value = load.values().get(i);
            complete = complete && search(value, rows.get(i));
            List<StabilityCell> cells = rows.get(i).values().stream()
                    .filter(TriggerSample::isMapped)
                    .map(TriggerSample::cell)
                    .toList();
            results.add(new StabilityRow(value, cells, complete, settings.risk()));
        }
        return new StabilityMap(file, load, trigger, criterion, settings, results, runs.done(), !complete);
    }

    /**
     * Runs cells until the stopping rule of each ends. All cells advance together, each by the fewest runs without
     * which its rule cannot end, so that no run is wasted.
     *
     * @return whether all ended; false if the execution was stopped
     */
    private boolean map(List<TriggerSample> cells, String label) {
        while (true) {
            Map<Integer, List<Design>> targets = new TreeMap<>();
            for (TriggerSample cell : cells) {
                int missing = settings.mapRule().missing(cell.failed());
                if (missing > 0) {
                    targets.computeIfAbsent(cell.failed().size() + missing, target -> new ArrayList<>())
                            .add(cell.design);
                }
            }
            if (targets.isEmpty()) {
                return true;
            }
            for (Map.Entry<Integer, List<Design>> target : targets.entrySet()) {
                if (!runs.replicate(label, target.getValue(), target.getKey())) {
                    return false;
                }
            }
        }
    }

    /** Searches the largest safe trigger at a load. Returns false if the execution was stopped. */
    private boolean search(Value value, TreeMap<Double, TriggerSample> row) {
        TriggerSample low = null;
        for (TriggerSample candidate : belowFirstFailure(row)) {
            Optional<Boolean> passed = test(value, candidate);
            if (passed.isEmpty()) {
                return false;
            }
            if (passed.get()) {
                low = candidate;
                break;
            }
        }
        Map.Entry<Double, TriggerSample> above = low == null ? null : row.higherEntry(low.size.number());
        TriggerSample high = above == null ? null : above.getValue();
        for (int i = 0; high != null && i < settings.bisections(); i++) {
            Optional<Value> middle = middle(low.size, high.size);
            if (middle.isEmpty()) {
                break;
            }
            TriggerSample next = new TriggerSample(value, middle.get());
            row.put(middle.get().number(), next);
            if (!map(List.of(next), label(value, next))) {
                return false;
            }
            Optional<Boolean> passed = next.failed().contains(true) ? Optional.of(false) : test(value, next);
            if (passed.isEmpty()) {
                return false;
            }
            low = passed.get() ? next : low;
            high = passed.get() ? high : next;
        }
        return true;
    }

    /** Returns the triggers below the first one with a failure, in descending order. */
    private static List<TriggerSample> belowFirstFailure(TreeMap<Double, TriggerSample> row) {
        List<TriggerSample> below = new ArrayList<>();
        for (TriggerSample sampled : row.values()) {
            if (sampled.failed().contains(true)) {
                break;
            }
            below.add(0, sampled);
        }
        return below;
    }

    /**
     * Tests whether a trigger without a failure in the map is safe: no run fails. The first failure ends the test.
     * Returns empty if the execution was stopped.
     */
    private Optional<Boolean> test(Value value, TriggerSample candidate) {
        boolean complete = runs.replicateUntil(
                label(value, candidate), candidate.design, settings.testRuns(), candidate::isFailure);
        if (!complete) {
            return Optional.empty();
        }
        List<Boolean> failed = candidate.failed();
        boolean passed = !failed.contains(true);
        candidate.test = Optional.of(new StabilityCell.Test(failed.size(), passed));
        return Optional.of(passed);
    }

    private String label(Value value, TriggerSample candidate) {
        return load.path() + " " + value.text() + ", " + trigger.path() + " " + candidate.size.text();
    }

    /** Returns a round value between two triggers; empty if they are close enough, or no value lies between them. */
    private Optional<Value> middle(Value low, Value high) {
        if (high.number() - low.number() <= settings.width()) {
            return Optional.empty();
        }
        BigDecimal grain =
                BigDecimal.ONE.scaleByPowerOfTen((int) Math.floor(ElementaryFunctions.log10(settings.width() / 2)));
        BigDecimal middle = BigDecimal.valueOf(low.number() + (high.number() - low.number()) / 2)
                .divide(grain, 0, RoundingMode.HALF_EVEN)
                .multiply(grain);
        boolean fraction = high.unit().equals("1") && !StabilityPlan.areIntegers(trigger.values());
        Value value = fraction
                ? Variation.listed(
                                trigger.path(),
                                List.of(middle.stripTrailingZeros().toPlainString()))
                        .values()
                        .get(0)
                : high.withNumber(middle.doubleValue());
        return value.number() > low.number() && value.number() < high.number() ? Optional.of(value) : Optional.empty();
    }
}
