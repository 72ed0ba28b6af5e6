package dev.brownout.language.overlay;

import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.binding.SettingPath;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Applies one layer of a scenario to another: whole files, or single settings named by their paths. */
public final class LayerMerger {
    private final List<LayeredSection> settable;
    private final ProblemCollector findings;

    /** Creates a merger for the sections that accept settings. */
    public LayerMerger(List<? extends LayeredSection> sections, ProblemCollector findings) {
        this.settable = sections.stream()
                .<LayeredSection>map(one -> one)
                .filter(LayeredSection::isSettable)
                .toList();
        this.findings = findings;
    }

    /**
     * Sets one value.
     *
     * @param path the path with dots; it may begin with the name of a component
     * @param location the location of the path
     */
    public Entries set(Entries root, String path, Node value, SourceLocation location) {
        Set<String> components = DeclaredNames.keys(root, DeclaredNames.COMPONENTS);
        SettingPath parsed = SettingPath.parse(path, components);
        if (parsed.steps().contains("")) {
            findings.error(location, "'{}' is no path; expected something like web.nodes or params.peak", path);
            return root;
        }
        Optional<LayeredSection> section = settable.stream()
                .filter(one -> one.name().equals(parsed.section()))
                .findFirst();
        if (section.isEmpty()) {
            List<String> known = new ArrayList<>(components);
            known.addAll(settable.stream().map(LayeredSection::name).sorted().toList());
            findings.unknownName(location, "component or section", parsed.section(), known);
            return root;
        }
        List<String> whole = section.get().path(root, parsed.steps(), location, findings);
        return whole.isEmpty() ? root : set(root, section.get(), whole, 0, value, location);
    }

    /**
     * Returns whether a variant has the block of a setting. It does not if it has removed the block, or has a single
     * value such as {@code none} in its place.
     *
     * @param variant a variant of the file
     * @param file the file without its variants
     * @param path the path with dots, as in {@link #set}
     */
    public boolean hasBlock(Entries variant, Entries file, String path) {
        ProblemCollector found = new ProblemCollector();
        SourceLocation location = variant.location();
        Entries set = new LayerMerger(settable, found).set(variant, path, new Text("", true, location), location);
        return found.sorted().isEmpty() && hasBlocksOf(set, variant, file);
    }

    /**
     * Returns whether a variant has all blocks of a file that the variant with one more setting has: the setting
     * restores no block that the variant has removed.
     */
    private static boolean hasBlocksOf(Node changed, Node variant, Node file) {
        if (!(changed instanceof Entries after) || !(file instanceof Entries before) || changed == variant) {
            return true;
        }
        if (variant == null || variant.isNull()) {
            return false;
        }
        return !(variant instanceof Entries now)
                || after.entries().keySet().stream()
                        .allMatch(key -> hasBlocksOf(after.get(key), now.get(key), before.get(key)));
    }

    private Entries set(
            Entries map, LayeredSection section, List<String> steps, int depth, Node value, SourceLocation location) {
        String key = steps.get(depth);
        if (depth == steps.size() - 1) {
            Entries cleared = depth == 2 ? section.exclude(map, key) : map;
            Node below = map.get(key);
            Node set = value instanceof Entries && below instanceof Entries ? Node.merge(below, value) : value;
            return set.isNull() ? cleared.exclude(key) : cleared.with(key, new Entry(location, set));
        }
        Node below = map.get(key);
        Entries inner;
        if (below == null || below.isNull()) {
            inner = new Entries(Map.of(), location);
        } else if (below instanceof Entries entries) {
            inner = entries;
        } else if (depth == 0
                && below instanceof Text single
                && section.expand(single).isPresent()) {
            inner = section.expand(single).get();
        } else {
            SettingPath path = new SettingPath(steps.subList(0, depth + 1));
            findings.consequence(
                    ProblemKind.FORM,
                    location,
                    "'{}' is a single value or a list; '{}' cannot be set in it",
                    path,
                    steps.get(depth + 1));
            return map;
        }
        SourceLocation key0 =
                map.entries().containsKey(key) ? map.entries().get(key).key() : location;
        return map.with(key, new Entry(key0, set(inner, section, steps, depth + 1, value, location)));
    }
}
