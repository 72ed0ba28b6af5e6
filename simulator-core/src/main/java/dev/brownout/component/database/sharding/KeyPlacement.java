package dev.brownout.component.database.sharding;

import dev.brownout.eviction.BoundedStore;
import dev.brownout.eviction.Eviction;
import dev.brownout.hashing.HashRing;
import dev.brownout.hashing.Hashing;
import dev.brownout.hashing.Placement;
import dev.brownout.spec.Share;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Mapping of keys to shards. Shards are numbered from 0. */
public final class KeyPlacement {
    /** Points of a shard on the hash ring: four for each of 40 labels, as in libketama. */
    private static final int POINTS_OF_A_SHARD = 160;

    /** Parameters of the placement except the number of shards. */
    private final Rule rule;

    private final int shards;
    private final BoundedStore directory;
    private final Placement consistent;
    private final List<Half> halves;

    /**
     * A split of a range: its keys from a position on have a shard of their own. Positions are counted from 0.
     *
     * @param shard shard that keeps the keys before the position
     */
    private record Half(int shard, long from) {}

    /** Range of the initial keys of one shard: first position, end position (exclusive), and share of the keys. */
    private record Range(long from, long end, double share) {}

    /**
     * Parameters that determine the shard of a key.
     *
     * @param sharding sharding method
     * @param greatestKey greatest key number at the start, which bounds the ranges; at least 0
     * @param firstSeparateKey number of the first key in the separately numbered block, more than 0; 0 for none
     * @param separateKeys number of keys in the separately numbered block; ranges place them after all other keys
     * @param column share of each value, for {@link Sharding#LIST}: one for each shard
     */
    public record Rule(Sharding sharding, int greatestKey, int firstSeparateKey, int separateKeys, List<Share> column) {
        /** Copies the list. */
        public Rule {
            column = List.copyOf(column);
        }

        /** Creates a rule for keys that are all numbered from 1. */
        public Rule(Sharding sharding, int greatestKey, List<Share> column) {
            this(sharding, greatestKey, 0, 0, column);
        }

        /** Returns the number of keys that the ranges divide. */
        private long divided() {
            return (long) greatestKey + separateKeys;
        }

        /**
         * Returns the number of keys before {@code key} in range order. A negative key is ordered by its absolute
         * value.
         */
        private long keysBefore(int key) {
            boolean isSeparate =
                    firstSeparateKey > 0 && key >= firstSeparateKey && key - firstSeparateKey < separateKeys;
            return isSeparate ? (long) greatestKey + key - firstSeparateKey : Math.max(0, Math.abs((long) key) - 1);
        }
    }

    /** Creates a placement on {@code shards} shards, without keys yet. */
    public KeyPlacement(Rule rule, int shards) {
        this(rule, shards, List.of());
    }

    private KeyPlacement(Rule rule, int shards, List<Half> halves) {
        this.rule = rule;
        this.halves = List.copyOf(halves);
        this.shards = shards;
        this.directory = rule.sharding() == Sharding.DIRECTORY
                ? new BoundedStore(Eviction.FIFO, BoundedStore.UNLIMITED, Long.MAX_VALUE)
                : null;
        this.consistent = switch (rule.sharding()) {
            case MODULO, DIRECTORY, RANGE -> null;
            case RING -> Hashing.RING.placementOf(ShardNames.first(shards), POINTS_OF_A_SHARD);
            case JUMP -> Hashing.JUMP.placementOf(ShardNames.first(shards), POINTS_OF_A_SHARD);
            case LIST -> byValue(rule.column());
        };
    }

    private static Placement byValue(List<Share> column) {
        double[] upTo = new double[column.size()];
        double sum = 0;
        for (int i = 0; i < upTo.length; i++) {
            sum += column.get(i).ratio();
            upTo[i] = sum;
        }
        return hash -> {
            double place = (hash >>> 11) * 0x1.0p-53;
            int value = 0;
            while (value < upTo.length - 1 && place >= upTo[value]) {
                value++;
            }
            return value;
        };
    }

    /** Returns a placement with the same rule on another number of shards, at least 1. */
    public KeyPlacement withShards(int otherShards) {
        return new KeyPlacement(rule, otherShards);
    }

    /**
     * Returns a placement in which the range of a shard is split in half. A new shard, numbered last, gets the upper
     * half of its keys.
     *
     * @param shard the shard to split, from 0
     * @return empty if the shard has fewer than two keys at the start
     */
    public Optional<KeyPlacement> halved(int shard) {
        Range range = ranges().get(shard);
        if (range.end() - range.from() < 2) {
            return Optional.empty();
        }
        List<Half> more = new ArrayList<>(halves);
        more.add(new Half(shard, range.from() + (range.end() - range.from()) / 2));
        return Optional.of(new KeyPlacement(rule, shards + 1, more));
    }

    private List<Range> ranges() {
        int equal = shards - halves.size();
        long keys = rule.divided();
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < equal; i++) {
            ranges.add(new Range((keys * i + equal - 1) / equal, (keys * (i + 1) + equal - 1) / equal, 1.0 / equal));
        }
        for (Half half : halves) {
            Range whole = ranges.get(half.shard());
            double lower = (half.from() - whole.from()) / (double) (whole.end() - whole.from());
            ranges.set(half.shard(), new Range(whole.from(), half.from(), whole.share() * lower));
            ranges.add(new Range(half.from(), whole.end(), whole.share() * (1 - lower)));
        }
        return ranges;
    }

    /** Returns the number of shards. */
    public int shards() {
        return shards;
    }

    /**
     * Returns, for each shard, the share of all keys that stay on it when {@code next} replaces this placement. Assumes
     * many keys of equal weight.
     */
    public double[] staying(KeyPlacement next) {
        double[] staying = new double[Math.min(shards, next.shards)];
        if (consistent instanceof HashRing ring) {
            return ring.sharedWith((HashRing) next.consistent);
        }
        switch (rule.sharding()) {
            case MODULO -> {
                long one = shards;
                long other = next.shards;
                while (other != 0) {
                    long rest = one % other;
                    one = other;
                    other = rest;
                }
                Arrays.fill(staying, (double) one / shards / next.shards);
            }
            case JUMP -> Arrays.fill(staying, 1.0 / Math.max(shards, next.shards));
            case RANGE -> System.arraycopy(next.shares(), 0, staying, 0, staying.length);
            case RING, DIRECTORY, LIST ->
                throw new IllegalStateException("keys of " + rule.sharding() + " do not move");
        }
        return staying;
    }

    /** Returns the number of keys in the directory; 0 for other sharding methods. */
    long retainedCount() {
        return directory == null ? 0 : directory.entries();
    }

    /** Returns whether keys with adjacent numbers are on the same shard. */
    public boolean isOrdered() {
        return rule.sharding() == Sharding.RANGE;
    }

    /** Returns the average share of the keys on each shard, for many keys of equal weight. The shares add up to 1. */
    public double[] shares() {
        if (consistent instanceof HashRing ring) {
            return ring.shares();
        }
        if (!halves.isEmpty()) {
            return ranges().stream().mapToDouble(Range::share).toArray();
        }
        double[] shares = new double[shards];
        Arrays.setAll(
                shares,
                shard -> rule.sharding() == Sharding.LIST
                        ? rule.column().get(shard).ratio()
                        : 1.0 / shards);
        return shares;
    }

    /**
     * Returns the shard of a key, from 0. A directory assigns a shard to an unknown key. Ranges order a negative key by
     * its absolute value.
     */
    public int shardOf(int key) {
        return switch (rule.sharding()) {
            case MODULO -> Math.floorMod(key, shards);
            case RANGE -> range(key);
            case DIRECTORY -> listed(key);
            case RING, JUMP, LIST -> consistent.nodeOf(Hashing.hash(key));
        };
    }

    private int range(int key) {
        long before = rule.keysBefore(key);
        int equal = shards - halves.size();
        int home = before >= rule.divided() ? equal - 1 : (int) (before * equal / rule.divided());
        for (int i = 0; i < halves.size(); i++) {
            if (home == halves.get(i).shard() && before >= halves.get(i).from()) {
                home = equal + i;
            }
        }
        return home;
    }

    private int listed(int key) {
        int slot = directory.find(key);
        if (slot == BoundedStore.ABSENT) {
            directory.put(key, directory.entries() % shards, 0, BoundedStore.NEVER);
            slot = directory.find(key);
        }
        return (int) directory.version(slot);
    }
}
