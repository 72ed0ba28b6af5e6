package dev.brownout.scenario;

import dev.brownout.random.KeyNames;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.KeySpace;
import dev.brownout.random.KeySpace.KeyUse;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.Step;
import dev.brownout.spi.Step.Purpose;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The key space of each component of a scenario: the union of the keys of the requests and steps that lead to it.
 * Requests and components that no call connects have nothing in common, neither keys nor their names.
 */
public final class KeySpaces {
    /** What the name of a request begins with, where components have names too. */
    public static final String REQUESTS = "requests.";

    private final Scenario scenario;
    private final Map<String, List<KeyUse>> uses = new TreeMap<>();
    private final Map<String, KeySpace> spaces = new TreeMap<>();
    /** The classes of requests whose own keys are written. */
    private final Set<String> writing = new TreeSet<>();
    /** The classes of requests because of which messages are pushed to users. */
    private final Set<String> pushing = new TreeSet<>();
    /** Requests and components that calls connect. */
    private final DisjointSets parts = new DisjointSets();
    /** Requests, and the components to which their own keys lead and that keep objects under keys. */
    private final DisjointSets tables = new DisjointSets();

    private final Map<String, KeyNames> names = new TreeMap<>();

    private KeySpaces(Scenario scenario) {
        this.scenario = scenario;
        scenario.requests().forEach(this::follow);
        scenario.components().forEach((name, entry) -> {
            for (List<Step> steps : entry.spec().stepLists().values()) {
                new CallWalk(scenario, arrival -> parts.join(name, arrival.component()))
                        .from(steps, List.of(), Optional.empty());
            }
            List<KeyUse> its = uses.getOrDefault(name, new ArrayList<>());
            its.sort(Comparator.comparing(KeyUse::request).thenComparing(KeyUse::drawn));
            spaces.put(name, new KeySpace(its));
        });
        scenario.allSteps().stream().filter(KeySpaces::grows).forEach(step -> {
            List<String> kept = keepers(step);
            kept.forEach(component -> tables.join(kept.get(0), component));
        });
        name();
    }

    /** Derives the key spaces of all components of a scenario. */
    public static KeySpaces of(Scenario scenario) {
        return new KeySpaces(scenario);
    }

    /** Follows the calls of a class of requests. */
    private void follow(String name, RequestSpec request) {
        CallWalk walk = new CallWalk(scenario, arrival -> {
            String component = arrival.component();
            parts.join(REQUESTS + name, component);
            if (!arrival.drawn() && keeps(component)) {
                tables.join(REQUESTS + name, component);
            }
            if (!arrival.drawn() && arrival.purpose() == Purpose.WRITE) {
                writing.add(name);
            }
            if (arrival.purpose() == Purpose.PUSH) {
                pushing.add(name);
            }
            KeyUse use = new KeyUse(name, arrival.keys(), request.meanBytes(), arrival.drawn());
            List<KeyUse> its = uses.computeIfAbsent(component, any -> new ArrayList<>());
            if (!its.contains(use)) {
                its.add(use);
            }
        });
        walk.from(request.steps(), request.policies(), request.key());
    }

    /** Collects the names of keys, part by part. */
    private void name() {
        Map<String, SortedSet<String>> named = new TreeMap<>();
        scenario.requests().forEach((name, request) -> {
            SortedSet<String> its = namesOf(request.steps());
            request.key().ifPresent(keys -> its.addAll(keys.names()));
            named.computeIfAbsent(parts.of(REQUESTS + name), any -> new TreeSet<>())
                    .addAll(its);
        });
        scenario.components()
                .forEach((name, entry) -> named.computeIfAbsent(parts.of(name), any -> new TreeSet<>())
                        .addAll(namesOf(entry.spec().steps())));
        named.forEach((part, its) -> names.put(part, new KeyNames(List.copyOf(its))));
    }

    private static SortedSet<String> namesOf(List<Step> steps) {
        SortedSet<String> names = new TreeSet<>();
        Step.all(steps).forEach(step -> step.options().key().ifPresent(keys -> names.addAll(keys.names())));
        return names;
    }

    private boolean keeps(String component) {
        ComponentEntry entry = scenario.components().get(component);
        return entry != null && entry.spec() instanceof ComponentSpec.Writable;
    }

    /** The keys that reach a component. */
    public KeySpace of(String component) {
        return spaces.getOrDefault(component, KeySpace.EMPTY);
    }

    /**
     * The keys that are called by name where a component stands, or a request under {@code requests.NAME}: equal names
     * are equal keys wherever calls connect them.
     */
    public KeyNames names(String who) {
        return names.getOrDefault(parts.of(who), new KeyNames(List.of()));
    }

    /** The number of each class of requests among those that calls connect with it, in the order of their names. */
    public int[] classNumbers() {
        Map<String, Integer> next = new TreeMap<>();
        return scenario.requests().keySet().stream()
                .mapToInt(name -> next.merge(parts.of(REQUESTS + name), 1, Integer::sum) - 1)
                .toArray();
    }

    /** All keys that are called by name, in the order of their names. */
    public SortedSet<String> allNames() {
        SortedSet<String> all = new TreeSet<>();
        names.values().forEach(its -> all.addAll(its.all()));
        return all;
    }

    /** The keys that a class of requests asks for: those that writers make where a call of it writes its key. */
    public Optional<KeyPopularity> ofRequest(String name) {
        Optional<KeyPopularity> key = scenario.requests().get(name).key();
        return writing.contains(name) ? key.map(KeyPopularity::ofWriters) : key;
    }

    /** The keys that a step draws for itself: those that writers make where its call writes them. */
    public Optional<KeyPopularity> ofStep(Step step) {
        return step.options().key().map(keys -> grows(step) && writes(step) ? keys.ofWriters() : keys);
    }

    private static boolean grows(Step step) {
        return step.options().key().filter(KeySpace::grows).isPresent();
    }

    private boolean writes(Step step) {
        return arrivals(step).stream().anyMatch(arrival -> arrival.purpose() == Purpose.WRITE);
    }

    private List<String> keepers(Step step) {
        return arrivals(step).stream()
                .map(CallWalk.Arrival::component)
                .filter(this::keeps)
                .toList();
    }

    private List<CallWalk.Arrival> arrivals(Step step) {
        List<CallWalk.Arrival> arrivals = new ArrayList<>();
        new CallWalk(scenario, arrivals::add).from(step);
        arrivals.removeIf(CallWalk.Arrival::drawn);
        return arrivals;
    }

    /** The table of which requests of a class make rows: requests and steps of one table share the keys they make. */
    public String tableOf(String request) {
        return tables.of(REQUESTS + request);
    }

    /** The table of which a step makes rows with keys of its own; the component that takes the step where none is. */
    public String tableOf(Step step, String component) {
        return keepers(step).stream().findFirst().map(tables::of).orElse(component);
    }

    /** Returns whether calls to a component lead to another one, or to itself. */
    public boolean leads(String from, String to) {
        if (from.equals(to)) {
            return true;
        }
        List<CallWalk.Arrival> all = new ArrayList<>();
        for (RequestSpec request : scenario.requests().values()) {
            new CallWalk(scenario, all::add).from(request.steps(), request.policies(), request.key());
        }
        for (ComponentEntry entry : scenario.components().values()) {
            for (List<Step> steps : entry.spec().stepLists().values()) {
                new CallWalk(scenario, all::add).from(steps, List.of(), Optional.empty());
            }
        }
        Set<String> reached = new TreeSet<>();
        CallWalk behind = new CallWalk(scenario, arrival -> reached.add(arrival.component()));
        all.stream().filter(arrival -> arrival.component().equals(from)).forEach(behind::from);
        return reached.contains(to);
    }

    /** Returns whether a class of requests has messages pushed to users. */
    public boolean pushes(String request) {
        return pushing.contains(request);
    }
}
