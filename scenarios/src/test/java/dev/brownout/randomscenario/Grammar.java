package dev.brownout.randomscenario;

import dev.brownout.catalog.Catalog;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.network.RegionRttTable;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.ComponentSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rules about component kinds: which may follow which on the path of a request, and which metrics they have. They are
 * learned by loading small scenarios with one component of each kind.
 */
final class Grammar {
    /** Instance shared by all generators. It does not depend on random numbers. */
    static final Grammar LEARNED = new Grammar();

    private static final Set<String> REFERRING = referring();
    private static final List<String> BOUNDS = List.of("3", "50%", "1ms", "5/s", "1MB", "$1");

    private final Map<String, Optional<Example>> edges = new TreeMap<>();
    private final Map<String, Boolean> facts = new TreeMap<>();
    private final Map<String, List<String>> words = new TreeMap<>();

    private Grammar() {}

    /**
     * Valid scenario in two sizes.
     *
     * @param small with the components of the path and those they refer to, which loads much faster
     * @param whole with a component of each kind
     */
    private record Example(Map<String, Object> small, Map<String, Object> whole) {}

    /** Returns all component kinds by name. */
    static Map<String, Class<? extends ComponentSpec>> kinds() {
        Map<String, Class<? extends ComponentSpec>> kinds = new LinkedHashMap<>();
        Catalog.components().forEach(type -> kinds.put(SpecFields.kind(type).orElseThrow(), type));
        return kinds;
    }

    /** Returns whether a kind may follow another on a path. An empty name stands for the users. */
    synchronized boolean follows(String before, String kind) {
        return memo(facts, before + " > " + kind, key -> {
            List<Object> path = new ArrayList<>(before.isEmpty() ? List.of(kind) : List.of(before, kind));
            return isRoute("path", path)
                    || continuations(kind).stream().anyMatch(last -> isRoute("path", with(path, last)));
        });
    }

    /**
     * Returns the kinds to try behind a kind. These are all that can be last if no path of two kinds begins with the
     * kind. If one does, other paths with the kind depend on the component before it, so that two are enough.
     */
    private List<String> continuations(String kind) {
        return memo(words, kind + " continuations", key -> {
            List<String> last = kinds().keySet().stream().filter(this::ends).toList();
            List<String> known = last.stream()
                    .filter(other -> isRoute("path", List.of(kind, other)))
                    .limit(2)
                    .toList();
            return known.isEmpty() ? last : known;
        });
    }

    /** Returns whether a kind can be the last on a path. */
    synchronized boolean ends(String kind) {
        return memo(
                facts,
                kind + " ends",
                key -> isRoute("path", List.of(kind))
                        || kinds().keySet().stream().anyMatch(first -> isRoute("path", List.of(first, kind))));
    }

    /** Returns whether a kind can be the last on a path without a reference to another component. */
    synchronized boolean isTerminal(String kind) {
        return memo(
                facts,
                kind + " bare",
                key -> valid("path", List.of(kind), "").isPresent()
                        || kinds().keySet().stream()
                                .anyMatch(first ->
                                        valid("path", List.of(first, kind), "").isPresent()));
    }

    /** Returns whether steps can be executed on nodes of a kind. */
    synchronized boolean works(String kind) {
        return memo(facts, kind + " works", key -> isRoute("steps", List.of(kind, Map.of("cpu", "1ms"))));
    }

    /** Returns whether a step verb can target a kind. */
    synchronized boolean accepts(String verb, String kind) {
        return memo(
                facts,
                verb + " " + kind,
                key -> kinds().keySet().stream()
                        .filter(this::works)
                        .anyMatch(worker -> isRoute("steps", List.of(worker, Map.of(verb, kind)))));
    }

    /** Returns whether a kind has nodes of its own. */
    boolean machines(String kind) {
        return metrics(kind).contains("in_flight");
    }

    /**
     * Returns whether a fault verb may hit a target: {@code kind} for a component, {@code kind/1} for a node, or a
     * link.
     */
    synchronized boolean hits(String verb, String target) {
        String reach = target.replaceFirst("^region/.*", "region/r0").replaceFirst("^link/.*", "link/r0");
        return memo(facts, verb + " hits " + reach, key -> {
            Map<String, Object> scenario = new LinkedHashMap<>(example("").whole());
            scenario.put(
                    "regions", Map.of("r0", Map.of("at", RegionRttTable.names().get(0), "users", "100%")));
            scenario.put("faults", List.of(fault(verb, reach)));
            ScenarioCase.Verdict verdict = validate(scenario);
            return verdict.file().isPresent()
                    || verdict.problems().stream().allMatch(problem -> asItIs(reach, problem.message()));
        });
    }

    /**
     * Returns whether a fault is rejected only because of parameters of the component. The message then starts with its
     * name.
     */
    private static boolean asItIs(String component, String message) {
        return message.startsWith(component + " cannot be ");
    }

    private static Map<String, Object> fault(String verb, String target) {
        Names names = new Names(List.of(), Map.of(), Map.of());
        Chance chance = new Chance(1);
        FieldTexts fields = new FieldTexts(chance, new Scale(1_000_000_000, 10), names, new TestFiles(chance), LEARNED);
        Map<String, Object> fault = new LinkedHashMap<>(Map.of("at", "0s", "do", verb));
        if (!target.isEmpty()) {
            fault.put("target", target);
        }
        fault.putAll(fields.record(FaultTexts.verbs().get(verb), 0));
        return fault;
    }

    /** Returns the reason why a verb cannot hit a kind, or an empty text if it can. */
    synchronized String refusal(String kind, String verb) {
        return memo(words, kind + " x " + verb, key -> {
                    Map<String, Object> scenario =
                            new LinkedHashMap<>(example(kind).small());
                    scenario.put("faults", List.of(fault(verb, kind)));
                    return validate(scenario).problems().stream()
                            .map(Problem::message)
                            .filter(message -> !asItIs(kind, message))
                            .toList();
                })
                .stream()
                .findFirst()
                .orElse("");
    }

    /**
     * Returns the kinds that a verb can hit. All are returned for a verb that hits no component by name, such as one on
     * links or parameters.
     */
    synchronized List<String> hitBy(String verb) {
        List<String> hit = memo(
                words,
                verb + " hits",
                key -> kinds().keySet().stream()
                        .filter(kind -> refusal(kind, verb).isEmpty())
                        .toList());
        return hit.isEmpty() ? List.copyOf(kinds().keySet()) : hit;
    }

    /** Returns the metrics of a kind. An empty name stands for requests. */
    synchronized List<String> metrics(String kind) {
        return memo(words, kind + " metrics", key -> requestedMetrics(kind, subject(kind) + ".nonsense >= 0"));
    }

    /** Returns the statistics of a metric, possibly none. */
    synchronized List<String> statistics(String kind, String metric) {
        return memo(
                words,
                kind + "." + metric + " statistics",
                key -> requestedMetrics(kind, subject(kind) + "." + metric + ".nonsense >= 0"));
    }

    /** Returns a right side of an assertion with a unit that fits the metric. */
    synchronized String bound(String kind, String metric) {
        return memo(
                        words,
                        kind + "." + metric + " bound",
                        key -> BOUNDS.stream()
                                .filter(b -> expectedVerdict(kind, subject(kind) + "." + metric + " >= " + b)
                                        .file()
                                        .isPresent())
                                .limit(1)
                                .toList())
                .stream()
                .findFirst()
                .orElse("0");
    }

    /**
     * Returns a cached value, computed on first use. In contrast to {@code computeIfAbsent}, the function may access
     * the map.
     */
    private static <V> V memo(Map<String, V> known, String key, Function<String, V> find) {
        V value = known.get(key);
        if (value == null) {
            value = find.apply(key);
            known.put(key, value);
        }
        return value;
    }

    private static String subject(String kind) {
        return kind.isEmpty() ? "all" : kind;
    }

    private List<String> requestedMetrics(String kind, String relation) {
        return expectedVerdict(kind, relation).candidates();
    }

    private ScenarioCase.Verdict expectedVerdict(String kind, String relation) {
        Map<String, Object> scenario = new LinkedHashMap<>(example(kind).small());
        scenario.put("sla", Map.of("probe", relation));
        return validate(scenario);
    }

    /** Returns a scenario with a kind on the path of a request: the first valid one of the shortest paths. */
    private Example example(String kind) {
        if (SharedMachinePlacement.machines(kind)) {
            Example any = example("");
            return new Example(withUnusedComponent(any.small(), kind), any.whole());
        }
        Set<String> all = kinds().keySet();
        Stream<List<Object>> paths = kind.isEmpty()
                ? all.stream().map(List::of)
                : Stream.of(
                                Stream.of(List.<Object>of(kind)),
                                all.stream().map(first -> List.<Object>of(first, kind)),
                                all.stream().map(last -> List.<Object>of(kind, last)),
                                all.stream()
                                        .flatMap(first -> continuations(kind).stream()
                                                .map(last -> List.<Object>of(first, kind, last))))
                        .flatMap(Function.identity());
        return paths.filter(path -> isRoute("path", path))
                .findFirst()
                .flatMap(path -> edges.get("path" + path))
                .orElseThrow(() -> new AssertionError("no way was found on which " + kind + " can stand"));
    }

    /** Returns a scenario with an additional component that is on no path. */
    private static Map<String, Object> withUnusedComponent(Map<String, Object> scenario, String kind) {
        Map<String, Object> components = new LinkedHashMap<>();
        ((Map<?, ?>) scenario.get("components")).forEach((name, its) -> components.put(name.toString(), its));
        components.put(kind, GrammarProbes.component(kind, kinds().get(kind), ""));
        Map<String, Object> more = new LinkedHashMap<>(scenario);
        more.put("components", components);
        return more;
    }

    private boolean isRoute(String key, List<Object> path) {
        return memo(edges, key + path, none -> first(key, path)).isPresent();
    }

    /**
     * Returns the first valid scenario with this path: without references, then with references to each kind if a
     * component on the path can have one. No further reference is tried if two leave all problems as they are.
     */
    private static Optional<Example> first(String key, List<Object> path) {
        Optional<Example> alone = valid(key, path, "");
        if (alone.isPresent() || encountered(path).stream().noneMatch(REFERRING::contains)) {
            return alone;
        }
        List<String> problems = problems(key, path, "");
        int ineffective = 0;
        for (String reference : kinds().keySet()) {
            Optional<Example> scenario = valid(key, path, reference);
            if (scenario.isPresent()) {
                return scenario;
            }
            ineffective += problems(key, path, reference).containsAll(problems) ? 1 : 0;
            if (ineffective == 2) {
                break;
            }
        }
        return Optional.empty();
    }

    /** Returns the messages of all problems with a scenario with this path and reference. */
    private static List<String> problems(String key, List<Object> path, String reference) {
        Set<String> met = encountered(path);
        met.add(reference);
        return validate(GrammarProbes.scenario(key, path, reference, met::contains)).problems().stream()
                .map(Problem::message)
                .toList();
    }

    /** Returns the kinds with a different generated text if there is a component that they can refer to. */
    private static Set<String> referring() {
        Set<String> referring = new LinkedHashSet<>();
        kinds().forEach((kind, type) -> {
            Map<String, Object> alone = GrammarProbes.component(kind, type, "");
            if (kinds().keySet().stream()
                    .anyMatch(
                            other -> !GrammarProbes.component(kind, type, other).equals(alone))) {
                referring.add(kind);
            }
        });
        return referring;
    }

    /**
     * Returns the scenario if it is valid. The small scenario is validated first, as errors in the components of the
     * path do not depend on others.
     */
    private static Optional<Example> valid(String key, List<Object> path, String reference) {
        Set<String> met = encountered(path);
        met.add(reference);
        Map<String, Object> small = GrammarProbes.scenario(key, path, reference, met::contains);
        if (validate(small).file().isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> whole = GrammarProbes.scenario(key, path, reference, kind -> true);
        return validate(whole).file().map(file -> new Example(small, whole));
    }

    private static Set<String> encountered(List<Object> path) {
        Set<String> met = new LinkedHashSet<>();
        for (Object step : path) {
            met.addAll(step instanceof Map<?, ?> verb ? callees(verb) : Set.of(step.toString()));
        }
        return met;
    }

    private static Set<String> callees(Map<?, ?> step) {
        return step.values().stream().map(Object::toString).collect(Collectors.toSet());
    }

    private static ScenarioCase.Verdict validate(Map<String, Object> scenario) {
        return new ScenarioCase(YamlPage.of(scenario, new Chance(0)).text(), Map.of()).validate();
    }

    private static List<Object> with(List<Object> path, Object last) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(last);
        return longer;
    }
}
