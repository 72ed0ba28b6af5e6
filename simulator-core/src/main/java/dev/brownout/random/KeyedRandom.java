package dev.brownout.random;

/**
 * Stream of random numbers with a position that can be set to the identity of a call.
 *
 * <p>The generator is SplitMix64 (Steele, Lea and Flood 2014) with the finalizer that Stafford named variant 13. The
 * finalizer is applied twice: once to map (key of the stream, identity) to a position, and once to map each step from
 * there to a number. A stream that is never positioned is an ordinary sequential one. It is not suitable for
 * cryptography.
 */
public final class KeyedRandom {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long SECOND = 0xD1342543DE82EF95L;

    private final long key;
    private long state;

    /** Opens the stream of a key, as created by {@link #key(long, int, String)}. */
    public KeyedRandom(long key) {
        this.key = key;
        this.state = mix(key);
    }

    /** Returns the key of the stream called {@code name} in one replication of a run with the given seed. */
    public static long key(long seed, int replication, String name) {
        long hash = mix(mix(seed + GOLDEN) + replication * SECOND);
        for (int i = 0; i < name.length(); i++) {
            hash = mix(hash + GOLDEN * (name.charAt(i) + 1));
        }
        return mix(hash + name.length());
    }

    /**
     * Applies Stafford's variant 13: a bijection of the 64-bit numbers in which every input bit affects every output
     * bit.
     */
    public static long mix(long z) {
        long x = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        x = (x ^ x >>> 27) * 0x94D049BB133111EBL;
        return x ^ x >>> 31;
    }

    /**
     * Returns the identity of a call that another call causes, by the step of its path, the parallel branch of that
     * step, and the attempt. The identity of the n-th request of a source is {@code child(key of the source, n, 0, 0)}.
     */
    public static long child(long identity, long step, int branch, int attempt) {
        return mix(mix(identity + step * GOLDEN) + ((long) attempt << 32 | branch & 0xFFFFFFFFL) * SECOND + GOLDEN);
    }

    /** Sets the position to the random numbers of a call, and returns this stream. */
    public KeyedRandom withIdentity(long identity) {
        state = mix(key + identity * GOLDEN);
        return this;
    }

    /** Returns the next 64 random bits. */
    public long next() {
        return mix(state += GOLDEN);
    }

    /** Returns the next number uniform in [0, 1), a multiple of 2<sup>-53</sup>. */
    public double uniform() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    /** Returns the next integer uniform in [0, n); n must be positive. The bias is below n / 2<sup>63</sup>. */
    public int nextInt(int n) {
        return (int) Math.multiplyHigh(next() >>> 1, (long) n << 1);
    }

    /** Returns the next number of the exponential distribution with mean 1. */
    public double exponential() {
        return Ziggurat.exponential(this);
    }

    /** Returns the next number of the normal distribution with mean 0 and standard deviation 1. */
    public double normal() {
        return Ziggurat.normal(this);
    }
}
