package dev.brownout.fault;

import dev.brownout.sentence.Sentence;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.ModelSheet;
import dev.brownout.spi.ReshardCommand;
import java.util.Optional;

/**
 * Split of a key range in half: the keys above its middle move to a new shard. Tablets of Bigtable, regions of HBase
 * and chunks of MongoDB are also split at the middle of their data (Chang et al., Bigtable, OSDI 2006, section 5;
 * MongoDB manual, split: the median of the documents).
 */
@Kind("split")
@Doc("Splits the range of a shard in a database with sharding: range. The upper half of "
        + "its keys at the start of the fault moves to a new shard as 'move' says, and calls "
        + "follow them. If the last range is split, its new half remains open for larger keys. "
        + "It ends when all keys have moved; 'for' only sets the window of 'during'.")
@ModelSheet(
        leftOut = "Automatic splits of large or busy ranges, merges of ranges, and splits at a given "
                + "key or at the median of the accesses.")
@Example("""
        components:
          db: { kind: database, shards: 4, sharding: range, move: { data: 300GB } }
        requests:
          look: { share: 90%, key: uniform(100k), path: [web, db] }
          save: { share: 10%, key: uniform(100k), steps: [web, write: db] }
        faults:
          - at 4m: split db/shard-4 as split
        """)
public record SplitShardFault() implements ShardFault {
    @Override
    public Sentence label(String name) {
        return Sentence.of("{} split", name);
    }

    @Override
    public boolean changesShard() {
        return true;
    }

    @Override
    public Optional<ReshardCommand> shardCommand(int fault, long instant, String part) {
        return Optional.of(new ReshardCommand.Split(fault, instant, part));
    }
}
