package dev.brownout.component.database.resharding;

import dev.brownout.component.database.sharding.KeyLocations;
import dev.brownout.component.database.sharding.KeyPlacement;
import dev.brownout.component.database.sharding.ShardNames;
import dev.brownout.component.database.sharding.Sharding;
import dev.brownout.random.Sampler;
import dev.brownout.spi.ReshardCommand;
import dev.brownout.spi.ReshardingModel;
import dev.brownout.spi.ScenarioException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * The moves of a run, one after the other, as far as they are known before it: what each moves, and how long that takes
 * if nothing breaks.
 */
public final class MovePlan {
    /** Into how many stages paper cuts a move during which more and more keys are at their new home. */
    private static final int PIECES = 4;

    private final MoveSpec spec;
    private final KeyPlacement first;
    private final long dataBytes;
    private final List<Move> moves = new ArrayList<>();

    /**
     * One move.
     *
     * @param order that demands it
     * @param from where keys are before it
     * @param to where they are to be
     * @param share of all data that moves, 0 to 1
     * @param beginsAt when it begins, in nanoseconds: as ordered, or at the end of the one before
     * @param bytes that are copied
     * @param chunks in which they are cut over
     * @param copyNanos how long copying takes
     * @param pauseNanos how long a cut-over takes on average
     * @param halved the shard of which half moves, from 0; empty where keys of all of them do
     */
    public record Move(
            ReshardCommand order,
            KeyPlacement from,
            KeyPlacement to,
            double share,
            long beginsAt,
            long bytes,
            int chunks,
            long copyNanos,
            long pauseNanos,
            OptionalInt halved) {
        /** Whether a shard gives or takes keys. */
        public boolean concerns(int shard) {
            return halved.isEmpty() || shard == halved.getAsInt() || shard >= from.shards();
        }

        /** When the last key is at its new home. */
        public long endsAt() {
            return Math.min(Sampler.MOST_NANOS, beginsAt + copyNanos + pauseNanos);
        }

        /** How long after its beginning a chunk has been copied. */
        public long copiedAfter(int chunk) {
            return part(copyNanos, chunk + 1);
        }

        /** How many bytes there are in the chunks below one. */
        public long bytesBelow(int chunk) {
            return part(bytes, chunk);
        }

        /** So much of a whole as is in the chunks below one. */
        long part(long whole, int upTo) {
            return whole / chunks * upTo + whole % chunks * upTo / chunks;
        }

        /** The share of a stretch of time in which a key that moves is at its new home already. */
        public double movedIn(int key, long fromNanos, long toNanos) {
            return after(KeyLocations.chunkOf(key, chunks), fromNanos, toNanos);
        }

        /** The same of all keys that move, on average. */
        public double movedIn(long fromNanos, long toNanos) {
            double sum = 0;
            for (int chunk = 0; chunk < chunks; chunk++) {
                sum += after(chunk, fromNanos, toNanos);
            }
            return sum / chunks;
        }

        private double after(int chunk, long fromNanos, long toNanos) {
            double turned = (double) beginsAt + copiedAfter(chunk) + pauseNanos;
            return Math.min(1, Math.max(0, (toNanos - turned) / Math.max(1.0, (double) toNanos - fromNanos)));
        }

        /** In words: {@code 4 to 5 shards}. */
        public String text() {
            String half = halved.isPresent() ? "half of " + ShardNames.at(halved.getAsInt()) + ", " : "";
            return half + from.shards() + " to " + to.shards() + " shards";
        }
    }

    /**
     * What a timeline orders of a database.
     *
     * @param component its name, for what is refused
     * @param spec how keys move; {@code null} where none does
     * @param first where they are at the start
     * @param sharding what that goes by
     * @param dataBytes all that there is at the start
     * @throws ScenarioException where an order cannot be done
     */
    public MovePlan(
            String component,
            MoveSpec spec,
            KeyPlacement first,
            Sharding sharding,
            long dataBytes,
            List<ReshardCommand> orders) {
        this.spec = spec;
        this.first = first;
        this.dataBytes = dataBytes;
        long free = 0;
        KeyPlacement from = first;
        for (ReshardCommand order : orders) {
            OptionalInt halved = OptionalInt.empty();
            KeyPlacement to;
            if (order instanceof ReshardCommand.Split split) {
                int shard = shardOf(component, sharding, from, split);
                halved = OptionalInt.of(shard);
                to = from.halved(shard)
                        .orElseThrow(() -> refused(component, split, "it has fewer than two keys at the start"));
            } else {
                to = next(component, sharding, from, (ReshardCommand.Reshard) order);
            }
            double share = Math.max(0, 1 - Arrays.stream(from.staying(to)).sum());
            long bytes = StrictMath.round(share * dataBytes);
            long begins = Math.max(order.at(), free);
            long copy = spec.rate().transferNanos(bytes);
            long pause = (long) Math.min(Sampler.MOST_NANOS, spec.pause().mean());
            Move move = new Move(order, from, to, share, begins, bytes, spec.chunks(bytes), copy, pause, halved);
            moves.add(move);
            free = move.endsAt();
            from = to;
        }
    }

    /** The shard, from 0, whose range is to be halved. */
    private static int shardOf(String component, Sharding sharding, KeyPlacement from, ReshardCommand.Split order) {
        if (sharding != Sharding.RANGE) {
            throw refused(
                    component,
                    order,
                    "what is halved is a range, and its shards have none; say sharding: range, or reshard it to more");
        }
        List<String> shards = ShardNames.first(from.shards());
        if (order.shard().isEmpty() || order.shard().contains("/")) {
            throw refused(component, order, "one whole shard can be, such as " + component + "/" + shards.get(0));
        }
        int shard = shards.indexOf(ShardNames.written(order.shard()));
        if (shard < 0) {
            throw new ScenarioException(order.path(), component + " has no such range then", order.shard(), shards);
        }
        return shard;
    }

    private static ScenarioException refused(String component, ReshardCommand.Split order, String why) {
        return new ScenarioException(order.path(), order.of(component) + " cannot be split: " + why);
    }

    private static KeyPlacement next(
            String component, Sharding sharding, KeyPlacement from, ReshardCommand.Reshard order) {
        String why = switch (sharding) {
            case MODULO, RING, JUMP -> "";
            case DIRECTORY -> "a directory leaves the keys that it knows where they are";
            case LIST -> "sharding list has a shard for each value of its column";
            case RANGE -> "with sharding range a new shard would take a part of every range; split halves one of them";
        };
        if (!why.isEmpty()) {
            throw new ScenarioException(
                    order.path(),
                    component + " cannot be resharded: " + why + "; keys move with sharding modulo, ring and jump");
        }
        int shards = order.shards();
        if (shards <= from.shards()) {
            throw new ScenarioException(
                    order.path(),
                    component + " has " + from.shards() + (from.shards() == 1 ? " shard" : " shards")
                            + " then: reshard it to more, at least " + (from.shards() + 1));
        }
        return from.over(shards);
    }

    /** Keys that stay where they are. */
    public static MovePlan none(KeyPlacement placement) {
        return new MovePlan("", null, placement, Sharding.MODULO, 0, List.of());
    }

    /** What the arithmetic before a run is told of the moves. */
    public List<ReshardingModel> sketches() {
        return moves.stream()
                .map(move -> new ReshardingModel(
                        move.text(),
                        move.beginsAt(),
                        move.endsAt(),
                        move.share(),
                        move.bytes(),
                        spec.rate().bitsPerSecond() / 8))
                .toList();
    }

    /** The moves in their order. */
    public List<Move> moves() {
        return moves;
    }

    /** How many shards there are at the end. */
    public int most() {
        return moves.isEmpty()
                ? first.shards()
                : moves.get(moves.size() - 1).to().shards();
    }

    /** All that there is at the start, in bytes. */
    public long dataBytes() {
        return dataBytes;
    }

    /** How keys move. */
    public MoveSpec spec() {
        return spec;
    }

    /** When the load of shards turns, in nanoseconds: at the ends of moves, and in between while keys turn. */
    public List<Long> turns() {
        List<Long> turns = new ArrayList<>();
        for (Move move : moves) {
            int pieces = move.chunks() == 1 ? 1 : PIECES;
            turns.add(move.beginsAt());
            for (int i = 1; i < pieces; i++) {
                turns.add(move.beginsAt() + move.copyNanos() / pieces * i);
            }
            turns.add(move.endsAt());
        }
        return turns;
    }

    /** Where keys are over a stretch of time, on average. */
    public AverageKeyPlacement over(long fromNanos, long toNanos) {
        KeyPlacement now = first;
        for (Move move : moves) {
            if (fromNanos >= move.endsAt()) {
                now = move.to();
            } else if (fromNanos >= move.beginsAt()) {
                return new AverageKeyPlacement(move.from(), move, spec.slower(), fromNanos, toNanos);
            }
        }
        return new AverageKeyPlacement(now, null, 1, fromNanos, toNanos);
    }
}
