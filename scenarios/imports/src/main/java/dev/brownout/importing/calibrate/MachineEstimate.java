package dev.brownout.importing.calibrate;

import dev.brownout.importing.calibrate.WorkEstimator.Candidate;
import dev.brownout.importing.fitting.OffsetFit;
import dev.brownout.importing.fitting.WeightedSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Estimate of the host behind measured response times.
 *
 * @param cores number of cores
 * @param offsetNanos constant part of a response time spent outside the cores, in ns
 * @param offsetError half of its 95 % confidence interval, in ns; NaN if the calls do not determine it
 * @param coreCertainty certainty of the number of cores
 * @param tried results for each number of cores
 */
public record MachineEstimate(
        int cores, long offsetNanos, double offsetError, CoreCertainty coreCertainty, List<Candidate> tried) {
    /** Minimum number of calls that found the host idle, if the service time is estimated from these alone. */
    private static final int MIN_IDLE_ARRIVALS = 100;

    /**
     * Width of the search interval of the maximum likelihood estimate, relative to the confidence interval of the
     * previous estimate.
     */
    private static final double SEARCH_WIDENING = 1.5;

    /** Copies the list. */
    public MachineEstimate {
        tried = List.copyOf(tried);
    }

    /** Certainty of the number of cores. */
    public enum CoreCertainty {
        /** The number is the only one consistent with the calls. */
        EXACTLY,
        /** The number is the smallest one consistent with the calls. Larger numbers may be consistent as well. */
        AT_LEAST,
        /** The calls are not those of one host with a FIFO queue. */
        NOT
    }

    /**
     * Estimates the host from calls.
     *
     * @throws IllegalArgumentException if the calls are not consistent with such a host, and too few of them found it
     *     idle
     */
    static MachineEstimate of(List<CallSample> logs, long resolutionNanos) {
        WorkEstimator estimator = WorkEstimator.of(logs, resolutionNanos);
        List<Candidate> possible = estimator.possible();
        if (possible.isEmpty()) {
            int maxConcurrent = logs.stream()
                    .mapToInt(calls -> new QueueReplay(calls, 1, 0).maxConcurrent())
                    .max()
                    .orElseThrow();
            MachineEstimate unknown =
                    new MachineEstimate(maxConcurrent, 0, Double.NaN, CoreCertainty.NOT, estimator.tried());
            long idleArrivals = logs.stream()
                    .mapToLong(calls -> unknown.idleArrivals(calls).length)
                    .sum();
            if (idleArrivals < MIN_IDLE_ARRIVALS) {
                throw new IllegalArgumentException(
                        "the response times do not match FIFO service by any number of cores, and "
                                + "only " + idleArrivals
                                + " requests found an empty server: work and waiting cannot be separated");
            }
            return unknown;
        }
        Candidate first = possible.get(0);
        CoreCertainty certainty =
                estimator.uniqueCandidate().isPresent() ? CoreCertainty.EXACTLY : CoreCertainty.AT_LEAST;
        MachineEstimate machine = new MachineEstimate(
                first.cores(),
                first.offsetNanos(),
                first.determinesOffset() ? first.offsetError() : Double.NaN,
                certainty,
                estimator.tried());
        return first.determinesOffset() ? machine.withMaximumLikelihoodOffset(logs, resolutionNanos) : machine;
    }

    /**
     * Returns this estimate with the time outside the cores estimated by maximum likelihood. This requires a
     * distribution that fits the service time of the calls that waited, over all types together. Otherwise the estimate
     * is unchanged.
     */
    private MachineEstimate withMaximumLikelihoodOffset(List<CallSample> logs, long resolutionNanos) {
        List<Double> workOfWaiting = new ArrayList<>();
        List<Double> timesOfOthers = new ArrayList<>();
        for (CallSample calls : logs) {
            QueueReplay replay = new QueueReplay(calls, cores, offsetNanos);
            for (int i = 0; i < calls.size(); i++) {
                if (replay.waited[i]) {
                    workOfWaiting.add((double) Math.max(0, replay.work[i]));
                } else {
                    timesOfOthers.add((double) calls.responseNanos()[i]);
                }
            }
        }
        WeightedSample work = WeightedSample.ofRounded(resolutionNanos, toArray(workOfWaiting));
        double minOffset = Math.max(0, offsetNanos - SEARCH_WIDENING * offsetError);
        return OffsetFit.of(work, toArray(timesOfOthers), minOffset, offsetNanos + SEARCH_WIDENING * offsetError)
                .map(fit -> new MachineEstimate(
                        cores,
                        Math.round(fit.offset()),
                        Math.max(fit.high() - fit.offset(), fit.offset() - fit.low()),
                        coreCertainty,
                        tried))
                .orElse(this);
    }

    private static double[] toArray(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /**
     * Returns the service times of the calls of a type in ns. If the number of cores is unknown, these are the response
     * times of the calls that found the host idle.
     */
    double[] work(List<CallSample> logs, int type) {
        List<Double> work = new ArrayList<>();
        for (CallSample calls : logs) {
            QueueReplay replay = new QueueReplay(calls, coreCertainty == CoreCertainty.NOT ? 1 : cores, offsetNanos);
            for (int i = 0; i < calls.size(); i++) {
                if (calls.types()[i] == type && (coreCertainty != CoreCertainty.NOT || replay.numberFound[i] == 0)) {
                    work.add((double) Math.max(
                            0, coreCertainty == CoreCertainty.NOT ? calls.responseNanos()[i] : replay.work[i]));
                }
            }
        }
        return toArray(work);
    }

    private int[] idleArrivals(CallSample calls) {
        return Arrays.stream(new QueueReplay(calls, 1, 0).numberFound)
                .filter(inSystem -> inSystem == 0)
                .toArray();
    }

    /** Returns a human-readable reason for the number of cores. */
    String reason() {
        return switch (coreCertainty) {
            case EXACTLY -> "and no other number: " + rejectionReasons();
            case AT_LEAST -> "or more: the load never used more; " + possible() + " match as well";
            case NOT ->
                "UNKNOWN: with no number of cores do the times match one FIFO queue; this "
                        + "is the number of concurrent requests";
        };
    }

    private String rejectionReasons() {
        return tried.stream()
                .filter(candidate -> !candidate.isPossible())
                .filter(candidate -> Math.abs(candidate.cores() - cores) == 1)
                .map(candidate -> candidate.impossible() > 0.001
                        ? "with " + candidate.cores() + ", " + Math.round(candidate.impossible() * 1000) / 10.0
                                + " % would end before their start"
                        : "with " + candidate.cores() + ", work would depend on the number of requests (KS distance "
                                + Math.round(candidate.distance() * 1000) / 1000.0 + ")")
                .collect(Collectors.joining("; "));
    }

    private String possible() {
        return tried.stream()
                .filter(Candidate::isPossible)
                .map(candidate -> Integer.toString(candidate.cores()))
                .collect(Collectors.joining(", "));
    }
}
