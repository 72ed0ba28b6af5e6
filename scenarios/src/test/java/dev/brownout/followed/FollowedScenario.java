package dev.brownout.followed;

import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.result.LatencyBreakdown;
import dev.brownout.result.Trace;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import dev.brownout.tracing.TraceOptions;
import dev.brownout.tracing.TraceSelector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A small scenario, run with tracing of all its requests. */
record FollowedScenario(VariantResult result) {
    static FollowedScenario of(String... lines) {
        return of(new TraceSelector(3, 3, List.of()), lines);
    }

    static FollowedScenario of(TraceSelector traces, String... lines) {
        return new FollowedScenario(run(new TraceOptions(true, traces), lines));
    }

    /** Runs the first variant of a scenario with the given trace options. */
    static VariantResult run(TraceOptions following, String... lines) {
        try {
            ScenarioFile file =
                    new Loader(name -> Optional.empty()).load("test", String.join("\n", lines) + "\n", Overrides.NONE);
            return Run.execute(
                    file.variants().get(0).scenario(),
                    Run.Setup.of("test").following(following),
                    (share, events, inFlight) -> true);
        } catch (InvalidScenarioException wrong) {
            throw new AssertionError(wrong.render(), wrong);
        }
    }

    LatencyBreakdown breakdown(String of) {
        return result.tracing().breakdown().get("page").get(of);
    }

    /** Returns the parts of a breakdown that are not zero, in ns, by component and phase. */
    Map<String, Long> parts(String of) {
        Map<String, Long> parts = new TreeMap<>();
        breakdown(of).parts().forEach(part -> parts.put(part.component() + " " + part.phase(), part.meanNanos()));
        return parts;
    }

    double millis(String of, String part) {
        return parts(of).getOrDefault(part, 0L) / 1e6;
    }

    Trace trace(String chosen) {
        return result.tracing().traces().stream()
                .filter(one -> one.chosen().equals(chosen))
                .findFirst()
                .orElseThrow();
    }
}
