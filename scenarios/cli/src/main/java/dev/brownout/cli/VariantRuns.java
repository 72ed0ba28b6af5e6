package dev.brownout.cli;

import dev.brownout.experiment.Workers;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.result.VariantResult;
import dev.brownout.run.Run;
import dev.brownout.wiring.ScenarioException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** Runs variants side by side; each is a run of its own, so the number of threads changes nothing but the time. */
final class VariantRuns {
    private final ScenarioFile file;
    private final ProgressLine progress;
    private final BooleanSupplier stopped;

    /**
     * Runs of a file's variants.
     *
     * @param stopped whether to stop where the runs are
     */
    VariantRuns(ScenarioFile file, ProgressLine progress, BooleanSupplier stopped) {
        this.file = file;
        this.progress = progress;
        this.stopped = stopped;
    }

    /**
     * The results of all variants, on as many threads as there are cores.
     *
     * @param terminal where to show how far the runs have come
     * @throws Refusal if a variant turns out to be impossible
     */
    static List<VariantResult> all(ScenarioFile file, Terminal terminal) throws Refusal {
        return all(file, terminal, () -> false);
    }

    /**
     * The same, without those that were not begun before the runs were stopped.
     *
     * @param stopped whether to stop where the runs are
     * @throws Refusal if a variant turns out to be impossible
     */
    static List<VariantResult> all(ScenarioFile file, Terminal terminal, BooleanSupplier stopped) throws Refusal {
        List<Variant> variants = file.variants();
        ProgressLine progress = new ProgressLine(terminal.err(), terminal.errIsScreen(), variants.size());
        try {
            int threads = Runtime.getRuntime().availableProcessors();
            return new VariantRuns(file, progress, stopped).of(variants, threads);
        } finally {
            progress.wipe();
        }
    }

    /**
     * The results in the order of the variants, without those that were not begun before the runs were stopped.
     *
     * @throws Refusal if a variant turns out to be impossible
     */
    List<VariantResult> of(List<Variant> variants, int threads) throws Refusal {
        List<VariantResult> results = new ArrayList<>();
        Workers.<VariantResult, Refusal>each(threads, variants.size(), i -> one(variants.get(i), i), results::add);
        return results.stream().filter(Objects::nonNull).toList();
    }

    private VariantResult one(Variant variant, int number) throws Refusal {
        if (number > 0 && stopped.getAsBoolean()) {
            return null;
        }
        try {
            return Run.execute(variant.scenario(), file.setup(variant), (share, events, inFlight) -> {
                progress.reached(number, share, events, inFlight);
                return !stopped.getAsBoolean();
            });
        } catch (ScenarioException impossible) {
            throw new Refusal(List.of(variant.problem(impossible)));
        }
    }
}
