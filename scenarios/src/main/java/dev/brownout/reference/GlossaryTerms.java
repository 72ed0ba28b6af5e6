package dev.brownout.reference;

import dev.brownout.language.diagnostic.PlainWords;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.language.yaml.YamlResource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Glossary of terms of the field, including terms without a word in the scenario language: their definition, the words
 * that express them in a scenario, and scenarios of the library that show them. The terms are data
 * ({@code terms.yaml}).
 */
final class GlossaryTerms {
    private GlossaryTerms() {}

    /**
     * A term.
     *
     * @param name the most common name
     * @param also the other names
     * @param sentence the definition
     * @param spellings the words that express it in a scenario: a word, {@code kind.parameter} or
     *     {@code kind.parameter=word}
     * @param play the names of scenarios of the library
     * @param unmodelled sentence that names the nearest model; empty for a term with a model
     * @param notes further sentences
     * @param example an example in a scenario; empty if the pages of its words have one
     */
    record Term(
            String name,
            List<String> also,
            String sentence,
            List<String> spellings,
            List<String> play,
            String unmodelled,
            List<String> notes,
            String example) {

        /** Returns whether a word is a name of the term, ignoring case, hyphens, spaces and plural endings. */
        boolean isNamed(String word) {
            String plain = PlainWords.join(word);
            return names().anyMatch(name -> PlainWords.join(name).equals(plain));
        }

        /** Returns the name and the other names. */
        Stream<String> names() {
            return Stream.concat(Stream.of(name), also.stream());
        }

        ManualPage page() {
            List<String> all = new ArrayList<>(notes);
            if (!unmodelled.isEmpty()) {
                all.add("Not modelled: " + unmodelled);
            }
            if (!also.isEmpty()) {
                all.add("Also: " + String.join(", ", also) + ".");
            }
            all.add("Scenario syntax: " + syntax() + ".");
            if (!play.isEmpty()) {
                all.add("Example: 'brownout run " + String.join("', 'brownout run ", play) + "'.");
            }
            return new ManualPage(
                    ManualChapter.TERMS,
                    name,
                    ManualChapter.TERMS.one(),
                    sentence,
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    all,
                    example);
        }

        /** Returns the words that express it in a scenario. */
        String syntax() {
            return String.join("; ", spellings.stream().map(Term::linkedText).toList());
        }

        private static String linkedText(String path) {
            int dot = path.indexOf('.');
            if (dot < 0) {
                return path;
            }
            String parameter = path.substring(dot + 1);
            String of = " of " + path.substring(0, dot);
            int word = parameter.indexOf('=');
            return word < 0 ? parameter + of : parameter.substring(0, word) + ": " + parameter.substring(word + 1) + of;
        }
    }

    /** Returns all terms, in the order of the file. */
    static List<Term> all() {
        List<Term> terms = new ArrayList<>();
        read("terms.yaml").entries().forEach((name, entry) -> {
            Entries term = (Entries) entry.value();
            terms.add(new Term(
                    name,
                    list(term, "also"),
                    ((Text) term.get("is")).value(),
                    list(term, "say"),
                    list(term, "play"),
                    text(term, "unmodelled"),
                    list(term, "notes"),
                    text(term, "example")));
        });
        return terms;
    }

    private static String text(Entries term, String key) {
        return term.get(key) instanceof Text text ? text.value() : "";
    }

    private static List<String> list(Entries term, String key) {
        return term.get(key) instanceof Items items
                ? items.items().stream().map(item -> ((Text) item).value()).toList()
                : List.of();
    }

    /** Returns the terms of a file beside this class. */
    static Entries read(String file) {
        try (InputStream in = GlossaryTerms.class.getResourceAsStream(file)) {
            return YamlResource.entries(in, file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
