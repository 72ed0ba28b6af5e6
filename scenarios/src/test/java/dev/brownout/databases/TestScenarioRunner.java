package dev.brownout.databases;

import dev.brownout.capacity.CapacityForecast;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.result.Analysis;
import dev.brownout.result.ScenarioExplanation;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs scenarios given as text. Keeps the latest results, so that a test can check several numbers of one run. */
public final class TestScenarioRunner {
    private static final int KEPT = 4 * SeedAssertions.SEEDS;
    private static final Map<String, CachedRun> LATEST = new LinkedHashMap<>();

    /** Run of a text, executed on first use. Other texts run meanwhile. */
    private static final class CachedRun {
        private final String text;
        private VariantResult result;

        CachedRun(String text) {
            this.text = text;
        }

        synchronized VariantResult result() {
            if (result == null) {
                result = Run.execute(load(text).scenario(), Run.Setup.of("site"), (share, events, inFlight) -> true);
            }
            return result;
        }
    }

    private TestScenarioRunner() {}

    /** Runs a scenario without variants and returns its result, from the cache if the same text was run before. */
    public static VariantResult run(String text) {
        return cached(text).result();
    }

    private static synchronized CachedRun cached(String text) {
        CachedRun run = LATEST.remove(text);
        if (run == null) {
            run = new CachedRun(text);
        }
        LATEST.put(text, run);
        if (LATEST.size() > KEPT) {
            LATEST.remove(LATEST.keySet().iterator().next());
        }
        return run;
    }

    public static Variant load(String text) {
        try {
            return new Loader(parent -> Optional.empty())
                    .load("site", "version: 1\nscenario: site\n" + text, new Overrides(List.of(), List.of()))
                    .variants()
                    .get(0);
        } catch (InvalidScenarioException wrong) {
            throw new AssertionError(wrong.render(), wrong);
        }
    }

    /** Returns the analytical estimates of a scenario without variants. */
    public static Analysis analysis(String text) {
        return CapacityForecast.of(load(text).scenario()).analysis();
    }

    /** Returns the first estimate of a station of a scenario without variants. */
    public static Analysis.Station station(String text, String station) {
        return analysis(text).stations().stream()
                .filter(row -> row.station().equals(station))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the content of {@code explain} for a scenario without variants. */
    public static ScenarioExplanation explanation(String text) {
        return CapacityForecast.of(load(text).scenario()).explanation("site");
    }

    /** Returns the measured value of a prediction in the unit of results: nanoseconds, a ratio or a number. */
    public static double measure(VariantResult result, String prediction) {
        return result.evaluation().predict().get(prediction).measured();
    }

    /** Returns a metric of a whole component. */
    public static double measure(VariantResult result, String component, String name) {
        return result.components().get(component).measures().get(name).value();
    }

    /** Returns the mean time of the successful requests of a class, in ms. */
    public static double meanMillis(VariantResult result, String request) {
        return result.requests().get(request).successes().mean() / 1e6;
    }
}
