package dev.brownout.randomscenario;

import dev.brownout.language.diagnostic.Problem;
import dev.brownout.spec.SpecField;
import dev.brownout.spec.SpecFields;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Removes invalid parts from a scenario, one by one, until the rest is valid. Thus the generators need not know which
 * parameters exclude each other.
 */
final class Repair {
    private static final int ROUNDS = 60;
    private static final Set<String> NAMED = Set.of("components", "requests", "regions");
    private static final Set<String> NEEDED = Set.of("kind", "path", "steps", "share", "rate", "users");
    private static final Set<String> PATHS = Set.of("path", "steps");
    private static final Set<String> LISTED = Set.of("faults", "steps", "parallel", "transaction");

    private final Chance chance;
    private final Map<String, Object> root;
    private final TestFiles files;
    private final FieldTexts fields;
    private final long spelling;

    Repair(Chance chance, Map<String, Object> root, TestFiles files, FieldTexts fields) {
        this.fields = fields;
        this.chance = chance;
        this.root = root;
        this.files = files;
        this.spelling = chance.nextInt(Integer.MAX_VALUE);
    }

    ScenarioGenerator.ValidScenario repaired() {
        List<Problem> refused = new ArrayList<>();
        ScenarioCase last = null;
        for (int round = 0; round < ROUNDS; round++) {
            YamlPage page = YamlPage.of(root, new Chance(spelling));
            last = new ScenarioCase(page.text(), files.texts());
            ScenarioCase.Verdict verdict = last.validate();
            if (verdict.file().isPresent()) {
                return new ScenarioGenerator.ValidScenario(last, verdict.file(), refused);
            }
            refused.addAll(verdict.problems());
            Set<List<Object>> blamed = new LinkedHashSet<>();
            boolean more = false;
            for (Problem problem : verdict.problems()) {
                List<Object> path = page.pathAt(problem.line(), problem.column());
                if (component(path, problem.message())
                        .filter(c -> applySuggestion(c, problem.message()))
                        .isPresent()) {
                    more = true;
                } else if (problem.message().contains("add a key to") && path.size() == 2) {
                    map(path).put("key", "uniform(" + chance.intBetween(1, 20) + ")");
                    more = true;
                } else {
                    blamed.add(part(path));
                }
            }
            boolean less = more;
            for (List<Object> path : latestFirst(blamed)) {
                less |= remove(path);
            }
            if (!less) {
                break;
            }
        }
        return new ScenarioGenerator.ValidScenario(last, Optional.empty(), refused);
    }

    /** Removes a part. A load is replaced by a constant rate, and a path by another one, as they are required. */
    private boolean remove(List<Object> path) {
        if (path.size() == 3 && path.get(0).equals("requests") && PATHS.contains(path.get(2))) {
            Map<String, Object> request = request(path);
            request.remove(path.get(2));
            fields.paths().addPath(request);
            return true;
        }
        boolean load = path.size() == 1 && path.get(0).equals("load")
                || path.size() == 3
                        && path.get(0).equals("requests")
                        && path.get(2).equals("rate");
        if (load && !"1/s".equals(Tree.get(root, path))) {
            Tree.set(root, path, "1/s");
            return true;
        }
        return Tree.remove(root, path);
    }

    /**
     * Returns the path of the component that an error is about: the component itself, or the component that a fault
     * cannot hit because of its parameters.
     */
    private Optional<List<Object>> component(List<Object> path, String message) {
        if (path.size() == 2 && path.get(0).equals("components")) {
            return Optional.of(path);
        }
        List<Object> named = List.of("components", message.split(" ", -1)[0]);
        return !path.isEmpty() && path.get(0).equals("faults") && Tree.get(root, named) instanceof Map<?, ?>
                ? Optional.of(named)
                : Optional.empty();
    }

    /** Adds or removes a parameter that an error about a whole component mentions. Returns whether it did. */
    private boolean applySuggestion(List<Object> path, String message) {
        Map<String, Object> component = map(path);
        Class<?> type = Grammar.kinds().get(component.get("kind"));
        List<SpecField> about = SpecFields.of(type).fields().stream()
                .filter(f -> message.matches(".*\\b" + f.name() + "\\b.*"))
                .toList();
        if (about.isEmpty() || chance.percent(20)) {
            return false;
        }
        SpecField field = chance.of(about);
        if (component.remove(field.name()) == null) {
            Object value = fields.value(field.type(), field);
            if (value == null) {
                return false;
            }
            component.put(field.name(), value);
        }
        return true;
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> map(List<Object> path) {
        return (Map<String, Object>) Tree.get(root, path);
    }

    private Map<String, Object> request(List<Object> path) {
        return map(path.subList(0, 2));
    }

    /** Sorts paths so that later items of a list come first and the indices of earlier items remain valid. */
    private static List<List<Object>> latestFirst(Set<List<Object>> paths) {
        List<List<Object>> order = new ArrayList<>(paths);
        java.util.Collections.reverse(order);
        order.sort((a, b) -> {
            int common = 0;
            while (common < a.size() && common < b.size() && a.get(common).equals(b.get(common))) {
                common++;
            }
            boolean items = common < a.size() && common < b.size();
            return items && a.get(common) instanceof Integer i && b.get(common) instanceof Integer k ? k - i : 0;
        });
        return order;
    }

    /**
     * Returns the part to remove for an invalid part: the part itself, or a child of an element that others refer to.
     */
    private List<Object> part(List<Object> path) {
        List<Object> part = new ArrayList<>(path);
        for (int i = part.size() - 2; i >= 0; i--) {
            if (LISTED.contains(String.valueOf(part.get(i))) && part.get(i + 1) instanceof Integer) {
                return part.subList(0, i + 2);
            }
        }
        if (part.size() == 3 && List.of("rate", "path", "steps").contains(part.get(2))) {
            return part;
        }
        while (part.size() > 1 && NEEDED.contains(String.valueOf(part.get(part.size() - 1)))) {
            part.remove(part.size() - 1);
        }
        while (part.size() <= 2 && !part.isEmpty() && NAMED.contains(String.valueOf(part.get(0)))) {
            Object item = Tree.get(root, part);
            List<Object> keys = new ArrayList<>(item instanceof Map<?, ?> map ? map.keySet() : List.of());
            keys.removeIf(key -> NEEDED.contains(String.valueOf(key)) && !PATHS.contains(String.valueOf(key)));
            List<List<Object>> callers = part.size() == 2 ? callers(String.valueOf(part.get(1))) : List.of();
            if (!callers.isEmpty() && (keys.isEmpty() || chance.percent(40))) {
                return chance.of(callers);
            }
            if (keys.isEmpty()) {
                return List.of();
            }
            part.add(chance.of(keys));
        }
        return part;
    }

    /** Returns the places that refer to a component: items of paths, or parameters of other components. */
    private List<List<Object>> callers(String name) {
        return Tree.paths(root).stream()
                .filter(path -> name.equals(Tree.get(root, path))
                                && List.of("components", "requests").contains(path.get(0))
                        || String.valueOf(path.get(path.size() - 1)).startsWith(name + "."))
                .map(path -> path.get(path.size() - 1) instanceof String && path.contains("steps")
                        ? path.subList(0, path.size() - 1)
                        : path)
                .toList();
    }
}
