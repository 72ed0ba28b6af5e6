package dev.brownout.component.database;

import dev.brownout.component.database.replication.ConflictResolution;
import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.RankStratum;
import dev.brownout.service.Request.Operation;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.WriteConflictModel;
import dev.brownout.spi.WriteConflictModel.WrongClocks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;

/**
 * Analytical rate of conflicts between writes of several primaries. A write conflicts if another primary has committed
 * a write of the same row that has not arrived yet. For a row with write rate w, another primary with the share p of
 * all writes, and a transfer time D, the probability is 1 - exp(-w p D). Users write to their home region. The load is
 * divided among the nodes that are up in proportion to their users.
 */
final class WriteConflictEstimator {
    /** Highest rank of a row that is modelled individually. Rows of higher ranks are aggregated by strata. */
    private static final int RANKS_ALONE = 20_000;

    private static final int STRATA = 1_000;
    /** Number of equally likely values that represent the distribution of the backlog. */
    private static final int VALUES = 200;

    private final DatabaseSpec spec;
    private final CapacityModel model;
    private final List<String> places = new ArrayList<>();
    private final List<Double> shares = new ArrayList<>();
    private final double[] backlogs;
    /** Writes per second of each row that is modelled individually. */
    private final Map<Integer, Double> rows = new TreeMap<>();

    private final List<Stratum> strata = new ArrayList<>();

    /** Rows with the same write rate. */
    private record Stratum(double rows, double perSecond) {}

    WriteConflictEstimator(DatabaseSpec spec, CapacityModel model) {
        this.spec = spec;
        this.model = model;
        this.backlogs = values(spec.replicaSettings().replication().backlog());
    }

    private static double[] values(Distribution law) {
        if (law.constantValue().isPresent()) {
            return new double[] {law.constantValue().getAsDouble()};
        }
        double[] values = new double[VALUES];
        for (int i = 0; i < VALUES; i++) {
            values[i] = law.quantile((i + 0.5) / VALUES);
        }
        return values;
    }

    /** Returns the conflicts of all writes; empty if no primary with users nearby is up. */
    Optional<WriteConflictModel> draw() {
        double sum = 0;
        for (String place : model.places()) {
            if (model.up(RegionalStores.prefix(place) + "primary", place)) {
                places.add(place);
                shares.add(model.usersNear(place));
                sum += model.usersNear(place);
            }
        }
        if (sum == 0) {
            return Optional.empty();
        }
        double all = sum;
        shares.replaceAll(share -> share / all);
        double written = 0;
        for (OfferedDemand calls : model.demands()) {
            if (calls.operation() == Operation.WRITE) {
                written += calls.perSecond();
                calls.keys().ifPresent(keys -> spread(keys, calls.perSecond()));
            }
        }
        boolean lost = spec.replicaSettings().replication().conflicts().orElse(ConflictResolution.LAST_WRITE)
                == ConflictResolution.LAST_WRITE;
        return Optional.of(
                new WriteConflictModel(written, ofAll(this::meeting), lost, false, lost ? wrongClocks() : List.of()));
    }

    /** Returns the periods of the fault timeline in which clocks differ. */
    private List<WrongClocks> wrongClocks() {
        return WriteConflictModel.wrong(
                places.stream()
                        .map(place -> model.clockErrors(RegionalStores.prefix(place) + "primary", place))
                        .toList(),
                model.endNanos(),
                (ahead, seen) -> ofAll(perSecond -> givenUp(perSecond, ahead, seen)));
    }

    /**
     * Returns the affected writes per second of all rows.
     *
     * @param share affected share of the writes of a row, by its writes per second
     */
    private double ofAll(DoubleUnaryOperator share) {
        double all = 0;
        for (Stratum stratum : strata) {
            all += stratum.rows() * stratum.perSecond() * share.applyAsDouble(stratum.perSecond());
        }
        for (double perSecond : rows.values()) {
            all += perSecond * share.applyAsDouble(perSecond);
        }
        return all;
    }

    /** Adds the write rates of rows: the most popular ones individually, the remaining ones by strata. */
    private void spread(KeyPopularity keys, double perSecond) {
        int alone = Math.min(RANKS_ALONE, keys.size());
        for (int rank = 1; rank <= alone; rank++) {
            rows.merge(keys.key(rank, model.keyNames()), perSecond * keys.probability(rank), Double::sum);
        }
        for (RankStratum stratum : RankStratum.beyond(alone, STRATA, keys)) {
            strata.add(new Stratum(stratum.keys(), perSecond * keys.probability(stratum.rank())));
        }
    }

    /**
     * Returns the share of the writes of a row that conflict with a write which has not arrived yet.
     *
     * @param perSecond writes of the row per second
     */
    private double meeting(double perSecond) {
        double meeting = 0;
        for (int at = 0; at < places.size(); at++) {
            double none = 1;
            for (int from = 0; from < places.size(); from++) {
                none *= from == at ? 1 : none(perSecond * shares.get(from), places.get(from), places.get(at));
            }
            meeting += shares.get(at) * (1 - none);
        }
        return meeting;
    }

    /**
     * Returns the share of the writes of a row that are discarded because clocks differ. Let the clock of a place be
     * behind that of another place by d, with d below 0 if it is ahead. A write is discarded if the other place commits
     * a write of the row between d before it and its arrival there.
     *
     * @param ahead offset of the clock of each place, in nanoseconds
     * @param seen counts only writes discarded for a write that had arrived before they were committed
     */
    private double givenUp(double perSecond, double[] ahead, boolean seen) {
        double all = 0;
        for (int at = 0; at < places.size(); at++) {
            double none = 1;
            for (int other = 0; other < places.size(); other++) {
                double behind = ahead[other] - ahead[at];
                double rate = perSecond * shares.get(other);
                if (other != at && seen) {
                    none *= none(rate, places.get(other), places.get(at), way -> behind - way);
                } else if (other != at) {
                    none *= none(rate, places.get(at), places.get(other), way -> behind + way);
                }
            }
            all += shares.get(at) * (1 - none);
        }
        return all;
    }

    /** Returns the probability that no write of a place with a given rate is in transit to another place. */
    private double none(double perSecond, String from, String to) {
        return none(perSecond, from, to, way -> way);
    }

    /**
     * Returns the probability that no write is committed within a time derived from the transfer time between two
     * places.
     *
     * @param perSecond rate of the writes
     * @param within maps the transfer time in nanoseconds to that time
     */
    private double none(double perSecond, String from, String to, DoubleUnaryOperator within) {
        if (perSecond == 0) {
            return 1;
        }
        double applied = spec.engine().write().mean()
                * spec.replicaSettings().replication().apply_cost().ratio();
        double onTheWay = model.roundTripNanos(from, to) / 2 + applied;
        double sum = 0;
        for (double backlog : backlogs) {
            double nanos = Math.max(0, within.applyAsDouble(backlog + onTheWay));
            sum += ElementaryFunctions.exp(-perSecond * nanos / 1e9);
        }
        return sum / backlogs.length;
    }
}
