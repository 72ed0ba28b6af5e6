package dev.brownout.language.binding;

import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.Reference;
import dev.brownout.spec.ReferenceTarget;
import dev.brownout.spec.Selector;
import dev.brownout.spec.SpecFields;
import dev.brownout.typetable.TypeTables;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The names that a scenario declares and that references may use.
 *
 * @param components the components
 * @param regions the regions
 * @param requests the request classes
 * @param journeys the journeys
 * @param alerts the alerts
 * @param targets the components that references of each type may name
 * @param kinds the kinds of the components, as far as they are known
 * @param endpoints the endpoints of each component
 * @param queries the check of query names of each component
 */
public record DeclaredNames(
        Set<String> components,
        Set<String> regions,
        Set<String> requests,
        Set<String> journeys,
        Set<String> alerts,
        Map<Reference.To, Set<String>> targets,
        Map<String, String> kinds,
        Map<String, Set<String>> endpoints,
        Map<String, QueryNameCheck> queries) {
    /** Name of the section of the components. */
    public static final String COMPONENTS = "components";

    /** Name of the section of the regions. */
    public static final String REGIONS = "regions";

    /** Name of the section of the load that request classes share. */
    public static final String LOAD = "load";

    /** Name of the section of the fault timeline. */
    public static final String FAULTS = "faults";

    /** Name of the section of the request classes. */
    public static final String REQUESTS = "requests";

    /** Name of the section of the journeys, in which a user sends requests one after the other. */
    public static final String JOURNEYS = "journeys";

    /** Name of the section of the alerts. */
    public static final String ALERTS = "alerts";

    /** Name of the parameter that names the components behind a load balancer. */
    public static final String BACKENDS = "backends";

    /** Words with a meaning of their own in the place of a component's name. */
    public static final List<String> RESERVED = Stream.concat(
                    Selector.Head.words().stream(), Stream.of(FaultEntry.UNNAMED))
            .toList();

    /** Copies the collections. */
    public DeclaredNames {
        components = new LinkedHashSet<>(components);
        regions = new LinkedHashSet<>(regions);
        requests = new LinkedHashSet<>(requests);
        journeys = new LinkedHashSet<>(journeys);
        alerts = new LinkedHashSet<>(alerts);
        targets = new LinkedHashMap<>(targets);
        kinds = new LinkedHashMap<>(kinds);
        endpoints = new LinkedHashMap<>(endpoints);
        queries = new LinkedHashMap<>(queries);
    }

    /** Returns the names that the sections of a scenario declare. */
    public static DeclaredNames of(Entries root, Vocabulary vocabulary) {
        Map<Reference.To, Set<String>> targets = new LinkedHashMap<>();
        Map<String, String> kinds = new LinkedHashMap<>();
        Map<String, Set<String>> endpoints = new LinkedHashMap<>();
        Map<String, QueryNameCheck> queries = new LinkedHashMap<>();
        for (String name : keys(root, COMPONENTS)) {
            if (((Entries) root.get(COMPONENTS)).get(name) instanceof Entries component) {
                if (component.get("kind") instanceof Text kind) {
                    vocabulary.component(kind.value()).ifPresent(type -> {
                        kinds.put(name, kind.value());
                        queries.put(name, QueryNameCheck.of(type, component));
                        for (Reference.To reference : Reference.To.values()) {
                            if (SpecFields.isTarget(type, reference)) {
                                targets.computeIfAbsent(reference, key -> new LinkedHashSet<>())
                                        .add(name);
                            }
                        }
                    });
                }
                endpoints.put(name, keys(component, "endpoints"));
            }
        }
        addSharedEndpoints(root, endpoints);
        addForwardedQueries(root, vocabulary, queries);
        return new DeclaredNames(
                keys(root, COMPONENTS),
                keys(root, REGIONS),
                keys(root, REQUESTS),
                keys(root, JOURNEYS),
                keys(root, ALERTS),
                targets,
                kinds,
                endpoints,
                queries);
    }

    /** Returns whether references of a type may name a component. */
    boolean accepts(Reference.To reference, String component) {
        return targets.getOrDefault(reference, Set.of()).contains(component);
    }

    /** Adds the endpoints of components that pass calls on: those that all of their backends have. */
    private static void addSharedEndpoints(Entries root, Map<String, Set<String>> endpoints) {
        for (String name : List.copyOf(endpoints.keySet())) {
            Set<String> backends =
                    new LinkedHashSet<>(keys((Entries) ((Entries) root.get(COMPONENTS)).get(name), BACKENDS));
            backends.retainAll(endpoints.keySet());
            backends.remove(name);
            Set<String> shared = new LinkedHashSet<>();
            for (String backend : backends) {
                shared.addAll(endpoints.getOrDefault(backend, Set.of()));
            }
            backends.forEach(backend -> shared.retainAll(endpoints.getOrDefault(backend, Set.of())));
            if (!backends.isEmpty()) {
                endpoints.put(name, shared);
            }
        }
    }

    /** Gives components that forward queries the query classes of their sources. */
    private static void addForwardedQueries(Entries root, Vocabulary vocabulary, Map<String, QueryNameCheck> queries) {
        for (String name : List.copyOf(queries.keySet())) {
            Entries component = (Entries) ((Entries) root.get(COMPONENTS)).get(name);
            boolean forwards = vocabulary
                    .component(((Text) component.get("kind")).value())
                    .map(type -> TypeTables.table(type).annotation(ReferenceTarget.class))
                    .filter(ReferenceTarget::forwardsQueries)
                    .isPresent();
            if (forwards && component.get("source") instanceof Text source) {
                queries.put(name, queries.getOrDefault(source.value(), QueryNameCheck.NONE));
            }
        }
    }

    /** Returns the names in a section. */
    public static Set<String> keys(Entries map, String section) {
        return map.get(section) instanceof Entries entries ? entries.entries().keySet() : Set.of();
    }

    /** Reports an unknown component. */
    void requireComponent(String name, SourceLocation place, ProblemCollector findings) {
        if (!components.contains(name) && !components.isEmpty()) {
            String component = name.split("/", 2)[0];
            if (!component.equals(name) && components.contains(component)) {
                findings.consequence(
                        ProblemKind.UNKNOWN_NAME,
                        place,
                        "an endpoint is called by a step: write steps: [call: {}]",
                        name);
            } else {
                findings.unknownConsequence(place, "component", name, components);
            }
        }
    }

    /** Reports an unknown request class. */
    void requireRequest(String name, SourceLocation place, ProblemCollector findings) {
        if (!requests.contains(name) && !requests.isEmpty()) {
            findings.unknownConsequence(place, "request", name, requests);
        }
    }

    /** Reports an unknown region. */
    public void requireRegion(String name, SourceLocation place, ProblemCollector findings) {
        if (!findings.isReadable(Set.of(REGIONS))) {
            return;
        }
        if (regions.isEmpty()) {
            findings.consequence(
                    ProblemKind.UNKNOWN_NAME,
                    place,
                    "unknown region '{}'; this scenario has no 'regions' section",
                    name);
        } else if (!regions.contains(name)) {
            findings.unknownConsequence(place, "region", name, regions);
        }
    }

    /** Reports a component that is unknown or holds no data that a step could read. */
    void requireStore(String component, String verb, SourceLocation place, ProblemCollector findings) {
        require(Reference.To.QUERY, component, verb, place, findings);
    }

    /** Reports a component that is unknown or through which a step cannot write data. */
    void requireWritable(String component, String verb, SourceLocation place, ProblemCollector findings) {
        require(Reference.To.WRITABLE, component, verb, place, findings);
    }

    /**
     * Reports a component that is unknown or cannot have numbers in its rows, such as units or counters.
     *
     * @param numbers type of a database with the numbers
     */
    void requireNumbers(
            Reference.To numbers, String component, String verb, SourceLocation place, ProblemCollector findings) {
        requireComponent(component, place, findings);
        if (kinds.containsKey(component) && !accepts(numbers, component)) {
            findings.error(
                    place,
                    "'{}' is a {}, which has no {}; name a database with {}",
                    component,
                    kinds.get(component),
                    numbers.numbers() + " to " + verb,
                    numbers.setting());
        }
    }

    private void require(
            Reference.To reference, String component, String verb, SourceLocation place, ProblemCollector findings) {
        requireComponent(component, place, findings);
        if (kinds.containsKey(component) && !accepts(reference, component)) {
            findings.error(
                    place,
                    accepts(Reference.To.QUEUE, component)
                            ? "'{}' is a {}, which has no data to {}; write publish: {}"
                            : "'{}' is a {}, which has no data to {}; write call: {}",
                    component,
                    kinds.get(component),
                    verb,
                    component);
        }
    }

    /** Reports an unknown store or, after a slash, an unknown query class of the store. */
    void requireQuery(String queryName, String verb, SourceLocation place, ProblemCollector findings) {
        int slash = queryName.indexOf('/');
        String component = slash < 0 ? queryName : queryName.substring(0, slash);
        requireStore(component, verb, place, findings);
        QueryNameCheck check = queries.getOrDefault(component, QueryNameCheck.NONE);
        Set<String> known = check.names();
        String query = slash < 0 ? "" : queryName.substring(slash + 1);
        if (slash >= 0 && accepts(Reference.To.QUERY, component) && !known.contains(query)) {
            findings.error(
                    ProblemKind.UNKNOWN_NAME,
                    place,
                    check.refusal(query)
                            .orElseGet(() -> known.isEmpty()
                                    ? Sentence.of(
                                            "'{}' has no query '{}'; a database has them by name, such as queries: "
                                                    + "{ {}: exp(20ms) }",
                                            component,
                                            query,
                                            query)
                                    : SpellingSuggestion.unknown(
                                            Sentence.of("query of {}", component), query, Optional.empty(), known)));
        }
    }

    /** Reports a component that is unknown or is not a message queue. */
    void requireQueue(String component, SourceLocation place, ProblemCollector findings) {
        requireComponent(component, place, findings);
        if (kinds.containsKey(component) && !accepts(Reference.To.QUEUE, component)) {
            findings.error(place, "'{}' is a {}, which is not a message queue", component, kinds.get(component));
        }
    }

    /** Reports a component that is unknown or cannot be called or, after a slash, an unknown endpoint of it. */
    void requireService(String service, SourceLocation place, ProblemCollector findings) {
        int slash = service.indexOf('/');
        String component = slash < 0 ? service : service.substring(0, slash);
        String endpoint = slash < 0 ? "" : service.substring(slash + 1);
        requireComponent(component, place, findings);
        if (endpoint.isEmpty()) {
            requireNoStore(component, place, findings);
        }
        requireEndpoint(component, endpoint, place, findings);
    }

    /** Reports a component that is read, written or published to instead of called. */
    private void requireNoStore(String component, SourceLocation place, ProblemCollector findings) {
        if (accepts(Reference.To.QUEUE, component)) {
            findings.error(
                    place,
                    "'{}' is a {}, which cannot be called; write publish: {}",
                    component,
                    kinds.get(component),
                    component);
        } else if (accepts(Reference.To.QUERY, component)) {
            findings.error(
                    place,
                    "'{}' is a {}, which cannot be called; write read: {} or write: {}",
                    component,
                    kinds.get(component),
                    component,
                    component);
        }
    }

    /** Reports an unknown endpoint of a component. The empty name is the component's own service. */
    private void requireEndpoint(String component, String endpoint, SourceLocation place, ProblemCollector findings) {
        Set<String> known = endpoints.getOrDefault(component, Set.of());
        if (!endpoint.isEmpty() && components.contains(component) && !known.contains(endpoint)) {
            findings.error(
                    ProblemKind.UNKNOWN_NAME,
                    place,
                    known.isEmpty()
                            ? Sentence.of("'{}' has no endpoint '{}'", component, endpoint)
                            : SpellingSuggestion.unknown(
                                    Sentence.of("endpoint of {}", component), endpoint, Optional.empty(), known));
        }
    }
}
