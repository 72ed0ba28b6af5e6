package dev.brownout.randomscenario;

import dev.brownout.catalog.Catalog;
import dev.brownout.spec.GenericTypes;
import dev.brownout.spec.Reference;
import dev.brownout.spec.SpecField;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Small scenarios. Their validation yields the grammar. */
final class GrammarProbes {
    private GrammarProbes() {}

    @SuppressWarnings("unchecked")
    static Map<String, Object> scenario(String key, List<Object> path, String reference, Predicate<String> selector) {
        Map<String, Object> components = new LinkedHashMap<>();
        Grammar.kinds().forEach((kind, type) -> {
            if (selector.test(kind)) {
                components.put(kind, component(kind, type, reference));
                if (usesNumbers(path, Reference.To.STOCK) && SpecFields.isTarget(type, Reference.To.STOCK)) {
                    ((Map<String, Object>) components.get(kind)).put("stock", Map.of("units", "3"));
                }
                if (usesNumbers(path, Reference.To.COUNTER) && SpecFields.isTarget(type, Reference.To.COUNTER)) {
                    ((Map<String, Object>) components.get(kind)).put("counters", Map.of("start", "3"));
                }
            }
        });
        Map<String, Object> scenario = new LinkedHashMap<>();
        scenario.put("run", "1s");
        scenario.put("components", components);
        scenario.put("load", "1/s");
        Map<String, Object> probe = new LinkedHashMap<>(Map.of(key, path));
        if (usesNumbers(path, Reference.To.STOCK) || usesNumbers(path, Reference.To.COUNTER)) {
            probe.put("key", "uniform(3)");
        }
        scenario.put("requests", Map.of("probe", probe));
        return scenario;
    }

    /** Returns whether a step of a path uses units or counters, so that the request needs a key. */
    private static boolean usesNumbers(List<Object> path, Reference.To numbers) {
        List<String> verbs = Catalog.steps().stream()
                .filter(type -> Step.parameters(type).get(0).refersTo().equals(Optional.of(numbers)))
                .map(PathTexts::verb)
                .toList();
        return path.stream()
                .anyMatch(step ->
                        step instanceof Map<?, ?> verb && verb.keySet().stream().anyMatch(verbs::contains));
    }

    static Map<String, Object> component(String kind, Class<?> type, String reference) {
        Chance chance = new Chance(kind.hashCode());
        Names names = new Names(List.of(), new LinkedHashMap<>(Grammar.kinds().size()), Map.of());
        if (!reference.isEmpty()) {
            names.components().put(reference, reference);
        }
        FieldTexts fields =
                new FieldTexts(chance, new Scale(1_000_000_000, 10), names, new TestFiles(chance), Grammar.LEARNED);
        Map<String, Object> component = new LinkedHashMap<>();
        component.put("kind", kind);
        component.putAll(fields.record(type, 0));
        for (SpecField field : SpecFields.of(type).fields()) {
            boolean refers =
                    field.refersTo().equals(Optional.of(Reference.To.COMPONENT)) && !GenericTypes.isMap(field.type());
            if (refers && !reference.isEmpty() && !reference.equals(kind)) {
                component.put(field.name(), fields.value(field.type(), field));
            }
        }
        return component;
    }
}
