package dev.brownout.component.database;

import dev.brownout.component.database.DatabaseSpec.ReplicaSettings;
import dev.brownout.component.database.DatabaseSpec.ShardSettings;
import dev.brownout.component.database.failover.Failover;
import dev.brownout.component.database.replication.Replication;
import dev.brownout.component.database.resharding.MoveSpec;
import dev.brownout.component.database.sharding.HotKey;
import dev.brownout.component.database.stock.RowNumberSpec;
import dev.brownout.component.database.stock.RowNumbers;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.InvalidParameterException;
import java.util.Optional;

/** Validation of the settings of a database with units that requests reserve or counters. */
final class StockValidation {
    private StockValidation() {}

    /** Rejects settings with which a row has several copies of its units or its counter, or moves. */
    static void requirePlainRows(
            RowNumbers numbers, ReplicaSettings replicas, ShardSettings shards, Optional<MoveSpec> move) {
        numbers.data().ifPresent(data -> requirePlainRows(data, replicas, shards, move));
    }

    private static void requirePlainRows(
            RowNumberSpec data, ReplicaSettings replicas, ShardSettings shards, Optional<MoveSpec> move) {
        String parameter = data.parameter();
        Replication.Mode mode = replicas.replication().mode();
        boolean isSeparate = mode == Replication.Mode.NONE || mode == Replication.Mode.MULTI_PRIMARY;
        boolean split = shards.hotKeys().values().stream()
                .anyMatch(remedy -> remedy instanceof HotKey.Copies || remedy instanceof HotKey.Suffixes);
        boolean recovered = replicas.failover().flatMap(Failover::recover).isPresent();
        if (isSeparate || split || recovered || move.isPresent()) {
            throw new InvalidParameterException(
                    parameter,
                    isSeparate
                            ? Sentence.of("'{}' is not possible with replication.mode none or multi-primary", parameter)
                            : Sentence.of(
                                    "'{}' is not possible with {}",
                                    parameter,
                                    split
                                            ? "copies or suffixes of hot_keys; split the "
                                                    + data.number()
                                                    + " with a key of several values, such as key: uniform(10)"
                                            : recovered ? "failover.recover" : "'move'"));
        }
    }
}
