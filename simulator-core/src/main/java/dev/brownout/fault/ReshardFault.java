package dev.brownout.fault;

import dev.brownout.sentence.Sentence;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.MachineCount;
import dev.brownout.spec.ModelSheet;
import dev.brownout.spi.ReshardCommand;
import java.util.Optional;

/** Online resharding of a database to more shards. Keys with another shard afterwards move. */
@Kind("reshard")
@Doc("Adds shards to a running database: the keys that belong to other shards move as "
        + "'move' says, and calls follow them. It ends when all have moved; 'for' only sets "
        + "the window of 'during'.")
@ModelSheet(
        leftOut = "Fewer shards than before, and a change of the sharding scheme. Aborted moves: a "
                + "move that cannot continue waits.")
@Example("""
        components:
          db: { kind: database, shards: 4, move: { data: 300GB } }
        faults:
          - at 4m: reshard db to 5 as move
        """)
public record ReshardFault(
        @Doc("New number of shards.") @AtLeast(2) @AtMost(MachineCount.MAXIMUM)
        int shards) implements ShardFault {
    @Override
    public Sentence label(String name) {
        return Sentence.of("{} resharded to {}", name, shards);
    }

    @Override
    public Optional<ReshardCommand> shardCommand(int fault, long instant, String part) {
        return Optional.of(new ReshardCommand.Reshard(fault, instant, shards));
    }
}
