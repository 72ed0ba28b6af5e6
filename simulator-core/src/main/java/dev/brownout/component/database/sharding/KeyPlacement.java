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

/** Knows the shard of each key, from 0. */
public final class KeyPlacement {
    /** Four for each of the forty labels of a node, as libketama. */
    private static final int POINTS_OF_A_SHARD = 160;

    /** What a placement goes by besides the number of shards. */
    private final Rule rule;

    private final int shards;
    private final BoundedStore directory;
    private final Placement consistent;
    private final List<Half> halves;

    /**
     * Of a range, the keys from a place on, counted from 0, have a shard of their own.
     *
     * @param shard that has those before it
     */
    private record Half(int shard, long from) {}

    /** The keys of a range that there are at the start, from a place on and before another one, and their share. */
    private record Range(long from, long end, double share) {}

    /**
     * What decides where keys are.
     *
     * @param sharding which way
     * @param greatestKey the greatest number of a key at the start, which the ranges divide; at least 0
     * @param firstApart the number of the first key of those that are numbered apart, more than 0; 0 for none
     * @param numberedApart how many keys are numbered apart; the ranges have them behind all others
     * @param column the share of each value, of {@link Sharding#LIST}: as many as shards
     */
    public record Rule(Sharding sharding, int greatestKey, int firstApart, int numberedApart, List<Share> column) {
        /** Takes the list as it is now. */
        public Rule {
            column = List.copyOf(column);
        }

        /** Of keys that are all numbered from 1. */
        public Rule(Sharding sharding, int greatestKey, List<Share> column) {
            this(sharding, greatestKey, 0, 0, column);
        }

        /** How many keys the ranges divide. */
        private long divided() {
            return (long) greatestKey + numberedApart;
        }

        /** How many keys come before one in the order of the ranges; ranges have keys below 0 with those above it. */
        private long before(int key) {
            boolean apart = firstApart > 0 && key >= firstApart && key - firstApart < numberedApart;
            return apart ? (long) greatestKey + key - firstApart : Math.max(0, Math.abs((long) key) - 1);
        }
    }

    /** Of so many shards, without keys yet. */
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
            case RING -> Hashing.RING.over(ShardNames.first(shards), POINTS_OF_A_SHARD);
            case JUMP -> Hashing.JUMP.over(ShardNames.first(shards), POINTS_OF_A_SHARD);
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

    /** The same rule for another number of shards, at least 1. */
    public KeyPlacement over(int otherShards) {
        return new KeyPlacement(rule, otherShards);
    }

    /**
     * The same with the range of a shard halved: a new shard, behind all others, has the upper half of its keys.
     *
     * @param shard whose range it is, from 0
     * @return empty where it has fewer than two keys at the start
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

    /** How many shards there are. */
    public int shards() {
        return shards;
    }

    /** The share of many keys, all alike, that stay where they are on each shard when another placement takes over. */
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

    /** How many keys have a place of their own. */
    long kept() {
        return directory == null ? 0 : directory.entries();
    }

    /** Whether keys whose numbers are near each other are on the same shard. */
    public boolean ordered() {
        return rule.sharding() == Sharding.RANGE;
    }

    /** The share of many keys, all alike, that each shard has on average; they add up to 1. */
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
     * The shard of a key, from 0; a directory gives a key that it does not know a place. Ranges have keys below 0 with
     * those above it.
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
        long before = rule.before(key);
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
