package dev.brownout.experiment;

import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.parallel.Workers;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import dev.brownout.spi.ScenarioException;
import dev.brownout.tracing.TraceOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * Runs variants once each, concurrently. The runs are independent, so the number of threads affects only the duration.
 */
public final class VariantRuns {
    private final ScenarioFile file;
    private final ProgressListener progress;
    private final BooleanSupplier stopped;
    private final TraceOptions following;

    private VariantRuns(ScenarioFile file, ProgressListener progress, BooleanSupplier stopped, TraceOptions following) {
        this.following = following;
        this.file = file;
        this.progress = progress;
        this.stopped = stopped;
    }

    /**
     * Returns the variants with those names, in the order of the file; all variants if no name is given.
     *
     * @throws ExperimentException if there is no variant of a name
     */
    public static List<Variant> named(ScenarioFile file, List<String> names) {
        List<String> known = file.variants().stream().map(Variant::name).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new ExperimentException(SpellingSuggestion.unknown("variant", name, known));
            }
        }
        return file.variants().stream()
                .filter(variant -> names.isEmpty() || names.contains(variant.name()))
                .toList();
    }

    /**
     * Runs variants and returns their results in the order of the variants. If the execution is stopped, running
     * variants end early and have partial results. Variants that have not started are omitted, except the first.
     *
     * @param execution settings of the execution; its store is ignored
     * @throws ExperimentException if a variant turns out to be invalid
     */
    public static List<VariantResult> run(ScenarioFile file, List<Variant> variants, Execution execution) {
        return run(file, variants, execution, TraceOptions.NOTHING);
    }

    /**
     * Runs variants like {@link #run(ScenarioFile, List, Execution)}, with options for tracing single requests.
     *
     * @throws ExperimentException if a variant turns out to be invalid
     */
    public static List<VariantResult> run(
            ScenarioFile file, List<Variant> variants, Execution execution, TraceOptions following) {
        ProgressListener progress = execution.progress();
        VariantRuns runs = new VariantRuns(file, progress, execution.stopped(), following);
        progress.begins(variants.stream().map(Variant::name).toList());
        try {
            List<VariantResult> results = new ArrayList<>();
            Workers.<VariantResult, RuntimeException>each(
                    execution.threads(), variants.size(), i -> runs.one(variants.get(i), i), results::add);
            int omitted = results.indexOf(null);
            if (omitted >= 0
                    && results.stream().allMatch(one -> one == null || one.run().complete())) {
                results.set(omitted, runs.run(variants.get(omitted), omitted));
            }
            return results.stream().filter(Objects::nonNull).toList();
        } finally {
            progress.ends();
        }
    }

    private VariantResult one(Variant variant, int number) {
        return number > 0 && stopped.getAsBoolean() ? null : run(variant, number);
    }

    private VariantResult run(Variant variant, int number) {
        progress.variantBegins(number);
        try {
            VariantResult result = Run.execute(
                    variant.scenario(), file.setup(variant).following(following), (share, events, inFlight) -> {
                        progress.onProgress(number, share, events, inFlight);
                        return !stopped.getAsBoolean();
                    });
            progress.variantEnds(number, result);
            return result;
        } catch (ScenarioException impossible) {
            throw new ExperimentException(variant.problem(impossible), impossible);
        }
    }
}
