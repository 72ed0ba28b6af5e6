package dev.brownout.randomscenario;

import dev.brownout.spec.SpecField;
import dev.brownout.spec.SpecFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rewrites parts of a scenario as parameters, variants or a parent file. */
final class Rewrites {
    private final Chance chance;
    private final Map<String, Object> root;
    private final TestFiles files;
    private final FieldTexts fields;

    Rewrites(Chance chance, Map<String, Object> root, TestFiles files, FieldTexts fields) {
        this.chance = chance;
        this.root = root;
        this.files = files;
        this.fields = fields;
    }

    void apply() {
        if (chance.percent(35)) {
            variants();
        }
        if (chance.percent(30)) {
            parameters();
        }
        if (chance.percent(20)) {
            Map<String, Object> about = new LinkedHashMap<>();
            about.put("question", "What happens: does it hold?");
            about.put("lesson", "It's random # or \"not\"".replace('"', '`'));
            root.put("about", about);
        }
    }

    /** Moves some values of components into the section of parameters. */
    private void parameters() {
        Map<String, Object> params = new LinkedHashMap<>();
        if (root.get("params") instanceof Map<?, ?> existing) {
            existing.forEach((name, value) -> params.put((String) name, value));
        }
        for (List<Object> path : Tree.paths(root.get("components"))) {
            Object value = Tree.get(root.get("components"), path);
            if (value instanceof String text && text.matches("\\d+(\\.\\d+)?(ms|s|%|/s|MB)") && chance.percent(25)) {
                String name = "p" + params.size();
                if (chance.percent(40)) {
                    params.put(name, text);
                } else {
                    Map<String, Object> described = new LinkedHashMap<>();
                    described.put("default", text);
                    described.put("help", "what it is");
                    params.put(name, described);
                }
                Tree.set(
                        root.get("components"),
                        path,
                        chance.word("$" + name, "$(" + name + " * 1)", "$(" + name + ")"));
            }
        }
        if (!params.isEmpty()) {
            root.put("params", params);
        }
    }

    private void variants() {
        Map<String, Object> variants = new LinkedHashMap<>();
        variants.put("plain", new LinkedHashMap<>());
        for (int i = chance.intBetween(1, 2); i > 0; i--) {
            Map<String, Object> variant = new LinkedHashMap<>();
            Map<String, Object> set = new LinkedHashMap<>();
            for (int k = chance.intBetween(1, 3); k > 0; k--) {
                setting(set);
            }
            variant.put("set", set);
            if (root.get("faults") instanceof List<?> faults && faults.size() > 2 && chance.percent(50)) {
                List<Object> own = new ArrayList<>();
                own.add(faults.remove(faults.size() - 1));
                variant.put("faults", own);
            }
            if (root.get("sla") instanceof Map<?, ?> sla && chance.percent(50)) {
                List<Object> breaks = new ArrayList<>();
                breaks.add(chance.of(List.copyOf(sla.keySet())));
                variant.put("expect_violations", breaks);
            }
            variants.put("v " + i, variant);
        }
        root.put("variants", variants);
    }

    /** Adds one setting of a component, the seed or the load. */
    private void setting(Map<String, Object> set) {
        Map<?, ?> components = (Map<?, ?>) root.get("components");
        String name = (String) chance.of(List.copyOf(components.keySet()));
        Class<?> type = Grammar.kinds().get((String) ((Map<?, ?>) components.get(name)).get("kind"));
        List<SpecField> settable = SpecFields.of(type).fields().stream()
                .filter(f -> !FieldTexts.special(f))
                .toList();
        SpecField field = chance.of(settable);
        Object value = fields.value(field.type(), field);
        if (value != null && chance.percent(80)) {
            set.put(name + "." + field.name(), value);
        } else if (chance.percent(50)) {
            set.put("run.seed", Integer.toString(chance.nextInt(100)));
        } else if (root.containsKey("load")) {
            set.put("load", fields.loads().randomLoad(1));
        }
    }

    /** Moves about half of the components, and sometimes other sections, of a valid scenario into a parent file. */
    ScenarioGenerator.ValidScenario withParent(ScenarioGenerator.ValidScenario made) {
        Map<String, Object> parent = new LinkedHashMap<>();
        Map<String, Object> moved = new LinkedHashMap<>();
        Map<?, ?> components = (Map<?, ?>) root.get("components");
        for (Object name : List.copyOf(components.keySet())) {
            if (chance.percent(50) && components.size() > 1) {
                moved.put((String) name, components.remove(name));
            }
        }
        parent.put("components", moved);
        for (String section : List.of("network", "load", "run")) {
            if (root.containsKey(section) && chance.percent(30)) {
                parent.put(section, root.remove(section));
            }
        }
        root.put(
                "use",
                files.add("parent.yaml", YamlPage.of(parent, chance.split()).text()));
        ScenarioCase split = new ScenarioCase(YamlPage.of(root, chance.split()).text(), files.texts());
        ScenarioCase.Verdict verdict = split.validate();
        if (verdict.file().isEmpty()) {
            throw new AssertionError("split in two it is refused: " + verdict.problems() + "\n" + split);
        }
        return new ScenarioGenerator.ValidScenario(split, verdict.file(), made.refused());
    }
}
