package dev.brownout.importing.combined;

import dev.brownout.importing.calibrate.Calibration;
import dev.brownout.importing.calibrate.Calibration.RequestFit;
import dev.brownout.importing.calibrate.MachineEstimate;
import dev.brownout.importing.calibrate.MachineEstimate.CoreCertainty;
import dev.brownout.importing.calibrate.MeasuredLog;
import dev.brownout.importing.calibrate.SaturatedTier;
import dev.brownout.importing.calibrate.TierEstimate;
import dev.brownout.importing.calibrate.TierEstimate.TierScenario;
import dev.brownout.importing.fitting.DistributionText;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.fitting.WeightedSample;
import dev.brownout.importing.system.ImportedSettings;
import dev.brownout.importing.system.ImportedStep.Work;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Service times and cores of a tier behind measured response times.
 *
 * @param cores cores of each node; empty if the measurements show no limit
 * @param offset time of each response outside the cores in the notation of the scenario language; empty for none
 * @param work service time of each request type, by its name
 */
record ServiceEstimate(Optional<Integer> cores, String offset, Map<String, Work> work) {
    private static final int DIGITS = 4;

    /** Copies the map. */
    ServiceEstimate {
        work = Map.copyOf(work);
    }

    /** Returns an estimate with known service times, in the notation of the scenario language. */
    static ServiceEstimate candidate(int cores, Map<String, String> distributions) {
        Map<String, Work> work = new TreeMap<>();
        distributions.forEach((request, text) -> work.put(request, new Work(text, "")));
        return new ServiceEstimate(Optional.of(cores), "", work);
    }

    /**
     * Estimates the service times and the cores from logs with at least one call each.
     *
     * @param nodes number of nodes
     * @param scenario writes the scenario of the tier for given cores and service times
     * @return empty if the requests do not determine service times
     */
    static Optional<ServiceEstimate> of(List<MeasuredLog> logs, int nodes, TierScenario scenario) {
        if (nodes == 1) {
            try {
                Calibration calibration = Calibration.of(logs);
                if (calibration.machine().coreCertainty() == CoreCertainty.EXACTLY) {
                    return Optional.of(exact(calibration));
                }
            } catch (IllegalArgumentException noQueue) {
                // The requests do not match one FIFO queue; the search below needs none.
            }
        }
        MeasuredLog last = logs.get(logs.size() - 1);
        Optional<ServiceEstimate> unloaded =
                TierEstimate.of(last, nodes, scenario).map(ServiceEstimate::of);
        return unloaded.isPresent()
                ? unloaded
                : SaturatedTier.of(last, nodes, scenario).map(ServiceEstimate::of);
    }

    private static ServiceEstimate of(SaturatedTier tier) {
        String cores = tier.otherCores().size() < 2
                ? ""
                : "; " + tier.otherCores().stream().map(String::valueOf).collect(Collectors.joining(", "))
                        + " cores agree as well";
        Map<String, Work> work = new TreeMap<>();
        tier.work()
                .forEach((request, text) -> work.put(
                        request,
                        new Work(
                                text,
                                "origin: found by simulation, as nearly all requests waited: the rate, the response"
                                        + " times and their order agree with the measured ones" + cores)));
        return new ServiceEstimate(tier.cores(), "", work);
    }

    private static ServiceEstimate exact(Calibration calibration) {
        MachineEstimate machine = calibration.machine();
        Map<String, Work> work = new TreeMap<>();
        for (RequestFit request : calibration.requests()) {
            WeightedSample sample = request.work().sample();
            work.put(request.name(), work(sample, "times of " + sample.size() + " requests without their waiting"));
        }
        boolean isOutside = !Double.isNaN(machine.offsetError()) && machine.offsetNanos() > 0;
        return new ServiceEstimate(
                Optional.of(machine.cores()),
                isOutside ? LanguageNumbers.nanos(machine.offsetNanos(), DIGITS) : "",
                work);
    }

    private static ServiceEstimate of(TierEstimate tier) {
        Map<String, Work> work = new TreeMap<>();
        tier.work()
                .forEach((request, sample) -> work.put(
                        request,
                        work(
                                sample,
                                "times of " + sample.size() + " requests that did not wait: at most " + tier.inFlight()
                                        + " others were in the system"
                                        + (Math.abs(tier.scale() - 1) < 0.0005
                                                ? ""
                                                : "; multiplied by " + LanguageNumbers.format(tier.scale(), 4)
                                                        + " for the mean of all"))));
        return new ServiceEstimate(tier.cores(), "", work);
    }

    private static Work work(WeightedSample sample, String measurement) {
        DistributionText text = DistributionText.of(sample, sample, measurement);
        return new Work(text.text(), "origin: " + text.origin());
    }

    /** Sets the network: the time outside the cores. */
    void network(ImportedSettings settings) {
        if (!offset.isEmpty()) {
            settings.remove("network");
            settings.set("network.rtt", "0ms", "")
                    .set("network.last_mile", offset, "origin: the time of each response outside the cores");
        }
    }

    /** Returns the service time of a request type; empty if there is none. */
    Optional<Work> work(String request) {
        return Optional.ofNullable(work.get(request));
    }
}
