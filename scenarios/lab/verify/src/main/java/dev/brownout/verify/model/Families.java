package dev.brownout.verify.model;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.model.grid.CommitModels;
import dev.brownout.verify.model.grid.ConnectionLimitModels;
import dev.brownout.verify.model.grid.FunctionModels;
import dev.brownout.verify.model.grid.HedgeDelayModels;
import dev.brownout.verify.model.grid.LostConsumerModels;
import dev.brownout.verify.model.grid.PrefetchModels;
import dev.brownout.verify.model.grid.RepetitionModels;
import dev.brownout.verify.model.grid.ScalingPolicyModels;
import dev.brownout.verify.model.grid.TokenRateModels;
import java.util.List;

/** Registry of all model families, in the order of the reference values. Each family has one line. */
public final class Families {
    private static final List<ModelFamily> ALL = List.of(
            new SingleStations(),
            new Balancing(),
            new OpenNetworks(),
            new ClosedUsers(),
            new FanOutModels(),
            new Retries(),
            new Metastable(),
            new RateLimitModels(),
            new HedgingModels(),
            new QueueDisciplineModels(),
            new Caches(),
            new Expiry(),
            new KeyPlacementModels(),
            new Identifiers(),
            new RegionModels(),
            new Reliability(),
            new MachineRepairModels(),
            new Replicas(),
            new Quorums(),
            new Elections(),
            new ArrivalModels(),
            new Scaling(),
            new MessageQueues(),
            new Invariants(),
            new TextbookExamples(),
            new DatabaseNodes(),
            new ShardingModels(),
            new Topics(),
            new PersistentConnectionModels(),
            new Visitors(),
            new Operations(),
            new MachineMemoryModels(),
            new SharedMachines(),
            new ContentDelivery(),
            new CacheEntries(),
            new SharedLineModels(),
            new Prices(),
            new InstanceChanges(),
            new ClientCallModels(),
            new TransactionModels(),
            new NodeStateModels(),
            new InferenceModels(),
            new RepetitionModels(),
            new FunctionModels(),
            new ConnectionLimitModels(),
            new TokenRateModels(),
            new PrefetchModels(),
            new HedgeDelayModels(),
            new CommitModels(),
            new LostConsumerModels(),
            new ScalingPolicyModels());

    private Families() {}

    /** Returns all model families. */
    public static List<ModelFamily> all() {
        return ALL;
    }
}
