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
 * Model of a system derived from one or more logs: its host, the service time per request type, the key distributions,
 * and the arrivals.
 *
 * @param logs the measurements
 * @param machine estimated host
 * @param requests fitted request types in the order of their numbers, without types that have no usable response time
 * @param arrivals fitted arrivals of each log; empty for a log with fewer than 100 calls
 */
public record Calibration(
        List<MeasuredLog> logs,
        MachineEstimate machine,
        List<RequestFit> requests,
        List<Optional<ArrivalFit>> arrivals) {
    private static final int MIN_KEYED_REQUESTS = 100;

    /** Copies the lists. */
    public Calibration {
        logs = List.copyOf(logs);
        requests = List.copyOf(requests);
        arrivals = List.copyOf(arrivals);
    }

    /**
     * Fitted request type.
     *
     * @param number number of the type
     * @param share share of all requests
     * @param work service time on a core
     * @param keys key distribution; empty if the requests have too few keys
     */
    public record RequestFit(int number, String name, double share, DistributionFit work, Optional<ZipfFit> keys) {}

    /**
     * Fits a model to logs.
     *
     * @throws IllegalArgumentException if service time and waiting time cannot be separated
     */
    public static Calibration of(List<MeasuredLog> logs) {
        List<CallSample> calls = logs.stream().map(MeasuredLog::calls).toList();
        long resolution =
                logs.stream().mapToLong(MeasuredLog::resolutionNanos).max().orElseThrow();
        MachineEstimate machine = MachineEstimate.of(calls, resolution);
        long total = calls.stream().mapToLong(CallSample::size).sum();
        List<RequestFit> requests = new ArrayList<>();
        for (int type = 0; type < logs.get(0).types().size(); type++) {
            int number = type;
            double[] work = machine.work(calls, type);
            long size = calls.stream()
                    .mapToLong(sample -> Arrays.stream(sample.types())
                            .filter(otherType -> otherType == number)
                            .count())
                    .sum();
            if (work.length > 0) {
                requests.add(new RequestFit(
                        type,
                        logs.get(0).types().get(type),
                        (double) size / total,
                        DistributionFit.of(WeightedSample.ofRounded(resolution, work)),
                        keys(logs, type)));
            }
        }
        List<Optional<ArrivalFit>> arrivals = calls.stream()
                .map(sample -> sample.size() < 100
                        ? Optional.<ArrivalFit>empty()
                        : Optional.of(ArrivalFit.of(sample.arrivedNanos())))
                .toList();
        return new Calibration(logs, machine, requests, arrivals);
    }

    /** Returns whether each user of the first log waited for its response before its next request. */
    public boolean isClosed() {
        return logs.get(0).loop().isPresent();
    }

    private static Optional<ZipfFit> keys(List<MeasuredLog> logs, int type) {
        long[] counts = keyCounts(logs, type);
        return Arrays.stream(counts).sum() < MIN_KEYED_REQUESTS ? Optional.empty() : Optional.of(ZipfFit.of(counts));
    }

    /**
     * Returns the number of requests per key of a type, from the log with the most requests with keys. Keys of
     * different logs cannot be matched.
     */
    private static long[] keyCounts(List<MeasuredLog> logs, int type) {
        long[] largest = new long[0];
        for (MeasuredLog log : logs) {
            long[] counts = log.keyCounts().get(type);
            largest = Arrays.stream(counts).sum() > Arrays.stream(largest).sum() ? counts : largest;
        }
        return largest;
    }

    /**
     * Returns the keys of a type in random order, each as often as it was requested. Keys are numbered from 1 in
     * descending order of requests.
     */
    int[] shuffledKeys(RequestFit request) {
        long[] counts = keyCounts(logs, request.number()).clone();
        Arrays.sort(counts);
        int[] keys = new int[(int) Arrays.stream(counts).sum()];
        int index = 0;
        for (int rank = 1; rank <= counts.length; rank++) {
            int next = index + (int) counts[counts.length - rank];
            Arrays.fill(keys, index, next, rank);
            index = next;
        }
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(1, 0, request.name()));
        for (int i = keys.length - 1; i > 0; i--) {
            int swapped = random.nextInt(i + 1);
            int key = keys[i];
            keys[i] = keys[swapped];
            keys[swapped] = key;
        }
        return keys;
    }
}
