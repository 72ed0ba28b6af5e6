package dev.brownout.language.section;

import dev.brownout.language.layer.Variation;
import dev.brownout.language.problem.Findings;
import dev.brownout.language.problem.Nearest;
import dev.brownout.language.problem.Rule;
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
    public static FileParts read(Entries written, String name, Dialect dialect, Findings findings) {
        Entries root = known(written, Section.names(dialect.sections()), findings);
        FileSection.Source source = new FileSection.Source(root, name, dialect.sections(), findings);
        Parts parts = new Parts();
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
    private static Entries known(Entries written, List<String> names, Findings findings) {
        Entries known = written;
        for (Map.Entry<String, Entry> section : written.entries().entrySet()) {
            String key = section.getKey();
            if (!names.contains(key)) {
                findings.error(Rule.UNKNOWN_NAME, section.getValue().key(), Nearest.unknown("section", key, names));
                String meant = Nearest.to(key, names).orElse(key);
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
