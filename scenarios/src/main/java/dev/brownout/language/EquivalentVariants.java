package dev.brownout.language;

import dev.brownout.export.ResultJson;
import dev.brownout.result.Analysis;
import dev.brownout.result.RunResult;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Detects variants with identical results: the setting in which they differ has no effect. */
final class EquivalentVariants {
    private static final Analysis NO_PAPER = new Analysis(List.of(), "", Double.NaN, List.of(), List.of(), List.of());

    private static final String AS_IN = "all that was measured is as in variant";

    private EquivalentVariants() {}

    /** Returns whether a warning of a result reports that the variant equals another one. */
    static boolean says(String warning) {
        return warning.startsWith(AS_IN);
    }

    /**
     * Adds a warning to each result that is identical, to the last digit, to an earlier result. Warnings of this kind
     * that a result already has are replaced, so that reading a result from a file and writing it again gives the same
     * bytes.
     */
    static List<VariantResult> told(List<VariantResult> results) {
        List<VariantResult> told = new ArrayList<>();
        for (VariantResult result : results) {
            String same = results.subList(0, told.size()).stream()
                    .filter(before -> alike(before, result))
                    .map(VariantResult::name)
                    .findFirst()
                    .orElse("");
            told.add(warned(result, same.isEmpty() ? List.of() : List.of(as(same))));
        }
        return told;
    }

    /** Returns the warning for a variant that equals another one. */
    static String as(String other) {
        return AS_IN + " '" + other + "', to the last digit: what is different here does not matter";
    }

    private static boolean alike(VariantResult one, VariantResult other) {
        return one.simulatedEvents() == other.simulatedEvents()
                && one.complete()
                && other.complete()
                && one.faults().equals(other.faults())
                && Arrays.equals(measured(one), measured(other));
    }

    /** Returns the measurements of a result as JSON, without its name, settings, texts and analytical estimates. */
    private static byte[] measured(VariantResult result) {
        Map<String, SlaResult> sla = new LinkedHashMap<>();
        result.sla().forEach((name, one) -> sla.put(name, unbroken(one)));
        VariantResult bare = with(result, "", List.of(), sla, NO_PAPER);
        return ResultJson.write(new RunResult(RunResult.VERSION, "", "", "", "", "", List.of(), List.of(bare)));
    }

    private static SlaResult unbroken(SlaResult one) {
        return new SlaResult(
                one.expression(),
                one.metric(),
                one.comparison(),
                one.value(),
                one.bound(),
                one.tolerance(),
                one.unit(),
                one.margin(),
                one.fromNanos(),
                one.toNanos(),
                one.verdict(),
                one.firstViolatedAtNanos(),
                false,
                one.open());
    }

    /** Returns the result with its warnings about equal variants replaced by the given ones. */
    private static VariantResult warned(VariantResult result, List<String> warnings) {
        Analysis paper = result.analysis();
        List<String> all = new ArrayList<>(paper.warnings());
        all.removeIf(EquivalentVariants::says);
        all.addAll(warnings);
        return all.equals(paper.warnings())
                ? result
                : with(result, result.name(), result.resolved(), result.sla(), paper.withWarnings(all));
    }

    private static VariantResult with(
            VariantResult result,
            String name,
            List<VariantResult.Setting> resolved,
            Map<String, SlaResult> sla,
            Analysis analysis) {
        return new VariantResult(
                name,
                resolved,
                result.seed(),
                result.replication(),
                result.durationNanos(),
                result.warmupNanos(),
                result.stopped(),
                result.simulatedRequests(),
                result.simulatedEvents(),
                result.requests(),
                result.components(),
                result.windows(),
                result.series(),
                result.roles(),
                result.faults(),
                result.timeline(),
                sla,
                name.isEmpty() ? Collections.emptyMap() : result.predict(),
                analysis,
                result.data(),
                result.cost(),
                result.audit(),
                result.asked(),
                result.edges(),
                result.breakdown(),
                result.traces(),
                result.losses());
    }
}
