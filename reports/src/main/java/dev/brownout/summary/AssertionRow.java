package dev.brownout.summary;

import dev.brownout.result.RunResult;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An assertion that some variants of a run share. A variant can change the metric, the window and the bound of an
 * assertion; its outcome is then in a row of its own.
 *
 * @param name the name of the assertion
 * @param expression its metric, window and bound as written
 */
public record AssertionRow(String name, String expression) {
    /** Returns the assertions of all variants, in the order of the variants. */
    public static List<AssertionRow> of(RunResult result) {
        Set<String> names = new LinkedHashSet<>();
        result.variants()
                .forEach(variant -> names.addAll(variant.evaluation().sla().keySet()));
        return names.stream()
                .flatMap(name -> result.variants().stream()
                        .filter(variant -> variant.evaluation().sla().containsKey(name))
                        .map(variant -> variant.evaluation().sla().get(name).expression())
                        .distinct()
                        .map(expression -> new AssertionRow(name, expression)))
                .toList();
    }

    /** Returns the outcome of this assertion in a variant; empty if the variant does not have it. */
    public Optional<SlaResult> in(VariantResult variant) {
        return Optional.ofNullable(variant.evaluation().sla().get(name))
                .filter(outcome -> outcome.expression().equals(expression));
    }
}
