package dev.brownout.language;

import dev.brownout.export.ResultJson;
import dev.brownout.result.Analysis;
import dev.brownout.result.RunResult;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.EvaluationResult;
import dev.brownout.result.VariantResult.RunExecution;
import dev.brownout.sentence.Sentence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Detects variants with identical results: the setting in which they differ has no effect. */
final class EquivalentVariants {
    private static final Analysis NO_ESTIMATES =
            new Analysis(List.of(), "", Double.NaN, List.of(), List.of(), List.of());

    private static final String WARNING_PREFIX = "all measurements equal those of variant";

    private EquivalentVariants() {}

    /** Returns whether a warning reports that a variant has the same results as another variant. */
    static boolean isEqualVariantWarning(Sentence warning) {
        return warning.toString().startsWith(WARNING_PREFIX);
    }

    /**
     * Adds a warning to each result that is identical, to the last digit, to an earlier result. Warnings of this kind
     * that a result already has are replaced, so that reading a result from a file and writing it again gives the same
     * bytes.
     */
    static List<VariantResult> withWarnings(List<VariantResult> results) {
        List<VariantResult> annotated = new ArrayList<>();
        for (VariantResult result : results) {
            String equalVariant = results.subList(0, annotated.size()).stream()
                    .filter(earlier -> haveEqualMeasurements(earlier, result))
                    .map(VariantResult::name)
                    .findFirst()
                    .orElse("");
            annotated.add(replaceWarnings(result, equalVariant.isEmpty() ? List.of() : List.of(warning(equalVariant))));
        }
        return annotated;
    }

    /** Returns the warning for a variant with the same results as another variant. */
    static Sentence warning(String other) {
        return Sentence.of(WARNING_PREFIX + " '{}', to the last digit: the difference has no effect", other);
    }

    private static boolean haveEqualMeasurements(VariantResult first, VariantResult second) {
        return first.run().simulatedEvents() == second.run().simulatedEvents()
                && first.run().complete()
                && second.run().complete()
                && first.history().faults().equals(second.history().faults())
                && Arrays.equals(measurementsJson(first), measurementsJson(second));
    }

    /** Returns the measurements of a result as JSON, without its name, settings, texts and analytical estimates. */
    private static byte[] measurementsJson(VariantResult result) {
        Map<String, SlaResult> sla = new LinkedHashMap<>();
        result.evaluation().sla().forEach((name, slaResult) -> sla.put(name, withoutExpectedViolation(slaResult)));
        EvaluationResult evaluation = new EvaluationResult(
                sla, Collections.emptyMap(), result.evaluation().asked(), Collections.emptyMap());
        RunExecution run = result.run().withResolved(List.of());
        VariantResult stripped = copy(result, "", run, evaluation, NO_ESTIMATES);
        return ResultJson.write(new RunResult("", "", "", "", "", List.of(), List.of(stripped)));
    }

    /** Returns a copy of a verdict for which the variant expects no violation. */
    private static SlaResult withoutExpectedViolation(SlaResult slaResult) {
        return new SlaResult(
                slaResult.expression(),
                slaResult.metric(),
                slaResult.comparison(),
                slaResult.value(),
                slaResult.bound(),
                slaResult.tolerance(),
                slaResult.unit(),
                slaResult.margin(),
                slaResult.fromNanos(),
                slaResult.toNanos(),
                slaResult.verdict(),
                slaResult.firstViolatedAtNanos(),
                false,
                slaResult.open());
    }

    /** Returns the result with its warnings about equal variants replaced by new ones. */
    private static VariantResult replaceWarnings(VariantResult result, List<Sentence> warnings) {
        Analysis analysis = result.analysis();
        List<Sentence> replaced = new ArrayList<>(analysis.warnings());
        replaced.removeIf(EquivalentVariants::isEqualVariantWarning);
        replaced.addAll(warnings);
        return replaced.equals(analysis.warnings())
                ? result
                : copy(result, result.name(), result.run(), result.evaluation(), analysis.withWarnings(replaced));
    }

    /** Returns a copy of a result with another evaluation and other analytical estimates. */
    private static VariantResult copy(
            VariantResult result, String name, RunExecution run, EvaluationResult evaluation, Analysis analysis) {
        return new VariantResult(
                name,
                run,
                result.requests(),
                result.components(),
                result.windows(),
                result.edges(),
                result.series(),
                result.history(),
                evaluation,
                analysis,
                result.cost(),
                result.accounting(),
                result.tracing());
    }
}
