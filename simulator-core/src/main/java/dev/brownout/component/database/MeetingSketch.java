package dev.brownout.component.database;

import dev.brownout.component.database.replication.ConflictResolution;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyPopularity;
import dev.brownout.service.Request.Operation;
import dev.brownout.wiring.Demand;
import dev.brownout.wiring.EncounterSketch;
import dev.brownout.wiring.Sketch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How many writes of several primaries meet one of their row that they have not seen. Of a row that is written at a
 * rate w a write at one of them has not seen what another, with the share p of all writes, has committed within the
 * time D that it takes to come: 1 - exp(-w p D). Users write where they are at home, machines that are up share their
 * load by that.
 */
final class MeetingSketch {
    /** Rows beyond this rank are taken together by strata. */
    private static final int RANKS_ALONE = 20_000;

    private static final int STRATA = 1_000;
    /** The law of a backlog is taken as so many values, each as likely as the others. */
    private static final int VALUES = 200;

    private final DatabaseSpec spec;
    private final Sketch sketch;
    private final List<String> places = new ArrayList<>();
    private final List<Double> shares = new ArrayList<>();
    private final double[] backlogs;

    MeetingSketch(DatabaseSpec spec, Sketch sketch) {
        this.spec = spec;
        this.sketch = sketch;
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
    Optional<EncounterSketch> draw() {
        double sum = 0;
        for (String place : sketch.places()) {
            if (sketch.up(RegionalStores.prefix(place) + "primary", place)) {
                places.add(place);
                shares.add(sketch.usersNear(place));
                sum += sketch.usersNear(place);
            }
        }
        if (sum == 0) {
            return Optional.empty();
        }
        double all = sum;
        shares.replaceAll(share -> share / all);
        Map<Integer, Double> rows = new TreeMap<>();
        double written = 0;
        double conflicts = 0;
        for (Demand calls : sketch.demands()) {
            if (calls.operation() == Operation.WRITE) {
                written += calls.perSecond();
                conflicts += calls.keys()
                        .map(keys -> spread(keys, calls.perSecond(), rows))
                        .orElse(0.0);
            }
        }
        for (double perSecond : rows.values()) {
            conflicts += perSecond * meeting(perSecond);
        }
        boolean lost =
                spec.replication().conflicts().orElse(ConflictResolution.LAST_WRITE) == ConflictResolution.LAST_WRITE;
        return Optional.of(new EncounterSketch(written, conflicts, lost));
    }

    /** Adds the writes of the rows that are looked at alone, and returns the conflicts of all others. */
    private double spread(KeyPopularity keys, double perSecond, Map<Integer, Double> rows) {
        int alone = Math.min(RANKS_ALONE, keys.size());
        for (int rank = 1; rank <= alone; rank++) {
            rows.merge(keys.key(rank, sketch.keyNames()), perSecond * keys.probability(rank), Double::sum);
        }
        double conflicts = 0;
        double width = (keys.size() - (double) alone) / STRATA;
        for (int stratum = 0; width > 0 && stratum < STRATA; stratum++) {
            int rank = (int) Math.min(keys.size(), 1 + alone + (long) ((stratum + 0.5) * width));
            double each = perSecond * keys.probability(rank);
            conflicts += width * each * meeting(each);
        }
        return conflicts;
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

    /** How likely none that one place commits at a rate is on its way to another. */
    private double none(double perSecond, String from, String to) {
        if (perSecond == 0) {
            return 1;
        }
        double applied = spec.write().mean() * spec.replication().apply_cost().ratio();
        double onTheWay = sketch.roundTripNanos(from, to) / 2 + applied;
        double sum = 0;
        for (double backlog : backlogs) {
            sum += StrictMath.exp(-perSecond * (backlog + onTheWay) / 1e9);
        }
        return sum / backlogs.length;
    }
}
