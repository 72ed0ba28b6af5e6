package dev.brownout.summary;

import static dev.brownout.summary.OutputFormat.HTML;
import static dev.brownout.summary.OutputFormat.MARKDOWN;

import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Something that a variant has, by its name: an item of a table over all variants. Where there is room the variant has
 * a column; elsewhere its number stands before the name.
 */
record VariantItem<T>(VariantResult variant, String number, String name, T it) {
    /** The column of the variants. */
    static final Column VARIANT = Column.text("variant").in(HTML, MARKDOWN);

    /** What each variant has by name. */
    static <T> List<VariantItem<T>> named(RunResult result, Function<VariantResult, Map<String, T>> parts) {
        List<VariantItem<T>> all = new ArrayList<>();
        for (VariantResult variant : result.variants()) {
            parts.apply(variant)
                    .forEach((name, it) -> all.add(new VariantItem<>(variant, number(result, variant), name, it)));
        }
        return all;
    }

    /** What each variant has a list of. */
    static <T> List<VariantItem<T>> listed(
            RunResult result, Function<VariantResult, List<T>> parts, Function<T, String> name) {
        List<VariantItem<T>> all = new ArrayList<>();
        for (VariantResult variant : result.variants()) {
            parts.apply(variant)
                    .forEach(it -> all.add(new VariantItem<>(variant, number(result, variant), name.apply(it), it)));
        }
        return all;
    }

    /** The number by which a variant is told apart, with a blank behind it; empty where there is but one. */
    static String number(RunResult result, VariantResult variant) {
        return result.variants().size() == 1 ? "" : (result.variants().indexOf(variant) + 1) + " ";
    }

    /** The name of a variant; behind its number where there is little room. */
    static String numbered(RunResult result, VariantResult variant) {
        return number(result, variant) + variant.name();
    }

    /** Some variants by their names; where they are all of several, by how many they are. */
    static String names(RunResult result, List<VariantResult> some) {
        boolean all = some.size() > 1 && some.size() == result.variants().size();
        return all
                ? "all " + some.size() + " variants"
                : some.stream().map(VariantResult::name).collect(Collectors.joining(" · "));
    }

    /** The name of the variant. */
    String ofVariant() {
        return variant.name();
    }

    /** The name, behind the number of the variant where that has no column. */
    Cell cell() {
        return cell("");
    }

    /** The same with more words behind it. */
    Cell cell(String more) {
        return Cell.of(name + more).briefly(number + name + more);
    }
}
