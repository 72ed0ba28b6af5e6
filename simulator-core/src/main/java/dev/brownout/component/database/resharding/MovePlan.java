package dev.brownout.component.database.resharding;

import dev.brownout.component.database.sharding.KeyPlacement;
import dev.brownout.component.database.sharding.ShardNames;
import dev.brownout.component.database.sharding.Sharding;
import dev.brownout.random.Sampler;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.ReshardCommand;
import dev.brownout.spi.ScenarioException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** Key moves of a run, one after the other, as known before the run: the moved data and the duration without faults. */
public final class MovePlan {
    /** Number of stages into which the analytical model divides a move in several chunks. */
    private static final int PIECES = 4;

    private final MoveSpec spec;
    private final KeyPlacement first;
    private final long dataBytes;
    private final List<Move> moves = new ArrayList<>();

    /**
     * A move of keys from one placement to another.
     *
     * @param order command that requests it
     * @param from placement before the move
     * @param to placement after the move
     * @param share share of all data that moves, 0 to 1
     * @param beginsAt start time, in ns: as requested, or at the end of the previous move
     * @param bytes bytes to copy
     * @param chunks number of chunks that are cut over
     * @param copyNanos duration of copying, in ns
     * @param pauseNanos mean duration of a cut-over, in ns
     * @param halved shard that is split in half, from 0; empty if keys of all shards move
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
        /** Returns whether a shard gives or receives keys. */
        public boolean concerns(int shard) {
            return halved.isEmpty() || shard == halved.getAsInt() || shard >= from.shards();
        }

        /** Returns the time at which the last key is on its new shard, in ns. */
        public long endsAt() {
            return Math.min(Sampler.MOST_NANOS, beginsAt + copyNanos + pauseNanos);
        }

        /** Returns the time from the start of the move until a chunk has been copied, in ns. */
        public long copiedAfter(int chunk) {
            return part(copyNanos, chunk + 1);
        }

        /** Returns the number of bytes in the chunks below {@code chunk}. */
        public long bytesBelow(int chunk) {
            return part(bytes, chunk);
        }

        /** Returns the part of a whole that is in the chunks below {@code upTo}. */
        long part(long whole, int upTo) {
            return whole / chunks * upTo + whole % chunks * upTo / chunks;
        }

        /** Returns a description: {@code 4 to 5 shards}. */
        public String text() {
            String half = halved.isPresent() ? "half of " + ShardNames.nameOf(halved.getAsInt()) + ", " : "";
            return half + from.shards() + " to " + to.shards() + " shards";
        }
    }

    /**
     * Creates the plan for the commands of a timeline to a database.
     *
     * @param component name of the database, for error messages
     * @param spec configuration of moves; {@code null} if no keys move
     * @param first placement at the start
     * @param sharding sharding method of the placement
     * @param dataBytes size of all data at the start, in bytes
     * @throws ScenarioException if a command is not possible
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
                        .orElseThrow(() ->
                                refused(component, split, Sentence.of("it has fewer than two keys at the start")));
            } else {
                to = next(component, sharding, from, (ReshardCommand.Reshard) order);
            }
            double share = Math.max(0, 1 - Arrays.stream(from.staying(to)).sum());
            long bytes = Math.round(share * dataBytes);
            long begins = Math.max(order.at(), free);
            long copy = spec.rate().transferNanos(bytes);
            long pause = (long) Math.min(Sampler.MOST_NANOS, spec.pause().mean());
            Move move = new Move(order, from, to, share, begins, bytes, spec.chunks(bytes), copy, pause, halved);
            moves.add(move);
            free = move.endsAt();
            from = to;
        }
    }

    /** Returns the shard with the range to split, from 0. */
    private static int shardOf(String component, Sharding sharding, KeyPlacement from, ReshardCommand.Split order) {
        if (sharding != Sharding.RANGE) {
            throw refused(
                    component,
                    order,
                    Sentence.of("only a range can be split: use sharding: range, or reshard to more shards"));
        }
        List<String> shards = ShardNames.first(from.shards());
        if (order.shard().isEmpty() || order.shard().contains("/")) {
            throw refused(component, order, Sentence.of("name one shard, such as {}/{}", component, shards.get(0)));
        }
        int shard = shards.indexOf(ShardNames.written(order.shard()));
        if (shard < 0) {
            throw new ScenarioException(
                    order.path(), Sentence.of("{} has no such range at that time", component), order.shard(), shards);
        }
        return shard;
    }

    private static ScenarioException refused(String component, ReshardCommand.Split order, Sentence why) {
        return new ScenarioException(order.path(), "{} cannot be split: {}", order.of(component), why);
    }

    private static KeyPlacement next(
            String component, Sharding sharding, KeyPlacement from, ReshardCommand.Reshard order) {
        Sentence why = Sentence.of(
                switch (sharding) {
                    case MODULO, RING, JUMP -> "";
                    case DIRECTORY -> "a directory does not move the keys that it contains";
                    case LIST -> "sharding list has one shard for each value of its column";
                    case RANGE ->
                        "with sharding range a new shard would take a part of every range; use split to halve "
                                + "one range";
                });
        if (!why.form().isEmpty()) {
            throw new ScenarioException(
                    order.path(),
                    "{} cannot be resharded: {}; resharding requires sharding modulo, ring or jump",
                    component,
                    why);
        }
        int shards = order.shards();
        if (shards <= from.shards()) {
            throw new ScenarioException(
                    order.path(),
                    from.shards() == 1
                            ? Sentence.of(
                                    "{} has {} shard at that time: reshard to at least {}",
                                    component,
                                    from.shards(),
                                    from.shards() + 1)
                            : Sentence.of(
                                    "{} has {} shards at that time: reshard to at least {}",
                                    component,
                                    from.shards(),
                                    from.shards() + 1));
        }
        return from.withShards(shards);
    }

    /** Returns a plan without moves. */
    public static MovePlan withoutMoves(KeyPlacement placement) {
        return new MovePlan("", null, placement, Sharding.MODULO, 0, List.of());
    }

    /** Returns the moves in order. */
    public List<Move> moves() {
        return moves;
    }

    /** Returns the number of shards after the last move. */
    public int maximum() {
        return moves.isEmpty()
                ? first.shards()
                : moves.get(moves.size() - 1).to().shards();
    }

    /** Returns the size of all data at the start, in bytes. */
    public long dataBytes() {
        return dataBytes;
    }

    /** Returns the configuration of moves. */
    public MoveSpec spec() {
        return spec;
    }

    /**
     * Returns the times at which the load of the shards changes, in ns: the start and end of each move, and
     * intermediate times of a move in several chunks.
     */
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

    /** Returns the placement of keys at an instant; while keys move, that before the move. */
    public KeyPlacement placementAt(long nanos) {
        KeyPlacement now = first;
        for (Move move : moves) {
            now = nanos >= move.endsAt() ? move.to() : now;
        }
        return now;
    }

    /** Returns whether keys move during an interval. */
    public boolean movesDuring(long fromNanos, long toNanos) {
        return moves.stream().anyMatch(move -> move.beginsAt() < toNanos && fromNanos < move.endsAt());
    }
}
