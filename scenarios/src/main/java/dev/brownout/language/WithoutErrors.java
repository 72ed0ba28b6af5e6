package dev.brownout.language;

import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.section.Section;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Items;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rest of a variant after removal of its erroneous parts, so that the rest is checked in the same run. Removes the
 * innermost entry or item at the location of each error.
 */
final class WithoutErrors {
    private final Set<String> doubtful = new LinkedHashSet<>();
    private final List<String> referred;
    private final List<SourceLocation> gone = new ArrayList<>();
    private Entries left;
    private boolean smaller;

    /**
     * Creates the rest of a variant from which nothing is removed yet.
     *
     * @param sections the sections of the language; after a removal from a section that others refer to, errors that
     *     mention the name concerned are doubtful
     */
    WithoutErrors(Entries whole, List<Section<?>> sections) {
        this.left = whole;
        this.referred =
                Section.names(sections.stream().filter(Section::referred).toList());
    }

    /** Returns the remaining part. */
    Entries left() {
        return left;
    }

    /** Removes the parts at the locations of some errors. Returns whether each of them was found. */
    boolean without(List<Problem> errors) {
        for (Problem error : errors) {
            smaller = false;
            left = (Entries) without(left, error, "");
            if (!smaller && gone.stream().noneMatch(place -> at(place, error))) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether an error of the rest may be a mere consequence of the removal. */
    boolean doubts(String path, String message, String text) {
        return doubtful.stream().anyMatch(name -> {
            Pattern word = Pattern.compile("(?<![\\p{L}\\p{N}_-])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}_-])");
            return word.matcher(path).find()
                    || word.matcher(message).find()
                    || word.matcher(text).find();
        });
    }

    private Node without(Node node, Problem error, String path) {
        if (node instanceof Entries map) {
            Map<String, Entry> kept = new LinkedHashMap<>();
            map.entries().forEach((key, entry) -> {
                Node value = smaller ? entry.value() : without(entry.value(), error, path + "." + key);
                if (!smaller && (at(entry.key(), error) || at(entry.value().place(), error))) {
                    gone(path + "." + key, entry.key(), entry.value().place());
                } else {
                    kept.put(key, new Entry(entry.key(), value));
                }
            });
            return new Entries(kept, map.place());
        }
        if (node instanceof Items list) {
            List<Node> kept = new ArrayList<>();
            list.items().forEach(item -> {
                Node value = smaller ? item : without(item, error, path);
                if (!smaller && at(item.place(), error)) {
                    gone(path, item.place());
                } else {
                    kept.add(value);
                }
            });
            return new Items(kept, list.place());
        }
        return node;
    }

    private void gone(String path, SourceLocation... places) {
        smaller = true;
        gone.addAll(List.of(places));
        String[] parts = path.split("\\.", 4);
        if (parts.length > 2 && referred.contains(parts[1])) {
            doubtful.add(parts[2]);
        }
    }

    private static boolean at(SourceLocation place, Problem error) {
        return place.source().name().equals(error.source())
                && place.line() == error.line()
                && place.column() <= error.column()
                && error.column() < place.column() + place.length();
    }
}
