package dev.brownout.importing.calibrate;

import dev.brownout.importing.fitting.ArrivalFit;
import dev.brownout.importing.fitting.DistributionFit;
import dev.brownout.importing.fitting.WeightedSample;
import dev.brownout.importing.fitting.ZipfFit;
import dev.brownout.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What one log or several tell of the system that answered: its machine, the work of each type of requests, the
 * popularity of their keys, and how they arrived.
 *
 * @param logs what was measured
 * @param closed whether each client waited for its answer before it sent its next request
 * @param machine that answered
 * @param requests by the numbers of their types; those that were never answered are left out
 * @param arrivals of each log; empty where too few arrived
 */
public record Calibration(
        List<MeasuredLog> logs,
        boolean closed,
        MachineEstimate machine,
        List<RequestFit> requests,
        List<Optional<ArrivalFit>> arrivals) {
    private static final int LEAST_KEYED = 100;

    /** Takes the lists as they are now. */
    public Calibration {
        logs = List.copyOf(logs);
        requests = List.copyOf(requests);
        arrivals = List.copyOf(arrivals);
    }

    /**
     * One type of requests.
     *
     * @param number of the type
     * @param share of all requests
     * @param work on a core
     * @param keys how popular each is; empty where requests have none
     */
    public record RequestFit(int number, String name, double share, DistributionFit work, Optional<ZipfFit> keys) {}

    /**
     * Fits all of it.
     *
     * @throws IllegalArgumentException if what was measured does not tell work from waiting
     */
    public static Calibration of(List<MeasuredLog> logs, boolean closed) {
        List<CallSample> calls = logs.stream().map(MeasuredLog::calls).toList();
        long resolution =
                logs.stream().mapToLong(MeasuredLog::resolutionNanos).max().orElseThrow();
        MachineEstimate machine = MachineEstimate.of(calls, resolution);
        long all = calls.stream().mapToLong(CallSample::size).sum();
        List<RequestFit> requests = new ArrayList<>();
        for (int type = 0; type < logs.get(0).types().size(); type++) {
            int number = type;
            double[] work = machine.work(calls, type);
            long size = calls.stream()
                    .mapToLong(one -> Arrays.stream(one.types())
                            .filter(of -> of == number)
                            .count())
                    .sum();
            if (work.length > 0) {
                requests.add(new RequestFit(
                        type,
                        logs.get(0).types().get(type),
                        (double) size / all,
                        DistributionFit.of(WeightedSample.rounded(resolution, work)),
                        keys(logs, type)));
            }
        }
        List<Optional<ArrivalFit>> arrivals = calls.stream()
                .map(one -> one.size() < 100
                        ? Optional.<ArrivalFit>empty()
                        : Optional.of(ArrivalFit.of(one.arrivedNanos())))
                .toList();
        return new Calibration(logs, closed, machine, requests, arrivals);
    }

    private static Optional<ZipfFit> keys(List<MeasuredLog> logs, int type) {
        long[] counts = keyCounts(logs, type);
        return Arrays.stream(counts).sum() < LEAST_KEYED ? Optional.empty() : Optional.of(ZipfFit.of(counts));
    }

    /**
     * How often each key of a type was asked for in the log that tells of most; keys of logs have no names in common.
     */
    private static long[] keyCounts(List<MeasuredLog> logs, int type) {
        long[] most = new long[0];
        for (MeasuredLog log : logs) {
            long[] counts = log.keyCounts().get(type);
            most = Arrays.stream(counts).sum() > Arrays.stream(most).sum() ? counts : most;
        }
        return most;
    }

    /**
     * Keys of a type as often as each was asked for, in an order that is left to chance: numbers from 1, the most
     * popular first.
     */
    int[] shuffledKeys(RequestFit request) {
        long[] counts = keyCounts(logs, request.number()).clone();
        Arrays.sort(counts);
        int[] keys = new int[(int) Arrays.stream(counts).sum()];
        int at = 0;
        for (int rank = 1; rank <= counts.length; rank++) {
            int next = at + (int) counts[counts.length - rank];
            Arrays.fill(keys, at, next, rank);
            at = next;
        }
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(1, 0, request.name()));
        for (int i = keys.length - 1; i > 0; i--) {
            int other = random.below(i + 1);
            int key = keys[i];
            keys[i] = keys[other];
            keys[other] = key;
        }
        return keys;
    }

    /** The most requests that were there at once: of a closed loop, no fewer clients than these. */
    int atOnce() {
        return logs.stream()
                .mapToInt(log -> Arrays.stream(new QueueReplay(log.calls(), 1, 0).found)
                                .max()
                                .orElse(0)
                        + 1)
                .max()
                .orElseThrow();
    }
}
