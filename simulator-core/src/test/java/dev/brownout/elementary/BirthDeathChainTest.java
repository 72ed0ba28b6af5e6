package dev.brownout.elementary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Birth-death processes against the closed forms of special cases. */
class BirthDeathChainTest {
    /** M/M/1: geometric with ratio 0.6. */
    @Test
    void constantRatesGiveTheGeometricDistribution() {
        BirthDeathChain chain = BirthDeathChain.unbounded(0.6, n -> 1, 1);
        assertThat(chain.share(0)).isCloseTo(0.4, within(1e-12));
        assertThat(chain.share(7)).isCloseTo(0.4 * Math.pow(0.6, 7), within(1e-12));
        assertThat(chain.mean()).isCloseTo(1.5, within(1e-12));
        assertThat(chain.meanBeyond(1)).isCloseTo(0.9, within(1e-12));
        assertThat(chain.atLeast(1)).isCloseTo(0.6, within(1e-12));
        assertThat(chain.atLeast(5)).isCloseTo(Math.pow(0.6, 5), within(1e-12));
        assertThat(chain.loss()).isZero();
        assertThat(chain.quantile(0.99)).isEqualTo(9);
    }

    /** M/M/4/10 with 3 Erlang: shares 3^n/n! up to 4, then times 3/4 each. */
    @Test
    void serversGiveErlangsFormula() {
        double[] weights = new double[11];
        double sum = 0;
        for (int n = 0; n <= 10; n++) {
            weights[n] = n == 0 ? 1 : weights[n - 1] * 3 / Math.min(n, 4);
            sum += weights[n];
        }
        BirthDeathChain chain = BirthDeathChain.ofFiniteStates(3, n -> Math.min(n, 4), 10);
        double total = sum;
        assertThat(IntStream.rangeClosed(0, 10).mapToDouble(chain::share))
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-14 ? 0 : 1)
                .containsExactlyElementsOf(IntStream.rangeClosed(0, 10)
                        .mapToObj(n -> weights[n] / total)
                        .toList());
        assertThat(chain.loss()).isCloseTo(weights[10] / sum, within(1e-14));
    }

    /** Rates proportional to the number: Poisson. */
    @Test
    void proportionalRatesGiveThePoissonDistribution() {
        BirthDeathChain chain = BirthDeathChain.ofFiniteStates(5, n -> n, 100);
        assertThat(chain.mean()).isCloseTo(5, within(1e-12));
        assertThat(chain.share(5)).isCloseTo(Math.exp(-5) * 3125 / 120, within(1e-12));
        assertThat(chain.quantile(0.5)).isEqualTo(5);
    }

    /** A constant total rate 1/(n) each is M/M/1; and a rate of n/(1 + 0.5(n-1)) tends to 2, so 1.9 is stable. */
    @Test
    void tailUsesTheLastRate() {
        BirthDeathChain chain = BirthDeathChain.unbounded(1.5, n -> n / (1 + 0.5 * (n - 1)), 50);
        double ratio = 1.5 / (50 / 25.5);
        assertThat(chain.share(60) / chain.share(59)).isCloseTo(ratio, within(1e-12));
        assertThat(chain.atLeast(0)).isCloseTo(1, within(1e-12));
        assertThat(chain.atLeast(1)).isCloseTo(1 - chain.share(0), within(1e-12));
    }

    @Test
    void overloadHasNoSteadyState() {
        assertThatThrownBy(() -> BirthDeathChain.unbounded(2, n -> 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
