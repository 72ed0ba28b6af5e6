package dev.brownout.cost;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * What a unit of something costs.
 *
 * @param dollars price of one unit, at least 0; of the first of a month where more have another price
 * @param basis what the unit is a unit of
 * @param unit how many pieces, bytes, piece-nanoseconds or byte-nanoseconds are one unit; more than 0
 * @param per the unit as people write it: {@code h}, {@code GB/h}, {@code M}; empty for a single piece
 * @param tiers from which quantity of a month on what comes beyond costs something else, in rising order; none where
 *     all cost the same
 */
public record Price(BigDecimal dollars, Basis basis, BigDecimal unit, String per, List<Tier> tiers) {
    /** Digits behind the point to which amounts of money are kept: a millionth of a billionth of a dollar. */
    private static final int SCALE = 15;

    /**
     * Another price for what comes beyond a quantity of a month.
     *
     * @param beyond the quantity, in pieces or bytes; more than 0
     * @param dollars price of one unit beyond it
     */
    public record Tier(BigDecimal beyond, BigDecimal dollars) {}

    /** Takes the list as it is now. */
    public Price {
        tiers = List.copyOf(tiers);
    }

    /** One that is the same for any quantity. */
    public Price(BigDecimal dollars, Basis basis, BigDecimal unit, String per) {
        this(dollars, basis, unit, per, List.of());
    }

    /** What is counted when something is billed. */
    public enum Basis {
        /** Pieces: requests, queries. */
        PIECES,
        /** Bytes that move. */
        BYTES,
        /** Pieces by the time for which they are there: machines, processors. */
        PIECES_HELD,
        /** Bytes by the time for which they are there: memory. */
        BYTES_HELD
    }

    /** Whether time counts. */
    public boolean held() {
        return basis == Basis.PIECES_HELD || basis == Basis.BYTES_HELD;
    }

    /**
     * The mean price of a unit where so much is used up in a month, as one that is the same for any quantity: the bill
     * of a month over its quantity.
     */
    public Price inAMonthOf(BigDecimal quantity) {
        if (tiers.isEmpty() || quantity.signum() == 0) {
            return new Price(dollars, basis, unit, per);
        }
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal from = BigDecimal.ZERO;
        BigDecimal price = dollars;
        for (Tier tier : tiers) {
            sum = sum.add(price.multiply(tier.beyond().min(quantity).subtract(from)));
            from = tier.beyond().min(quantity);
            price = tier.dollars();
        }
        sum = sum.add(price.multiply(quantity.subtract(from)));
        return new Price(sum.divide(quantity, MathContext.DECIMAL64), basis, unit, per);
    }

    /** What a quantity costs, to the nearest of 15 digits behind the point: sums of such amounts are exact. */
    public BigDecimal of(BigInteger quantity) {
        return dollars.multiply(new BigDecimal(quantity)).divide(unit, SCALE, RoundingMode.HALF_EVEN);
    }

    /**
     * Returns what a quantity costs, to 34 digits: for rates and for comparisons with a bound, which a rounded amount
     * would miss by a millionth of a billionth.
     */
    public BigDecimal exactly(BigInteger quantity) {
        return dollars.multiply(new BigDecimal(quantity)).divide(unit, MathContext.DECIMAL128);
    }

    /** How many units a quantity is. */
    public double units(BigInteger quantity) {
        return new BigDecimal(quantity)
                .divide(unit, SCALE, RoundingMode.HALF_EVEN)
                .doubleValue();
    }
}
