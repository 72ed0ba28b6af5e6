package dev.brownout.chart.title;

import dev.brownout.format.QuantityFormat;
import dev.brownout.result.VariantResult;
import dev.brownout.translation.Messages;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Number of one variant in a title.
 *
 * @param variant name of the variant
 * @param score severity; the largest is the worst; {@code NaN} for no data
 * @param value number with its unit
 * @param when time of the number, with its leading blank or comma; empty for a number of the whole run
 * @param note further text with its leading blank or comma, which a long title omits
 */
public record TitleNumber(String variant, double score, String value, String when, String note) {
    /** Creates a number without a note. A number with the score {@code NaN} becomes {@code no data}. */
    public static TitleNumber of(VariantResult variant, double score, String value, String when) {
        return Double.isNaN(score)
                ? new TitleNumber(variant.name(), score, Messages.text("verdict.no_data"), "", "")
                : new TitleNumber(variant.name(), score, value, when, "");
    }

    /**
     * Creates the numbers of several variants, with the same number of decimals.
     *
     * @param values one value per variant; {@code NaN} for no data
     * @param moreIsBetter whether the smallest value is the worst
     * @param when time of the value of a variant, by its index
     */
    static List<TitleNumber> aligned(
            List<VariantResult> variants,
            List<Double> values,
            String unit,
            boolean moreIsBetter,
            IntFunction<String> when) {
        List<String> texts = QuantityFormat.together(values, unit);
        return IntStream.range(0, values.size())
                .mapToObj(
                        i -> of(variants.get(i), (moreIsBetter ? -1 : 1) * values.get(i), texts.get(i), when.apply(i)))
                .toList();
    }

    /** Returns this number with a note. */
    TitleNumber withNote(String text) {
        return new TitleNumber(variant, score, value, when, text);
    }

    /** Returns the number with its time and its note. */
    String text() {
        return value + when + note;
    }

    /** Returns whether the variant has a value. */
    boolean hasData() {
        return !Double.isNaN(score);
    }
}
