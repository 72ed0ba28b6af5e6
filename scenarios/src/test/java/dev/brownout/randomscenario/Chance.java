package dev.brownout.randomscenario;

import java.util.List;
import java.util.SplittableRandom;

/** Random stream of one scenario. Equal seeds give equal values. */
public final class Chance {
    private final SplittableRandom random;

    public Chance(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Returns an integer from 0 to n - 1. */
    public int nextInt(int n) {
        return random.nextInt(n);
    }

    /** Returns true with the given probability, in percent. */
    public boolean percent(int share) {
        return random.nextInt(100) < share;
    }

    /** Returns an integer from low to high, inclusive. */
    public int intBetween(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    /** Returns a random element. */
    public <T> T of(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    /** Returns a random word. */
    public String word(String... words) {
        return words[random.nextInt(words.length)];
    }

    /** Returns a log-uniform number between two positive bounds. */
    public double logarithmic(double low, double high) {
        return low * StrictMath.pow(high / low, random.nextDouble());
    }

    /** Returns an independent stream. Later numbers from this one do not affect it. */
    Chance split() {
        return new Chance(random.nextLong());
    }
}
