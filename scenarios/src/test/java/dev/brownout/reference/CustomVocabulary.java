package dev.brownout.reference;

import static dev.brownout.spec.InUnit.Unit.NANOSECONDS;
import static dev.brownout.spec.InUnit.Unit.OF_VALUES;
import static dev.brownout.spec.InUnit.Unit.PER_SECOND;

import dev.brownout.catalog.Catalog;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyNames;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.KeySampler;
import dev.brownout.random.Sampler;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.InUnit;
import dev.brownout.spec.Kind;
import dev.brownout.spec.YamlName;
import dev.brownout.workload.OpenLoad;
import dev.brownout.workload.RateSegment;
import java.util.ArrayList;
import java.util.List;

/** Custom distribution, key distribution and load for tests of the vocabulary. */
public final class CustomVocabulary {
    private CustomVocabulary() {}

    /** Returns the standard vocabulary with the custom words. */
    public static Vocabulary vocabulary() {
        return new Vocabulary(
                Catalog.components(),
                Catalog.policies(),
                Catalog.faults(),
                Catalog.steps(),
                and(Catalog.distributions(), Triangular.class),
                and(Catalog.keyPopularities(), Geometric.class),
                and(Catalog.loads(), Sawtooth.class));
    }

    private static <T> List<T> and(List<T> shipped, T one) {
        List<T> all = new ArrayList<>(shipped);
        all.add(one);
        return all;
    }

    /** Triangular distribution. Its density rises linearly to the mode and falls linearly after it. */
    @Kind("triangular")
    @Doc("Triangular: what people guess who know three numbers.")
    @Example("triangular(1ms 2ms 6ms)")
    public record Triangular(
            @Doc("The smallest.") @InUnit(OF_VALUES) double low,
            @Doc("The most likely.") @InUnit(OF_VALUES) double mode,
            @Doc("The largest.") @InUnit(OF_VALUES) double high)
            implements Distribution {
        /** Creates the distribution. Throws an exception unless the arguments ascend. */
        public Triangular {
            if (!(low >= 0 && low < mode && mode < high)) {
                throw new IllegalArgumentException("low, mode and high must ascend: " + low);
            }
        }

        @Override
        public double mean() {
            return (low + mode + high) / 3;
        }

        @Override
        public double variance() {
            return (low * low + mode * mode + high * high - low * mode - low * high - mode * high) / 18;
        }

        @Override
        public double cumulative(double x) {
            if (x <= low || x >= high) {
                return x <= low ? 0 : 1;
            }
            return x <= mode
                    ? (x - low) * (x - low) / ((high - low) * (mode - low))
                    : 1 - (high - x) * (high - x) / ((high - low) * (high - mode));
        }

        @Override
        public double quantile(double p) {
            double rising = (mode - low) / (high - low);
            return p <= rising
                    ? low + StrictMath.sqrt(p * (high - low) * (mode - low))
                    : high - StrictMath.sqrt((1 - p) * (high - low) * (high - mode));
        }

        @Override
        public Sampler sampler() {
            return random -> quantile(random.uniform());
        }

        @Override
        public Triangular scale(double factor) {
            return new Triangular(low * factor, mode * factor, high * factor);
        }
    }

    /** Geometric key distribution. Each key has the same share of the requests that the keys before it leave. */
    @Kind("geometric")
    @Doc("Geometric: each key has the same share of what those before it leave.")
    @Example("geometric(0.5 20)")
    public record Geometric(
            @Doc("That share.") @AtLeast(0.001) @AtMost(0.999)
            double p,

            @Doc("How many there are; the last has all that is left.") @AtLeast(1) @AtMost(1000)
            int keys)
            implements KeyPopularity {
        @Override
        public int size() {
            return keys;
        }

        @Override
        public double probability(int rank) {
            return StrictMath.pow(1 - p, rank - 1) * (rank == keys ? 1 : p);
        }

        @Override
        public int key(int rank, KeyNames names) {
            return rank;
        }

        @Override
        public KeySampler sampler(KeyNames names) {
            return (random, number) -> {
                int rank = 1;
                while (rank < keys && random.uniform() >= p) {
                    rank++;
                }
                return rank;
            };
        }
    }

    /** Load with a rate that rises linearly from one value to another in each period. */
    @Kind("sawtooth")
    @Doc("Poisson, from one rate to another in a straight line, and from the start.")
    @Example("sawtooth(100/s 500/s every=5m)")
    public record Sawtooth(
            @Doc("At the start of each tooth.") @InUnit(PER_SECOND)
            double from,

            @Doc("At its end.") @InUnit(PER_SECOND) double to,

            @Doc("Duration of the change.") @YamlName("every") @InUnit(NANOSECONDS)
            long everyNanos)
            implements OpenLoad {
        @Override
        public RateSegment stretchAt(long atNanos) {
            long startedAt = atNanos / everyNanos * everyNanos;
            return RateSegment.ofRates(startedAt, startedAt + everyNanos, from, to);
        }
    }
}
