package dev.brownout.chart.title;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Titles of several variants, and their maximum length. */
class TitleTextTest {
    private static final String LONG = "a variant with a very long name";

    private static String title(String... numbers) {
        List<TitleNumber> all = new ArrayList<>();
        for (int i = 0; i < numbers.length; i += 2) {
            boolean data = !numbers[i + 1].equals("no data");
            double score = data ? Double.parseDouble(numbers[i + 1]) : Double.NaN;
            all.add(new TitleNumber(numbers[i], score, numbers[i + 1], " at 1:0" + i, ""));
        }
        return TitleText.title("Queue of web: max ", all, "");
    }

    @Test
    void oneVariantHasItsTime() {
        assertThat(title("a", "7")).isEqualTo("Queue of web: max 7 at 1:00");
    }

    @Test
    void twoNumbersAreBothNamed() {
        assertThat(title("a", "7", "b", "9")).isEqualTo("Queue of web: max 7 (a), 9 (b)");
        assertThat(title("a", "7", "b", "7", "c", "9")).isEqualTo("Queue of web: max 7 (c: 9)");
        assertThat(title("a", "7", "b", "9", "c", "9")).isEqualTo("Queue of web: max 7 (a), 9 (b, c)");
        assertThat(title("a", "7", "b", "9", "c", "9", "d", "9")).isEqualTo("Queue of web: max 7 (a), 9 (3 others)");
    }

    @Test
    void worstNumberIsNamedBesideTheRangeOfTheOthers() {
        assertThat(title("a", "8", "b", "7", "c", "9")).isEqualTo("Queue of web: max 9 (c), others 7 to 8");
        assertThat(title("a", "9", "b", "7", "c", "9", "d", "8"))
                .as("equal numbers")
                .isEqualTo("Queue of web: max 9 (a, c), others 7 to 8");
        assertThat(title("a", "8", "b", "no data", "c", "9", "d", "5"))
                .isEqualTo("Queue of web: max 9 (c), others 5 to 8");
    }

    @Test
    void rangeAscendsIfMoreIsBetter() {
        List<TitleNumber> hits = List.of(
                new TitleNumber("a", -3_215, "3,215", "", ""),
                new TitleNumber("b", -931, "931", "", ""),
                new TitleNumber("c", -1_304, "1,304", "", ""));
        assertThat(TitleText.title("Hits: ", hits, "")).isEqualTo("Hits: 931 (b), others 1,304 to 3,215");
    }

    @Test
    void variantsWithoutDataAreCounted() {
        assertThat(title("a", "7", "b", "7", LONG + ", which has no values", "no data"))
                .isEqualTo("Queue of web: max 7 (2 of 3 variants)");
    }

    @Test
    void longNamesAreOmittedFirst() {
        assertThat(title("a", "8", LONG, "7", LONG + "er", "9"))
                .isEqualTo("Queue of web: max 9 (a variant with a very long nameer), others 7 to 8");
        assertThat(title(LONG + LONG, "8", LONG, "7", LONG + LONG + "r", "9"))
                .isEqualTo("Queue of web: max 9, others 7 to 8");
    }

    @Test
    void tooLongTitleIsShortenedInItsMiddle() {
        String name = "component".repeat(20);
        String title = TitleText.fitting("Queue of " + name + ": max 7 (a) to 9 (b)");
        assertThat(title)
                .hasSize(TitleText.LONGEST)
                .startsWith("Queue of component")
                .endsWith(": max 7 (a) to 9 (b)");
    }
}
