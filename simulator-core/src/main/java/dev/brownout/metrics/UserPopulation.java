package dev.brownout.metrics;

import dev.brownout.instrument.CellRange;
import dev.brownout.scenario.Scenario;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.component.UserSessions;
import dev.brownout.workload.ClosedLoad;
import dev.brownout.workload.ConnectionLoad;
import java.util.ArrayList;
import java.util.List;

/**
 * Number of users of a system, as far as the scenario defines it. It consists of the users of {@code users(...)} and
 * {@code connections(...)}, of the started visits of journeys, and of the users with stored sessions for other loads. A
 * request rate alone does not define a number of users.
 */
final class UserPopulation {
    private static final String JOURNEYS = "journeys.";

    private final RunMeasurements run;
    /** Paths of the loads with an undefined number of users. */
    private final List<String> unknown = new ArrayList<>();

    private final List<String> journeys = new ArrayList<>();
    private long userCount;

    UserPopulation(RunMeasurements run) {
        this.run = run;
        Scenario scenario = run.scenario();
        scenario.workload().loads().forEach((path, load) -> {
            if (load instanceof ClosedLoad users) {
                userCount += users.users();
            } else if (load instanceof ConnectionLoad connections) {
                userCount += connections.users();
            } else if (path.startsWith(JOURNEYS)) {
                journeys.add(path.substring(JOURNEYS.length(), path.lastIndexOf('.')));
            } else {
                unknown.add(path);
            }
        });
        long sessions = scenario.components().entrySet().stream()
                .mapToLong(
                        entry -> (long) UserSessions.of(entry.getValue().spec()).sessionUsers()
                                * run.component(entry.getKey()).locations())
                .max()
                .orElse(0);
        if (sessions > 0 && !unknown.isEmpty()) {
            unknown.clear();
            userCount += sessions;
        }
    }

    /** Rejects a metric per user if the number of users is undefined. */
    void require(String measure, String path) {
        if (!unknown.isEmpty()) {
            throw new ScenarioException(
                    path,
                    "'{}': the number of users of {} is unknown; use users(...), a journey, or the "
                            + "users of a server's sessions",
                    measure,
                    unknown.get(0));
        }
    }

    /** Returns the number of users in a window. */
    long users(CellRange span) {
        long sum = userCount;
        for (String journey : journeys) {
            sum += (long) new ComponentMetrics(run.journeyInstruments().get(journey), List.of(), true)
                    .value("started", "", span);
        }
        return sum;
    }
}
