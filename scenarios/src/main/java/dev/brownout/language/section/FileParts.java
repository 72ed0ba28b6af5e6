package dev.brownout.language.section;

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
 * What a file says as a whole, the same for all its variants.
 *
 * @param root the file over its parents
 * @param title its title; its name where it says none
 * @param question what it asks; empty where it does not say
 * @param lesson what it teaches; empty where it does not say
 * @param sweep what the command {@code sweep} varies where it says nothing else
 * @param variants its variants as they were written, in its order; a single one called {@code base} where it has none
 */
public record FileParts(
        Entries root,
        String title,
        String question,
        String lesson,
        List<Variation> sweep,
        List<WrittenVariant> variants) {

    /** Reads it, and refuses sections that there are not; what is wrong is among the findings. */
    public static FileParts read(Entries written, String name, LanguageDefinition dialect, ProblemCollector findings) {
        Entries root = known(written, Section.names(dialect.sections()), findings);
        FileSection.Source source = new FileSection.Source(root, name, dialect.sections(), findings);
        ParsedSections parts = new ParsedSections();
        dialect.sections().forEach(section -> {
            if (section instanceof FileSection<?> ofFile) {
                parts.read(ofFile, source);
            }
        });
        AboutSection.About about = parts.of(AboutSection.SECTION);
        return new FileParts(
                root,
                parts.of(ScenarioSection.SECTION),
                about.question(),
                about.lesson(),
                parts.of(SweepSection.SECTION),
                VariantsSection.SECTION.read(root, findings));
    }

    /**
     * Refuses sections that there are not. One whose name may be a typing error of another's is read as that one, which
     * nothing else misses then.
     */
    private static Entries known(Entries written, List<String> names, ProblemCollector findings) {
        Entries known = written;
        for (Map.Entry<String, Entry> section : written.entries().entrySet()) {
            String key = section.getKey();
            if (!names.contains(key)) {
                findings.error(
                        ProblemKind.UNKNOWN_NAME,
                        section.getValue().key(),
                        SpellingSuggestion.unknown("section", key, names));
                String meant = SpellingSuggestion.to(key, names).orElse(key);
                if (!known.entries().containsKey(meant)) {
                    known = known.without(key).with(meant, section.getValue());
                }
            }
        }
        return known;
    }

    /** The first value of each path that is swept, as a setting at the place of the path; nothing of the load. */
    public Map<String, Text> swept() {
        return SweepSection.SECTION.settings(root);
    }
}
