package dev.brownout.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.cost.Price.Basis;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** What quantities cost, by hand. */
class PriceTest {
    private static final BigDecimal HOUR = new BigDecimal("3600000000000");

    @Test
    void aMachineIsPaidByTheNanosecond() {
        Price hour = new Price(new BigDecimal("0.048"), Basis.PIECES_HELD, HOUR, "h");
        assertThat(hour.of(BigInteger.valueOf(90 * 60_000_000_000L))).isEqualByComparingTo("0.072");
        assertThat(hour.units(BigInteger.valueOf(90 * 60_000_000_000L))).isEqualTo(1.5);
        assertThat(hour.held()).isTrue();
    }

    @Test
    void aMillionthOfAMillionIsARequest() {
        Price million = new Price(new BigDecimal("0.40"), Basis.PIECES, new BigDecimal("1e6"), "M");
        assertThat(million.of(BigInteger.ONE)).isEqualByComparingTo("0.0000004");
        assertThat(million.held()).isFalse();
    }

    @Test
    void whatDoesNotEndIsRoundedToTheNearestOfFifteenDigits() {
        Price third = new Price(BigDecimal.ONE, Basis.PIECES, new BigDecimal("3"), "");
        assertThat(third.of(BigInteger.ONE)).isEqualByComparingTo("0.333333333333333");
        assertThat(third.of(BigInteger.TWO)).isEqualByComparingTo("0.666666666666667");
    }

    @Test
    void nothingOverflows() {
        Price hour = new Price(new BigDecimal("0.01"), Basis.BYTES_HELD, HOUR.multiply(new BigDecimal("1e9")), "GB/h");
        BigInteger bytes = BigInteger.valueOf(1_000_000_000_000_000L);
        BigInteger year = BigInteger.valueOf(365L * 24 * 3_600_000_000_000L);
        assertThat(hour.of(bytes.multiply(year))).isEqualByComparingTo("87600000");
    }
}
