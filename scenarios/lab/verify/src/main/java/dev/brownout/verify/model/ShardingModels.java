package dev.brownout.verify.model;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ScenarioRun;
import java.util.List;
import java.util.Map;

/**
 * Reference models of shards that become full, and of keys that move when shards are added.
 *
 * <p>{@code full.at}: a shard with capacity for R new rows refuses the next one, which arrives after the sum of R + 1
 * gaps of a Poisson stream: (R + 1) / lambda. {@code full.rows}: four shards in turn, each with capacity for a hundred
 * rows.
 *
 * <p>{@code reshard}: of keys placed by modulo, 1 - min / lcm (4 of 5) move from four shards to five (counted
 * residues). On a ring, the share of the new shard moves. Of a range that is split, the upper half moves. A move of B
 * bytes at a rate r takes B / r.
 */
final class ShardingModels implements ModelFamily {
    private static final int RESTARTS = 100;
    private static final double MOVE_START_NANOS = 10e9;

    @Override
    public String title() {
        return "Full shards and resharding";
    }

    @Override
    public List<ReferenceModel> models() {
        return List.of(
                ScenarioRun.of("full-shards")
                        .with("load", "40/s")
                        .with("room", "4MB")
                        .read(
                                "full.at.a",
                                run -> Map.of("", new PartialEstimate.Quotient(run.measure("db", "full_at"), 1)))
                        .runs(RESTARTS),
                ScenarioRun.of("full-shards")
                        .with("load", "constant(40/s)")
                        .with("shards", 4)
                        .deterministic(
                                "full.rows.a",
                                run -> Map.of("", (double) run.requests("add").good())),
                movedShare("reshard.modulo.a", "modulo", "reshard db to 5 as move"),
                movedShare("reshard.split.a", "range", "split db/shard-4 as move"));
    }

    private static ReferenceModel movedShare(String id, String sharding, String change) {
        return ScenarioRun.of("resharded")
                .with("sharding", sharding)
                .with("change", change)
                .deterministic(
                        id,
                        run -> Map.of(
                                "bytes",
                                run.measure("db", "moved_bytes"),
                                "time",
                                run.measure("db", "moved_at") - MOVE_START_NANOS));
    }
}
