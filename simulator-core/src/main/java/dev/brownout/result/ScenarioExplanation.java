package dev.brownout.result;

import java.util.List;
import java.util.Map;

/**
 * Analytical explanation of a variant, computed before it runs.
 *
 * @param variant its name
 * @param analysis load, capacity and warnings
 * @param calls call tree of each request, in depth-first order, by request name
 * @param journeys journeys of visitors
 * @param loops closed loops of users
 * @param budgets error budgets of assertions on availability
 * @param stores contents of caches
 * @param losses lost partitions of stores
 */
public record ScenarioExplanation(
        String variant,
        Analysis analysis,
        List<Call> calls,
        List<Journey> journeys,
        List<Loop> loops,
        List<Budget> budgets,
        List<Store> stores,
        List<PartitionLoss> losses) {

    /** Copies the lists. */
    public ScenarioExplanation {
        calls = List.copyOf(calls);
        journeys = List.copyOf(journeys);
        loops = List.copyOf(loops);
        budgets = List.copyOf(budgets);
        stores = List.copyOf(stores);
        losses = List.copyOf(losses);
    }

    /**
     * A call in the call tree of a request.
     *
     * @param depth 0 for a request of the users, 1 for the calls that it makes, and so on
     * @param what the callee and the kind of call: {@code db (write)}
     * @param around the policies around the call, outermost first: {@code retry(attempts=3)}, {@code timeout 1s}
     */
    public record Call(int depth, String what, List<String> around) {
        /** Copies the list. */
        public Call {
            around = List.copyOf(around);
        }
    }

    /**
     * Visitors of a journey that never abandon it.
     *
     * @param name of the journey
     * @param perSecond visitors that begin per second
     * @param requests requests per second by name, in the order of their first use
     * @param thinkNanos mean total think time of a visitor, in ns
     */
    public record Journey(String name, double perSecond, Map<String, Double> requests, double thinkNanos) {}

    /**
     * Users of a closed loop.
     *
     * @param users number of users
     * @param aloneNanos duration of a cycle of a single user with think time, in ns
     * @param mostPerSecond maximum number of cycles per second at the bottleneck; infinite without a bottleneck
     */
    public record Loop(int users, double aloneNanos, double mostPerSecond) {
        /** Returns the number of users that saturates the bottleneck. Beyond it, users wait for each other. */
        public double knee() {
            return aloneNanos * mostPerSecond / 1e9;
        }
    }

    /**
     * Error budget of an assertion on the share of good requests (B. Beyer et al., "Site Reliability Engineering",
     * 2016, chapter 3 and appendix A).
     *
     * @param name of the assertion
     * @param text as it is written
     * @param bad the share of requests that may fail
     */
    public record Budget(String name, String text, double bad) {
        private static final double NANOS_A_DAY = 86_400e9;

        /**
         * Returns the duration for which all requests may fail within a number of days, if none fails otherwise, in
         * nanoseconds.
         */
        public double downtimeNanos(int days) {
            return bad * days * NANOS_A_DAY;
        }
    }

    /**
     * A cache in its steady state.
     *
     * @param store the component
     * @param entries capacity in keys; infinite without a limit
     * @param keys number of requested keys; 0 if requests have none
     * @param hotKeys minimum number of keys that receive half of the reads
     * @param hitRatio share of the reads that hit, 0 to 1
     */
    public record Store(String store, double entries, long keys, long hotKeys, double hitRatio) {}
}
