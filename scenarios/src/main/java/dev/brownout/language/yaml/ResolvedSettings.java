package dev.brownout.language.yaml;

import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.result.VariantResult.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The settings of a resolved variant with their origins and source locations. */
public final class ResolvedSettings {
    private final Map<String, Setting> settings = new TreeMap<>();
    private final Map<String, SourceLocation> places = new TreeMap<>();

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
