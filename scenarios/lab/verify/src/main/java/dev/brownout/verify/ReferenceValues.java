package dev.brownout.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reference values, each with its model or the reason why it has none. */
public final class ReferenceValues {
    private final List<ReferenceValue> all = ReferenceValue.all();
    private final Map<String, ReferenceModel> models = new LinkedHashMap<>();
    private final Map<String, ModelFamily> familyById = new LinkedHashMap<>();
    private final Map<String, String> reasons = new LinkedHashMap<>();

    /**
     * Assigns the models and reasons of the families to the reference values. Throws IllegalArgumentException if two of
     * them have the same id.
     */
    public ReferenceValues(List<ModelFamily> families) {
        for (ModelFamily family : families) {
            for (ReferenceModel model : family.models()) {
                requireAbsent(models.put(model.id(), model), model.id());
                familyById.put(model.id(), family);
            }
            family.reasonsWithoutModel().forEach((id, reason) -> {
                requireAbsent(reasons.put(id, reason), id);
                familyById.put(id, family);
            });
        }
    }

    private static void requireAbsent(Object previous, String id) {
        if (previous != null) {
            throw new IllegalArgumentException("two families have a model of " + id);
        }
    }

    /** Returns the reference values, in the order of the file. */
    public List<ReferenceValue> all() {
        return all;
    }

    /** Returns the model of a reference value, if there is one. */
    public Optional<ReferenceModel> model(ReferenceValue row) {
        return Optional.ofNullable(models.get(prefix(row)));
    }

    /** Returns the reason why a reference value has no model; empty if it has one. */
    public Optional<String> reason(ReferenceValue row) {
        return Optional.ofNullable(reasons.get(prefix(row)));
    }

    /** Returns the family of a reference value; empty if no family covers it. */
    public Optional<ModelFamily> family(ReferenceValue row) {
        return Optional.ofNullable(familyById.get(prefix(row)));
    }

    /**
     * Returns the ids of reference values without a family, and ids of models and reasons without a reference value.
     */
    public List<String> unassigned() {
        List<String> loose = new ArrayList<>(all.stream()
                .filter(row -> prefix(row).isEmpty())
                .map(ReferenceValue::id)
                .toList());
        familyById.keySet().stream()
                .filter(id -> all.stream().noneMatch(row -> prefix(row).equals(id)))
                .forEach(loose::add);
        return loose;
    }

    /** Returns the number of statistical reference values: numbers with a tolerance that have a model. */
    long statistical() {
        return all.stream().filter(this::isStatistical).count();
    }

    /** Returns the number of families with at least one statistical reference value. */
    long statisticalFamilies() {
        return all.stream()
                .filter(this::isStatistical)
                .map(row -> familyById.get(prefix(row)))
                .distinct()
                .count();
    }

    private boolean isStatistical(ReferenceValue row) {
        return (row.kind() == ReferenceValue.Kind.REL || row.kind() == ReferenceValue.Kind.ABS)
                && model(row).isPresent();
    }

    /**
     * Returns the longest id of a model or reason that is a prefix of the reference value's id; empty if there is none.
     */
    private String prefix(ReferenceValue row) {
        String id = row.id();
        while (!familyById.containsKey(id) && id.contains(".")) {
            id = id.substring(0, id.lastIndexOf('.'));
        }
        return familyById.containsKey(id) ? id : "";
    }
}
