package dev.brownout.run;

import dev.brownout.measure.Counter;
import dev.brownout.measure.Span;
import dev.brownout.random.Assumed;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.RequestSpec;
import dev.brownout.wiring.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The bytes that a class of requests brings its users straight from the site: those of good answers whose size is
 * written, unless a line or a CDN on the way counts them, or the object goes the other way.
 */
final class Delivery {
    /** {@code null} where there is nothing to count. */
    private final Counter bytes;

    Delivery(Assembly assembly, RequestSpec spec) {
        List<Step> steps = new ArrayList<>();
        spec.steps().forEach(step -> flatten(step, steps));
        boolean uploads = steps.stream().anyMatch(s -> s instanceof Step.Write || s instanceof Step.Publish)
                && steps.stream().noneMatch(s -> s instanceof Step.Read);
        Map<String, ComponentEntry> components = assembly.scenario.components();
        boolean counted = steps.stream()
                .map(Delivery::component)
                .anyMatch(name -> components.containsKey(name)
                        && components.get(name).spec().countsBytesToUsers());
        boolean billed = !(spec.size() instanceof Assumed) && !uploads && !counted;
        bytes = billed ? new Counter(assembly.grid) : null;
    }

    private static void flatten(Step step, List<Step> all) {
        if (step instanceof Step.Parallel parallel) {
            parallel.branches().forEach(branch -> flatten(branch, all));
        } else {
            all.add(step);
        }
    }

    private static String component(Step step) {
        if (step instanceof Step.Visit visit) {
            return visit.component();
        }
        if (step instanceof Step.Read read) {
            return read.component();
        }
        return step instanceof Step.Call call ? call.component() : "";
    }

    /** Whether there is anything to bill. */
    boolean counts() {
        return bytes != null;
    }

    /** A good answer has reached its user. */
    void arrived(long now, long many) {
        if (bytes != null) {
            bytes.add(now, many);
        }
    }

    /** How many in a window. */
    long total(Span span) {
        return bytes == null ? 0 : bytes.total(span);
    }
}
