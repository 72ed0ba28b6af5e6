package dev.brownout.component.database;

import dev.brownout.component.database.replication.ConflictResolution;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyPopularity;
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
 * How many writes of several primaries meet one of their row that they have not seen. Of a row that is written at a
 * rate w a write at one of them has not seen what another, with the share p of all writes, has committed within the
 * time D that it takes to come: 1 - exp(-w p D). Users write where they are at home, machines that are up share their
 * load by that.
 */
final class WriteConflictEstimator {
    /** Rows beyond this rank are taken together by strata. */
    private static final int RANKS_ALONE = 20_000;

    private static final int STRATA = 1_000;
    /** The law of a backlog is taken as so many values, each as likely as the others. */
    private static final int VALUES = 200;

    private final DatabaseSpec spec;
    private final CapacityModel model;
    private final List<String> places = new ArrayList<>();
    private final List<Double> shares = new ArrayList<>();
    private final double[] backlogs;
    /** How often a second each row is written that is looked at alone. */
    private final Map<Integer, Double> rows = new TreeMap<>();

    private final List<Stratum> strata = new ArrayList<>();

    /** Rows that are written equally often. */
    private record Stratum(double rows, double perSecond) {}

    WriteConflictEstimator(DatabaseSpec spec, CapacityModel model) {
        this.spec = spec;
        this.model = model;
        this.backlogs = values(spec.replication().backlog());
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

    /** All of them; empty where nobody is there to write to. */
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
        boolean lost =
                spec.replication().conflicts().orElse(ConflictResolution.LAST_WRITE) == ConflictResolution.LAST_WRITE;
        return Optional.of(
                new WriteConflictModel(written, ofAll(this::meeting), lost, false, lost ? wrongClocks() : List.of()));
    }

    /** Each time in which the fault timeline has clocks differ. */
    private List<WrongClocks> wrongClocks() {
        return WriteConflictModel.wrong(
                places.stream()
                        .map(place -> model.clockErrors(RegionalStores.prefix(place) + "primary", place))
                        .toList(),
                model.endNanos(),
                (ahead, seen) -> ofAll(perSecond -> givenUp(perSecond, ahead, seen)));
    }

    /** How many writes a second have something happen to them that depends on how often their row is written. */
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

    /** Adds the writes of the rows that are looked at alone, and those of all others by strata. */
    private void spread(KeyPopularity keys, double perSecond) {
        int alone = Math.min(RANKS_ALONE, keys.size());
        for (int rank = 1; rank <= alone; rank++) {
            rows.merge(keys.key(rank, model.keyNames()), perSecond * keys.probability(rank), Double::sum);
        }
        double width = (keys.size() - (double) alone) / STRATA;
        for (int stratum = 0; width > 0 && stratum < STRATA; stratum++) {
            int rank = (int) Math.min(keys.size(), 1 + alone + (long) ((stratum + 0.5) * width));
            strata.add(new Stratum(width, perSecond * keys.probability(rank)));
        }
    }

    /** Share of the writes of a row that meet one that they have not seen, where it is written so often. */
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
     * Share of the writes of a row that are given up, where clocks are ahead by so much: with a clock that is behind
     * that of another place by d, for what is committed there from d before on until it has come there; with one that
     * is ahead likewise, d being below 0.
     *
     * @param seen only for what had come when they were written
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

    /** How likely none that one place commits at a rate is on its way to another. */
    private double none(double perSecond, String from, String to) {
        return none(perSecond, from, to, way -> way);
    }

    /** How likely none is committed at a rate in a time that depends on that of the way from one place to another. */
    private double none(double perSecond, String from, String to, DoubleUnaryOperator within) {
        if (perSecond == 0) {
            return 1;
        }
        double applied = spec.write().mean() * spec.replication().apply_cost().ratio();
        double onTheWay = model.roundTripNanos(from, to) / 2 + applied;
        double sum = 0;
        for (double backlog : backlogs) {
            double nanos = Math.max(0, within.applyAsDouble(backlog + onTheWay));
            sum += StrictMath.exp(-perSecond * nanos / 1e9);
        }
        return sum / backlogs.length;
    }
}
