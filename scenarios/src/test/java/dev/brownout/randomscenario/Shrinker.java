package dev.brownout.randomscenario;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Searches for a smaller scenario that fails in the same way, by removing parts, large ones first. */
public final class Shrinker {
    private final Map<String, String> files;
    private final Predicate<ScenarioCase> fails;

    /**
     * Creates a shrinker for scenarios with the given files.
     *
     * @param fails returns whether a scenario is valid and fails in the same way
     */
    public Shrinker(Map<String, String> files, Predicate<ScenarioCase> fails) {
        this.files = files;
        this.fails = fails;
    }

    /** Returns the smallest scenario found, or the given one if no part can be removed. */
    public ScenarioCase smallest(ScenarioCase failing) {
        Object tree = texts(yaml().load(failing.yaml()));
        ScenarioCase best = failing;
        boolean smaller = true;
        while (smaller) {
            smaller = false;
            List<List<Object>> paths = Tree.paths(tree);
            paths.sort(Comparator.comparingInt(List::size));
            for (List<Object> path : paths) {
                Object less = Tree.copy(tree);
                if (Tree.remove(less, path)) {
                    ScenarioCase candidate = written(less);
                    if (fails.test(candidate)) {
                        tree = less;
                        best = candidate;
                        smaller = true;
                        break;
                    }
                }
            }
        }
        return best;
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        DumperOptions none = new DumperOptions();
        return new Yaml(new SafeConstructor(options), new Representer(none), none, options, new PlainTexts());
    }

    @SuppressWarnings("unchecked")
    private ScenarioCase written(Object tree) {
        return new ScenarioCase(YamlPage.blockStyle((Map<String, Object>) tree), files);
    }

    /** Returns a copy of the tree with each value as its original text. */
    private static Object texts(Object node) {
        if (node instanceof Map<?, ?> map) {
            Map<Object, Object> texts = new LinkedHashMap<>();
            map.forEach((key, value) -> texts.put(String.valueOf(key), texts(value)));
            return texts;
        }
        if (node instanceof List<?> list) {
            return new ArrayList<>(list.stream().map(Shrinker::texts).toList());
        }
        return node == null ? "" : String.valueOf(node);
    }

    /** Resolver that keeps each scalar as text. */
    private static final class PlainTexts extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            // No implicit types: numbers and booleans remain texts.
        }
    }
}
