package dev.brownout.cost;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * Price of a unit of a resource.
 *
 * @param dollars price of one unit, at least 0; for tiered prices, the price of the first units of a month
 * @param basis quantity that the unit measures
 * @param unit number of pieces, bytes, piece-nanoseconds or byte-nanoseconds in one unit; more than 0
 * @param per name of the unit in price lists: {@code h}, {@code GB/h}, {@code M}; empty for a single piece
 * @param tiers prices above the given quantities of a month, in ascending order; empty for a constant price
 */
public record Price(BigDecimal dollars, Basis basis, BigDecimal unit, String per, List<Tier> tiers) {
    /** Fractional digits of amounts of money: 10^-15 dollars. */
    private static final int SCALE = 15;

    /**
     * Price above a given quantity of a month.
     *
     * @param beyond lower limit of the tier, in pieces or bytes; more than 0
     * @param dollars price of one unit above the limit
     */
    public record Tier(BigDecimal beyond, BigDecimal dollars) {}

    /** Copies the list. */
    public Price {
        tiers = List.copyOf(tiers);
    }

    /** Creates a price that is the same for any quantity. */
    public Price(BigDecimal dollars, Basis basis, BigDecimal unit, String per) {
        this(dollars, basis, unit, per, List.of());
    }

    /** Quantity that is billed. */
    public enum Basis {
        /** Pieces, such as requests or queries. */
        PIECES,
        /** Bytes transferred. */
        BYTES,
        /** Pieces multiplied by the time for which they exist, such as hosts or processors. */
        PIECES_HELD,
        /** Bytes multiplied by the time for which they exist, such as memory. */
        BYTES_HELD
    }

    /** Returns whether the billed quantity includes time. */
    public boolean includesTime() {
        return basis == Basis.PIECES_HELD || basis == Basis.BYTES_HELD;
    }

    /**
     * Returns the mean price of a unit for a month's quantity, as a constant price: the bill of the month divided by
     * the quantity.
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

    /** Returns the cost of a quantity, rounded to 15 fractional digits. Sums of such amounts are exact. */
    public BigDecimal of(BigInteger quantity) {
        return dollars.multiply(new BigDecimal(quantity)).divide(unit, SCALE, RoundingMode.HALF_EVEN);
    }

    /**
     * Returns the cost of a quantity to 34 significant digits. Rates and comparisons with a bound use it, since an
     * amount rounded to 10^-15 dollars could miss the bound.
     */
    public BigDecimal exactly(BigInteger quantity) {
        return dollars.multiply(new BigDecimal(quantity)).divide(unit, MathContext.DECIMAL128);
    }

    /** Returns a quantity in units. */
    public double units(BigInteger quantity) {
        return new BigDecimal(quantity)
                .divide(unit, SCALE, RoundingMode.HALF_EVEN)
                .doubleValue();
    }
}
