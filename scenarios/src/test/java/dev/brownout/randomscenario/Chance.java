package dev.brownout.randomscenario;

import java.util.List;
import java.util.SplittableRandom;

/** The dice of one scenario: equal seeds throw equally. */
final class Chance {
    private final SplittableRandom random;

    Chance(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A number from 0 to n - 1. */
    int below(int n) {
        return random.nextInt(n);
    }

    /** True so many times in a hundred. */
    boolean percent(int share) {
        return random.nextInt(100) < share;
    }

    /** A number from low to high, both included. */
    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    /** One of some things. */
    <T> T of(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    /** One of some words. */
    String word(String... words) {
        return words[random.nextInt(words.length)];
    }

    /** A number whose logarithm is uniform between two others, both above 0. */
    double logarithmic(double low, double high) {
        return low * StrictMath.pow(high / low, random.nextDouble());
    }

    /** Another dice box that does not depend on how often this one is thrown from here on. */
    Chance split() {
        return new Chance(random.nextLong());
    }
}
