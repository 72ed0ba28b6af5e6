package dev.brownout.tutorial;

import dev.brownout.language.ScenarioFile.Variant;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text description of the difference between the settings of two scenarios. Contains only settings that are written in
 * a file, not derived values.
 */
final class RungDifference {
    private static final Pattern NOT_OF_THE_PLAN = Pattern.compile(
            "(run|charts|predict|sla|params|faults)[.].*|requests[.][^.]+[.](path|steps)[.].*|regions[.].*[.]rtt[.].*");
    private static final Set<String> WRITTEN = Set.of(SourceLocation.FILE, SourceLocation.VARIANT);

    private final Map<String, Setting> before;
    private final Map<String, Setting> now;
    private final TextLanguage language;
    private final Map<String, List<String>> words = new LinkedHashMap<>();

    private RungDifference(Map<String, Setting> before, Map<String, Setting> now, TextLanguage language) {
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
        TreeSet<String> gone = new TreeSet<>(earlier);
        gone.removeAll(later);
        RungDifference difference = new RungDifference(settings(before), settings(now), language);
        difference.compare(gone);
        List<String> lines = new ArrayList<>();
        difference.words.forEach((part, changes) -> {
            boolean fresh = later.contains(part) && !earlier.contains(part);
            String head = fresh ? Messages.text(language, "course.added", part + kind(part, now)) : part;
            lines.add(changes.isEmpty() ? head : head + ": " + String.join(", ", changes));
        });
        if (!gone.isEmpty()) {
            lines.add(Messages.text(language, "course.removed", String.join(", ", gone)));
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
        for (String request : now.scenario().requests().keySet()) {
            String path = path(now, request, language);
            if (!path.equals(path(before, request, language))) {
                lines.add(request + ": " + path);
            }
        }
        return lines;
    }

    /** Returns the components of the steps of a request in order. Calls of one component in a row are counted. */
    private static String path(Variant variant, String request, TextLanguage language) {
        Pattern steps = Pattern.compile("requests[.]" + Pattern.quote(request) + "[.](?:path|steps)[.](\\d+).*");
        Map<Integer, String> components = new TreeMap<>();
        for (Setting setting : variant.settings()) {
            Matcher step = steps.matcher(setting.path());
            if (step.matches() && variant.scenario().components().containsKey(setting.value())) {
                components.put(Integer.valueOf(step.group(1)), setting.value());
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
        parts.addAll(variant.scenario().requests().keySet());
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
                .filter(setting -> setting.path().startsWith("faults."))
                .map(Setting::value)
                .toList();
    }

    /** Returns the settings of a variant by path. The items of a list are joined to one setting. */
    private static Map<String, Setting> settings(Variant variant) {
        Map<String, Setting> settings = new TreeMap<>();
        for (Setting setting : variant.settings()) {
            if (!NOT_OF_THE_PLAN.matcher(setting.path()).matches()) {
                String path = setting.path().replaceFirst("[.][0-9]+$", "");
                settings.merge(
                        path, setting, (one, two) -> new Setting(path, one.value() + " " + two.value(), one.origin()));
            }
        }
        return settings;
    }

    private void compare(Set<String> gone) {
        now.forEach((path, setting) -> {
            Setting old = before.get(path);
            boolean written = WRITTEN.contains(setting.origin()) || old != null && WRITTEN.contains(old.origin());
            if (written && (old == null || !old.value().equals(setting.value()))) {
                note(path, old == null ? setting.value() : old.value() + " -> " + setting.value());
            }
        });
        before.forEach((path, old) -> {
            if (WRITTEN.contains(old.origin()) && !now.containsKey(path) && !gone.contains(part(path))) {
                noteGone(path);
            }
        });
    }

    /**
     * Records that a setting was removed, or its whole group if no setting of the group is left. A group that became a
     * single value is not removed.
     */
    private void noteGone(String path) {
        String head = path.substring(0, path.indexOf(part(path)) + part(path).length());
        String group = path.replaceFirst("^(" + Pattern.quote(head) + "[.][^.]+).*", "$1");
        Setting single = now.get(group);
        if (single != null && WRITTEN.contains(single.origin())) {
            return;
        }
        boolean whole = now.keySet().stream().noneMatch(each -> each.startsWith(group + "."));
        String what = (whole ? group : path).substring(head.length()).replaceFirst("^[.]", "");
        List<String> changes = words.computeIfAbsent(part(path), name -> new ArrayList<>());
        String change = Messages.text(language, "course.no_longer", what.replace('_', ' '))
                .strip();
        if (!changes.contains(change)) {
            changes.add(change);
        }
    }

    /** Records a change of the part that a setting belongs to: a component, a request class or a region. */
    private void note(String path, String change) {
        String part = part(path);
        String setting = path.replaceFirst("^(?:requests|regions)[.]", "").substring(part.length());
        List<String> changes = words.computeIfAbsent(part, name -> new ArrayList<>());
        if (!setting.equals(".kind")) {
            changes.add(setting.isEmpty() ? change : setting.substring(1).replace('_', ' ') + " " + change);
        }
    }

    private static String part(String path) {
        return path.replaceFirst("^(?:requests|regions)[.]", "").replaceFirst("[.].*", "");
    }
}
