package dev.brownout.language;

import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.section.Section;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rest of a variant after removal of its erroneous parts, so that the rest is checked in the same run. Removes the
 * innermost entry or item at the location of each error.
 */
final class WithoutErrors {
    private static final Pattern FAULT_NAME = Pattern.compile("\\bas\\s+(\\S+)\\s*$");

    private final Set<String> doubtfulNames = new LinkedHashSet<>();
    private final List<String> referencedSections;
    private final List<SourceLocation> removedLocations = new ArrayList<>();
    private Entries remaining;
    private boolean removed;

    /**
     * Creates the rest of a variant from which nothing is removed yet.
     *
     * @param sections the sections of the language; after a removal from a section that others refer to, errors that
     *     mention the name concerned are doubtful
     */
    WithoutErrors(Entries root, List<Section<?>> sections) {
        this.remaining = root;
        this.referencedSections =
                Section.names(sections.stream().filter(Section::isReferenced).toList());
    }

    /** Returns the remaining part. */
    Entries remainingPart() {
        return remaining;
    }

    /** Removes the parts at the locations of some errors. Returns whether each of them was found. */
    boolean remove(List<Problem> errors) {
        for (Problem error : errors) {
            removed = false;
            remaining = (Entries) removeAt(remaining, error, "");
            if (!removed && removedLocations.stream().noneMatch(location -> covers(location, error))) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether an error of the rest may be a mere consequence of the removal. */
    boolean isConsequence(String path, String message, String text) {
        return doubtfulNames.stream().anyMatch(name -> {
            Pattern word = Pattern.compile("(?<![\\p{L}\\p{N}_-])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}_-])");
            return word.matcher(path).find()
                    || word.matcher(message).find()
                    || word.matcher(text).find();
        });
    }

    private Node removeAt(Node node, Problem error, String path) {
        if (node instanceof Entries map) {
            Map<String, Entry> kept = new LinkedHashMap<>();
            map.entries().forEach((key, entry) -> {
                Node value = removed ? entry.value() : removeAt(entry.value(), error, path + "." + key);
                if (!removed
                        && (covers(entry.key(), error) || covers(entry.value().location(), error))) {
                    recordRemoval(path + "." + key, entry.key(), entry.value().location());
                    if (path.equals("." + DeclaredNames.FAULTS)) {
                        recordFault(map);
                    }
                } else {
                    kept.put(key, new Entry(entry.key(), value));
                }
            });
            return new Entries(kept, map.location());
        }
        if (node instanceof Items list) {
            List<Node> kept = new ArrayList<>();
            list.items().forEach(item -> {
                Node value = removed ? item : removeAt(item, error, path);
                if (!removed && covers(item.location(), error)) {
                    recordRemoval(path, item.location());
                } else {
                    kept.add(value);
                }
            });
            return new Items(kept, list.location());
        }
        return node;
    }

    /** Makes the name of a removed fault doubtful; for an unnamed fault, the name of the first fault. */
    private void recordFault(Entries fault) {
        fault.entries().forEach((key, entry) -> {
            if (entry.value() instanceof Text text) {
                Matcher name = FAULT_NAME.matcher(text.value());
                doubtfulNames.add(key.equals("as") ? text.value() : name.find() ? name.group(1) : "fault");
            }
        });
    }

    private void recordRemoval(String path, SourceLocation... locations) {
        removed = true;
        removedLocations.addAll(List.of(locations));
        String[] steps = path.split("\\.", 4);
        if (steps.length == 2) {
            doubtfulNames.add(steps[1]);
        } else if (steps.length > 2 && referencedSections.contains(steps[1])) {
            doubtfulNames.add(steps[2]);
        }
    }

    private static boolean covers(SourceLocation location, Problem error) {
        return location.source().name().equals(error.source())
                && location.line() == error.line()
                && location.column() <= error.column()
                && error.column() < location.column() + location.length();
    }
}
