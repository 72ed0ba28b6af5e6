package dev.brownout.language.section;

import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.language.overlay.Variation;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Text;
import java.util.List;
import java.util.Map;

/**
 * The parts of a file that are the same for all its variants.
 *
 * @param root the file merged over its parents
 * @param title the title; the name of the file if it has none
 * @param question the question it asks; empty if it states none
 * @param answer the answer to the question, with metrics in braces; empty if it states none
 * @param lesson the lesson it teaches; empty if it states none
 * @param sweep the default variations of the command {@code sweep}
 * @param variants the variants as written, in the order of the file; a single one called {@code base} if it declares
 *     none
 */
public record FileParts(
        Entries root,
        String title,
        String question,
        String answer,
        String lesson,
        List<Variation> sweep,
        List<WrittenVariant> variants) {

    /** Reads the parts of a file, and reports unknown sections and other problems. */
    public static FileParts read(Entries fileRoot, String name, LanguageDefinition dialect, ProblemCollector findings) {
        Entries root = withKnownNames(fileRoot, Section.names(dialect.sections()), findings);
        FileSection.Source source = new FileSection.Source(root, name, dialect.sections(), findings);
        ParsedSections parts = new ParsedSections();
        dialect.sections().forEach(section -> {
            if (section instanceof FileSection<?> fileSection) {
                parts.read(fileSection, source);
            }
        });
        AboutSection.About about = parts.of(AboutSection.SECTION);
        return new FileParts(
                root,
                parts.of(ScenarioSection.SECTION),
                about.question(),
                about.answer(),
                about.lesson(),
                parts.of(SweepSection.SECTION),
                VariantsSection.SECTION.read(root, findings).stream()
                        .map(variant -> variant.withAnswer(about.slots()))
                        .toList());
    }

    /**
     * Reports unknown sections. If the name is probably a typing error, the section is read under the correct name, so
     * that it is not reported as missing. A component beside the sections is read as one of the components.
     */
    private static Entries withKnownNames(Entries fileRoot, List<String> names, ProblemCollector findings) {
        Entries corrected = fileRoot;
        for (Map.Entry<String, Entry> section : fileRoot.entries().entrySet()) {
            String key = section.getKey();
            if (!names.contains(key)) {
                if (section.getValue().value() instanceof Entries map
                        && map.get("kind") instanceof Text
                        && corrected.get(DeclaredNames.COMPONENTS) instanceof Entries components) {
                    findings.error(
                            ProblemKind.UNKNOWN_NAME,
                            section.getValue().key(),
                            "component '{}' is outside of the section components; indent it below " + "'components:'",
                            key);
                    Entry all = corrected.entries().get(DeclaredNames.COMPONENTS);
                    Entries whole = components.with(key, section.getValue());
                    corrected = corrected.exclude(key).with(DeclaredNames.COMPONENTS, new Entry(all.key(), whole));
                    continue;
                }
                findings.unknownName(section.getValue().key(), "section", key, names);
                String suggestion = SpellingSuggestion.synonym(key, names).orElse(key);
                if (!corrected.entries().containsKey(suggestion)) {
                    corrected = corrected.exclude(key).with(suggestion, section.getValue());
                }
            }
        }
        return corrected;
    }

    /** Returns the first value of each swept path, as a setting at the location of the path. The load is omitted. */
    public Map<String, Text> firstSweptValues() {
        return SweepSection.SECTION.settings(root);
    }
}
