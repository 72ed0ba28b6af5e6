package dev.brownout.language;

import dev.brownout.language.Node.Entries;
import dev.brownout.language.Node.Entry;
import dev.brownout.language.Node.Text;
import java.util.List;

/**
 * What a scenario says about itself.
 *
 * @param title its title
 * @param question what it asks; empty where it does not say
 * @param lesson what it teaches; empty where it does not say
 */
record Header(String title, String question, String lesson) {

    /** Reads it, and checks the names and version of the sections. */
    static Header of(Entries root, String name, Findings findings) {
        root.entries().forEach((key, entry) -> {
            if (!Layers.SECTIONS.contains(key)) {
                findings.error(entry.key(), Nearest.unknownChoice("section", key, Layers.SECTIONS));
            }
        });
        if (root.get("version") instanceof Text version && !version.value().equals("1")) {
            findings.error(
                    version.place(), "version '" + version.value() + "' is unknown; this program reads version 1");
        }
        Entry about = root.entries().get("about");
        Entries map = about != null && about.value() instanceof Entries entries ? entries : null;
        if (about != null && map == null && !about.value().nothing()) {
            findings.error(about.value().place(), "about is a map with question and lesson");
        } else if (map != null) {
            List<String> known = SectionForms.keys("about");
            map.entries().forEach((key, entry) -> {
                if (!known.contains(key)) {
                    findings.error(entry.key(), Nearest.unknown("key", key, " in about", known));
                }
            });
        }
        String title = text(root, "scenario", Legible.MOST_OF_A_TITLE, findings).strip();
        if (title.indexOf('\n') >= 0) {
            findings.error(root.get("scenario").place(), "the title is a single line");
        }
        return new Header(
                title.isEmpty() ? name : title,
                map == null ? "" : text(map, "question", Legible.MOST_OF_A_TEXT, findings),
                map == null ? "" : text(map, "lesson", Legible.MOST_OF_A_TEXT, findings));
    }

    private static String text(Entries map, String key, int most, Findings findings) {
        Node node = map.get(key);
        if (node == null || node.nothing()) {
            return "";
        }
        if (node instanceof Text text) {
            return Legible.shorter("the " + key, text.value(), most, text.place(), findings) ? text.value() : "";
        }
        findings.error(node.place(), key + " is a text");
        return "";
    }
}
