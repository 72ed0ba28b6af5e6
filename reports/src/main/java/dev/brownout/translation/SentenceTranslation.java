package dev.brownout.translation;

import dev.brownout.sentence.Sentence;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Korean texts by their English forms: for the phrases that a result contains, such as names and descriptions of
 * metrics, and for the {@link Sentence}s of events, warnings and errors. A result is the same in each language, so its
 * texts are in English and are translated where they are shown.
 *
 * <p>The file {@code sentences_ko.txt} has the English form in one line and the Korean one, indented, in the next. A
 * form has a place <code>{}</code> for each argument, and the Korean one <code>{1}</code>, <code>{2}</code> and so on
 * in any order. An argument of a place {@code <1>} is translated if it is a phrase of the file. A sentence as an
 * argument is translated in each place. A Korean particle after a place has both of its forms.
 */
public final class SentenceTranslation {
    private static final String FILE = "/dev/brownout/messages/sentences_ko.txt";

    /** Start of a message of a command, which is the same in each language. */
    private static final String PROGRAM = "brownout: ";

    private static final Pattern PLACES = Pattern.compile("(\\{[1-9]}|<[1-9]>)");

    /** The first and the last Hangul syllable. */
    private static final char FIRST_SYLLABLE = '가';

    private static final char LAST_SYLLABLE = '힣';

    /** A part of a word of a language, as opposed to a notation such as {@code M/M/c}. */
    private static final Pattern WORD = Pattern.compile("[a-z]{2}");

    /** Lazy holder of the Korean texts, which are read once. */
    private static final class Korean {
        static final Map<String, String> BY_FORM = entries();
    }

    private SentenceTranslation() {}

    /** Returns the English forms with their Korean texts, in the order of the file. */
    static Map<String, String> entries() {
        Map<String, String> entries = new LinkedHashMap<>();
        try (InputStream file = SentenceTranslation.class.getResourceAsStream(FILE)) {
            String english = "";
            for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                if (line.startsWith("  ")) {
                    if (english.isEmpty() || entries.put(english, line.substring(2)) != null) {
                        throw new IllegalStateException("no or a repeated form before: " + line);
                    }
                    english = "";
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    english = line;
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return entries;
    }

    /** Returns a phrase in the language of the current scope; in English if it has no translation. */
    public static String text(String english) {
        return isEnglish() ? english : korean(english);
    }

    /**
     * Returns the words of a metric, such as {@code oldest age.max} for {@code oldest_age.max}, in the language of the
     * current scope. A statistic is the same in each language.
     */
    public static String metric(String name) {
        String words = name.replace('_', ' ');
        int dot = words.indexOf('.');
        return dot < 0 ? text(words) : text(words.substring(0, dot)) + words.substring(dot);
    }

    /** Returns a text, perhaps after an owner as in {@code web: sent = ended}, in the language of the current scope. */
    public static String owned(String text) {
        int end = text.indexOf(": ");
        return end < 0 ? text(text) : text.substring(0, end + 2) + text(text.substring(end + 2));
    }

    /** Returns a sentence in the language of the current scope; in English if its form has no translation. */
    public static String text(Sentence sentence) {
        return isEnglish() ? sentence.toString() : korean(sentence).orElseGet(sentence::toString);
    }

    /** Returns a sentence in the language of the current scope; in English, and marked, if it has no translation. */
    public static String marked(Sentence sentence) {
        if (isEnglish()) {
            return sentence.toString();
        }
        return korean(sentence)
                .orElseGet(() -> WORD.matcher(sentence.form()).find()
                        ? english(sentence.toString())
                        : marked(sentence.toString()));
    }

    /**
     * Returns a text in the language of the current scope; in English, and marked, if it has no translation. A Korean
     * text, and one without words such as {@code M/M/4}, is returned unchanged.
     */
    public static String marked(String english) {
        if (isEnglish() || isKorean(english) || !WORD.matcher(english).find()) {
            return english;
        }
        String known = Korean.BY_FORM.get(english);
        return known == null ? english(english) : known;
    }

    /** Returns an English text with its mark, after the name of the program. */
    private static String english(String text) {
        String program = text.startsWith(PROGRAM) ? PROGRAM : "";
        return program + Messages.text("summary.english", text.substring(program.length()));
    }

    /** Returns whether a sentence has a text in the language of the current scope. */
    public static boolean isKnown(Sentence sentence) {
        return isEnglish()
                || isWord(sentence)
                || korean(sentence).isPresent()
                        && sentence.arguments().stream()
                                .allMatch(part -> !(part instanceof Sentence inner) || isKnown(inner));
    }

    private static boolean isEnglish() {
        return LanguageScope.current() == TextLanguage.en;
    }

    private static String korean(String english) {
        return Korean.BY_FORM.getOrDefault(english, english);
    }

    private static Optional<String> korean(Sentence sentence) {
        String form = sentence.form();
        String program = form.startsWith(PROGRAM) ? PROGRAM : "";
        String rest = form.substring(program.length());
        String known = Korean.BY_FORM.get(rest);
        List<Object> arguments = sentence.arguments();
        boolean quotation = rest.equals(Sentence.PLACE) && !(arguments.get(0) instanceof Sentence);
        if (known == null && !quotation && !WORD.matcher(rest).find()) {
            known = numbered(rest);
        }
        if (known == null || arguments.isEmpty()) {
            return Optional.ofNullable(known).map(text -> program + text);
        }
        String text = PLACES.matcher(known).replaceAll(place -> {
            Object argument = arguments.get(place.group(1).charAt(1) - '1');
            boolean phrase = place.group(1).charAt(0) == '<';
            return Matcher.quoteReplacement(
                    argument instanceof Sentence inner
                            ? isWord(inner) ? text(inner) : marked(inner)
                            : phrase ? korean(argument.toString()) : argument.toString());
        });
        return Optional.of(program + KoreanParticles.chosen(text));
    }

    /** Returns a form of places alone as a translation of itself. */
    private static String numbered(String form) {
        StringBuilder text = new StringBuilder();
        int from = 0;
        int number = 1;
        for (int index = form.indexOf(Sentence.PLACE); index >= 0; index = form.indexOf(Sentence.PLACE, from)) {
            text.append(form, from, index).append('{').append(number++).append('}');
            from = index + Sentence.PLACE.length();
        }
        return text.append(form.substring(from)).toString();
    }

    private static boolean isWord(Sentence sentence) {
        return sentence.toString().indexOf(' ') < 0;
    }

    private static boolean isKorean(String text) {
        return text.chars().anyMatch(c -> c >= FIRST_SYLLABLE && c <= LAST_SYLLABLE);
    }
}
