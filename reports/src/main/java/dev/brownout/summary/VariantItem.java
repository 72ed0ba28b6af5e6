package dev.brownout.summary;

import static dev.brownout.summary.OutputFormat.HTML;
import static dev.brownout.summary.OutputFormat.MARKDOWN;

import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.translation.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A named item of a variant, as a row of a table over all variants. The variant has a column of its own in wide
 * formats. Elsewhere its number precedes the name.
 */
record VariantItem<T>(VariantResult variant, String number, String name, T it) {
    /** Column of the variants. */
    static final Column VARIANT = Column.text("variant").in(HTML, MARKDOWN);

    /** Returns the items that each variant has in a map. */
    static <T> List<VariantItem<T>> named(RunResult result, Function<VariantResult, Map<String, T>> parts) {
        List<VariantItem<T>> all = new ArrayList<>();
        for (VariantResult variant : result.variants()) {
            parts.apply(variant)
                    .forEach((name, it) -> all.add(new VariantItem<>(variant, number(result, variant), name, it)));
        }
        return all;
    }

    /** Returns the items that each variant has in a list. */
    static <T> List<VariantItem<T>> listed(
            RunResult result, Function<VariantResult, List<T>> parts, Function<T, String> name) {
        List<VariantItem<T>> all = new ArrayList<>();
        for (VariantResult variant : result.variants()) {
            parts.apply(variant)
                    .forEach(it -> all.add(new VariantItem<>(variant, number(result, variant), name.apply(it), it)));
        }
        return all;
    }

    /** Returns the number of a variant with a space after it; empty if there is only one variant. */
    static String number(RunResult result, VariantResult variant) {
        return result.variants().size() == 1 ? "" : (result.variants().indexOf(variant) + 1) + " ";
    }

    /** Returns the number and the name of a variant. */
    static String numbered(RunResult result, VariantResult variant) {
        return number(result, variant) + variant.name();
    }

    /** Formats variants by their names; several that are all variants, by their number. */
    static String names(RunResult result, List<VariantResult> group) {
        boolean all = group.size() > 1 && group.size() == result.variants().size();
        return all
                ? Messages.text("chart.all_variants", group.size())
                : group.stream().map(VariantResult::name).collect(Collectors.joining(" · "));
    }

    /** Returns the name of the variant. */
    String ofVariant() {
        return variant.name();
    }

    /** Returns a cell with the name of the item. The brief text starts with the number of the variant. */
    Cell cell() {
        return cell("");
    }

    /** Returns a cell with the name of the item and a suffix. The brief text starts with the number of the variant. */
    Cell cell(String more) {
        return Cell.of(name + more).withBrief(number + name + more);
    }
}
