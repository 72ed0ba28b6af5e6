package dev.brownout.hashing;

import dev.brownout.sentence.InvalidValueException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.LongStream;

/**
 * A consistent-hashing ring of 2<sup>32</sup> positions with several points per node (Karger et al. 1997, "Consistent
 * Hashing and Random Trees"); a key belongs to the node of the first point at or after its position. The points are
 * those of ketama: the MD5 digest of {@code name-0}, {@code name-1}, ... gives four each, as little-endian words. If
 * two nodes have the same point, it belongs to the first in the list.
 */
public final class HashRing implements RankedPlacement {
    private static final int POINTS_A_LABEL = 4;
    private static final int OWNER_BITS = 24;
    private static final int NODES_MOST = 1 << OWNER_BITS;
    private static final double PLACES = 1L << 32;

    /** Points in ascending order: the position in the upper bits, the node in the lower bits. */
    private final long[] points;

    private final int nodes;

    private HashRing(long[] points, int nodes) {
        this.points = points;
        this.nodes = nodes;
        Arrays.sort(points);
    }

    /**
     * Creates a ring with the same number of points for every node, at least 1; throws an IllegalArgumentException
     * without a node.
     */
    public static HashRing of(List<String> names, int pointsEach) {
        int[] points = new int[names.size()];
        Arrays.fill(points, pointsEach);
        return of(names, points);
    }

    /**
     * Creates a ring with a number of points for each node; throws an IllegalArgumentException without a node or a
     * point.
     */
    public static HashRing of(List<String> names, int... pointsOf) {
        int all = Arrays.stream(pointsOf).sum();
        if (all < 1 || names.size() != pointsOf.length || names.size() > NODES_MOST) {
            throw new InvalidValueException("a ring needs at least one node and one point");
        }
        long[] points = new long[all];
        Md5 md5 = new Md5();
        int laid = 0;
        for (int node = 0; node < pointsOf.length; node++) {
            ByteBuffer label = null;
            for (int i = 0; i < pointsOf[node]; i++) {
                if (i % POINTS_A_LABEL == 0) {
                    label = md5.of(names.get(node) + "-" + i / POINTS_A_LABEL);
                }
                points[laid++] = Integer.toUnsignedLong(label.getInt()) << OWNER_BITS | node;
            }
        }
        return new HashRing(points, names.size());
    }

    /** Returns the position of a text key, as in ketama. */
    public static long place(String key) {
        return Integer.toUnsignedLong(new Md5().of(key).getInt());
    }

    /** Returns the node of a key at the position given by the upper half of its hash. */
    @Override
    public int nodeOf(long hash) {
        return nodeAt(hash >>> 32);
    }

    /**
     * Returns the node of the first point from the key's position on with an accepted node; at least one node must be
     * accepted.
     */
    @Override
    public int nodeOf(long hash, IntPredicate eligible) {
        int index = indexAt(hash >>> 32);
        while (!eligible.test((int) points[index] & NODES_MOST - 1)) {
            index = index + 1 == points.length ? 0 : index + 1;
        }
        return (int) points[index] & NODES_MOST - 1;
    }

    /** Filter of points, by node and position. */
    @FunctionalInterface
    public interface PointFilter {
        /** Returns whether the point counts. */
        boolean counts(int node, long place);
    }

    /** Returns the node of the first point from the key's position on that counts; -1 if none does. */
    public int nodeOf(long hash, PointFilter filter) {
        int first = indexAt(hash >>> 32);
        for (int i = 0; i < points.length; i++) {
            int index = first + i < points.length ? first + i : first + i - points.length;
            int node = (int) points[index] & NODES_MOST - 1;
            if (filter.counts(node, points[index] >>> OWNER_BITS)) {
                return node;
            }
        }
        return -1;
    }

    /** Returns the node of a position, 0 to 2<sup>32</sup> - 1. */
    public int nodeAt(long place) {
        return (int) points[indexAt(place)] & NODES_MOST - 1;
    }

    /** Returns the position of the first point at or after a position, cyclically. */
    public long pointAt(long place) {
        return points[indexAt(place)] >>> OWNER_BITS;
    }

    private int indexAt(long place) {
        int found = Arrays.binarySearch(points, place << OWNER_BITS);
        int index = found >= 0 ? found : -found - 1;
        return index == points.length ? 0 : index;
    }

    /** Returns the different positions of points, ascending. */
    public long[] places() {
        return Arrays.stream(points)
                .map(point -> point >>> OWNER_BITS)
                .distinct()
                .toArray();
    }

    /** Returns the share of the ring of each node; the shares sum to 1. */
    public double[] shares() {
        double[] shares = new double[nodes];
        long before = (points[points.length - 1] >>> OWNER_BITS) - (1L << 32);
        for (long point : points) {
            long place = point >>> OWNER_BITS;
            shares[(int) point & NODES_MOST - 1] += (place - before) / PLACES;
            before = place;
        }
        return shares;
    }

    /** Returns the share of the ring that each node owns both here and on another ring. */
    public double[] sharedWith(HashRing other) {
        double[] shared = new double[Math.min(nodes, other.nodes)];
        long[] places = LongStream.concat(Arrays.stream(points), Arrays.stream(other.points))
                .map(point -> point >>> OWNER_BITS)
                .sorted()
                .distinct()
                .toArray();
        long before = places[places.length - 1] - (1L << 32);
        for (long place : places) {
            int node = nodeAt(place);
            if (node == other.nodeAt(place)) {
                shared[node] += (place - before) / PLACES;
            }
            before = place;
        }
        return shared;
    }
}
