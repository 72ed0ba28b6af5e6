package dev.brownout.component.database;

import dev.brownout.random.KeyNames;
import dev.brownout.random.KeyPopularity;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.Request.Operation;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.CapacityProperty.InnerStation;
import dev.brownout.spi.CoreQueue;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.StationModel;
import dev.brownout.spi.StationModel.Work;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Analytical model of the row with the highest write rate. Its writes run one at a time, as in a queue with one server.
 */
final class HotRowModel {
    /** Number of the most popular keys that are examined in each key distribution. */
    private static final int RANKS = 100;

    private final DatabaseSpec spec;
    private final CapacityModel model;

    HotRowModel(DatabaseSpec spec, CapacityModel model) {
        this.spec = spec;
        this.model = model;
    }

    void addToModel() {
        KeyNames names = model.keyNames();
        Map<Integer, Double> rows = new TreeMap<>();
        for (OfferedDemand calls : model.demands()) {
            if (calls.operation() == Operation.WRITE && calls.keys().isPresent()) {
                KeyPopularity keys = calls.keys().get();
                for (int rank : keys.mostPopular(RANKS)) {
                    rows.merge(keys.key(rank, names), keys.probability(rank) * calls.perSecond(), Double::sum);
                }
            }
        }
        double most = rows.values().stream().mapToDouble(d -> d).max().orElse(0);
        if (most > 0) {
            Work writing = new Work(most, spec.engine().write(), true);
            StationModel row =
                    new StationModel("busiest row", List.of("busiest row"), CoreQueue.single(), most, List.of(writing));
            model.declare(new InnerStation(row.withoutFormula(obstacle())));
        }
    }

    private Optional<Sentence> obstacle() {
        return spec.replicaSettings()
                                .replication()
                                .waitsFor(spec.copies(model.places().size()))
                        > 0
                ? Optional.of(Sentence.of("a row is locked until replicas have received the write"))
                : spec.engine().disk().map(disk -> Sentence.of("a row is locked until the write is on disk"));
    }
}
