package dev.brownout.policy.retry;

import dev.brownout.random.KeyedRandom;
import dev.brownout.spec.Doc;
import dev.brownout.spec.InvalidParameterException;
import dev.brownout.spec.Kind;
import dev.brownout.spec.Shorthand;
import java.time.Duration;

/** Backoff: the wait before an attempt; formulas of the AWS Architecture Blog, "Exponential backoff and jitter". */
public sealed interface Backoff
        permits Backoff.None,
                Backoff.Constant,
                Backoff.Exponential,
                Backoff.FullJitter,
                Backoff.EqualJitter,
                Backoff.DecorrelatedJitter {
    /**
     * Returns the wait before a retry.
     *
     * @param retry 0 before the second attempt
     * @param previousNanos the wait before the attempt that failed; 0 for the first attempt
     * @param random positioned at the attempt
     * @return nanoseconds, at least 0
     */
    long waitNanos(int retry, long previousNanos, KeyedRandom random);

    /**
     * Returns the longest possible wait before a retry, in nanoseconds.
     *
     * @param retry 0 before the second attempt
     */
    long longestNanos(int retry);

    /** Returns the shortest possible wait before the first retry, in nanoseconds. */
    default long shortestNanos() {
        return 0;
    }

    /** No wait: clients that failed together retry together, immediately. */
    @Kind("none")
    @Doc("No wait.")
    record None() implements Backoff {
        @Override
        public long waitNanos(int retry, long previousNanos, KeyedRandom random) {
            return 0;
        }

        @Override
        public long longestNanos(int retry) {
            return 0;
        }
    }

    /**
     * Requires that the first wait is not negligible, so that a caller that fails immediately does not try again
     * without end.
     *
     * @param parameter name of the parameter
     * @throws InvalidParameterException if the longest first wait is shorter than a millisecond
     */
    default void requireMillisecond(String parameter) {
        if (longestNanos(0) < 1_000_000) {
            throw new InvalidParameterException(
                    parameter,
                    "'{}' must wait at least 1ms at first, such as {}: exponential(1s 60s)",
                    parameter,
                    parameter);
        }
    }

    /** A constant wait. */
    @Kind("constant")
    @Shorthand
    @Doc("Constant wait.")
    record Constant(@Doc("Duration of the wait.") Duration pause) implements Backoff {
        @Override
        public long waitNanos(int retry, long previousNanos, KeyedRandom random) {
            return pause.toNanos();
        }

        @Override
        public long shortestNanos() {
            return pause.toNanos();
        }

        @Override
        public long longestNanos(int retry) {
            return pause.toNanos();
        }
    }

    /** A wait that doubles with each retry, up to the cap: clients that failed together retry together. */
    @Kind("exponential")
    @Doc("The base, doubled at each attempt, up to the cap.")
    record Exponential(
            @Doc("First wait.") Duration base,
            @Doc("Maximum wait.") Duration cap) implements Backoff {
        @Override
        public long waitNanos(int retry, long previousNanos, KeyedRandom random) {
            return longestNanos(retry);
        }

        @Override
        public long shortestNanos() {
            return longestNanos(0);
        }

        @Override
        public long longestNanos(int retry) {
            long limit = cap.toNanos();
            long first = base.toNanos();
            return retry >= 62 || first > limit >> retry ? limit : first << retry;
        }
    }

    /** A uniform wait between 0 and the exponential wait: spreads clients most evenly. */
    @Kind("full-jitter")
    @Doc("Uniform between zero and the exponential wait.")
    record FullJitter(
            @Doc("Maximum of the first wait.") Duration base,
            @Doc("Maximum wait.") Duration cap) implements Backoff {
        @Override
        public long waitNanos(int retry, long previousNanos, KeyedRandom random) {
            return (long) (longestNanos(retry) * random.uniform());
        }

        @Override
        public long longestNanos(int retry) {
            return new Exponential(base, cap).longestNanos(retry);
        }
    }

    /** A wait of half the exponential wait, plus a uniform part up to the other half. */
    @Kind("equal-jitter")
    @Doc("Half of the exponential wait, plus a uniform share of the other half.")
    record EqualJitter(
            @Doc("Maximum of the first wait.") Duration base,
            @Doc("Maximum wait.") Duration cap) implements Backoff {
        @Override
        public long waitNanos(int retry, long previousNanos, KeyedRandom random) {
            double half = longestNanos(retry) / 2.0;
            return (long) (half + half * random.uniform());
        }

        @Override
        public long shortestNanos() {
            return (long) (longestNanos(0) / 2.0);
        }

        @Override
        public long longestNanos(int retry) {
            return new Exponential(base, cap).longestNanos(retry);
        }
    }

    /** A uniform wait between the base and three times the previous wait, up to the cap. */
    @Kind("decorrelated")
    @Doc("Uniform between the base and three times the previous wait, up to the cap.")
    record DecorrelatedJitter(
            @Doc("Minimum wait.") Duration base,
            @Doc("Maximum wait.") Duration cap) implements Backoff {
        @Override
        public long waitNanos(int retry, long previousNanos, KeyedRandom random) {
            double low = base.toNanos();
            double high = Math.max(low, 3.0 * Math.max(low, previousNanos));
            return (long) Math.min(cap.toNanos(), low + (high - low) * random.uniform());
        }

        @Override
        public long shortestNanos() {
            return Math.min(cap.toNanos(), base.toNanos());
        }

        @Override
        public long longestNanos(int retry) {
            double most = base.toNanos();
            for (int i = 0; i <= retry && most < cap.toNanos(); i++) {
                most *= 3;
            }
            return (long) Math.min(cap.toNanos(), most);
        }
    }
}
