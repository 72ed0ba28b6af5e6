package dev.brownout.experiment.falsify;

import dev.brownout.experiment.Execution;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.VariantRuns;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.overlay.Variation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A validated search for fault schedules that violate an assertion, ready to run. The first selected variant of the
 * experiment is searched. The faults of the scenario stay; the search adds others. Immutable.
 *
 * @param experiment scenario with its changes, and the number of replications that confirm a violation
 * @param model fault model
 * @param variations settings that a schedule may change, with their values
 * @param schedules maximum number of schedules to try, at least 1
 */
public record FalsificationPlan(Experiment experiment, FaultModel model, List<Variation> variations, int schedules) {
    /** Default number of schedules. */
    public static final int USUAL_SCHEDULES = 200;

    /** Maximum number of schedules. */
    public static final int MOST_SCHEDULES = 1_000_000;

    /** Default number of replications. */
    public static final int USUAL_REPLICATIONS = 5;

    /**
     * Validates the search.
     *
     * @throws IllegalArgumentException if a variation has no values, or the number of schedules is out of range
     * @throws ExperimentException if the scenario is invalid or has no assertions
     */
    public FalsificationPlan {
        variations = List.copyOf(variations);
        if (schedules < 1 || schedules > MOST_SCHEDULES) {
            throw new IllegalArgumentException("1 to " + MOST_SCHEDULES + " schedules can be tried, not " + schedules);
        }
        variations.stream().filter(one -> one.values().isEmpty()).findFirst().ifPresent(one -> {
            throw new IllegalArgumentException("'" + one.path() + "' has no values; expected " + one.path() + "=A..B");
        });
    }

    /** Plans a search with the default fault model and budget, and 5 replications that confirm a violation. */
    public static FalsificationPlan of(Experiment experiment) {
        return new FalsificationPlan(
                experiment.replications(USUAL_REPLICATIONS), FaultModel.DEFAULT, List.of(), USUAL_SCHEDULES);
    }

    /** Returns the search with another fault model. */
    public FalsificationPlan withModel(FaultModel other) {
        return new FalsificationPlan(experiment, other, variations, schedules);
    }

    /** Returns the search with settings that a schedule may change, such as {@code load=100/s..500/s}. */
    public FalsificationPlan vary(String... texts) {
        return new FalsificationPlan(
                experiment, model, List.of(texts).stream().map(Variation::of).toList(), schedules);
    }

    /** Returns the search with another maximum number of schedules. */
    public FalsificationPlan withSchedules(int most) {
        return new FalsificationPlan(experiment, model, variations, most);
    }

    /** Runs the search to its end, on all cores. */
    public FalsificationResult run() {
        return run(Execution.withDefaults(), () -> false);
    }

    /**
     * Runs the search.
     *
     * @param expired returns whether a budget in time is used up; queried between two batches of schedules. If it never
     *     returns true, the result does not depend on the machine
     * @return the result; partial if the execution was stopped
     * @throws ExperimentException if the scenario is invalid or has no assertions, if no fault of the model applies to
     *     it, if each assertion is violated without an added fault, or if a design turns out to be invalid
     */
    public FalsificationResult run(Execution execution, BooleanSupplier expired) {
        ScenarioFile file = experiment.source().check(experiment.changes());
        file.warnings().forEach(experiment.warnings());
        Variant variant = VariantRuns.named(file, experiment.variants()).get(0);
        if (variant.scenario().evaluation().sla().isEmpty()) {
            throw new ExperimentException("{} has no assertions to violate; write some under sla:", file.name());
        }
        List<FaultCandidate> candidates = FaultCandidates.candidates(variant.scenario(), model);
        if (candidates.isEmpty()) {
            throw new ExperimentException(
                    "no fault of the model applies to {}; the types of faults are {}",
                    file.name(),
                    model.types().stream().map(FaultType::word).toList());
        }
        ScheduleText text = text(file, variant);
        Experiment selected = experiment.variants(variant.name());
        ScheduleGenerator generator = new ScheduleGenerator(model, candidates, variations, variant.scenario());
        ScheduleRuns runs = new ScheduleRuns(selected, text, variations, execution);
        FalsificationSearch search = new FalsificationSearch(this, runs, generator, variant);
        return search.run(
                expired,
                (counts, findings) -> new FalsificationResult(
                        file,
                        model,
                        candidates,
                        counts.alreadyViolated(),
                        new FindingTexts(selected, text, runs).findings(findings),
                        counts.screenings(),
                        counts.random(),
                        counts.randomViolations(),
                        counts.unconfirmed(),
                        counts.rejected(),
                        experiment.replications(),
                        search.required(),
                        counts.interrupted(),
                        runs.done()));
    }

    /**
     * Returns the writer of schedules: with the selected variant alone if that is a valid scenario, otherwise with all
     * variants.
     */
    private ScheduleText text(ScenarioFile file, Variant variant) {
        ExperimentException problem = null;
        for (boolean others : new boolean[] {false, true}) {
            ScheduleText text = new ScheduleText(file.text(), variant.name(), others);
            try {
                ScenarioFile written = experiment
                        .source()
                        .withText(text.with(List.of(), new LinkedHashMap<>()))
                        .check(experiment.changes());
                if (written.variants().get(0).hasEqualMeasuredSettings(variant)) {
                    return text;
                }
            } catch (ExperimentException invalid) {
                problem = invalid;
            }
        }
        throw problem != null
                ? problem
                : new ExperimentException(
                        "faults cannot be added to the text of {}; write its variants as a map", file.name());
    }
}
