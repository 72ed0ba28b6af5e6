package dev.brownout.importing.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.importing.fitting.ArrivalFit.Kind;
import dev.brownout.random.KeyedRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Arrival processes estimated from arrival times. */
@Tag("law")
class ArrivalFitTest {
    private static final double SECOND = 1e9;

    private static long[] poisson(int size, String name, double rate, double growth) {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(1, 0, name));
        long[] instants = new long[size];
        double now = 0;
        for (int i = 0; i < size; i++) {
            now += random.exponential() / (rate * (1 + growth * i / size)) * SECOND;
            instants[i] = (long) now;
        }
        return instants;
    }

    /**
     * With 400 samples, the dispersion index of one in a hundred is outside its interval by chance: 4, plus or minus
     * four standard deviations.
     */
    @Test
    void independentArrivalsArePoisson() {
        int outside = 0;
        int unsteady = 0;
        for (int i = 0; i < 400; i++) {
            ArrivalFit fit = ArrivalFit.of(poisson(5_000, "users " + i, 100, 0));
            outside += fit.dispersion() < fit.dispersionLow() || fit.dispersion() > fit.dispersionHigh() ? 1 : 0;
            unsteady += fit.steady() ? 0 : 1;
            assertThat(fit.rate()).isCloseTo(100, within(100 * 5 / Math.sqrt(5_000)));
        }
        assertThat(outside).isLessThanOrEqualTo(12);
        assertThat(unsteady).isLessThanOrEqualTo(4);
    }

    @Test
    void equalInterarrivalTimesAreConstant() {
        long[] instants = new long[10_000];
        for (int i = 0; i < instants.length; i++) {
            instants[i] = i * 1_000_000L;
        }
        ArrivalFit fit = ArrivalFit.of(instants);
        assertThat(fit.kind()).isEqualTo(Kind.CONSTANT);
        assertThat(fit.rate()).isCloseTo(1000, within(1e-6));
    }

    /** Each arrival is followed by another 1 ms later: the variance of a sum of pairs is twice its mean. */
    @Test
    void pairedArrivalsAreBursts() {
        long[] singles = poisson(10_000, "pairs", 10, 0);
        long[] instants = new long[2 * singles.length];
        for (int i = 0; i < singles.length; i++) {
            instants[2 * i] = singles[i];
            instants[2 * i + 1] = singles[i] + 1_000_000;
        }
        Arrays.sort(instants);
        ArrivalFit fit = ArrivalFit.of(instants);
        assertThat(fit.kind()).isEqualTo(Kind.BURSTS);
        assertThat(fit.dispersion()).isCloseTo(2, within(0.1));
    }

    @Test
    void growingRateIsUnsteadyPoisson() {
        ArrivalFit fit = ArrivalFit.of(poisson(100_000, "grows", 100, 1));
        assertThat(fit.steady()).isFalse();
        assertThat(fit.kind()).isEqualTo(Kind.POISSON);
        assertThat(fit.rates().get(19) / fit.rates().get(0)).isCloseTo(1.95, within(0.1));
    }

    @Test
    void rejectsTooFewArrivals() {
        assertThatThrownBy(() -> ArrivalFit.of(1, 2, 3)).isInstanceOf(IllegalArgumentException.class);
    }
}
