package dev.brownout.scenario;

import dev.brownout.random.AbsentKeys;
import dev.brownout.random.KeyNames;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.KeySpace;
import dev.brownout.random.KeySpace.KeyUse;
import dev.brownout.spi.RowStep;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.Step;
import dev.brownout.spi.Step.Purpose;
import dev.brownout.spi.component.DataStorage;
import dev.brownout.spi.component.WorkDistribution;
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
 * Key spaces of the components of a scenario. The key space of a component is the union of the keys of the requests and
 * steps that lead to it. Requests and components without a connection by calls share neither keys nor key names.
 */
public final class KeySpaces {
    /** Name prefix of request classes, as distinct from component names. */
    public static final String REQUESTS = "requests.";

    private final Scenario scenario;
    private final Map<String, List<KeyUse>> uses = new TreeMap<>();
    private final Map<String, KeySpace> spaces = new TreeMap<>();
    /** Classes of requests with written keys of their own. */
    private final Set<String> writing = new TreeSet<>();
    /** Classes of requests that cause messages to be pushed to users. */
    private final Set<String> pushing = new TreeSet<>();
    /** Requests and components that are connected by calls. */
    private final DisjointSets parts = new DisjointSets();
    /** Requests, and the components that their own keys reach and that store objects by key. */
    private final DisjointSets tables = new DisjointSets();

    private final Map<String, KeyNames> names = new TreeMap<>();

    private KeySpaces(Scenario scenario) {
        this.scenario = scenario;
        requireUsableOperations();
        scenario.workload().requests().forEach(this::follow);
        scenario.components().forEach((name, entry) -> {
            for (List<Step> steps :
                    WorkDistribution.of(entry.spec()).stepLists().values()) {
                new CallWalk(scenario, arrival -> parts.join(name, arrival.component()))
                        .from(steps, List.of(), Optional.empty());
            }
            List<KeyUse> its = uses.getOrDefault(name, new ArrayList<>());
            its.sort(Comparator.comparing(KeyUse::request).thenComparing(KeyUse::drawn));
            spaces.put(name, new KeySpace(its));
        });
        scenario.allSteps().stream().filter(KeySpaces::grows).forEach(step -> {
            List<String> kept = storingComponents(step);
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
            if (!arrival.drawn() && hasOwnKeys(component)) {
                tables.join(REQUESTS + name, component);
            }
            if (!arrival.drawn() && arrival.purpose() == Purpose.WRITE) {
                writing.add(name);
            }
            if (arrival.purpose() == Purpose.ROW) {
                requireProducts(name, arrival.keys());
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
        walk.from(request.steps(), request.policies(), scenario.workload().keyOf(name));
    }

    private static void requireProducts(String request, Optional<KeyPopularity> keys) {
        if (keys.isEmpty()
                || keys.filter(some -> KeySpace.grows(some) || AbsentKeys.isAbsent(some))
                        .isPresent()) {
            throw new ScenarioException(
                    REQUESTS + request,
                    "a step that reserves or increments needs a key that exists at the start: add a key "
                            + "to '{}', such as key: uniform(1) for a single product or counter",
                    request);
        }
    }

    /** Rejects an operation on a row that needs another step. */
    private void requireUsableOperations() {
        List<Step> steps = scenario.allSteps();
        scenario.workload()
                .requests()
                .forEach((name, request) -> Step.all(request.steps()).forEach(step -> {
                    if (step instanceof RowStep operation) {
                        operation.unusable(name, steps).ifPresent(reason -> {
                            throw new ScenarioException(REQUESTS + name, reason);
                        });
                    }
                }));
    }

    /** Collects the names of keys for each set of connected requests and components. */
    private void name() {
        Map<String, SortedSet<String>> named = new TreeMap<>();
        scenario.workload().requests().forEach((name, request) -> {
            SortedSet<String> its = namesOf(request.steps());
            scenario.workload().keyOf(name).ifPresent(keys -> its.addAll(keys.names()));
            named.computeIfAbsent(parts.of(REQUESTS + name), any -> new TreeSet<>())
                    .addAll(its);
        });
        scenario.components()
                .forEach((name, entry) -> named.computeIfAbsent(parts.of(name), any -> new TreeSet<>())
                        .addAll(namesOf(WorkDistribution.of(entry.spec()).steps())));
        named.forEach((part, its) -> names.put(part, new KeyNames(List.copyOf(its))));
    }

    private static SortedSet<String> namesOf(List<Step> steps) {
        SortedSet<String> names = new TreeSet<>();
        Step.all(steps).forEach(step -> step.options().key().ifPresent(keys -> names.addAll(keys.names())));
        return names;
    }

    private boolean hasOwnKeys(String component) {
        ComponentEntry entry = scenario.components().get(component);
        return entry != null && entry.spec() instanceof DataStorage;
    }

    /** Returns the key space of a component. */
    public KeySpace of(String component) {
        return spaces.getOrDefault(component, KeySpace.EMPTY);
    }

    /**
     * Returns the named keys at a component, or at a request under {@code requests.NAME}. Equal names are equal keys
     * within a set of connected requests and components.
     */
    public KeyNames names(String user) {
        return names.getOrDefault(parts.of(user), new KeyNames(List.of()));
    }

    /** Returns the number of each class of requests among the connected classes, in the order of their names. */
    public int[] classNumbers() {
        Map<String, Integer> next = new TreeMap<>();
        return scenario.workload().requests().keySet().stream()
                .mapToInt(name -> next.merge(parts.of(REQUESTS + name), 1, Integer::sum) - 1)
                .toArray();
    }

    /** Returns all names of keys, in alphabetical order. */
    public SortedSet<String> allNames() {
        SortedSet<String> all = new TreeSet<>();
        names.values().forEach(its -> all.addAll(its.all()));
        return all;
    }

    /**
     * Returns the keys of a class of requests. If a call of the class writes its key, these are the keys made by
     * writers.
     */
    public Optional<KeyPopularity> ofRequest(String name) {
        Optional<KeyPopularity> key = scenario.workload().keyOf(name);
        return writing.contains(name) ? key.map(KeyPopularity::ofWriters) : key;
    }

    /**
     * Returns the keys that a step chooses itself. If its call writes a growing key space, these are the keys made by
     * writers.
     */
    public Optional<KeyPopularity> ofStep(Step step) {
        return step.options().key().map(keys -> grows(step) && writes(step) ? keys.ofWriters() : keys);
    }

    private static boolean grows(Step step) {
        return step.options().key().filter(KeySpace::grows).isPresent();
    }

    private boolean writes(Step step) {
        return arrivals(step).stream().anyMatch(arrival -> arrival.purpose() == Purpose.WRITE);
    }

    private List<String> storingComponents(Step step) {
        return arrivals(step).stream()
                .map(CallWalk.Arrival::component)
                .filter(this::hasOwnKeys)
                .toList();
    }

    private List<CallWalk.Arrival> arrivals(Step step) {
        List<CallWalk.Arrival> arrivals = new ArrayList<>();
        new CallWalk(scenario, arrivals::add).from(step);
        arrivals.removeIf(CallWalk.Arrival::drawn);
        return arrivals;
    }

    /**
     * Returns the table in which a class of requests creates rows. Requests and steps of one table share the created
     * keys.
     */
    public String tableOf(String request) {
        return tables.of(REQUESTS + request);
    }

    /**
     * Returns the table in which a step creates rows with keys of its own. This is the component with the step if the
     * step has no table.
     */
    public String tableOf(Step step, String component) {
        return storingComponents(step).stream().findFirst().map(tables::of).orElse(component);
    }

    /** Returns whether calls to a component lead to another one, or to itself. */
    public boolean leads(String from, String to) {
        if (from.equals(to)) {
            return true;
        }
        List<CallWalk.Arrival> all = new ArrayList<>();
        scenario.workload()
                .requests()
                .forEach((name, request) -> new CallWalk(scenario, all::add)
                        .from(
                                request.steps(),
                                request.policies(),
                                scenario.workload().keyOf(name)));
        for (ComponentEntry entry : scenario.components().values()) {
            for (List<Step> steps :
                    WorkDistribution.of(entry.spec()).stepLists().values()) {
                new CallWalk(scenario, all::add).from(steps, List.of(), Optional.empty());
            }
        }
        Set<String> reached = new TreeSet<>();
        CallWalk downstream = new CallWalk(scenario, arrival -> reached.add(arrival.component()));
        all.stream().filter(arrival -> arrival.component().equals(from)).forEach(downstream::from);
        return reached.contains(to);
    }

    /** Returns whether a class of requests causes messages to be pushed to users. */
    public boolean pushes(String request) {
        return pushing.contains(request);
    }

    /** A disjoint-set forest of names. The alphabetically first name of a set represents it. */
    private static final class DisjointSets {
        private final Map<String, String> parents = new TreeMap<>();

        /** Joins the sets of two names. */
        void join(String one, String other) {
            String first = of(one);
            String second = of(other);
            if (first.compareTo(second) < 0) {
                parents.put(second, first);
            } else if (!first.equals(second)) {
                parents.put(first, second);
            }
        }

        /** Returns the name that represents the set of a name. */
        String of(String name) {
            String root = name;
            while (parents.containsKey(root)) {
                root = parents.get(root);
            }
            String place = name;
            while (!place.equals(root)) {
                place = parents.put(place, root);
            }
            return root;
        }
    }
}
