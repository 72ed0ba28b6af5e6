package dev.brownout.page;

import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import dev.brownout.spi.ScenarioException;
import dev.brownout.tracing.TraceOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A run of variants within limits.
 *
 * @param result the results of the variants
 * @param seconds duration on the wall clock, in seconds
 */
public record LimitedRun(RunResult result, double seconds) {
    /**
     * Runs variants one after another. At a limit the running variant ends early with partial results, and those that
     * have not started are omitted.
     *
     * @param following the requests to trace
     * @param listener receives the completed share of each variant
     * @param clock the wall clock, in ns
     * @throws InvalidScenarioException if a variant turns out to be invalid
     */
    public static LimitedRun of(
            ScenarioFile file,
            List<Variant> variants,
            TraceOptions following,
            RunLimits limits,
            Consumer<double[]> listener,
            LongSupplier clock)
            throws InvalidScenarioException {
        LimitedProgress progress = new LimitedProgress(variants.size(), limits, listener, clock);
        List<VariantResult> results = new ArrayList<>();
        for (int i = 0; i < variants.size() && !progress.isExhausted(); i++) {
            Variant variant = variants.get(i);
            VariantResult result = run(variant, file.setup(variant).following(following), progress.of(i));
            progress.recordEnd(i, result.run().simulatedRequests());
            results.add(result);
        }
        return new LimitedRun(file.result(results), progress.seconds());
    }

    /** Runs a variant. */
    static VariantResult run(Variant variant, Run.Setup setup, Run.Progress progress) throws InvalidScenarioException {
        try {
            return Run.execute(variant.scenario(), setup, progress);
        } catch (ScenarioException impossible) {
            throw new InvalidScenarioException(List.of(variant.problem(impossible)));
        }
    }
}
