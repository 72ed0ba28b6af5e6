package dev.brownout.language.section;

import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.binding.SectionShape;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.overlay.LayeredSection;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Text;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A section of a file: its description, its shape, and how it is merged, read and written. Most sections are a
 * {@link FileSection} or a {@link VariantSection}. The remaining ones are resolved while the layers of a scenario are
 * merged.
 *
 * @param <T> the type of the parsed section
 */
public abstract class Section<T> implements LayeredSection {
    private final String name;
    private final String description;
    private final String example;

    Section(String name, String description, String example) {
        this.name = name;
        this.description = description;
        this.example = example;
    }

    @Override
    public final String name() {
        return name;
    }

    /** Returns the description of the section. */
    public final String sentence() {
        return description;
    }

    /** Returns an example of the section in a scenario. */
    public final String example() {
        return example;
    }

    /** Returns the shape of its content. */
    public abstract SectionShape shape(Vocabulary vocabulary);

    /** Returns further notes for the manual. */
    public List<String> notes() {
        return List.of();
    }

    /** Returns whether a file without a parent must have the section. */
    public boolean isRequired() {
        return false;
    }

    /** Returns keys of which each element must have one, unless its file has a parent; empty for none. */
    public List<String> oneOf() {
        return List.of();
    }

    /** Returns the names of some sections, in their order. */
    public static List<String> names(List<Section<?>> sections) {
        return sections.stream().<String>map(Section::name).toList();
    }

    /** Returns the words that no name may be: reserved words of the language, and the names of sections. */
    public static Set<String> reservedWords(List<Section<?>> sections) {
        Set<String> words = new TreeSet<>(DeclaredNames.RESERVED);
        words.addAll(names(sections));
        return words;
    }

    @Override
    public boolean isSettable() {
        return false;
    }

    @Override
    public boolean parametric() {
        return false;
    }

    /** Returns the noun for one of its named elements; empty if it has none. */
    Optional<String> elementNoun() {
        return Optional.empty();
    }

    /** Returns whether other parts refer to its elements by name. */
    public boolean isReferenced() {
        return false;
    }

    @Override
    public List<String> path(Entries root, List<String> steps, SourceLocation location, ProblemCollector findings) {
        if (elementNoun().isEmpty() || steps.size() < 3) {
            return steps;
        }
        Set<String> declaredNames = DeclaredNames.keys(root, name);
        if (declaredNames.contains(steps.get(1))) {
            return steps;
        }
        findings.unknownName(location, elementNoun().get(), steps.get(1), declaredNames);
        return List.of();
    }

    @Override
    public Optional<Entries> expand(Text text) {
        return Optional.empty();
    }

    @Override
    public Entries exclude(Entries element, String key) {
        return element;
    }

    /**
     * Returns its lines in a resolved scenario, with all defaults; empty if it was resolved while layers were merged.
     */
    public List<Line> resolvedLines(ResolvedVariant variant) {
        return List.of();
    }

    /**
     * A value in a resolved scenario.
     *
     * @param steps the keys from the section to the value
     * @param origin the origin of the value; empty if none is shown
     */
    public record Line(List<String> steps, String value, String origin) {}

    /** Returns the entry of the section as written, or {@code null} if there is none. */
    final Entry written(Entries root) {
        return root.entries().get(name);
    }
}
