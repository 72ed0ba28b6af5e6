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

/** Runs variants once, side by side; each is a run of its own, so how many at a time changes nothing but the time. */
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
     * The variants of those names, in the file's order; all where none is named.
     *
     * @throws ExperimentException if there is none of a name
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
     * The results in the order of the variants. Where they are stopped, those that have begun end where they are, and
     * those that have not, but for the first, are left out.
     *
     * @param execution how they are run; nothing is kept
     * @throws ExperimentException if a variant turns out to be impossible
     */
    public static List<VariantResult> of(ScenarioFile file, List<Variant> variants, Execution execution) {
        return of(file, variants, execution, TraceOptions.NOTHING);
    }

    /**
     * The same with what is asked of each about single requests.
     *
     * @throws ExperimentException if a variant turns out to be impossible
     */
    public static List<VariantResult> of(
            ScenarioFile file, List<Variant> variants, Execution execution, TraceOptions following) {
        ProgressListener progress = execution.progress();
        VariantRuns runs = new VariantRuns(file, progress, execution.stopped(), following);
        progress.begins(variants.stream().map(Variant::name).toList());
        try {
            List<VariantResult> results = new ArrayList<>();
            Workers.<VariantResult, RuntimeException>each(
                    execution.threads(), variants.size(), i -> runs.one(variants.get(i), i), results::add);
            return results.stream().filter(Objects::nonNull).toList();
        } finally {
            progress.ends();
        }
    }

    private VariantResult one(Variant variant, int number) {
        if (number > 0 && stopped.getAsBoolean()) {
            return null;
        }
        try {
            return Run.execute(
                    variant.scenario(), file.setup(variant).following(following), (share, events, inFlight) -> {
                        progress.reached(number, share, events, inFlight);
                        return !stopped.getAsBoolean();
                    });
        } catch (ScenarioException impossible) {
            throw new ExperimentException(variant.problem(impossible), impossible);
        }
    }
}
