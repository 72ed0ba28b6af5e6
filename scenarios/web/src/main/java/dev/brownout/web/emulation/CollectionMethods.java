package dev.brownout.web.emulation;

import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Methods of collections and streams that the class library of TeaVM lacks or computes otherwise. */
public final class CollectionMethods {
    private CollectionMethods() {}

    /** Methods of {@code java.util.Collections}. */
    public static final class OfCollections {
        private OfCollections() {}

        /** Returns an empty map. */
        public static <K, V> NavigableMap<K, V> emptyNavigableMap() {
            return new TreeMap<>();
        }

        /** Returns the map itself: the program does not rely on the exception of a change. */
        @SuppressWarnings("unchecked")
        public static <K, V> SortedMap<K, V> unmodifiableSortedMap(SortedMap<K, ? extends V> map) {
            return (SortedMap<K, V>) map;
        }

        /** Returns the map itself: the program does not rely on the exception of a change. */
        @SuppressWarnings("unchecked")
        public static <K, V> NavigableMap<K, V> unmodifiableNavigableMap(NavigableMap<K, ? extends V> map) {
            return (NavigableMap<K, V>) map;
        }
    }

    /** Methods of {@code java.util.stream.Stream}. */
    public static final class OfStreams {
        private OfStreams() {}

        /** Returns a stream of a value; an empty stream of {@code null}. */
        public static <T> Stream<T> ofNullable(T value) {
            return value == null ? Stream.empty() : Stream.of(value);
        }
    }

    /** Methods of {@code java.util.stream.DoubleStream}: sums with a compensation, as in the JDK. */
    public static final class OfDoubleStreams {
        private OfDoubleStreams() {}

        /** Returns the sum. */
        public static double sum(DoubleStream stream) {
            return CompensatedSum.of(stream).value();
        }

        /** Returns the mean; empty without numbers. */
        public static OptionalDouble average(DoubleStream stream) {
            CompensatedSum sum = CompensatedSum.of(stream);
            return sum.count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum.value() / sum.count);
        }
    }

    /** Sum of numbers (W. Kahan, "Further Remarks on Reducing Truncation Errors", CACM 8(1), 1965). */
    private static final class CompensatedSum {
        private double sum;
        private double error;
        private double plain;
        private long count;

        static CompensatedSum of(DoubleStream stream) {
            CompensatedSum all = new CompensatedSum();
            stream.forEach(all::add);
            return all;
        }

        private void add(double value) {
            double corrected = value - error;
            double next = sum + corrected;
            error = next - sum - corrected;
            sum = next;
            plain += value;
            count++;
        }

        double value() {
            double value = sum - error;
            return Double.isNaN(value) && Double.isInfinite(plain) ? plain : value;
        }
    }
}
