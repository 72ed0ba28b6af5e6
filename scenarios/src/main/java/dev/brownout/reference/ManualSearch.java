package dev.brownout.reference;

import dev.brownout.library.ShippedLibrary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Full-text search in the manual and in further named items. */
public final class ManualSearch {
    private final List<Hit> all = new ArrayList<>();

    /**
     * An item that can be found.
     *
     * @param name its name
     * @param title its kind
     * @param text its description
     * @param otherItems further text that is searched but not shown
     */
    public record Hit(String name, String title, String text, String otherItems) {}

    /** Creates a search in the pages of a manual and their parameters. */
    public ManualSearch(Manual manual) {
        for (ManualPage page : manual.pages()) {
            String notes = String.join(" ", page.notes());
            all.add(
                    switch (page.group()) {
                        case TERMS -> new Hit(page.name(), page.title(), page.sentence(), notes);
                        case METRICS -> new Hit(page.name(), page.title(), notes, "");
                        default -> new Hit(page.name(), page.title(), page.sentence() + " " + notes, "");
                    });
            parameters(page, page.name(), page.parameters());
        }
    }

    /** Returns a search in a manual, and in the titles and questions of the scenarios that come with the program. */
    public static ManualSearch withLibrary(Manual manual) {
        ManualSearch global = new ManualSearch(manual);
        new ShippedLibrary()
                .entries()
                .forEach(entry -> global.and(new Hit(
                        entry.name(),
                        "scenario",
                        entry.title() + (entry.question().isEmpty() ? "" : ". " + entry.question()),
                        "")));
        return global;
    }

    private void parameters(ManualPage page, String path, List<Parameter> parameters) {
        for (Parameter parameter : parameters) {
            StringBuilder text = new StringBuilder(parameter.sentence());
            parameter
                    .words()
                    .forEach(word ->
                            text.append(' ').append(word.word()).append(": ").append(word.sentence()));
            all.add(new Hit(parameter.name(), "parameter of " + path, text.toString(), ""));
            parameters(page, path + "." + parameter.name(), parameter.inner());
        }
    }

    /** Adds an item to the search. */
    public ManualSearch and(Hit more) {
        all.add(more);
        return this;
    }

    /**
     * Returns the items that contain all words of a text, ignoring case. Items with the words in their name come first,
     * then those with the words in other names of a term or in the first sentence.
     */
    public List<Hit> of(String text) {
        List<String> words = List.of(text.toLowerCase(Locale.ROOT).strip().split("\\s+", -1));
        return all.stream()
                .filter(hit ->
                        containsAll(String.join(" ", hit.name(), hit.title(), hit.text(), hit.otherItems()), words))
                .distinct()
                .sorted(Comparator.comparingInt(hit -> rank(hit, words)))
                .toList();
    }

    private static int rank(Hit hit, List<String> words) {
        if (containsAll(hit.name(), words)) {
            return 0;
        }
        return containsAll(hit.otherItems(), words) || containsAll(first(hit.text()), words) ? 1 : 2;
    }

    private static boolean containsAll(String text, List<String> words) {
        String lower = text.toLowerCase(Locale.ROOT);
        return words.stream().allMatch(lower::contains);
    }

    /** Returns the first sentence. */
    private static String first(String text) {
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end + 1);
    }

    /**
     * Returns the first sentence of an item that contains the first word of a text, or its first sentence if none does.
     */
    public static String matchingSentence(Hit hit, String text) {
        String word = text.toLowerCase(Locale.ROOT).strip().split("\\s+", -1)[0];
        for (String sentence : hit.text().split("(?<=[.?]) ", -1)) {
            if (sentence.toLowerCase(Locale.ROOT).contains(word)) {
                return sentence;
            }
        }
        return first(hit.text());
    }
}
