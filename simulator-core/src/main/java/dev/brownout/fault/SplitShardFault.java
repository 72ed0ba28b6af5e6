package dev.brownout.fault;

import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.ModelSheet;
import dev.brownout.spi.ReshardCommand;
import dev.brownout.spi.fault.ShardChange;

/**
 * Split of a key range in half: the keys above its middle move to a new shard. Tablets of Bigtable, regions of HBase
 * and chunks of MongoDB are likewise split at the middle of their data (Chang et al., Bigtable, OSDI 2006, section 5;
 * MongoDB manual, split: the median of the documents).
 */
@Kind("split")
@Doc("The range of a shard is halved, in a database with sharding: range: the keys above the middle of those that"
        + " there were at the start move to a new shard, as its 'move' says, and calls follow them. The last range"
        + " stays open: its new half has all that comes behind it. It ends when all have moved; 'for' only says how"
        + " long 'during' means.")
@ModelSheet(
        leftOut = "Ranges that split by themselves when they are large or busy, ranges that are put together again, and"
                + " a split at a key that somebody names or at the middle of what was asked for.")
@Example("""
        components:
          db: { kind: database, shards: 4, sharding: range, move: { data: 300GB } }
        requests:
          look: { share: 90%, key: uniform(100k), path: [web, db] }
          save: { share: 10%, key: uniform(100k), steps: [web, write: db] }
        faults:
          - at 4m: split db/shard-4 as split
        """)
public record SplitShardFault() implements ShardChange {
    @Override
    public String label(String what) {
        return what + " split";
    }

    @Override
    public boolean ofShard() {
        return true;
    }

    @Override
    public ReshardCommand order(int fault, long at, String part) {
        return new ReshardCommand.Split(fault, at, part);
    }
}
