package dev.brownout.importing.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.random.KeyNames;
import dev.brownout.random.KeySampler;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.ZipfKeys;
import dev.brownout.rounds.ChosenRows;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Zipf exponents estimated from key counts. */
@Tag("law")
class ZipfFitTest {
    private static long[] counts(double exponent, int keys, int requests, String name) {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(1, 0, name));
        KeySampler sampler = new ZipfKeys(exponent, keys).sampler(new KeyNames(List.of()));
        long[] counts = new long[keys];
        for (int i = 0; i < requests; i++) {
            counts[sampler.next(random, i) - 1]++;
        }
        return counts;
    }

    @ParameterizedTest
    @ChosenRows({2, 5})
    @CsvSource({
        "0.3, 1000",
        "0.6, 10000",
        "0.8, 1000",
        "0.8, 100000",
        "1.0, 100",
        "1.0, 10000",
        "1.2, 100000",
        "1.6, 1000"
    })
    void recoversTheExponent(double exponent, int keys) {
        long[] counts = counts(exponent, keys, 100_000, "found " + exponent + " " + keys);
        ZipfFit known = ZipfFit.ofKnown(keys, counts);
        ZipfFit unknown = ZipfFit.of(counts);
        assertThat(known.exponent()).isCloseTo(exponent, within(0.03));
        assertThat(unknown.exponent()).isCloseTo(exponent, within(0.03));
        assertThat(unknown.isAccepted()).isTrue();
        assertThat((double) unknown.once())
                .isCloseTo(unknown.expectedOnce(), within(5 * Math.sqrt(unknown.once() + 1)));
    }

    /** Coverage of 95 %: of 100 intervals, 95 contain the exponent, plus or minus four standard deviations. */
    @ParameterizedTest
    @ChosenRows(3)
    @CsvSource({"0.5, 1000, false", "0.9, 1000, false", "0.9, 10000, true", "1.2, 5000, true"})
    void intervalsContainExponentAndNumberOfKeys(double exponent, int keys, boolean isReported) {
        int held = 0;
        int number = 0;
        for (int i = 0; i < 100; i++) {
            long[] counts = counts(exponent, keys, 10_000, "interval " + exponent + " " + i);
            ZipfFit fit = isReported ? ZipfFit.ofKnown(keys, counts) : ZipfFit.of(counts);
            held += fit.low() <= exponent && exponent <= fit.high() ? 1 : 0;
            number += fit.fewest() <= keys && keys <= fit.most() ? 1 : 0;
        }
        assertThat(held).isBetween(86, 100);
        assertThat(number).isGreaterThanOrEqualTo(86);
    }

    @Test
    void equallyLikelyKeysAreUniform() {
        assertThat(ZipfFit.of(counts(0, 1000, 50_000, "alike")).text()).isEqualTo("uniform(1000)");
    }

    @Test
    void rejectsNonZipfCounts() {
        long[] counts = new long[1000];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = i < 10 ? 5_000 : 50;
        }
        assertThat(ZipfFit.of(counts).isAccepted()).isFalse();
    }
}
