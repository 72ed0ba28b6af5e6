package dev.brownout.cost;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * What a unit of something costs.
 *
 * @param dollars price of one unit, at least 0
 * @param basis what the unit is a unit of
 * @param unit how many pieces, bytes, piece-nanoseconds or byte-nanoseconds are one unit; more than 0
 * @param per the unit as people write it: {@code h}, {@code GB/h}, {@code M}; empty for a single piece
 */
public record Price(BigDecimal dollars, Basis basis, BigDecimal unit, String per) {
    /** Digits behind the point to which amounts of money are kept: a millionth of a billionth of a dollar. */
    private static final int SCALE = 15;

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

    /** What a quantity costs, to the nearest of 15 digits behind the point: sums of such amounts are exact. */
    public BigDecimal of(BigInteger quantity) {
        return dollars.multiply(new BigDecimal(quantity)).divide(unit, SCALE, RoundingMode.HALF_EVEN);
    }

    /** How many units a quantity is. */
    public double units(BigInteger quantity) {
        return new BigDecimal(quantity)
                .divide(unit, SCALE, RoundingMode.HALF_EVEN)
                .doubleValue();
    }
}
