package dev.brownout.language.yaml;

import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.result.VariantResult.Setting;
import dev.brownout.sentence.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The settings of a resolved variant with their origins and source locations. */
public final class ResolvedSettings {
    private final Map<String, Setting> settings = new TreeMap<>();
    private final Map<String, SourceLocation> places = new TreeMap<>();
    private final List<ConditionalSetting> conditional = new ArrayList<>();

    /**
     * A setting that has an effect only with another setting of the same part.
     *
     * @param owner path of the part; the location of its name if it has no path, as inside a step
     * @param name name of the setting
     * @param place location of the setting
     * @param written whether the file or a variant of it writes the setting
     * @param reason why it has no effect, as a continuation of "it has no effect: "; empty if it has one
     */
    public record ConditionalSetting(
            String owner, String name, SourceLocation place, boolean written, Sentence reason) {}

    /** Adds a value. A value without a path is part of another setting and is ignored. */
    public void add(String path, String value, SourceLocation place) {
        if (path != null) {
            settings.put(path, new Setting(path, value, place.origin()));
            places.put(path, place);
        }
    }

    /** Adds the location of a part without a value of its own. */
    public void place(String path, SourceLocation place) {
        if (path != null) {
            places.put(path, place);
        }
    }

    /** Adds the locations of a list and its items, without values. */
    public void placeItems(String path, Items list) {
        for (int i = 0; path != null && i < list.items().size(); i++) {
            place(path + "." + i, list.items().get(i).location());
        }
        place(path, list.location());
    }

    /**
     * Adds a setting that has an effect only with another one.
     *
     * @param path path of its part; {@code null} if it has none
     * @param part location of the name of the part
     * @param reason why it has no effect; empty if it has one
     */
    public void addConditional(String path, SourceLocation part, String name, Entry written, Sentence reason) {
        String owner = path == null ? part.source().name() + ":" + part.position() : path;
        SourceLocation place = written.value() instanceof Text text ? text.location() : written.key();
        conditional.add(new ConditionalSetting(owner, name, place, isOfTheFile(written.value()), reason));
    }

    /** Returns the settings that have an effect only with another one, in the order of reading. */
    public List<ConditionalSetting> conditional() {
        return List.copyOf(conditional);
    }

    /** Removes a value that is derived from others. */
    public void remove(String path) {
        settings.remove(path);
    }

    /** Adds all values of a node under a path. List items are numbered from 0. */
    public void addAll(String path, Node node) {
        if (path == null) {
            return;
        }
        if (node instanceof Text text) {
            add(path, text.value(), text.location());
        } else if (node instanceof Items list) {
            place(path, list.location());
            for (int i = 0; i < list.items().size(); i++) {
                addAll(path + "." + i, list.items().get(i));
            }
        } else if (node instanceof Entries map) {
            place(path, map.location());
            map.entries().forEach((key, entry) -> addAll(path + "." + key, entry.value()));
        }
    }

    /** Returns the settings, sorted by path. */
    public List<Setting> sorted() {
        return List.copyOf(settings.values());
    }

    /** Returns the origins of a part and of the parts inside it; empty if there is none. */
    public Set<String> originsWithin(String path) {
        Set<String> origins = new TreeSet<>();
        places.forEach((place, location) -> {
            if (place.equals(path) || place.startsWith(path + ".")) {
                origins.add(location.origin());
            }
        });
        return origins;
    }

    /** Returns whether the file or a variant of it writes the setting at a path of the scenario, or a part of it. */
    public boolean writes(String path) {
        return originsWithin(withoutSection(path)).stream().anyMatch(ResolvedSettings::isOfTheFile);
    }

    private static boolean isOfTheFile(String origin) {
        return origin.equals(SourceLocation.FILE) || origin.equals(SourceLocation.VARIANT);
    }

    private static boolean isOfTheFile(Node node) {
        ResolvedSettings parts = new ResolvedSettings();
        parts.addAll("", node);
        return parts.places.values().stream().map(SourceLocation::origin).anyMatch(ResolvedSettings::isOfTheFile);
    }

    /** Returns a path of the scenario as it is in files, where components have no section. */
    public static String withoutSection(String path) {
        return path.replaceFirst("^components\\.", "");
    }

    /** Returns the location of a path, or else of the nearest enclosing part; empty if there is none. */
    public Optional<SourceLocation> place(String path) {
        for (String p = path; ; p = p.substring(0, p.lastIndexOf('.'))) {
            if (places.containsKey(p)) {
                return Optional.of(places.get(p));
            }
            if (p.indexOf('.') < 0) {
                return Optional.empty();
            }
        }
    }
}
