package dev.brownout.chart.title;

import dev.brownout.chart.model.SeriesLine;
import java.util.List;

/**
 * Finding of a chart: the number that its title states, with the value of each variant.
 *
 * @param subject name of the number
 * @param statistic statistic over time, such as {@code max}; empty for a number of the whole run
 * @param numbers one number per variant
 */
public record ChartFinding(String subject, String statistic, List<TitleNumber> numbers) {
    /** Copies the list. */
    public ChartFinding {
        numbers = List.copyOf(numbers);
    }

    /**
     * Returns the title.
     *
     * @param lines lines of each variant after the warm-up, in the same order for all variants
     * @param variants number of variants of the result, including those without such data
     */
    public String title(List<List<SeriesLine>> lines, int variants) {
        if (numbers.size() == 1 && variants > 1) {
            TitleNumber only = numbers.get(0);
            return TitleText.fitting(
                    start() + only.value() + only.when() + " (" + only.variant() + ")",
                    start() + only.value() + " (" + only.variant() + ")",
                    start() + only.value());
        }
        return TitleText.title(start(), numbers, LineDifference.largest(lines));
    }

    private String start() {
        boolean data = numbers.stream().anyMatch(TitleNumber::hasData);
        return subject + ": " + (data && !statistic.isEmpty() ? statistic + " " : "");
    }

    /** Returns the number of a variant with its statistic and time, for the label of the variant. */
    public String label(int variant) {
        return prefix(variant)
                + numbers.get(variant).value()
                + numbers.get(variant).when();
    }

    /** Returns the number of a variant with all that is known of it, for the heading of its panel. */
    public String heading(int variant) {
        return prefix(variant) + numbers.get(variant).text();
    }

    private String prefix(int variant) {
        return statistic.isEmpty() || !numbers.get(variant).hasData() ? "" : statistic + " ";
    }
}
