package dev.brownout.reference;

import dev.brownout.language.diagnostic.PlainWords;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Korean names and definitions of terms of the course ({@code terms.ko.yaml}). The names follow the Korean translation
 * of the books of the field.
 */
final class KoreanTerms {
    private KoreanTerms() {}

    /**
     * Korean text of a page of the manual.
     *
     * @param page name of the page
     * @param name Korean name
     * @param sentence Korean definition
     * @param step number of the step of the course that shows the term, from 1
     */
    record KoreanTerm(String page, String name, String sentence, int step) {
        /** Returns whether a word is the Korean name, ignoring spaces. */
        boolean isNamed(String word) {
            return PlainWords.join(name).equals(PlainWords.join(word));
        }

        /** Returns the page with the Korean definition before the English one. */
        ManualPage translate(ManualPage english) {
            List<String> notes = new ArrayList<>(List.of(english.sentence()));
            notes.addAll(english.notes());
            return new ManualPage(
                    english.group(),
                    name + " (" + english.name() + ")",
                    english.title(),
                    sentence,
                    english.sheet(),
                    english.parameters(),
                    english.metrics(),
                    notes,
                    english.example());
        }
    }

    /** Returns all terms, in the order of the course. */
    static List<KoreanTerm> all() {
        List<KoreanTerm> terms = new ArrayList<>();
        GlossaryTerms.read("terms.ko.yaml").entries().forEach((page, entry) -> {
            Entries term = (Entries) entry.value();
            terms.add(new KoreanTerm(page, text(term, "name"), text(term, "is"), Integer.parseInt(text(term, "step"))));
        });
        return terms;
    }

    private static String text(Entries term, String key) {
        return Optional.ofNullable(term.get(key))
                .map(value -> ((Text) value).value())
                .orElseThrow(() -> new IllegalStateException("terms.ko.yaml: " + key + " is missing"));
    }
}
