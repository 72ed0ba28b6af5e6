package dev.brownout.databases;

import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plays a scenario that a test writes: once, while several of its numbers are looked at one after the other. */
public final class PlayedSite {
    private static final int KEPT = 4 * Means.SEEDS;
    private static final Map<String, VariantResult> LATEST = new LinkedHashMap<>();

    private PlayedSite() {}

    /** What a scenario without variants gives. */
    public static synchronized VariantResult run(String text) {
        VariantResult result = LATEST.remove(text);
        if (result == null) {
            result = Run.execute(load(text).scenario(), Run.Setup.of("site"), (share, events, inFlight) -> true);
        }
        LATEST.put(text, result);
        if (LATEST.size() > KEPT) {
            LATEST.remove(LATEST.keySet().iterator().next());
        }
        return result;
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

    /** What a prediction measured, in the unit of results: nanoseconds, or a ratio, or a number. */
    public static double measured(VariantResult result, String prediction) {
        return result.predict().get(prediction).measured();
    }

    /** A measure of a whole component. */
    public static double measure(VariantResult result, String component, String name) {
        return result.components().get(component).measures().get(name).value();
    }

    /** Mean time of the good requests of a class, in milliseconds. */
    public static double meanMillis(VariantResult result, String request) {
        return result.requests().get(request).successes().mean() / 1e6;
    }
}
