package dev.brownout.randomscenario;

import dev.brownout.catalog.Catalog;
import dev.brownout.spec.FilterPosition;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.FilterSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Generator of policies: as keys of their owner, or in its list. */
final class PolicyTexts {
    /** Names in the order of drawing. Others follow in the order of the catalogue. */
    private static final List<String> DRAWN = List.of(
            "timeout",
            "deadline",
            "cancel-on-timeout",
            "retry",
            "hedge",
            "circuit-breaker",
            "bulkhead",
            "client-throttling",
            "rate-limit",
            "concurrency-limit",
            "shedding",
            "fallback");

    private final Chance chance;
    private final FieldTexts fields;
    private final Set<String> configured = new LinkedHashSet<>();

    PolicyTexts(Chance chance, FieldTexts fields) {
        this.chance = chance;
        this.fields = fields;
    }

    /** Returns all policy types by name. */
    static Map<String, Class<? extends FilterSpec>> all() {
        Map<String, Class<? extends FilterSpec>> all = new LinkedHashMap<>();
        types().forEach(type -> all.put(SpecFields.kind(type).orElseThrow(), type));
        return all;
    }

    /** Puts policies on a component. Its caller-side policies apply to all its callers. */
    void addRandomPolicies(Map<String, Object> component, List<String> own, List<String> requested) {
        writePolicies(component, own, requested);
        requested.stream()
                .filter(name -> FilterSpec.position(all().get(name)).value() == FilterPosition.At.CALLER)
                .forEach(configured::add);
    }

    /** Disables on a step a policy that some component defines for its callers. */
    void disableInherited(Map<String, Object> step) {
        List<String> left = configured.stream()
                .filter(name -> !step.containsKey(name.replace('-', '_')))
                .toList();
        if (!left.isEmpty() && chance.percent(40)) {
            step.put(chance.of(left).replace('-', '_'), "none");
        }
    }

    /**
     * Puts policies on a request, step or component. A policy with the name of a key of the owner goes into the list.
     */
    void writePolicies(Map<String, Object> owner, List<String> own, List<String> requested) {
        List<Object> listed = new ArrayList<>();
        for (String name : requested) {
            String key = name.replace('-', '_');
            Object value = value(all().get(name));
            if (!own.contains(key) && !owner.containsKey(key) && chance.percent(60)) {
                owner.put(key, value);
            } else {
                Map<String, Object> item = new LinkedHashMap<>();
                item.put(key, value);
                listed.add(item);
            }
        }
        if (!listed.isEmpty()) {
            owner.put("policies", listed);
        }
    }

    /**
     * Returns the policies in the order of drawing. A change of the nesting of policies in {@link Catalog} leaves the
     * scenarios of all numbers as they are.
     */
    static List<Class<? extends FilterSpec>> types() {
        List<Class<? extends FilterSpec>> types = new ArrayList<>(Catalog.policies());
        types.sort(Comparator.comparingInt(PolicyTexts::place));
        return types;
    }

    private static int place(Class<? extends FilterSpec> type) {
        int place = DRAWN.indexOf(SpecFields.kind(type).orElseThrow());
        return place < 0 ? DRAWN.size() : place;
    }

    /** Returns a few random policies, often none. */
    List<String> randomPolicies() {
        List<String> all = List.copyOf(all().keySet());
        List<String> some = new ArrayList<>();
        for (int i = chance.percent(30) ? chance.intBetween(1, 2) : 0; i > 0; i--) {
            some.add(chance.of(all));
        }
        return some;
    }

    private Object value(Class<? extends FilterSpec> type) {
        Map<String, Object> map = fields.record(type, 60);
        boolean first =
                map.size() == 1 && map.containsKey(SpecFields.of(type).names().get(0));
        return first && chance.percent(50) ? map.values().iterator().next() : map;
    }

    /** Returns arguments in parentheses, by name, or in order if none is omitted. */
    static String arguments(Map<String, Object> values, List<String> order, Chance chance) {
        boolean complete = order.subList(0, values.size()).equals(List.copyOf(values.keySet()));
        boolean named = !complete || chance.percent(40);
        return values.entrySet().stream()
                .map(e -> named ? e.getKey() + "=" + e.getValue() : (String) e.getValue())
                .collect(Collectors.joining(chance.percent(50) ? " " : ", ", "(", ")"));
    }
}
