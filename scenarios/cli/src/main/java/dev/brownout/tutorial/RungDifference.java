package dev.brownout.tutorial;

import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.result.VariantResult.Setting;
import dev.brownout.scenario.ComponentEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Text description of the difference between the settings of two scenarios. Contains only settings that are written in
 * a file, not derived values.
 */
final class RungDifference {
    private static final Pattern NOT_OF_THE_PLAN = Pattern.compile(
            "(run|charts|predict|sla|params|faults)[.].*|requests[.][^.]+[.](path|steps)[.].*|regions[.].*[.]rtt[.].*");
    private static final String WRITTEN = "file";

    private final Map<String, Setting> before;
    private final Map<String, Setting> now;
    private final Map<String, List<String>> words = new LinkedHashMap<>();

    private RungDifference(Map<String, Setting> before, Map<String, Setting> now) {
        this.before = before;
        this.now = now;
    }

    /** Returns the written settings of a plan: a line for each of its parts, and for each fault. */
    static List<String> lines(Variant plan) {
        RungDifference difference = new RungDifference(Map.of(), settings(plan));
        difference.compare(Set.of());
        List<String> lines = new ArrayList<>();
        difference.words.forEach((part, words) -> lines.add(part + kind(part, plan) + ": " + String.join(", ", words)));
        faults(plan).forEach(fault -> lines.add("fault: " + fault));
        return lines;
    }

    /**
     * Returns a line for each component, request class or other part that is new, removed or changed, and for each new
     * fault.
     */
    static List<String> lines(Variant before, Variant now) {
        Set<String> earlier = parts(before);
        Set<String> later = parts(now);
        TreeSet<String> gone = new TreeSet<>(earlier);
        gone.removeAll(later);
        RungDifference difference = new RungDifference(settings(before), settings(now));
        difference.compare(gone);
        List<String> lines = new ArrayList<>();
        difference.words.forEach((part, changes) -> {
            boolean fresh = later.contains(part) && !earlier.contains(part);
            String head = fresh ? "new: " + part + kind(part, now) : part;
            lines.add(changes.isEmpty() ? head : head + ": " + String.join(", ", changes));
        });
        if (!gone.isEmpty()) {
            lines.add("removed: " + String.join(", ", gone));
        }
        Set<String> known = new TreeSet<>(faults(before));
        faults(now).stream().filter(fault -> !known.contains(fault)).forEach(fault -> lines.add("fault: " + fault));
        return lines;
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
            boolean written = setting.origin().equals(WRITTEN)
                    || old != null && old.origin().equals(WRITTEN);
            if (written && (old == null || !old.value().equals(setting.value()))) {
                note(path, old == null ? setting.value() : old.value() + " -> " + setting.value());
            }
        });
        before.forEach((path, old) -> {
            if (old.origin().equals(WRITTEN) && !now.containsKey(path) && !gone.contains(part(path))) {
                noteGone(path);
            }
        });
    }

    /** Records that a setting was removed, or its whole group if no setting of the group is left. */
    private void noteGone(String path) {
        String head = path.substring(0, path.indexOf(part(path)) + part(path).length());
        String group = path.replaceFirst("^(" + Pattern.quote(head) + "[.][^.]+).*", "$1");
        boolean whole = now.keySet().stream().noneMatch(each -> each.startsWith(group + "."));
        String what = (whole ? group : path).substring(head.length()).replaceFirst("^[.]", "");
        List<String> changes = words.computeIfAbsent(part(path), name -> new ArrayList<>());
        String change = ("no longer " + what.replace('_', ' ')).strip();
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
