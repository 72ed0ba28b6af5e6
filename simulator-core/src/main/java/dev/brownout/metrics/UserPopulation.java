package dev.brownout.metrics;

import dev.brownout.instrument.CellRange;
import dev.brownout.scenario.Scenario;
import dev.brownout.spi.ScenarioException;
import dev.brownout.workload.ClosedLoad;
import dev.brownout.workload.ConnectionLoad;
import java.util.ArrayList;
import java.util.List;

/**
 * How many people use a site, where the scenario knows: those of {@code users(...)} and {@code connections(...)}, those
 * who began a journey, and of any other load those whose sessions are kept. A rate of requests alone says nothing of
 * how many people they are of.
 */
final class UserPopulation {
    private static final String JOURNEYS = "journeys.";

    private final RunMeasurements run;
    /** The loads of which nobody says how many people they are of. */
    private final List<String> unknown = new ArrayList<>();

    private final List<String> journeys = new ArrayList<>();
    private long known;

    UserPopulation(RunMeasurements run) {
        this.run = run;
        Scenario scenario = run.scenario();
        scenario.loads().forEach((path, load) -> {
            if (load instanceof ClosedLoad users) {
                known += users.users();
            } else if (load instanceof ConnectionLoad kept) {
                known += kept.users();
            } else if (path.startsWith(JOURNEYS)) {
                journeys.add(path.substring(JOURNEYS.length(), path.lastIndexOf('.')));
            } else {
                unknown.add(path);
            }
        });
        long sessions = scenario.components().entrySet().stream()
                .mapToLong(entry -> (long) entry.getValue().spec().sessionUsers()
                        * run.sites().applyAsInt(entry.getKey()))
                .max()
                .orElse(0);
        if (sessions > 0 && !unknown.isEmpty()) {
            unknown.clear();
            known += sessions;
        }
    }

    /** Refuses to count people whom nobody tells apart. */
    void require(String measure, String path) {
        if (!unknown.isEmpty()) {
            throw new ScenarioException(
                    path,
                    "'" + measure + "': nobody says of how many users " + unknown.get(0)
                            + " is; say so by users(...), by a journey, or by the users of a server's sessions");
        }
    }

    /** How many there were in a window. */
    long in(CellRange span) {
        long sum = known;
        for (String journey : journeys) {
            sum += (long) new ComponentMetrics(run.journeyInstruments().get(journey), List.of(), true)
                    .value("started", "", span);
        }
        return sum;
    }
}
