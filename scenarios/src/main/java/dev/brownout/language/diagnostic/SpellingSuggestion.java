package dev.brownout.language.diagnostic;

import dev.brownout.sentence.Sentence;
import dev.brownout.spi.ScenarioException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;

/** Suggests the known name that an unknown name probably stands for. */
public final class SpellingSuggestion {
    private static final int STEM = 3;
    private static final int MAXIMUM = 100;
    /** Maximum number of names that a message shows of a long list. */
    private static final int FEW = 5;

    private static final int NEAR = 3;

    /** Nouns of the names that the scenario language defines, in contrast to names that a scenario declares. */
    private static final Set<String> WORDS = Set.of("key", "section", "policy", "profile");

    private SpellingSuggestion() {}

    /**
     * Returns the known name that corresponds to a name from another tool. Otherwise returns the first of the nearest
     * known names if a typing error may explain the difference.
     */
    public static Optional<String> synonym(String written, Collection<String> known) {
        return NameSynonyms.knownName(written, known)
                .or(() -> GlossaryNames.isTerm(written, known) ? Optional.empty() : spelled(written, known));
    }

    /** Returns the known name that {@link #unknown} suggests, as a correction of the written one. */
    static Optional<TextCorrection> replacement(Sentence what, String written, Collection<String> known) {
        Optional<String> suggestion = hasSynonyms(what) ? synonym(written, known) : spelled(written, known);
        return suggestion.map(name -> new TextCorrection(written, name));
    }

    /** Returns whether messages about such a name suggest names that correspond to those of other tools. */
    private static boolean hasSynonyms(Sentence what) {
        return what.form().startsWith("argument") || WORDS.contains(what.form());
    }

    /** Returns the first of the nearest known names if a typing error may explain the difference. */
    private static Optional<String> spelled(String written, Collection<String> known) {
        DamerauLevenshteinDistance distance = distance(written);
        String best = null;
        int least = Integer.MAX_VALUE;
        for (String name : known) {
            int absent = distance.apply(written, name);
            if (absent >= 0 && absent < least) {
                best = name;
                least = absent;
            }
        }
        return best != null ? Optional.of(best) : closest(written, known);
    }

    /**
     * Returns the known name that differs only in case. Otherwise returns the first known name that is a prefix of the
     * written name, has it as a prefix, or begins with its first half.
     */
    private static Optional<String> closest(String written, Collection<String> known) {
        String half = written.substring(0, (written.length() + 1) / 2);
        return Stream.<Predicate<String>>of(
                        written::equalsIgnoreCase,
                        name -> name.length() >= STEM && written.startsWith(name),
                        name -> written.length() >= STEM && name.startsWith(written),
                        name -> written.length() >= 2 * STEM && name.startsWith(half))
                .flatMap(like -> known.stream().filter(like))
                .findFirst();
    }

    /** Returns a message with a suggestion, such as {@code ; did you mean 'cache'?}, if a known name is near. */
    public static Sentence hinted(Sentence message, String written, Collection<String> known) {
        return spelled(written, known)
                .map(near -> Sentence.of("{}; did you mean '{}'?", message, near))
                .orElse(message);
    }

    /**
     * Returns the message of a build error with suggestions; if no name is near, with the known names or the first of
     * them.
     */
    public static Sentence message(ScenarioException impossible) {
        Sentence message = impossible.sentence();
        List<String> known = impossible.candidates();
        if (known.isEmpty()) {
            return message;
        }
        Optional<String> synonym = NameSynonyms.quote(impossible.offending(), known);
        if (synonym.isPresent() && !impossible.ownerName().isEmpty()) {
            return Sentence.of("{}; use {}", message, synonym.get());
        }
        List<String> near = nearest(impossible.offending(), known);
        boolean owned = !impossible.ownerName().isEmpty();
        if (!near.isEmpty()) {
            return Sentence.of(
                    owned ? "{}; did you mean {}? ('brownout explain' alone shows all)" : "{}; did you mean {}?",
                    message,
                    or(near));
        }
        if (!owned) {
            return Sentence.of("{}; expected {}", message, oneOf(known));
        }
        String some = String.join(", ", known.subList(0, Math.min(FEW, known.size())));
        return known.size() > FEW
                ? Sentence.of(
                        "{}; {} {} and {} others ('brownout explain' alone shows all)",
                        message,
                        impossible.ownerName(),
                        some,
                        known.size() - FEW)
                : Sentence.of("{}; {} {} ('brownout explain' alone shows all)", message, impossible.ownerName(), some);
    }

    /** Returns the first known names with the least distance. */
    private static List<String> nearest(String written, Collection<String> known) {
        DamerauLevenshteinDistance distance = distance(written);
        Optional<String> first = spelled(written, known);
        int least = first.map(name -> distance.apply(written, name)).orElse(-1);
        return least < 0
                ? first.stream().toList()
                : known.stream()
                        .filter(name -> distance.apply(written, name) == least)
                        .limit(NEAR)
                        .toList();
    }

    /** Returns a measure of the number of typing errors between two names; its result is -1 if there are too many. */
    private static DamerauLevenshteinDistance distance(String written) {
        return new DamerauLevenshteinDistance(Math.max(1, Math.min(3, written.length() / 3)));
    }

    /** Returns quoted names in a list: {@code 'a'}, {@code 'a' or 'b'}, {@code 'a', 'b' or 'c'}. */
    private static Sentence or(List<String> names) {
        String last = names.get(names.size() - 1);
        return names.size() == 1
                ? Sentence.of("'{}'", last)
                : Sentence.of("'{}' or '{}'", String.join("', '", names.subList(0, names.size() - 1)), last);
    }

    /**
     * Returns a message such as {@code unknown key 'cahce'; did you mean 'cache'?}, or with the known names if none is
     * near.
     */
    public static Sentence unknown(String description, String written, Collection<String> known) {
        return unknown(Sentence.of(description), written, Optional.empty(), known);
    }

    /**
     * Returns a message with a place after the name: {@code unknown key 'core' in server 'web'; ...}.
     *
     * @param what kind of the name, such as {@code key} or <code>query of {}</code>
     * @param where place such as <code>in {}</code>
     */
    public static Sentence unknown(Sentence what, String written, Optional<Sentence> where, Collection<String> known) {
        Optional<String> synonym = NameSynonyms.quote(written, known);
        Sentence start = where.map(place -> Sentence.of("unknown {} '{}' {}", what, written, place))
                .orElseGet(() -> Sentence.of("unknown {} '{}'", what, written));
        if (synonym.isPresent() && hasSynonyms(what)) {
            return what.form().equals("key") && where.isPresent()
                    ? Sentence.of(
                            "'{}' is not a parameter of {}; use {}",
                            written,
                            where.get().arguments().get(0),
                            synonym.get())
                    : Sentence.of("{}; use {}", start, synonym.get());
        }
        if (hasSynonyms(what) && GlossaryNames.isTerm(written, known)) {
            return term(start, written);
        }
        Sentence near = hinted(start, written, known);
        return !near.equals(start) || known.isEmpty() ? near : Sentence.of("{}; expected {}", start, oneOf(known));
    }

    /**
     * Returns the message about an unknown parameter with a number that the corresponding one counts differently:
     * {@code 'retries' is not a parameter of web; use 'retry: { attempts: 3 }' for 'retries: 2'}. Empty if there is no
     * such parameter.
     */
    static Optional<Sentence> unknownNameMessage(String written, String value, Object owner, Collection<String> known) {
        return NameSynonyms.quotedWithValue(written, value, known)
                .map(setting -> Sentence.of(
                        "'{}' is not a parameter of {}; use {} for '{}: {}'", written, owner, setting, written, value));
    }

    /** Returns a message about an unknown choice, with all known names in addition to the nearest one. */
    public static Sentence unknownChoice(String description, String written, Collection<String> known) {
        if (known.size() < 2) {
            return unknown(description, written, known);
        }
        Sentence start = Sentence.of("unknown {} '{}'", Sentence.of(description), written);
        return NameSynonyms.quote(written, known)
                .map(name -> Sentence.of("{}; use {}", start, name))
                .or(() -> Optional.of(term(start, written)).filter(message -> GlossaryNames.isTerm(written, known)))
                .or(() -> spelled(written, known)
                        .map(near -> Sentence.of("{}; did you mean '{}'? ({})", start, near, oneOf(known))))
                .orElseGet(() -> Sentence.of("{}; expected {}", start, oneOf(known)));
    }

    /** Returns the message about a term of the field without a word at its place, with the page of the term. */
    private static Sentence term(Sentence start, String written) {
        return Sentence.of("{}; for this term, see 'brownout explain {}'", start, written.replace(' ', '-'));
    }

    /** Returns {@code one of a, b, c}, a single name alone in quotes, or the first names of a long list. */
    public static Sentence oneOf(Collection<String> known) {
        List<String> names = new ArrayList<>(known);
        if (names.size() > MAXIMUM) {
            return Sentence.of(
                    "one of {} and {} others", String.join(", ", names.subList(0, MAXIMUM)), names.size() - MAXIMUM);
        }
        return names.size() == 1
                ? Sentence.of("'{}'", names.get(0))
                : Sentence.of("one of {}", String.join(", ", names));
    }
}
