package dev.brownout.run;

import dev.brownout.measure.Instrument;
import dev.brownout.measure.Occupancy;
import dev.brownout.node.Host;
import dev.brownout.spec.ScenarioException;
import java.util.List;

/** Whether the time that things are in use, in things times nanoseconds, can be counted in each step of a run. */
final class Countable {
    /** Half of what a long holds. */
    private static final long AREA_MAX = 1L << 62;

    /** So many calls may always be inside, as memory ends before them. */
    private static final long ALWAYS = 20_000_000;

    private Countable() {}

    /** Refuses components with more cores or workers than that, with a ScenarioException. */
    static void check(Assembly assembly) {
        long most = AREA_MAX / assembly.grid.stepNanos();
        assembly.instruments.forEach((name, instruments) -> {
            long there = 0;
            for (Instrument one : instruments.all()) {
                there += one instanceof Occupancy occupancy ? occupancy.there() : 0;
            }
            if (there > most) {
                throw new ScenarioException(
                        "components." + name,
                        "its machines have too many cores or workers for so long a run: their time could not be"
                                + " counted");
            }
        });
    }

    /** Whether so many calls are inside machines that their time can hardly be counted. */
    static boolean overcrowded(Assembly assembly) {
        long most = AREA_MAX / assembly.grid.stepNanos();
        if (most > ALWAYS) {
            return false;
        }
        long inside = 0;
        for (List<Host> hosts : assembly.hosts.values()) {
            for (Host host : hosts) {
                inside += host.meter().inside();
            }
        }
        return inside > most;
    }
}
