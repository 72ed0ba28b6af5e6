package dev.brownout.reference;

import dev.brownout.language.diagnostic.PlainWords;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.language.yaml.YamlReader;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.library.ShippedLibrary.Entry;
import dev.brownout.reference.GlossaryTerms.Term;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Search for scenarios of the library by whole words, ignoring case, hyphens and plural endings. */
public final class LibrarySearch {
    private final ShippedLibrary library = new ShippedLibrary();
    /** Terms of the glossary, read on first use; {@code null} before. */
    private List<Term> terms;

    /** Place of the words of a search in a scenario; the best place first. */
    public enum MatchPlace {
        /** Name, title or theme. */
        NAME("in name or title"),
        /** Example of a term of the field with this name. */
        TERM("examples of this term"),
        /** Question. */
        QUESTION("in the question"),
        /** Lesson. */
        LESSON("in the lesson");

        private final String description;

        MatchPlace(String description) {
            this.description = description;
        }

        /** Returns a heading for the scenarios that match in this place. */
        public String description() {
            return description;
        }
    }

    /**
     * A scenario that matches a search.
     *
     * @param entry the scenario
     * @param place the best place in which the words are found
     */
    public record Match(Entry entry, MatchPlace place) {}

    private List<Term> terms() {
        if (terms == null) {
            terms = GlossaryTerms.all();
        }
        return terms;
    }

    /**
     * Returns scenarios under headings: all by theme for an empty text; those of one theme if the text is its title,
     * with spaces or hyphens; else the matches of {@link #find} by place. Empty if nothing matches.
     */
    public Map<String, List<Entry>> sections(String text) {
        Map<String, List<Entry>> sections = new LinkedHashMap<>();
        library.entries().stream()
                .filter(entry -> text.isBlank() || entry.group().equalsIgnoreCase(text.replace('-', ' ')))
                .forEach(entry -> add(sections, entry.group(), entry));
        if (sections.isEmpty()) {
            find(text).forEach(match -> add(sections, match.place().description(), match.entry()));
        }
        return sections;
    }

    private static void add(Map<String, List<Entry>> sections, String heading, Entry entry) {
        sections.computeIfAbsent(heading, none -> new ArrayList<>()).add(entry);
    }

    /** Returns a sentence about a text without matches, with the nearest name if one is near. */
    public String noMatchSentence(String text) {
        return "no scenario contains '" + text + "'"
                + suggestion(text).map(name -> "; did you mean '" + name + "'?").orElse("");
    }

    /** Returns the titles of the themes, in the order of the library. */
    public List<String> themes() {
        return library.entries().stream().map(Entry::group).distinct().toList();
    }

    /** Returns the scenarios that contain all words of a text, the best matches first. */
    public List<Match> find(String text) {
        List<String> words = PlainWords.words(text);
        List<String> examples = terms().stream()
                .filter(term -> term.isNamed(text))
                .flatMap(term -> term.play().stream())
                .toList();
        List<Match> found = new ArrayList<>();
        for (Entry entry : library.entries()) {
            place(entry, words, examples).ifPresent(place -> found.add(new Match(entry, place)));
        }
        found.sort(Comparator.comparing(Match::place));
        return found;
    }

    private Optional<MatchPlace> place(Entry entry, List<String> words, List<String> examples) {
        if (words.isEmpty()) {
            return Optional.empty();
        }
        Set<String> known = new HashSet<>(PlainWords.words(entry.name() + " " + entry.title() + " " + entry.group()));
        if (known.containsAll(words)) {
            return Optional.of(MatchPlace.NAME);
        }
        if (examples.contains(entry.name())) {
            return Optional.of(MatchPlace.TERM);
        }
        known.addAll(PlainWords.words(entry.question()));
        if (known.containsAll(words)) {
            return Optional.of(MatchPlace.QUESTION);
        }
        known.addAll(PlainWords.words(lesson(entry.name())));
        return known.containsAll(words) ? Optional.of(MatchPlace.LESSON) : Optional.empty();
    }

    private String lesson(String name) {
        Node file =
                YamlReader.read(name, library.text(name).orElseThrow(), SourceLocation.DEFAULT, new ProblemCollector());
        return file instanceof Entries sections
                        && sections.get("about") instanceof Entries about
                        && about.get("lesson") instanceof Text lesson
                ? lesson.value()
                : "";
    }

    /** Returns the nearest name of a scenario or a term that has scenarios; empty if none is near. */
    public Optional<String> suggestion(String text) {
        List<String> known = new ArrayList<>(library.names());
        terms().stream()
                .filter(term -> !term.play().isEmpty())
                .flatMap(Term::names)
                .forEach(known::add);
        library.entries()
                .forEach(entry -> known.addAll(
                        List.of(entry.title().toLowerCase(Locale.ROOT).split(" "))));
        return SpellingSuggestion.synonym(text, known);
    }
}
