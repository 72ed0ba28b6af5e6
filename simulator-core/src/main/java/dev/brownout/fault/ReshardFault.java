package dev.brownout.fault;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.MachineCount;
import dev.brownout.spec.ModelSheet;
import dev.brownout.spi.ReshardCommand;
import dev.brownout.spi.fault.ShardChange;

/** Online resharding of a database to more shards. Keys with another shard afterwards move. */
@Kind("reshard")
@Doc("A database gets more shards while it is used: the keys that are to live elsewhere move, as its 'move' says, and"
        + " calls follow them. It ends when all have moved; 'for' only says how long 'during' means.")
@ModelSheet(
        leftOut = "Fewer shards than before, and another way to spread keys. A move that is given up; one that cannot"
                + " go on waits.")
@Example("""
        components:
          db: { kind: database, shards: 4, move: { data: 300GB } }
        faults:
          - at 4m: reshard db to 5 as move
        """)
public record ReshardFault(
        @Doc("How many shards there are to be.") @AtLeast(2) @AtMost(MachineCount.MOST)
        int shards) implements ShardChange {
    @Override
    public String label(String what) {
        return what + " resharded to " + shards;
    }

    @Override
    public boolean ofShard() {
        return false;
    }

    @Override
    public ReshardCommand order(int fault, long at, String part) {
        return new ReshardCommand.Reshard(fault, at, shards);
    }
}
