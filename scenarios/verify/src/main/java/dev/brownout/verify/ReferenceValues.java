package dev.brownout.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All rows, each with the model that answers it or the reason why none does. */
public final class ReferenceValues {
    private final List<ReferenceValue> all = ReferenceValue.all();
    private final Map<String, ReferenceModel> models = new LinkedHashMap<>();
    private final Map<String, ModelFamily> homes = new LinkedHashMap<>();
    private final Map<String, String> reasons = new LinkedHashMap<>();

    /** Rows and what some families say of them; throws IllegalArgumentException where two speak of one id. */
    public ReferenceValues(List<ModelFamily> families) {
        for (ModelFamily family : families) {
            for (ReferenceModel model : family.models()) {
                once(models.put(model.id(), model), model.id());
                homes.put(model.id(), family);
            }
            family.missing().forEach((id, reason) -> {
                once(reasons.put(id, reason), id);
                homes.put(id, family);
            });
        }
    }

    private static void once(Object before, String id) {
        if (before != null) {
            throw new IllegalArgumentException("two families speak of " + id);
        }
    }

    /** The rows, in their order. */
    public List<ReferenceValue> all() {
        return all;
    }

    /** What answers a row. */
    public Optional<ReferenceModel> model(ReferenceValue row) {
        return Optional.ofNullable(models.get(head(row)));
    }

    /** Why nothing answers a row; empty where something does. */
    public Optional<String> reason(ReferenceValue row) {
        return Optional.ofNullable(reasons.get(head(row)));
    }

    /** The family of a row; empty where nobody speaks of it. */
    public Optional<ModelFamily> family(ReferenceValue row) {
        return Optional.ofNullable(homes.get(head(row)));
    }

    /** Rows of which nobody speaks, and ids that are spoken of though there is no such row. */
    public List<String> loose() {
        List<String> loose = new ArrayList<>(all.stream()
                .filter(row -> head(row).isEmpty())
                .map(ReferenceValue::id)
                .toList());
        homes.keySet().stream()
                .filter(id -> all.stream().noneMatch(row -> head(row).equals(id)))
                .forEach(loose::add);
        return loose;
    }

    /** Returns the number of rows that chance may have a part in: the models answer them with an estimate. */
    long statistical() {
        return all.stream().filter(this::isStatistical).count();
    }

    /** Returns the number of families with such rows. */
    long statisticalFamilies() {
        return all.stream()
                .filter(this::isStatistical)
                .map(row -> homes.get(head(row)))
                .distinct()
                .count();
    }

    private boolean isStatistical(ReferenceValue row) {
        return (row.kind() == ReferenceValue.Kind.REL || row.kind() == ReferenceValue.Kind.ABS)
                && model(row).isPresent();
    }

    /** The longest id that is spoken of and that the row's begins with; empty if there is none. */
    private String head(ReferenceValue row) {
        String id = row.id();
        while (!homes.containsKey(id) && id.contains(".")) {
            id = id.substring(0, id.lastIndexOf('.'));
        }
        return homes.containsKey(id) ? id : "";
    }
}
