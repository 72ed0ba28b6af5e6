package dev.brownout.language.section;

import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.binding.SectionShape;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.diagnostic.SpellingSuggestion;
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
 * A section of a file, with everything that is particular to it: what it is, what stands in it, and how it is laid over
 * others, read and written. It is a {@link FileSection} or a {@link VariantSection}, or else it is used up while the
 * layers of a scenario are laid over one another.
 *
 * @param <T> what it is read as
 */
public abstract class Section<T> implements LayeredSection {
    private final String name;
    private final String sentence;
    private final String example;

    Section(String name, String sentence, String example) {
        this.name = name;
        this.sentence = sentence;
        this.example = example;
    }

    @Override
    public final String name() {
        return name;
    }

    /** What it is. */
    public final String sentence() {
        return sentence;
    }

    /** How a scenario writes it. */
    public final String example() {
        return example;
    }

    /** What stands in it. */
    public abstract SectionShape shape(Vocabulary vocabulary);

    /** What else the manual says of it. */
    public List<String> notes() {
        return List.of();
    }

    /** Whether a file that is laid over no other must have it. */
    public boolean needed() {
        return false;
    }

    /** Keys of which each thing in it says one, unless its file is laid over another; empty for none. */
    public List<String> oneOf() {
        return List.of();
    }

    /** The names of some sections, in their order. */
    public static List<String> names(List<Section<?>> sections) {
        return sections.stream().<String>map(Section::name).toList();
    }

    /** Words that no name may be: those of the language that stand where a name could, and the names of sections. */
    public static Set<String> words(List<Section<?>> sections) {
        Set<String> words = new TreeSet<>(DeclaredNames.RESERVED);
        words.addAll(names(sections));
        return words;
    }

    @Override
    public boolean settable() {
        return false;
    }

    @Override
    public boolean parametric() {
        return false;
    }

    /** What one of the things is called that have names in it; empty where nothing in it has. */
    Optional<String> thing() {
        return Optional.empty();
    }

    /** Whether others refer to what has a name in it. */
    public boolean referred() {
        return false;
    }

    @Override
    public List<String> path(Entries root, List<String> steps, SourceLocation at, ProblemCollector findings) {
        if (thing().isEmpty() || steps.size() < 3) {
            return steps;
        }
        Set<String> known = DeclaredNames.keys(root, name);
        if (known.contains(steps.get(1))) {
            return steps;
        }
        findings.error(ProblemKind.UNKNOWN_NAME, at, SpellingSuggestion.unknown(thing().get(), steps.get(1), known));
        return List.of();
    }

    @Override
    public Optional<Entries> opened(Text single) {
        return Optional.empty();
    }

    @Override
    public Entries without(Entries thing, String key) {
        return thing;
    }

    /** What a resolved scenario says of it, every default included; nothing where it is used up by then. */
    public List<Line> resolved(ResolvedVariant variant) {
        return List.of();
    }

    /**
     * A value of a resolved scenario.
     *
     * @param steps the keys that lead to it from the section
     * @param origin where it comes from; the empty text where that is plain
     */
    public record Line(List<String> steps, String value, String origin) {}

    /** What was written; {@code null} where there is nothing. */
    final Entry written(Entries root) {
        return root.entries().get(name);
    }
}
