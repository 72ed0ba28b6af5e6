package dev.brownout.measure;

import java.math.BigInteger;

/** A sum of whole numbers that may leave the range of a long, as request-nanoseconds of long runs do. */
public final class Total {
    private BigInteger before = BigInteger.ZERO;
    private long sum;

    /** Adds a number. */
    public void add(long more) {
        long next = sum + more;
        if (((sum ^ next) & (more ^ next)) < 0) {
            before = before.add(BigInteger.valueOf(sum));
            next = more;
        }
        sum = next;
    }

    /** The sum of all that was added. */
    public BigInteger value() {
        return before.add(BigInteger.valueOf(sum));
    }
}
