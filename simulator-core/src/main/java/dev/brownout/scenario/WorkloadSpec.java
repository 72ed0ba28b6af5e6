package dev.brownout.scenario;

import dev.brownout.random.KeyPopularity;
import dev.brownout.spec.Share;
import dev.brownout.workload.LoadProfile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Workload of a scenario.
 *
 * @param requests the request classes by name
 * @param load the load that the requests share; empty if each has a rate of its own, or is part of a journey
 * @param journeys the journeys by name
 */
public record WorkloadSpec(
        SortedMap<String, RequestSpec> requests, Optional<LoadProfile> load, SortedMap<String, JourneySpec> journeys) {

    /** Copies the collections. */
    public WorkloadSpec {
        requests = Collections.unmodifiableSortedMap(new TreeMap<>(requests));
        journeys = Collections.unmodifiableSortedMap(new TreeMap<>(journeys));
    }

    /** Returns all loads by configuration path: the shared load, the loads of requests, and the loads of journeys. */
    public Map<String, LoadProfile> loads() {
        Map<String, LoadProfile> loads = new LinkedHashMap<>();
        load.ifPresent(shared -> loads.put("load", shared));
        requests.forEach(
                (name, request) -> request.rate().ifPresent(rate -> loads.put("requests." + name + ".rate", rate)));
        journeys.forEach((name, journey) -> loads.put("journeys." + name + ".rate", journey.rate()));
        return loads;
    }

    /**
     * Returns the requests that share the load, with their shares. These are the requests with a share, and those that
     * have neither a rate nor a place in a journey. Shares are relative to their sum.
     */
    public Map<String, Double> sharing() {
        Map<String, Double> sharing = new LinkedHashMap<>();
        requests.forEach((name, request) -> {
            if (request.share().isPresent() || request.rate().isEmpty() && !inJourney(name)) {
                sharing.put(name, request.share().map(Share::ratio).orElse(1.0));
            }
        });
        return sharing;
    }

    /** Returns whether a request is part of a journey. */
    public boolean inJourney(String request) {
        return journeys.values().stream()
                .flatMap(journey -> journey.steps().stream())
                .anyMatch(step -> step.request().equals(request));
    }

    /** Returns the key distribution of a request: its own, or that of the journeys with it. */
    public Optional<KeyPopularity> keyOf(String request) {
        return requests.get(request)
                .key()
                .or(() -> journeys.values().stream()
                        .filter(journey -> journey.meanRequestsByName().containsKey(request))
                        .flatMap(journey -> journey.key().stream())
                        .findFirst());
    }

    /** Returns whether the visits of a journey have a key. */
    public boolean keyedVisits() {
        return journeys.values().stream().anyMatch(journey -> journey.key().isPresent());
    }
}
