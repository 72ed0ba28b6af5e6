package dev.brownout.importing.calibrate;

import dev.brownout.importing.fitting.WeightedSample;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Service times of a tier of nodes behind a load balancer, and the cores of each node, from the response times of one
 * log. Requests that found few others in the system did not wait, so their response times are service times. The number
 * of cores is chosen by simulation: with these service times and the recorded arrivals, the response times agree best
 * with the log.
 *
 * @param cores cores of each node; empty if the response times agree with nodes without a limit
 * @param work service times of each request type in ns, by the name of the type
 * @param scale factor of the service times with which the simulated mean response time is that of the log
 * @param inFlight highest number of other requests in the system at the arrival of a request that counts as service
 *     time
 */
public record TierEstimate(Optional<Integer> cores, Map<String, WeightedSample> work, int inFlight, double scale) {
    /** Minimum number of requests of a type for its service times. */
    static final int MIN_REQUESTS = 200;

    /**
     * Desired number of requests of a type for its service times in a closed loop, in which the rate at which requests
     * find few others depends on the service times themselves.
     */
    private static final int MANY_REQUESTS = 1_000;

    /** Copies the map. */
    public TierEstimate {
        work = Map.copyOf(work);
    }

    /** Scenario of the system for given cores and service times. */
    @FunctionalInterface
    public interface TierScenario {
        /**
         * Returns the text of the scenario.
         *
         * @param cores cores of each node
         * @param work distribution of the service time of each request type, in the notation of the scenario language
         */
        String text(int cores, Map<String, String> work);
    }

    /**
     * Estimates the tier.
     *
     * @param nodes number of nodes
     * @return empty if too few requests of a type found few others in the system
     */
    public static Optional<TierEstimate> of(MeasuredLog log, int nodes, TierScenario scenario) {
        int[] found = new QueueReplay(log.calls(), 1, 0).numberFound;
        Map<String, WeightedSample> work = new TreeMap<>();
        int inFlight = 0;
        for (int type = 0; type < log.types().size(); type++) {
            int many = log.loop().isPresent() ? limit(log.calls(), found, type, nodes, MANY_REQUESTS) : -1;
            int limit = many >= 0 ? many : limit(log.calls(), found, type, nodes, MIN_REQUESTS);
            if (limit < 0) {
                return Optional.empty();
            }
            inFlight = Math.max(inFlight, limit);
            int number = type;
            work.put(
                    log.types().get(type),
                    WeightedSample.ofRounded(
                            log.resolutionNanos(),
                            IntStream.range(0, found.length)
                                    .filter(i -> log.calls().types()[i] == number && found[i] <= limit)
                                    .mapToDouble(i -> log.calls().responseNanos()[i])
                                    .toArray()));
        }
        int most = Arrays.stream(found).max().orElse(0) + 1;
        CoreSearch search = new CoreSearch(log, nodes, work, scenario);
        Optional<Integer> cores = search.cores(most);
        double scale = search.scale(cores.orElse(most));
        work.replaceAll((name, sample) -> sample.scaledBy(scale));
        return Optional.of(new TierEstimate(cores, work, inFlight, scale));
    }

    /**
     * Returns the smallest number of other requests up to which enough requests of a type arrived; -1 if that is more
     * than one for each node, so that requests may have waited.
     */
    private static int limit(CallSample calls, int[] found, int type, int nodes, int least) {
        for (int limit = 0; limit < nodes; limit++) {
            int most = limit;
            long requests = IntStream.range(0, found.length)
                    .filter(i -> calls.types()[i] == type && found[i] <= most)
                    .count();
            if (requests >= least) {
                return limit;
            }
        }
        return -1;
    }
}
