package dev.brownout.translation;

import dev.brownout.sentence.Sentence;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Korean texts for the phrases that a result contains (names and descriptions of metrics, events, warnings and column
 * headings) and for the messages about scenarios and options. A result is the same in each language, so its phrases are
 * in English and are translated where they are shown.
 *
 * <p>The files {@code phrases.ko.txt} and {@code messages.ko.txt} have the English phrase in one line and the Korean
 * one, indented, in the next. A form of a phrase has places <code>{}</code>, which the Korean phrase repeats as <code>
 * {1}</code>, <code>{2}</code> and so on. A place {@code <1>} is a phrase itself. A place {@code [1]} is a message, and
 * a form with it applies only to messages that have a Korean text. If several forms apply, the one with the longest
 * text outside of its places is used, after those that begin with a text and end with a message. A form that begins
 * with {@code ~} applies only to a phrase within another one. A message without a form that begins with the name of a
 * setting has that of the rest. A place in a file before a message is kept.
 */
public final class Phrases {
    private static final List<String> FILES = List.of("phrases.ko.txt", "messages.ko.txt");

    /** Start of a message of a command. */
    private static final String PROGRAM = "brownout: ";

    private static final String PLACE = "{}";

    /** Start of a form that is only a part of another one. */
    private static final String PART = "~ ";

    /** A message after its place in a file. */
    private static final Pattern IN_FILE = Pattern.compile("(.+?:\\d+:\\d+: )(.+)");

    /** A message that begins with the setting of a quoted value. */
    private static final Pattern OF_SETTING = Pattern.compile("([\\w./-]+)(:)? ('.*)");

    private static final Pattern PLACES = Pattern.compile("(\\{[1-9]}|<[1-9]>|\\[[1-9]])");

    /** The first and the last Hangul syllable. */
    private static final char FIRST_SYLLABLE = '가';

    private static final char LAST_SYLLABLE = '힣';

    /** A part of a word of a language, as opposed to a notation such as {@code M/M/c}. */
    private static final Pattern WORD = Pattern.compile("[a-z]{2}");

    /** Lazy holder of the Korean phrases, which are parsed once. */
    private static final class Korean {
        static final Map<String, String> EXACT = new LinkedHashMap<>();
        /** The Korean texts of all entries by their English form. */
        static final Map<String, String> BY_FORM = new LinkedHashMap<>();

        static final List<PhraseForm> FORMS = new ArrayList<>();
        static final List<PhraseForm> PARTS = new ArrayList<>();

        static {
            entries().forEach((english, korean) -> {
                BY_FORM.put(english, korean);
                if (english.startsWith(PART)) {
                    PARTS.add(PhraseForm.of(english.substring(PART.length()), korean));
                } else if (english.contains(PLACE)) {
                    FORMS.add(PhraseForm.of(english, korean));
                } else {
                    EXACT.put(english, korean);
                }
            });
            FORMS.sort(Comparator.comparing((PhraseForm form) -> !form.introduces())
                    .thenComparingInt(form -> -form.length()));
            PARTS.sort(Comparator.comparingInt(form -> -form.length()));
        }
    }

    /**
     * A phrase with places. A part of a phrase may have none.
     *
     * @param literals the texts before, between and after the places
     * @param korean the Korean phrase with numbered places
     */
    private record PhraseForm(List<String> literals, String korean) {
        static PhraseForm of(String english, String korean) {
            List<String> literals = new ArrayList<>();
            int from = 0;
            for (int place = english.indexOf(PLACE); place >= 0; place = english.indexOf(PLACE, from)) {
                literals.add(english.substring(from, place));
                from = place + PLACE.length();
            }
            literals.add(english.substring(from));
            return new PhraseForm(List.copyOf(literals), korean);
        }

        Optional<String> filled(String text) {
            if (literals.size() == 1) {
                return text.equals(literals.get(0)) ? Optional.of(korean) : Optional.empty();
            }
            List<String> parts = new ArrayList<>();
            if (!text.startsWith(literals.get(0)) || !fill(text, literals.get(0).length(), 1, parts)) {
                return Optional.empty();
            }
            StringBuilder filled = new StringBuilder();
            int from = 0;
            Matcher place = PLACES.matcher(korean);
            while (place.find()) {
                String part = parts.get(place.group(1).charAt(1) - '1');
                Optional<String> known = switch (place.group(1).charAt(0)) {
                    case '[' -> Phrases.korean(part);
                    case '<' -> Optional.of(part(part));
                    default -> Optional.of(part);
                };
                if (known.isEmpty()) {
                    return Optional.empty();
                }
                filled.append(korean, from, place.start()).append(known.get());
                from = place.end();
            }
            return Optional.of(
                    KoreanParticles.chosen(filled.append(korean.substring(from)).toString()));
        }

        /** Returns whether the form is an introduction of a message, such as <code>in variant '{}': {}</code>. */
        boolean introduces() {
            return !literals.get(0).isEmpty() && korean.endsWith("]");
        }

        /** Returns the length of the text outside of the places. */
        int length() {
            return literals.stream().mapToInt(String::length).sum();
        }

        /**
         * Fills the places before a literal and all later ones with at least one character each, the first ones with as
         * few as possible.
         */
        private boolean fill(String text, int from, int number, List<String> parts) {
            String literal = literals.get(number);
            if (number == literals.size() - 1) {
                int end = text.length() - literal.length();
                return end > from && text.endsWith(literal) && parts.add(text.substring(from, end));
            }
            for (int end = text.indexOf(literal, from + 1); end >= 0; end = text.indexOf(literal, end + 1)) {
                parts.add(text.substring(from, end));
                if (fill(text, end + literal.length(), number + 1, parts)) {
                    return true;
                }
                parts.remove(parts.size() - 1);
            }
            return false;
        }
    }

    private Phrases() {}

    /** Returns the English phrases and forms with their Korean texts, in the order of the files. */
    static Map<String, String> entries() {
        Map<String, String> entries = new LinkedHashMap<>();
        FILES.forEach(name -> read(name, entries));
        return entries;
    }

    private static void read(String name, Map<String, String> entries) {
        try (InputStream file = Phrases.class.getResourceAsStream(name)) {
            String english = "";
            for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                if (line.startsWith(" ")) {
                    if (english.isEmpty() || entries.put(english, line.strip()) != null) {
                        throw new IllegalStateException(name + ": no or a repeated phrase before: " + line);
                    }
                    english = "";
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    english = line;
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns a phrase in the language of the current scope; in English if the file lacks it. */
    public static String of(String english) {
        return LanguageScope.current() == TextLanguage.en
                ? english
                : korean(english).orElse(english);
    }

    /** Returns a message in the language of the current scope; in English if the file lacks its form. */
    public static String of(Sentence message) {
        return LanguageScope.current() == TextLanguage.en
                ? message.toString()
                : korean(message).orElseGet(message::toString);
    }

    /** Returns a message in the language of the current scope. One that the file lacks is in English, and marked. */
    public static String sentence(Sentence message) {
        return LanguageScope.current() == TextLanguage.en
                ? message.toString()
                : korean(message).orElseGet(() -> Messages.text("summary.english", message));
    }

    private static Optional<String> korean(Sentence message) {
        String known = Korean.BY_FORM.get(message.form());
        if (known == null || message.arguments().isEmpty()) {
            return Optional.ofNullable(known);
        }
        String text = PLACES.matcher(known).replaceAll(place -> {
            Object argument = message.arguments().get(place.group(1).charAt(1) - '1');
            String shown = argument instanceof Sentence inner
                    ? of(inner)
                    : place.group(1).charAt(0) == '{' ? argument.toString() : part(argument.toString());
            return Matcher.quoteReplacement(shown);
        });
        return Optional.of(KoreanParticles.chosen(text));
    }

    /**
     * Returns a sentence in the language of the current scope. A sentence that the file lacks is in English and marked
     * as such. A Korean one, and one without words such as {@code M/M/4}, is returned unchanged.
     */
    public static String sentence(String english) {
        return LanguageScope.current() == TextLanguage.en
                        || isKorean(english)
                        || !WORD.matcher(english).find()
                ? english
                : marked(english);
    }

    /**
     * Returns a message in the language of the current scope, line by line. A line keeps the name of the program at its
     * start. A line that the files lack is in English and marked as such. A message may quote Korean names.
     */
    public static String message(String english) {
        return LanguageScope.current() == TextLanguage.en
                ? english
                : english.lines()
                        .map(line -> line.startsWith(PROGRAM)
                                ? PROGRAM + marked(line.substring(PROGRAM.length()))
                                : line.isBlank() ? line : marked(line))
                        .collect(Collectors.joining("\n"));
    }

    /** Returns whether a message has a text in the language of the current scope. */
    public static boolean isKnown(String english) {
        return LanguageScope.current() == TextLanguage.en || korean(english).isPresent();
    }

    private static String marked(String english) {
        Matcher inFile = IN_FILE.matcher(english);
        return inFile.matches() ? inFile.group(1) + translated(inFile.group(2)) : translated(english);
    }

    private static String translated(String english) {
        return korean(english).orElseGet(() -> Messages.text("summary.english", english));
    }

    private static boolean isKorean(String text) {
        return text.chars().anyMatch(c -> c >= FIRST_SYLLABLE && c <= LAST_SYLLABLE);
    }

    private static Optional<String> korean(String english) {
        String exact = Korean.EXACT.get(english);
        return exact != null
                ? Optional.of(exact)
                : filled(Korean.FORMS, english).or(() -> {
                    Matcher setting = OF_SETTING.matcher(english);
                    return setting.matches()
                            ? filled(Korean.FORMS, setting.group(3))
                                    .map(rest -> setting.group(1)
                                            + Optional.ofNullable(setting.group(2))
                                                    .orElse("") + " " + rest)
                            : Optional.empty();
                });
    }

    /** Returns a phrase within another one; in English if the files lack it. */
    private static String part(String english) {
        return korean(english).or(() -> filled(Korean.PARTS, english)).orElse(english);
    }

    private static Optional<String> filled(List<PhraseForm> forms, String english) {
        return forms.stream().flatMap(form -> form.filled(english).stream()).findFirst();
    }
}
