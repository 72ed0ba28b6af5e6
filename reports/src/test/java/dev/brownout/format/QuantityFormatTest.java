package dev.brownout.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityFormatTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "41249000 | ns | 41.2 ms",
                "2310000000 | ns | 2.31 s",
                "999999999 | ns | 1 s",
                "850 | ns | 850 ns",
                "128000000000 | ns | 2 min 8 s",
                "0 | ns | 0 s",
                "0.99637 | ratio | 99.64 %",
                "0.89143 | ratio | 89.1 %",
                "0.9999919 | ratio | 99.999 %",
                "0.99999999 | ratio | 99.999999 %",
                "1 | ratio | 100 %",
                "0.0113 | ratio | 1.13 %",
                "1804 | 1 | 1,804",
                "3.7042 | 1 | 3.7",
                "720 | 1/s | 720/s",
                "1600.4 | 1/s | 1,600/s",
                "64000000 | B | 64 MB",
                "-1234567 | 1 | -1,234,567",
                "12.5 | EUR | 12.5 EUR"
            })
    void printsThreeDigitsAndTheUnit(double value, String unit, String text) {
        assertThat(QuantityFormat.format(value, unit)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.98996 | 0.99 | ratio | 98.996 %",
                "0.99 | 0.99 | ratio | 99 %",
                "0.8 | 0.99 | ratio | 80 %",
                "0.50000001 | 0.5 | ratio | 50.000001 %",
                "100012345 | 100000000 | ns | 100.01 ms",
                "128400000000 | 128000000000 | ns | 128.4 s",
                "1000.2 | 1000 | 1/s | 1,000.2/s",
                "0.30004 | 0.3 | 1 | 0.30004"
            })
    void narrowViolationIsNotPrintedAsTheBound(double value, double bound, String unit, String text) {
        assertThat(QuantityFormat.distinguishable(value, bound, unit)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.817 0.9751 | ratio | 81.7 % 97.5 %",
                "0.8 0.9751 | ratio | 80.0 % 97.5 %",
                "0.9306 0.9915 1 0 | ratio | 93.06 % 99.15 % 100 % 0 %",
                "0.817 0.99996 | ratio | 81.7 % 99.996 %",
                "0.00396 0.9751 | ratio | 0.40 % 97.51 %",
                "0.00021234 0.8170 | ratio | 0.0212 % 81.7 %",
                "0.9746 0.9754 0.817 | ratio | 97.46 % 97.54 % 81.70 %",
                "8560000 12140000 | ns | 8.6 ms 12.1 ms",
                "2200000 392400000 | ns | 2.2 ms 392.4 ms",
                "5000000 8000000 | ns | 5 ms 8 ms",
                "2200000 23100000000 | ns | 2.2 ms 23.1 s",
                "24700000000 236000000000 | ns | 24.7 s 3 min 56 s",
                "42 1804 | 1 | 42 1,804",
                "0.5 66.25 | 1/s | 0.5/s 66.2/s",
                "3.456 12.1 | $/h | $3.46/h $12.10/h"
            })
    void comparedValuesHaveTheSameDecimals(String values, String unit, String texts) {
        List<Double> numbers =
                Stream.of(values.split(" ", -1)).map(Double::valueOf).toList();
        assertThat(String.join(" ", QuantityFormat.together(numbers, unit))).isEqualTo(texts);
    }

    @ParameterizedTest
    @CsvSource({"7_199, 119 min 59 s", "7_200, 2 h", "9_000, 2 h 30 min", "-9_000, -2 h 30 min", "396_000, 4.6 d"})
    void longDurationsAreShownInHoursAndDays(String seconds, String text) {
        assertThat(QuantityFormat.nanos(Long.parseLong(seconds.replace("_", "")) * 1e9))
                .isEqualTo(text);
    }

    /** A number of any magnitude is a short text, without a hundred zeros. */
    @Test
    void numbersOfAnyMagnitudeAreShort() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            double value = (random.nextBoolean() ? 1 : -1) * Math.pow(10, random.nextDouble(-320, 308));
            for (String unit : List.of("ns", "s", "ratio", "1", "1/s", "B", "B/s", "$", "$/h", "")) {
                assertThat(QuantityFormat.format(value, unit))
                        .as("%s %s", value, unit)
                        .hasSizeLessThanOrEqualTo(30);
            }
            double positive = Math.abs(value);
            assertThat(List.of(
                            QuantityFormat.nanos(positive),
                            QuantityFormat.percent(positive),
                            QuantityFormat.share(positive),
                            QuantityFormat.factor(positive),
                            QuantityFormat.signedPercent(positive),
                            QuantityFormat.percentagePoints(positive)))
                    .allSatisfy(text -> assertThat(text).as("%s", value).hasSizeLessThanOrEqualTo(35));
        }
        assertThat(QuantityFormat.format(1e150, "1/s")).isEqualTo("1e150/s");
        assertThat(QuantityFormat.format(1e12, "1")).isEqualTo("1,000,000,000,000");
        assertThat(QuantityFormat.format(1.2345e300, "s")).isEqualTo("1.43e295 d");
        assertThat(QuantityFormat.together(List.of(1.5e150, 2.5e150), "1/s")).allMatch(text -> text.length() < 30);
        assertThat(QuantityFormat.distinguishable(1e150, 1.01e150, "1/s")).hasSizeLessThan(30);
    }

    @Test
    void missingAndInfiniteValuesAreWords() {
        assertThat(QuantityFormat.format(Double.NaN, "ns")).isEqualTo("no data");
        assertThat(QuantityFormat.format(Double.POSITIVE_INFINITY, "1/s")).isEqualTo("unlimited");
        assertThat(QuantityFormat.nanos(Double.NaN)).isEqualTo("no data");
        assertThat(QuantityFormat.count(Double.POSITIVE_INFINITY)).isEqualTo("unlimited");
    }

    @Test
    void differencesHaveASign() {
        assertThat(QuantityFormat.signedPercent(0.0022)).isEqualTo("+0.22 %");
        assertThat(QuantityFormat.signedPercent(-0.5)).isEqualTo("-50 %");
        assertThat(QuantityFormat.signedPercent(0)).isEqualTo("0 %");
    }

    @Test
    void faultSentenceOmitsItsTime() {
        assertThat(Sentences.withoutTime("at 4m40s: crash web/1")).isEqualTo("crash web/1");
        assertThat(Sentences.withoutTime("crash web/1 at 4m")).isEqualTo("crash web/1 at 4m");
    }

    @Test
    void timesAreMinutesAndSeconds() {
        assertThat(SimulatedTimeFormat.at(242_900_000_000L)).isEqualTo("4:02");
        assertThat(SimulatedTimeFormat.at(3_842_000_000_000L)).isEqualTo("1:04:02");
        assertThat(SimulatedTimeFormat.at(0)).isEqualTo("0:00");
    }

    @Test
    void currencySignPrecedesTheAmount() {
        assertThat(QuantityFormat.format(0.02654, "$")).isEqualTo("$0.0265");
        assertThat(QuantityFormat.format(1234.5, "$")).isEqualTo("$1,230");
        assertThat(QuantityFormat.format(2.81, "$/h")).isEqualTo("$2.81/h");
        assertThat(QuantityFormat.format(4.4, "$/h")).isEqualTo("$4.40/h");
        assertThat(QuantityFormat.format(82.29, "$")).isEqualTo("$82.29");
        assertThat(QuantityFormat.format(-0.5, "$")).isEqualTo("-$0.50");
    }

    @Test
    void roundingErrorsArePrintedAsZero() {
        assertThat(QuantityFormat.signedPercent(-2.8e-16)).isEqualTo("0 %");
        assertThat(QuantityFormat.format(2.8e-17, "ratio")).isEqualTo("0 %");
        assertThat(QuantityFormat.format(-2.8e-14, "1")).isEqualTo("0");
        assertThat(QuantityFormat.format(2.8e-10, "ns")).isEqualTo("0 s");
        assertThat(QuantityFormat.format(-1e-15, "$")).isEqualTo("$0");
    }
}
