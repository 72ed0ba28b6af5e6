package dev.brownout.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.cost.Price.Basis;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Costs of quantities, worked out by hand. */
class PriceTest {
    private static final BigDecimal HOUR = new BigDecimal("3600000000000");

    @Test
    void hourlyPricesApplyByTheNanosecond() {
        Price hour = new Price(new BigDecimal("0.048"), Basis.PIECES_HELD, HOUR, "h");
        assertThat(hour.of(BigInteger.valueOf(90 * 60_000_000_000L))).isEqualByComparingTo("0.072");
        assertThat(hour.units(BigInteger.valueOf(90 * 60_000_000_000L))).isEqualTo(1.5);
        assertThat(hour.includesTime()).isTrue();
    }

    @Test
    void pricePerMillionAppliesToASingleRequest() {
        Price million = new Price(new BigDecimal("0.40"), Basis.PIECES, new BigDecimal("1e6"), "M");
        assertThat(million.of(BigInteger.ONE)).isEqualByComparingTo("0.0000004");
        assertThat(million.includesTime()).isFalse();
    }

    /** CloudFront price list: the first 10 TB at $0.085 per GB cost $850, and the next 10 TB at $0.080 cost $800. */
    @Test
    void tieredPricesApplyToTheMonthlyQuantity() {
        BigDecimal terabyte = new BigDecimal("1e12");
        Price bending = new Price(
                new BigDecimal("0.085"),
                Basis.BYTES,
                new BigDecimal("1e9"),
                "GB",
                List.of(
                        new Price.Tier(BigDecimal.TEN.multiply(terabyte), new BigDecimal("0.080")),
                        new Price.Tier(new BigDecimal("50").multiply(terabyte), new BigDecimal("0.060"))));
        BigInteger twenty = new BigInteger("20000000000000");
        assertThat(bending.inAMonthOf(new BigDecimal(twenty)).of(twenty)).isEqualByComparingTo("1650");
        BigInteger sixty = new BigInteger("60000000000000");
        assertThat(bending.inAMonthOf(new BigDecimal(sixty)).of(sixty)).isEqualByComparingTo("4650");
        BigInteger five = new BigInteger("5000000000000");
        assertThat(bending.inAMonthOf(new BigDecimal(five)).of(five)).isEqualByComparingTo("425");
        assertThat(bending.inAMonthOf(BigDecimal.ZERO).dollars()).isEqualByComparingTo("0.085");
    }

    @Test
    void repeatingDecimalsAreRoundedToFifteenDigits() {
        Price third = new Price(BigDecimal.ONE, Basis.PIECES, new BigDecimal("3"), "");
        assertThat(third.of(BigInteger.ONE)).isEqualByComparingTo("0.333333333333333");
        assertThat(third.of(BigInteger.TWO)).isEqualByComparingTo("0.666666666666667");
    }

    @Test
    void largeQuantitiesDoNotOverflow() {
        Price hour = new Price(new BigDecimal("0.01"), Basis.BYTES_HELD, HOUR.multiply(new BigDecimal("1e9")), "GB/h");
        BigInteger bytes = BigInteger.valueOf(1_000_000_000_000_000L);
        BigInteger year = BigInteger.valueOf(365L * 24 * 3_600_000_000_000L);
        assertThat(hour.of(bytes.multiply(year))).isEqualByComparingTo("87600000");
    }
}
