package dev.brownout.tutorial;

import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.binding.SettingPath;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.result.VariantResult.Setting;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.translation.Messages;
import dev.brownout.translation.TextLanguage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Text description of the difference between the settings of two scenarios. Contains only settings that are written in
 * a file, not derived values.
 */
final class RungDifference {
    private static final Set<String> NOT_OF_THE_PLAN = Set.of("run", "charts", "predict", "sla", "params", "faults");
    private static final Set<String> STEPS = Set.of("path", "steps");

    /** Sections of parts that are known by their names alone. */
    private static final Set<String> NAMED =
            Set.of(DeclaredNames.COMPONENTS, DeclaredNames.REQUESTS, DeclaredNames.REGIONS);

    private static final Set<String> WRITTEN = Set.of(SourceLocation.FILE, SourceLocation.VARIANT);

    private final Map<SettingPath, Setting> before;
    private final Map<SettingPath, Setting> now;
    private final TextLanguage language;
    private final Map<String, List<String>> words = new LinkedHashMap<>();

    private RungDifference(Map<SettingPath, Setting> before, Map<SettingPath, Setting> now, TextLanguage language) {
        this.before = before;
        this.now = now;
        this.language = language;
    }

    /** Returns the written settings of a plan: a line for each of its parts, and for each fault. */
    static List<String> lines(Variant plan, TextLanguage language) {
        RungDifference difference = new RungDifference(Map.of(), settings(plan), language);
        difference.compare(Set.of());
        List<String> lines = new ArrayList<>();
        difference.words.forEach((part, words) -> lines.add(part + kind(part, plan) + ": " + String.join(", ", words)));
        faults(plan).forEach(fault -> lines.add(Messages.text(language, "course.fault", fault)));
        return lines;
    }

    /**
     * Returns a line for each component, request class or other part that is new, removed or changed, and for each new
     * fault.
     */
    static List<String> lines(Variant before, Variant now, TextLanguage language) {
        Set<String> earlier = parts(before);
        Set<String> later = parts(now);
        TreeSet<String> removed = new TreeSet<>(earlier);
        removed.removeAll(later);
        RungDifference difference = new RungDifference(settings(before), settings(now), language);
        difference.compare(removed);
        List<String> lines = new ArrayList<>();
        difference.words.forEach((part, changes) -> {
            boolean fresh = later.contains(part) && !earlier.contains(part);
            String head = fresh ? Messages.text(language, "course.added", part + kind(part, now)) : part;
            lines.add(changes.isEmpty() ? head : head + ": " + String.join(", ", changes));
        });
        if (!removed.isEmpty()) {
            lines.add(Messages.text(language, "course.removed", String.join(", ", removed)));
        }
        Set<String> known = new TreeSet<>(faults(before));
        faults(now).stream()
                .filter(fault -> !known.contains(fault))
                .forEach(fault -> lines.add(Messages.text(language, "course.fault", fault)));
        return lines;
    }

    /** Returns the paths of the requests of a variant that differ: {@code page: web -> db (3 times)}. */
    static List<String> paths(Variant before, Variant now, TextLanguage language) {
        List<String> lines = new ArrayList<>();
        for (String request : now.scenario().workload().requests().keySet()) {
            String path = path(now, request, language);
            if (!path.equals(path(before, request, language))) {
                lines.add(request + ": " + path);
            }
        }
        return lines;
    }

    /** Returns the components of the steps of a request in order. Calls of one component in a row are counted. */
    private static String path(Variant variant, String request, TextLanguage language) {
        Map<Integer, String> components = new TreeMap<>();
        for (Setting setting : variant.settings()) {
            SettingPath step = path(setting, variant);
            if (isStep(step)
                    && step.innerSteps().get(0).equals(request)
                    && variant.scenario().components().containsKey(setting.value())) {
                components.put(Integer.valueOf(step.innerSteps().get(2)), setting.value());
            }
        }
        List<String> words = new ArrayList<>();
        List<String> calls = List.copyOf(components.values());
        for (int i = 0; i < calls.size(); ) {
            int start = i;
            while (i < calls.size() && calls.get(i).equals(calls.get(start))) {
                i++;
            }
            words.add(calls.get(start)
                    + (i - start > 1 ? " (" + Messages.text(language, "course.times", i - start) + ")" : ""));
        }
        return String.join(" -> ", words);
    }

    /** Returns the names of the components, request classes and regions of a variant. */
    private static Set<String> parts(Variant variant) {
        Set<String> parts = new TreeSet<>(variant.scenario().components().keySet());
        parts.addAll(variant.scenario().workload().requests().keySet());
        parts.addAll(variant.scenario().regions().keySet());
        return parts;
    }

    private static String kind(String part, Variant variant) {
        ComponentEntry component = variant.scenario().components().get(part);
        String kind = component == null ? "" : component.kind();
        return kind.isEmpty() || kind.equals(part) ? "" : " (" + kind + ")";
    }

    private static List<String> faults(Variant variant) {
        return variant.settings().stream()
                .filter(setting -> path(setting, variant).section().equals(DeclaredNames.FAULTS))
                .map(Setting::value)
                .toList();
    }

    /** Returns the settings of a variant by path. The items of a list are joined to one setting. */
    private static Map<SettingPath, Setting> settings(Variant variant) {
        Map<SettingPath, Setting> settings = new TreeMap<>();
        for (Setting setting : variant.settings()) {
            SettingPath path = path(setting, variant);
            if (isOfThePlan(path)) {
                settings.merge(
                        path.list(),
                        setting,
                        (one, two) -> new Setting(one.path(), one.value() + " " + two.value(), one.origin()));
            }
        }
        return settings;
    }

    private static SettingPath path(Setting setting, Variant variant) {
        return SettingPath.parse(setting.path(), variant.scenario().components().keySet());
    }

    private static boolean isOfThePlan(SettingPath path) {
        return !NOT_OF_THE_PLAN.contains(path.section())
                && !isStep(path)
                && !(path.section().equals(DeclaredNames.REGIONS)
                        && path.innerSteps().lastIndexOf("rtt") > 0);
    }

    /** Returns whether a path leads to a step of a request, or into it. */
    private static boolean isStep(SettingPath path) {
        return path.section().equals(DeclaredNames.REQUESTS)
                && path.steps().size() > 3
                && STEPS.contains(path.innerSteps().get(1));
    }

    private void compare(Set<String> removed) {
        now.forEach((path, setting) -> {
            Setting old = before.get(path);
            boolean written = WRITTEN.contains(setting.origin()) || old != null && WRITTEN.contains(old.origin());
            if (written && (old == null || !old.value().equals(setting.value()))) {
                note(path, old == null ? setting.value() : old.value() + " -> " + setting.value());
            }
        });
        before.forEach((path, old) -> {
            if (WRITTEN.contains(old.origin()) && !now.containsKey(path) && !removed.contains(part(path))) {
                noteGone(path);
            }
        });
    }

    /**
     * Records that a setting was removed, or its whole group if no setting of the group is left. A group that became a
     * single value is not removed.
     */
    private void noteGone(SettingPath path) {
        int head = path.steps().size() - keys(path).size();
        SettingPath group = path.first(Math.min(head + 1, path.steps().size()));
        Setting single = now.get(group);
        if (single != null && WRITTEN.contains(single.origin())) {
            return;
        }
        boolean whole = now.keySet().stream()
                .noneMatch(each -> each.steps().size() > group.steps().size()
                        && each.first(group.steps().size()).equals(group));
        String description = String.join(".", keys(whole ? group : path));
        List<String> changes = words.computeIfAbsent(part(path), name -> new ArrayList<>());
        String change = Messages.text(language, "course.no_longer", description.replace('_', ' '))
                .strip();
        if (!changes.contains(change)) {
            changes.add(change);
        }
    }

    /** Records a change of the part that a setting belongs to: a component, a request class or a region. */
    private void note(SettingPath path, String change) {
        String setting = String.join(".", keys(path));
        List<String> changes = words.computeIfAbsent(part(path), name -> new ArrayList<>());
        if (!setting.equals("kind")) {
            changes.add(setting.isEmpty() ? change : setting.replace('_', ' ') + " " + change);
        }
    }

    private static String part(SettingPath path) {
        return NAMED.contains(path.section()) ? path.innerSteps().get(0) : path.section();
    }

    /** Returns the keys in the part of a setting. */
    private static List<String> keys(SettingPath path) {
        return NAMED.contains(path.section())
                ? path.innerSteps().subList(1, path.innerSteps().size())
                : path.innerSteps();
    }
}
